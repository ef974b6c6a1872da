"""The quantities of a text are stored with its revision, found with its figures, and gone with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from ingest.archive import Archive, Description, Page, Reading
from ingest.articles import Prepared, ReadSentence, RevisionId, SourceId, StoredArticle
from ingest.extraction.tallies import find_quantities, tallies_in
from ingest.subscriptions import OPERATOR, Subscriber
from tests.archives import subscribed
from tests.ingest.archive.conftest import Make

NOW = datetime(2024, 1, 1, tzinfo=UTC)
ONE = Subscriber("1")
FEED = "https://harbour.example/feed"
TEXT = (
    "The flood killed 12 people and hurt nearly 3.5 million, said Ada Cole of “Brønnøy Post”. "
    "No one was missing on 3 May 2023. Prices rose by 12.5 % to $40."
)


def told(make: Make, body: str = TEXT, **about: str) -> Prepared:
    made = make(body, title="Flood: 14 dead", **about)
    sentences = find_quantities(replace(made.article, language="en"))
    return replace(made, sentences=sentences, tallies=tallies_in(sentences), extractor=1)


def found(archive: Archive, reader: Subscriber | None = None) -> Mapping[RevisionId, Sequence[ReadSentence]]:
    view = archive.view(NOW, reader)
    passages = archive.search_words(view, ["flood"], limit=9)
    return archive.quantities_in(view, [passage.stored for passage in passages])


def stored(archive: Archive) -> StoredArticle:
    (passage,) = archive.search_words(archive.view(NOW), ["flood"], limit=9)
    return passage.stored


def test_what_was_read_is_found_as_it_was_read(archive: Archive, make: Make) -> None:
    prepared = told(make)
    archive.store(archive.source("wire"), [prepared], seen=NOW)

    assert found(archive) == {stored(archive).revision: prepared.sentences}
    assert sum(len(sentence.quantities) for sentence in prepared.sentences) >= 7


def test_of_a_text_that_nobody_read_nothing_is_found(archive: Archive, make: Make) -> None:
    archive.store(archive.source("wire"), [make(TEXT, title="Flood")], seen=NOW)

    assert found(archive) == {}


def test_what_is_read_anew_takes_its_place_and_what_cannot_be_read_has_none(archive: Archive, make: Make) -> None:
    bare, fresh = make(TEXT, title="Flood: 14 dead"), told(make)
    archive.store(archive.source("wire"), [bare], seen=NOW)
    revision = stored(archive).revision

    archive.replace([], unreadable=[revision], extractor=1)
    assert found(archive) == {revision: ()}

    reading = Reading(revision, fresh.tallies, (), is_english=True, sentences=fresh.sentences)
    assert archive.replace([reading], extractor=2).tallies == len(fresh.tallies)
    assert found(archive) == {revision: fresh.sentences}

    archive.replace([], unreadable=[revision], extractor=3)
    assert found(archive) == {revision: fresh.sentences}


def test_a_view_of_the_past_has_what_its_revision_says(archive: Archive, make: Make) -> None:
    first, second = told(make), told(make, TEXT.replace("12 people", "19 people"), published="2023-11-05")
    for each in (first, second):
        archive.store(archive.source("wire"), [each], seen=NOW)
    past = archive.view(datetime(2023, 11, 3, tzinfo=UTC))
    (passage,) = archive.search_words(past, ["flood"], limit=9)

    assert archive.quantities_in(past, [passage.stored]) == {passage.stored.revision: first.sentences}
    assert found(archive) == {stored(archive).revision: second.sentences}


def test_a_purged_text_has_none(archive: Archive, make: Make) -> None:
    archive.store(archive.source("wire"), [told(make, url="https://e.example/1")], seen=NOW)
    article = stored(archive)
    archive.purge(Page("https://e.example/1"), now=NOW)

    assert archive.quantities_in(archive.view(NOW), [article]) == {}


def test_figures_that_count_for_others_are_mere_numbers_here(archive: Archive, make: Make) -> None:
    source = german_feed(archive)
    archive.describe(source, ONE, Description(language="en"), by=None, now=NOW)
    prepared = told(make, language="de")
    archive.store(source, [prepared], seen=NOW)
    ((mine,), (theirs,)) = (found(archive, reader).values() for reader in (ONE, OPERATOR))

    assert mine == prepared.sentences
    assert tallies_in(theirs) == ()
    assert values(theirs) == [one for one in values(mine) if one != 0]


def values(sentences: Sequence[ReadSentence]) -> list[float]:
    return [quantity.value for sentence in sentences for quantity in sentence.quantities]


def german_feed(archive: Archive) -> SourceId:
    return subscribed(archive, FEED, ONE, OPERATOR, now=NOW)
