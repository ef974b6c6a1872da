from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from ingest.archive import Archive
from ingest.archive.searching import best
from ingest.articles import FoundPassage, OwnWord, Prepared, View, Window

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


def test_of_more_than_are_wanted_the_best_are_given_and_of_equals_the_first() -> None:
    positions, scores = best(np.array([0.25, 0.75, 0.0, 0.75, 0.5, 0.75]), limit=2)

    assert (positions.tolist(), scores.tolist()) == ([1, 3], [0.75, 0.75])


def test_a_word_finds_the_passages_that_hold_it_in_any_form(newsroom: Archive) -> None:
    assert texts(newsroom.search_words(NOW, ["bases", "rocket"], limit=5)) == [
        "Rockets hit the Al-Asad base in Iraq.",
        "Drones struck a base in Syria.",
    ]


def test_accents_and_case_do_not_matter(newsroom: Archive) -> None:
    assert texts(newsroom.search_words(NOW, ["CAFE"], limit=5)) == ["Café owners protest in Paris."]


def test_words_are_told_apart_alike_whatever_stands_between(archive: Archive, make: Callable[..., Prepared]) -> None:
    body = (
        "The ministry's U.S. café has a state-of-the-art 3D printer; 1,234 came to see it (https://news.example/path). "
        f"A harbour, a tide. {'x' * 3_000}"
    )
    archive.store(archive.source("wire"), [make(body)], seen=SEEN)
    is_found = {
        "ministry's": True,
        "U.S.": True,
        "u.s. ministries": False,
        "Café": True,
        "cafe": True,
        "state-of-the-art": True,
        "state of the artist": False,
        "the": True,
        "1,234": True,
        "1 234": True,
        "34": False,
        "3d": True,
        "news.example": True,
        "example path": True,
        "HARBOURS": True,
        "harbouring": True,
        "'": False,
        "tide:*": True,
        "tide <-> table": False,
        "\ud800tide\0": True,
        "x" * 3_000: True,
    }

    assert {word: bool(archive.search_words(NOW, [word], limit=5)) for word in is_found} == is_found


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


@pytest.fixture
def tongues(archive: Archive, make: Callable[..., Prepared]) -> Archive:
    told = [
        ("Die Straßen bei Ulmstadt sind gesperrt.", "de", "2023-11-01"),
        ("Straßenbahn in Ulmstadt entgleist.", "de", "2023-11-03"),
        ("The Ulmstadt tram was repaired.", "en", "2023-11-05"),
        ("يوم الجمعة في المدينة", "ar", "2023-11-07"),
    ]
    archive.store(
        archive.source("wire"),
        [make(text, url=f"https://e.example/{day}", published=day, language=language) for text, language, day in told],
        seen=SEEN,
    )
    return archive


@pytest.mark.parametrize(
    ("beginning", "languages", "found"),
    [
        ("straße", ["de"], ["Die Straßen bei Ulmstadt sind gesperrt.", "Straßenbahn in Ulmstadt entgleist."]),
        ("STRASSE", ["de"], []),
        ("ulmst", ["en", "und"], ["The Ulmstadt tram was repaired."]),
        ("المدين", ["ar"], ["يوم الجمعة في المدينة"]),
        ("ulmst", ["fr"], []),
        ('" OR "', ["de"], []),
    ],
)
def test_beginnings_find_words_in_the_named_languages_alone(
    tongues: Archive, beginning: str, languages: list[str], found: list[str]
) -> None:
    assert sorted(texts(tongues.search_beginnings(NOW, [beginning], languages=languages, limit=5))) == sorted(found)


def test_an_askers_word_on_a_sources_language_goes_before_what_its_texts_say(tongues: Archive) -> None:
    own = OwnWord(title="wire", called="wire", language="fr")
    view = View(NOW.now, own_words={tongues.source("wire"): own})
    assert not tongues.search_beginnings(view, ["straße"], languages=["de"], limit=5)
    assert len(tongues.search_beginnings(view, ["straße"], languages=["fr"], limit=5)) == 2
    assert not tongues.newest_passages(view, languages=["de"], limit=5)


def test_the_newest_of_a_language_come_first_as_far_as_they_are_visible(tongues: Archive) -> None:
    newest = ["Straßenbahn in Ulmstadt entgleist.", "Die Straßen bei Ulmstadt sind gesperrt."]
    then = View(datetime(2023, 11, 2, tzinfo=UTC))
    assert texts(tongues.newest_passages(NOW, languages=["de"], limit=5)) == newest
    assert texts(tongues.newest_passages(then, languages=["de"], limit=5)) == newest[1:]
    assert texts(tongues.newest_passages(NOW, languages=["it"], limit=5)) == []
