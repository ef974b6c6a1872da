"""Purging on the command line: what is shown, what is asked, what is left."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from bot.cli import workplace
from bot.records import Kept, Records
from ingest import ARCHIVE_FILE_NAME, Archive, Database
from tests.bot.cli.rows import fill_with, write_rows
from tests.bot.cli.said import running
from tests.embedders import HashingEmbedder

pytestmark = pytest.mark.usefixtures("_reader_lent")
Run = Callable[..., tuple[int, str, str]]
NEWS = tuple(
    {
        "id": name,
        "url": f"https://{name}.example/flood",
        "title": f"Flood in {name.title()}",
        "text": f"Water stood in the streets of {name.title()}, and the zweihander of the museum was lost.",
        "published": "2023-11-05T12:00:00Z",
        "publisher": name.title(),
    }
    for name in ("aldar", "brone")
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the news as a file and as an archive."""
    folder = tmp_path_factory.mktemp("told")
    fill_with(write_rows(folder / "news.jsonl", rows=NEWS), folder / "data")
    return folder


@pytest.fixture
def sitrep(told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    shutil.copytree(told, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SITREP_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(workplace, "ingest_encoder", lambda _: HashingEmbedder())
    run = running(capsys)
    return lambda *arguments: run(*arguments).in_short


def publishers(folder: Path) -> list[str]:
    with Archive.open(folder / "data") as archive:
        found = archive.search_words(archive.view(datetime.now(UTC)), ["zweihander"], limit=9)
    return sorted(passage.stored.article.publisher for passage in found)


def test_what_will_go_is_shown_and_then_gone(sitrep: Run, tmp_path: Path) -> None:
    database = Database.open(tmp_path / "data" / ARCHIVE_FILE_NAME)
    records = Records(database)
    now = datetime(2023, 11, 6, tzinfo=UTC)
    names = [
        records.keep(
            Kept.ANSWER,
            json.dumps({"citations": [{"url": row["url"], "id": row["id"], "title": row["title"]}]}),
            server="1",
            now=now,
        )
        for row in NEWS
    ]

    code, said, _ = sitrep("purge", "--url", "http://www.aldar.example/flood?utm_source=x", "--yes")

    assert code == 0
    assert "This will go, with all revisions, vectors, figures and quotes: 1 article, 0 reports of incidents" in said
    assert "Flood in Aldar" in said
    assert "Purged: 1 article, 0 reports of incidents, 1 kept answer that cited them." in said
    assert [records.find(Kept.ANSWER, name, server="1") is None for name in names] == [True, False]
    assert publishers(tmp_path) == ["Brone"]
    assert sitrep("ingest", str(tmp_path / "news.jsonl"))[0] == 0
    assert publishers(tmp_path) == ["Brone"]
    database.close()


def test_no_title_is_left_in_what_is_kept(sitrep: Run, tmp_path: Path) -> None:
    now = datetime(2023, 11, 6, tzinfo=UTC)
    cited = {"url": None, "id": None, "title": "Flood in Aldar"}
    with closing(Database.open(tmp_path / "data" / ARCHIVE_FILE_NAME)) as database:
        records = Records(database)
        by_title = records.keep(Kept.ANSWER, json.dumps({"citations": [cited]}), server="1", now=now)
        offer = records.keep(Kept.OFFERS, '[{"samples": [{"title": "Flood in Aldar"}]}]', server="1", now=now)

        assert sitrep("purge", "--domain", "aldar.example", "--yes")[0] == 0

        assert records.find(Kept.ANSWER, by_title, server="1") is None
        assert records.find(Kept.OFFERS, offer, server="1") is None
    files = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert not any(b"Flood in Aldar" in file.read_bytes() for file in files)


def test_questions_are_forgotten_on_request(sitrep: Run, tmp_path: Path) -> None:
    with closing(Database.open(tmp_path / "data" / ARCHIVE_FILE_NAME)) as database:
        records = Records(database)
        asked = '{"question": "where is my zweihander of mine?"}'
        name = records.keep(Kept.ANSWER, asked, server="1", now=datetime(2023, 11, 6, tzinfo=UTC))

        code, said, _ = sitrep("purge", "--answers", "--yes")

        assert (code, records.find(Kept.ANSWER, name, server="1")) == (0, None)
    assert "Forgotten: 1 of what was kept so that buttons work" in said
    assert publishers(tmp_path) == ["Aldar", "Brone"]
    files = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert not any(b"zweihander of mine" in file.read_bytes() for file in files)


@pytest.mark.parametrize("typed", ["n\n", ""], ids=["a no", "nobody there"])
def test_without_a_yes_nothing_goes(sitrep: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(typed))
    code, _, said = sitrep("purge", "--domain", "aldar.example")

    assert code == 1
    assert said.endswith("error: There was no yes: nothing was changed.")
    assert publishers(tmp_path) == ["Aldar", "Brone"]


def test_a_source_goes_by_its_name(sitrep: Run) -> None:
    assert "Purged: 2 articles" in sitrep("purge", "--source", "news.jsonl", "--yes")[1]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param((), "--url, --domain, --source or --answers, one of them", id="nothing"),
        pytest.param(("--answers", "--source", "1"), "one of them", id="answers and a source"),
        pytest.param(("--url", "https://a.example/", "--domain", "a.example"), "one of them", id="two"),
        pytest.param(("--url", "aldar"), "no web address", id="no address"),
        pytest.param(("--domain", "https://aldar.example/"), "no domain", id="an address for a domain"),
        pytest.param(("--source", "Nobody"), "No source is called Nobody", id="no such source"),
    ],
)
def test_what_is_not_plain_is_refused(sitrep: Run, arguments: tuple[str, ...], complaint: str) -> None:
    code, _, said = sitrep("purge", *arguments)

    assert code == 2
    assert complaint in said


def test_backups_that_still_hold_what_went_are_named(sitrep: Run, tmp_path: Path) -> None:
    sitrep("backup")
    sitrep("backup", str(tmp_path / "elsewhere.gz"))

    code, _, notices = sitrep("purge", "--url", "https://aldar.example/flood", "--yes")

    assert code == 0
    assert "Backups still hold what went, 1 of them in" in notices
