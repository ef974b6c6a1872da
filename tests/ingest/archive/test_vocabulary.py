"""The words that an asker may see, and how they are written there."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from ingest.archive import Archive
from ingest.articles import Prepared, SourceId, View

NOW = View(datetime(2024, 1, 1, tzinfo=UTC))
SEEN = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def newsroom(archive: Archive, make: Callable[..., Prepared]) -> Archive:
    wire = [
        make("The Bluecoats left Quillmar. Many marched.", url="https://e.example/1", published="2023-10-18"),
        make("Bluecoats march on. How many?", url="https://e.example/2", published="2023-11-18"),
    ]
    archive.store(archive.source("wire"), wire, seen=SEEN)
    other = [make("Netherby of the Bluecots spoke.", url="https://o.example/3", published="2023-10-20")]
    archive.store(archive.source("other"), other, seen=SEEN)
    return archive


def test_it_is_told_how_many_passages_hold_a_word_or_a_phrase(newsroom: Archive) -> None:
    held = newsroom.held(NOW, ["bluecoats", "how many", "marching", "nobody"])

    assert held == {"bluecoats": 2, "how many": 1, "marching": 2, "nobody": 0}


def test_it_is_told_how_the_very_word_is_written(newsroom: Archive) -> None:
    assert set(newsroom.writings(NOW, "quillmar")) == {"Quillmar"}
    assert set(newsroom.writings(NOW, "marching")) == set()


def test_near_words_are_given_as_they_are_written(newsroom: Archive) -> None:
    assert newsroom.spellings(NOW, "blueoats", edits=1) == ("Bluecoats",)
    assert newsroom.spellings(NOW, "quilmar", edits=1) == ("Quillmar",)
    assert newsroom.spellings(NOW, "zzz", edits=1) == ()


def test_no_word_of_what_an_asker_may_not_see_is_among_them(newsroom: Archive) -> None:
    mine = View(NOW.now, sources=frozenset({SourceId(newsroom.source("wire"))}))
    before = View(datetime(2023, 10, 19, tzinfo=UTC))

    for view in (mine, before):
        assert newsroom.spellings(view, "bluecots", edits=1) == ("Bluecoats",)
        assert newsroom.held(view, ["netherby"]) == {"netherby": 0}
        assert not newsroom.writings(view, "netherby")
    assert newsroom.held(before, ["bluecoats"]) == {"bluecoats": 1}


def test_words_that_are_alike_are_given_as_they_are_written_the_nearest_first(newsroom: Archive) -> None:
    mine = View(NOW.now, sources=frozenset({SourceId(newsroom.source("wire"))}))

    def is_alike(word: str) -> bool:
        return word.endswith("ts") and word.startswith("bl")

    assert newsroom.alike(NOW, "b", is_alike, nearest="bluecats") == ("Bluecoats", "Bluecots")
    assert newsroom.alike(NOW, "c", is_alike, nearest="bluecats") == ()
    assert newsroom.alike(mine, "b", is_alike, nearest="bluecots") == ("Bluecoats",)
