"""Copies of one text: which are paired, and that nobody notices those that they do not see."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from ingest.archive import Archive
from ingest.archive.copying import copied
from ingest.articles import Prepared, RevisionId, SourceId
from ingest.copies import imprint
from ingest.subscriptions import OPERATOR, Subscriber
from tests.archives import empty_archive, subscribed
from tests.ingest.archive.conftest import Make

SEEN = datetime(2024, 6, 1, tzinfo=UTC)
TEXT = " ".join(f"word{number} of the report" for number in range(40)) + ", 12 people were hurt."
OTHER = " ".join(f"thing{number} in another story" for number in range(40))
MINE, THEIRS = Subscriber("1"), Subscriber("2")


@pytest.fixture
def story(make: Make) -> Make:
    def imprinted(body: str = TEXT, **what: str) -> Prepared:
        made = make(body, **what)
        return replace(made, imprint=imprint(made.article.text))

    return imprinted


def url(number: int) -> str:
    return f"https://news.example/{number}"


def paired(archive: Archive) -> list[tuple[str | None, str | None]]:
    """Give the addresses of each pair, the copy first."""
    view = archive.view(SEEN)
    found = archive.search_words(view, ["report", "story"], limit=999)
    by_revision = {passage.stored.revision: passage.stored.article.url for passage in found}
    pairs = archive.copies(set(by_revision))
    return sorted((by_revision[copy], by_revision[original]) for copy, original in pairs)


def test_what_was_known_earlier_is_the_original_whichever_came_first(archive: Archive, story: Make) -> None:
    late, early = (story(url=url(day), published=f"2024-01-0{day}") for day in (2, 1))
    archive.store(archive.source("wire"), [late, early, story(OTHER, url=url(3), published="2024-01-01")], seen=SEEN)

    assert paired(archive) == [(url(2), url(1))]


def test_another_number_makes_no_copy(archive: Archive, story: Make) -> None:
    update = story(TEXT.replace("12 people", "17 people"), url=url(2))
    archive.store(archive.source("wire"), [story(url=url(1)), update], seen=SEEN)

    assert paired(archive) == []


def test_a_text_that_comes_back_after_a_week_is_no_copy(archive: Archive, story: Make) -> None:
    days = ("2024-01-01", "2024-01-08", "2024-01-16")
    archive.store(archive.source("wire"), [story(url=url(n), published=day) for n, day in enumerate(days)], seen=SEEN)

    assert paired(archive) == [(url(1), url(0))]


def test_revisions_of_one_article_are_no_copies(archive: Archive, story: Make) -> None:
    archive.store(archive.source("wire"), [story(), story(f"{TEXT} And no more.")], seen=SEEN)

    assert paired(archive) == []


@pytest.mark.parametrize(
    "place", ["sqlite"], indirect=True
)  # because it takes seconds, and bounds what is decided here
def test_what_is_copied_a_thousand_times_is_paired_with_few(archive: Archive, story: Make) -> None:
    archive.store(archive.source("wire"), [story(url=url(n)) for n in range(80)], seen=SEEN)

    pairs = paired(archive)
    assert len(pairs) == sum(min(n, 32) for n in range(80))
    assert {copy for copy, _ in pairs} == {url(n) for n in range(1, 80)}


def test_pairs_are_given_only_among_those_asked_for(archive: Archive, story: Make) -> None:
    archive.store(archive.source("wire"), [story(url=url(n)) for n in range(3)], seen=SEEN)

    assert archive.copies({RevisionId(1), RevisionId(3)}) == {(3, 1)}
    assert archive.copies({RevisionId(2)}) == frozenset()


def feed_of(archive: Archive, name: str, reader: Subscriber) -> SourceId:
    return subscribed(archive, f"https://{name}.example/feed", reader, title=name, now=SEEN)


def shares(archive: Archive, reader: Subscriber | None) -> dict[str, float]:
    return {source.name: source.copies for source in archive.sources(reader)}


def test_a_share_of_copies_is_of_what_the_reader_sees(archive: Archive, story: Make) -> None:
    theirs, mine, shared = (
        feed_of(archive, name, reader) for name, reader in (("theirs", THEIRS), ("mine", MINE), ("all", OPERATOR))
    )
    archive.store(theirs, [story(url=url(1), published="2024-01-01")], seen=SEEN)
    archive.store(mine, [story(url=url(1), published="2024-01-02"), story(OTHER, url=url(2))], seen=SEEN)

    assert shares(archive, MINE) == {"mine": 0, "all": 0}
    assert shares(archive, None) == {"mine": 0.5, "theirs": 0, "all": 0}

    archive.store(shared, [story(url=url(3), published="2024-01-01")], seen=SEEN)
    assert shares(archive, MINE) == {"mine": 0.5, "all": 0}


def test_why_names_the_original_to_who_sees_it(archive: Archive, story: Make) -> None:
    theirs, mine = (feed_of(archive, name, reader) for name, reader in (("theirs", THEIRS), ("mine", MINE)))
    archive.store(theirs, [story(url=url(1), published="2024-01-01")], seen=SEEN)
    archive.store(mine, [story(url=url(2), published="2024-01-02")], seen=SEEN)

    def copy_of(reader: Subscriber | None) -> list[str | None]:
        return [trace.copy_of for trace in archive.trace(url(2), reader) if trace.stored]

    assert copy_of(MINE) == [None]
    assert copy_of(None) == [url(1)]


def test_copies_are_counted_from_their_pairs_and_not_by_pairing_all_articles(tmp_path: Path) -> None:
    ran: list[tuple[str, tuple[object, ...]]] = []
    with empty_archive(tmp_path) as archive, archive.database.reading() as connection:
        event.listen(connection, "before_cursor_execute", lambda _, __, sql, values, *___: ran.append((sql, values)))
        copied(connection, [SourceId(1)])
        ((sql, values),) = ran
        steps = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)]

    assert "SEARCH original_revision USING INTEGER PRIMARY KEY (rowid=?)" in steps
