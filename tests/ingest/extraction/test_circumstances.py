"""What the sentence of a figure says of who and where."""

import pytest

from ingest.articles import Circumstances
from ingest.extraction.circumstances import circumstances_of


@pytest.mark.parametrize(
    ("sentence", "acts", "suffers"),
    [
        ("The Dawn Front has carried out 31 attacks on convoys since 1 March.", "Dawn Front", "convoys"),
        ("There have been 12 attacks on the Dawn Front since 1 March.", "", "Dawn Front"),
        ("There have been 12 attacks by the Dawn Front since 1 March.", "Dawn Front", ""),
        ("Norland troops in Peru have been attacked 41 times.", "", "Norland troops"),
        ("The army killed 40 fighters of the Dawn Front.", "", "Dawn Front"),
        ("At least 40 were killed by the Dawn Front.", "", ""),
        ("The dam holds 12 gates.", "", ""),
    ],
)
def test_who_acts_is_told_from_whom_it_befell(sentence: str, acts: str, suffers: str) -> None:
    told = circumstances_of(sentence)
    assert [acts in words for words in told.agents] == [True] * bool(acts)
    assert [suffers in words for words in told.targets if words] == [True] * bool(suffers)


@pytest.mark.parametrize(
    ("sentence", "countries", "together"),
    [
        ("Convoys were attacked 43 times across Peru and Chad.", ("Peru",), ("Chad", "Peru")),
        ("The flood killed 27 people in Peru and 28 in Chad.", ("Chad", "Peru"), ("Chad", "Peru")),
        ("The flood killed 27 people in Lima, Peru.", ("Peru",), ()),
        ("Some 300 people fled Chad after a night in Peru.", ("Peru",), ()),
        ("The flood killed 27 people.", (), ()),
    ],
)
def test_the_countries_are_those_where_something_is_put(
    sentence: str, countries: tuple[str, ...], together: tuple[str, ...]
) -> None:
    told = circumstances_of(sentence)
    assert (told.countries, told.together) == (countries, together)


@pytest.mark.parametrize(
    "sentence",
    [
        "The navy corrected its count: convoys were attacked 38 times.",
        "The navy revised its count down to 38.",
        "Convoys were attacked 38 times, down from 41.",
        "An earlier version of this report said 41.",
    ],
)
def test_a_sentence_says_that_it_corrects(sentence: str) -> None:
    assert circumstances_of(sentence).is_revised


@pytest.mark.parametrize(
    ("sentence", "are_there"),
    [
        ("About 4 million Ostlanders live in Pelland.", True),
        ("Oriole employs 6,300 workers.", True),
        ("Pelland is home to 90,000 refugees.", True),
        ("Some 70,000 Ostlanders have fled Pelland.", False),
    ],
)
def test_who_is_there_is_told_from_who_came_or_went(sentence: str, are_there: bool) -> None:  # noqa: FBT001 because it is a row
    assert circumstances_of(sentence).is_of_residents is are_there


def test_a_sentence_may_say_nothing() -> None:
    assert circumstances_of("The dam holds 12 gates.") == Circumstances()
