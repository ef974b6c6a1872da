"""Of news so many whole months are kept; what is older goes, with all that was made of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.archive.forgetting import SWEPT_AT_ONCE
from ingest.archive.retaining import first_kept
from ingest.articles import Span, View
from ingest.rulings import Proposal, RulingKind
from tests.archives import empty_archive
from tests.ingest.archive.conftest import REPORT, TALLY, Make, moment
from tests.ingest.archive.test_forgetting import rows

NOW = datetime(2024, 3, 15, 12, tzinfo=UTC)
EVERYTHING = View(NOW)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with empty_archive(tmp_path) as opened:
        opened.claim_encoder("test", 8)
        yield opened


@pytest.mark.parametrize(
    ("now", "months", "begins"),
    [
        ("2024-03-15", 1, "2024-02-01"),
        ("2024-03-01", 1, "2024-02-01"),
        ("2024-03-31", 2, "2024-01-01"),
        ("2024-03-15", 3, "2023-12-01"),
        ("2024-12-31", 12, "2023-12-01"),
        ("2024-01-01", 1, "2023-12-01"),
        ("2024-02-29", 24, "2022-02-01"),
    ],
)
def test_whole_months_are_kept_beside_the_running_one(now: str, months: int, begins: str) -> None:
    assert first_kept(moment(now), months=months) == moment(begins)


def test_what_was_published_before_goes_with_all_that_was_made_of_it(
    archive: Archive, make: Make, tmp_path: Path
) -> None:
    wire = archive.source("wire")
    kept = make("It stays.", url="https://e.example/new", published="2024-02-01", tallies=(TALLY,))
    archive.store(wire, [kept], seen=NOW)
    before = rows(tmp_path)
    old = make("It goes.", url="https://e.example/old", published="2024-01-31", tallies=(TALLY,), reports=(REPORT,))
    archive.store(wire, [old], seen=NOW)

    assert archive.let_go(moment("2024-02-01")) == 1

    assert rows(tmp_path) == before
    assert [found.text for found in archive.search_words(EVERYTHING, ["it"], limit=9)] == ["It stays."]
    assert archive.reports(EVERYTHING) == ()
    assert archive.let_go(moment("2024-02-01")) == 0


def test_an_article_that_was_told_anew_since_stays_whole(archive: Archive, make: Make) -> None:
    wire = archive.source("wire")
    for day, body in (("2024-01-20", "Ten were hurt."), ("2024-02-02", "Twelve were hurt.")):
        archive.store(wire, [make(body, published=day)], seen=moment(day))

    assert archive.let_go(moment("2024-02-01")) == 0
    assert archive.count(View(moment("2024-01-25"))).articles == 1


def test_what_went_is_taken_again_where_it_is_offered_again(archive: Archive, make: Make) -> None:
    old = make("It goes.", published="2024-01-31")
    archive.store(archive.source("wire"), [old], seen=NOW)
    archive.let_go(moment("2024-02-01"))

    assert archive.store(archive.source("wire"), [old], seen=NOW).new == 1


def test_more_goes_than_one_transaction_takes(archive: Archive, make: Make) -> None:
    many = [
        make(f"Number {number}.", url=f"https://e.example/{number}", published="2024-01-31")
        for number in range(SWEPT_AT_ONCE + 1)
    ]
    archive.store(archive.source("wire"), many, seen=NOW)

    assert archive.let_go(moment("2024-02-01")) == SWEPT_AT_ONCE + 1
    assert archive.count(EVERYTHING).articles == 0


def test_rulings_about_what_went_are_forgotten(archive: Archive, make: Make) -> None:
    told = [
        make(body, url=f"https://e.example/{day}", published=day, reports=(replace(REPORT, quote=Span(0, len(body))),))
        for body, day in (
            ("A bomb tore through the market.", "2024-01-31"),
            ("Three shops burnt after a blast.", "2024-02-05"),
            ("Police spoke of an explosion.", "2024-02-06"),
        )
    ]
    archive.store(archive.source("wire"), told, seen=NOW)
    by_day = {found.stored.article.published: found for found in archive.reports(EVERYTHING)}
    old, new, newest = (by_day[day] for day in sorted(by_day))
    archive.rule(Proposal.about(RulingKind.SAME, [old], [new], by="ana"), now=NOW)
    kept = archive.rule(Proposal.about(RulingKind.SAME, [new], [newest], by="ana"), now=NOW)

    archive.let_go(moment("2024-02-01"))

    assert archive.rulings_made() == (kept,)
