from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from ingest.archive import Archive
from ingest.articles import FoundPassage, Prepared, View, Window

NOW = View(datetime(2024, 1, 1, tzinfo=UTC))
SEEN = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def newsroom(archive: Archive, make: Callable[..., Prepared]) -> Archive:
    archive.store(
        archive.source("wire"),
        [
            make("Rockets hit the Al-Asad base in Iraq.", url="https://e.example/1", published="2023-10-18"),
            make("Café owners protest in Paris.", url="https://e.example/2", published="2023-10-20"),
            make(
                "Drones struck a base in Syria.\n\nNobody was hurt.", url="https://e.example/3", published="2023-11-03"
            ),
        ],
        seen=SEEN,
    )
    return archive


def texts(found: Sequence[FoundPassage]) -> list[str]:
    return [passage.text for passage in found]


def test_a_word_finds_the_passages_that_hold_it_in_any_form(newsroom: Archive) -> None:
    assert texts(newsroom.search_words(NOW, ["bases", "rocket"], limit=5)) == [
        "Rockets hit the Al-Asad base in Iraq.",
        "Drones struck a base in Syria.",
    ]


def test_accents_and_case_do_not_matter(newsroom: Archive) -> None:
    assert texts(newsroom.search_words(NOW, ["CAFE"], limit=5)) == ["Café owners protest in Paris."]


def test_several_words_in_one_are_a_phrase(newsroom: Archive) -> None:
    assert texts(newsroom.search_words(NOW, ["base in iraq"], limit=5)) == ["Rockets hit the Al-Asad base in Iraq."]


@pytest.mark.parametrize(
    "word", ['"', "AND", "*", "NEAR(", "title:x", "a OR", '" OR "base', "-", "^ {", "\0", "", "(", "'; DROP TABLE meta"]
)
def test_what_a_user_writes_is_never_syntax(newsroom: Archive, word: str) -> None:
    assert len(newsroom.search_words(NOW, [word], limit=5)) == 0


def test_no_words_find_nothing(newsroom: Archive) -> None:
    assert newsroom.search_words(NOW, [], limit=5) == ()


def test_a_window_includes_both_of_its_ends(newsroom: Archive) -> None:
    window = Window(since=datetime(2023, 10, 18, tzinfo=UTC), until=datetime(2023, 10, 18, tzinfo=UTC))
    assert texts(newsroom.search_words(NOW, ["base"], window=window, limit=5)) == [
        "Rockets hit the Al-Asad base in Iraq."
    ]


def test_the_limit_is_filled_from_what_is_visible(newsroom: Archive) -> None:
    before = View(datetime(2023, 10, 19, tzinfo=UTC))
    assert texts(newsroom.search_words(before, ["base"], limit=1)) == ["Rockets hit the Al-Asad base in Iraq."]
