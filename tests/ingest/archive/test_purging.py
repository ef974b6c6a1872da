"""What is purged is gone, from the files too, and does not come back."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.archive import Archive, Domain, Page, Role, Stored, WholeSource
from ingest.articles import (
    IncidentKind,
    Place,
    PlacePrecision,
    Prepared,
    Report,
    Span,
)
from ingest.copies import imprint
from ingest.rulings import Proposal, RulingKind
from ingest.subscriptions import OPERATOR
from tests.archives import subscribed
from tests.ingest.archive.conftest import REPORT, Make

NOW = datetime(2024, 6, 1, tzinfo=UTC)
MARKER = "Zyqqwarble"
SENTENCE = f"{MARKER} said that the xylophonist Quuxley owed him money."
URL = "https://news.example/secret"


def report(kind: IncidentKind = IncidentKind.ROBBERY) -> Report:
    nowhere = Place(None, None, None, None, None, PlacePrecision.UNKNOWN)
    return replace(REPORT, kind=kind, place=nowhere, quote=Span(0, len(SENTENCE)))


@pytest.fixture
def secret(make: Make) -> Prepared:
    filler = " ".join(f"word{number}" for number in range(80))
    made = make(f"{SENTENCE}\n\n{filler}", url=URL, title=f"{MARKER} speaks", reports=(report(),))
    return replace(made, imprint=imprint(made.article.text))


def written(directory: Path) -> bytes:
    """Give all that stands in the archive's files, its logs included."""
    return b"".join(
        (Path(folder) / name).read_bytes() for folder, _, names in os.walk(directory) for name in names
    ).lower()


def revised(document: Prepared) -> Prepared:
    text = f"{document.article.text} More."
    return replace(document, article=replace(document.article, fingerprint="later", text=text))


def test_not_a_word_is_left_in_the_files(tmp_path: Path, secret: Prepared, make: Make) -> None:
    with Archive.open(tmp_path) as archive:
        archive.claim_encoder("test", 8)
        others = [make(f"Another text {n}.", url=f"https://news.example/{n}") for n in range(30)]
        told = make("A shop was robbed.", url="https://news.example/shop", reports=(report(),))
        archive.store(archive.source("wire"), [*others, secret, told, revised(secret)], seen=NOW)
        archive.drain_outbox()
        view = archive.view(NOW)
        here, there = archive.reports(view)
        archive.rule(Proposal.about(RulingKind.DIFFERENT, [here], [there], by="me"), now=NOW)
        assert MARKER.lower().encode() in written(tmp_path)

        gone = archive.purge(Page(URL), now=NOW)
        assert archive.compact()
        archive.drain_outbox()

        assert (gone.articles, gone.reports, gone.examples) == (1, 2, (f"{MARKER} speaks",))
        for word in (MARKER, "xylophonist", "Quuxley"):
            assert word.lower().encode() not in written(tmp_path)
        assert archive.count(view).articles == 31
        assert archive.search_words(view, ["xylophonist"], limit=9) == ()
        assert (len(archive.reports(view)), archive.rulings_made()) == (1, ())
        assert all(finding.ok for finding in archive.check())


@pytest.mark.parametrize("url", [URL, "http://www.news.example/secret/amp"])
def test_what_was_purged_does_not_come_back(archive: Archive, secret: Prepared, make: Make, url: str) -> None:
    wire = archive.source("wire")
    archive.store(wire, [secret], seen=NOW)
    archive.purge(Page(URL), now=NOW)
    again = make("Something else.", url=url)

    assert archive.store(archive.source("another"), [again], seen=NOW) == Stored(unchanged=1)
    assert archive.store(wire, [secret, revised(secret)], seen=NOW) == Stored(unchanged=2)
    assert archive.buried("a third", [again.article]) == {again.article.fingerprint}
    assert archive.count(archive.view(NOW)).articles == 0


def test_a_page_that_was_never_read_can_be_kept_out(archive: Archive, secret: Prepared) -> None:
    assert archive.purge(Page(URL), now=NOW).articles == 0
    assert archive.store(archive.source("wire"), [secret], seen=NOW) == Stored(unchanged=1)


def test_a_domain_goes_with_the_hosts_under_it(archive: Archive, make: Make) -> None:
    urls = ["https://news.example/1", "https://www.news.example/2", "https://oldnews.example/3"]
    archive.store(archive.source("wire"), [make(f"Text {url}.", url=url) for url in urls], seen=NOW)

    target = Domain("news.example")
    assert archive.what_goes(target) == archive.purge(target, now=NOW)
    found = archive.search_words(archive.view(NOW), ["text"], limit=9)
    assert [passage.stored.article.url for passage in found] == urls[2:]
    assert archive.store(archive.source("wire"), [make("Of later.", url="https://news.example/4")], seen=NOW).new == 1


def test_a_source_goes_and_what_others_brought_stays(archive: Archive, make: Make) -> None:
    feeds = ["https://one.example/feed", "https://two.example/feed"]
    one, two = (subscribed(archive, url, OPERATOR, now=NOW) for url in feeds)
    for source in (one, two):
        archive.store(source, [make(url=URL)], seen=NOW)

    assert archive.purge(WholeSource(one), now=NOW).articles == 1
    assert archive.count(archive.view(NOW)).articles == 1
    assert archive.store(one, [make("Other words.", url=URL)], seen=NOW) == Stored(unchanged=1)
    assert archive.store(two, [make("Other words.", url=URL)], seen=NOW) == Stored(revised=1)


def test_a_file_that_was_handed_in_goes_with_its_source_although_nobody_read_it_yet(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        kept, purged = (
            archive.source(archive.hand_in(name, SENTENCE.encode(), OPERATOR, by=None, now=NOW))
            for name in ("kept.txt", "purged.txt")
        )
        archive.purge(WholeSource(purged), now=NOW)

        assert archive.handed_in(purged) is None
        assert archive.handed_in(kept) == SENTENCE.encode()
        archive.purge(WholeSource(kept), now=NOW)
        archive.compact()
    assert MARKER.encode() not in written(tmp_path)


def test_other_processes_notice_at_once(tmp_path: Path, secret: Prepared, make: Make) -> None:
    with Archive.open(tmp_path) as mine, Archive.open(tmp_path, role=Role.ONE_SHOT) as other:
        mine.claim_encoder("test", 8)
        mine.store(mine.source("wire"), [secret, make("It stays.")], seen=NOW)
        assert len(other.search_words(other.view(NOW), ["xylophonist", "stays"], limit=9)) == 2
        mine.purge(Page(URL), now=NOW)
        assert len(other.search_words(other.view(NOW), ["xylophonist", "stays"], limit=9)) == 1


def test_of_an_article_that_changes_all_the_time_the_newest_text_is_there(archive: Archive, make: Make) -> None:
    wire = archive.source("wire")
    for minute in range(40):
        seen = datetime(2023, 11, 1, 12, minute, tzinfo=UTC)
        archive.store(wire, [make(f"Minute {minute} of the troops.", published="2023-11-01")], seen=seen)

    def told(minute: int) -> list[str]:
        view = archive.view(datetime(2023, 11, 1, 12, minute, tzinfo=UTC))
        return [found.text for found in archive.search_words(view, ["troops"], limit=9)]

    assert told(59) == ["Minute 39 of the troops."]
    assert told(5) == ["Minute 5 of the troops."]
    assert told(30) == ["Minute 22 of the troops."]
    assert archive.count(archive.view(NOW)).passages == 1
    assert next(f.message for f in archive.check() if f.subject == "contents").count("revisions: 24") == 1
