import json
import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "bot" / "sample.jsonl"
DESCRIPTION = ROOT / "docs" / "sample.md"

REQUIRED = {"id", "sample", "url", "title", "text", "published", "publisher"}
OPTIONAL = {"author", "language"}
QUOTATION_MARKS = '"“”„«»‹›‚‘'  # noqa: RUF001 because these are the characters looked for
WRITTEN = re.compile(r"\(([^)]*)\)")

ROWS: list[dict[str, Any]] = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
BY_ID = {row["id"]: row for row in ROWS}


def listed_figures() -> list[list[str]]:
    section = DESCRIPTION.read_text(encoding="utf-8").split("## The figures")[1]
    lines = [line for line in section.splitlines() if line.startswith("| sample-")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


FIGURES = listed_figures()


def published(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(row["published"])


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
class TestEveryRow:
    def test_has_the_import_keys_and_no_others(self, row: dict[str, Any]) -> None:
        assert row.keys() >= REQUIRED
        assert row.keys() <= REQUIRED | OPTIONAL

    def test_is_marked_as_sample(self, row: dict[str, Any]) -> None:
        assert row["sample"] is True
        assert re.fullmatch(r"sample-\d\d", row["id"])

    def test_comes_from_an_invented_host(self, row: dict[str, Any]) -> None:
        address = urlsplit(row["url"])

        assert address.scheme == "https"
        assert (address.hostname or "").endswith(".example")

    def test_was_published_in_the_time_of_the_sample(self, row: dict[str, Any]) -> None:
        assert published(row).tzinfo is not None
        assert datetime(2023, 10, 17, tzinfo=UTC) <= published(row) < datetime(2023, 12, 23, tzinfo=UTC)

    def test_quotes_nobody(self, row: dict[str, Any]) -> None:
        assert not set(QUOTATION_MARKS) & set(row["title"] + row["text"])

    def test_says_something(self, row: dict[str, Any]) -> None:
        assert row["title"].strip()
        assert row["text"].strip()


class TestTheSample:
    def test_is_short_enough_to_read(self) -> None:
        assert 40 <= len(ROWS) <= 50

    def test_names_every_row_once_in_order_of_publication(self) -> None:
        assert [row["id"] for row in ROWS] == [f"sample-{n:02}" for n in range(1, len(ROWS) + 1)]
        assert sorted(ROWS, key=published) == ROWS

    def test_ends_on_the_day_of_the_demo(self) -> None:
        assert published(ROWS[-1]) == datetime(2023, 12, 22, 18, 0, tzinfo=UTC)

    def test_gives_each_host_one_publisher(self) -> None:
        publishers = {(urlsplit(row["url"]).hostname, row["publisher"]) for row in ROWS}

        assert len(publishers) == len({host for host, _ in publishers}) == len({name for _, name in publishers}) == 7

    def test_is_english_but_for_one_labelled_row(self) -> None:
        assert [row["language"] for row in ROWS if row["language"] != "en"] == ["de"]

    def test_repeats_a_url_only_for_a_later_version_that_says_it_is_corrected(self) -> None:
        versions = defaultdict(list)
        for row in ROWS:
            versions[row["url"]].append(row)
        revised = [rows for rows in versions.values() if len(rows) > 1]

        assert [[row["id"] for row in rows] for rows in revised] == [["sample-09", "sample-11"]]
        [[first, corrected]] = revised
        assert published(first) < published(corrected)
        assert first["text"] != corrected["text"]
        assert "Corrected" in corrected["text"]

    def test_repeats_a_wire_text_under_another_headline(self) -> None:
        wire, copy = BY_ID["sample-03"], BY_ID["sample-04"]
        body = wire["text"].split(" - ", 1)[1]

        assert body in copy["text"]
        assert wire["title"] != copy["title"]
        assert wire["publisher"] != copy["publisher"]

    def test_repeats_a_wire_text_cut_off(self) -> None:
        wire, copy = BY_ID["sample-26"], BY_ID["sample-27"]
        kept = copy["text"].split(" ...")[0]

        assert kept in wire["text"]
        assert len(kept) < len(wire["text"])
        assert wire["title"] == copy["title"]

    def test_holds_a_fragment_and_a_page_of_html(self) -> None:
        assert BY_ID["sample-08"]["text"].startswith("<p>")
        assert BY_ID["sample-22"]["text"].startswith("<!DOCTYPE html>")

    def test_reports_its_newest_total_on_december_21(self) -> None:
        counted = "attacks on US and coalition forces in Iraq and Syria since 17 Oct"
        totals = [(published(BY_ID[figure[0]]), figure[2]) for figure in FIGURES if figure[5] == counted]

        assert max(totals) == (published(BY_ID["sample-47"]), "102")


class TestItsDescription:
    @pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: f"{figure[0]}:{figure[2]}")
    def test_lists_figures_that_the_named_row_carries(self, figure: list[str]) -> None:
        row, _, _, as_written, parts, *_ = figure
        text = words(BY_ID[row]["title"] + "\n" + BY_ID[row]["text"])

        assert as_written in text
        assert [part for part in WRITTEN.findall(parts) if part not in text] == []

    def test_says_for_each_figure_what_is_counted_by_whom_and_where_it_is_public(self) -> None:
        assert [figure for figure in FIGURES if len(figure) != 8 or not all(figure[5:])] == []

    def test_points_only_to_rows_that_exist(self) -> None:
        named = set(re.findall(r"sample-\d\d", DESCRIPTION.read_text(encoding="utf-8")))

        assert named <= BY_ID.keys()
