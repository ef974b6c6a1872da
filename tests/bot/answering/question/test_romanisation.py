"""Names of other scripts, told by their consonants."""

from collections.abc import Callable, Collection, Mapping

import pytest

from bot.answering.question.romanisation import Spelled, consonants, names_meant, romanised


class Archive:
    """Holds phrases, each so often."""

    def __init__(self, held: Mapping[str, int]) -> None:
        self._held = held

    def alike(self, letters: str, is_alike: Callable[[str], bool], *, nearest: str) -> tuple[str, ...]:
        words = {word for phrase in self._held for word in phrase.split()}
        return tuple(
            each for each in sorted(words) if each[0].lower() in letters and is_alike(each.lower()) and nearest
        )

    def held(self, phrases: Collection[str]) -> Mapping[str, int]:
        return {phrase: sum(n for each, n in self._held.items() if phrase in each) for phrase in phrases}


ARCHIVE = Archive({"Robert Dolan": 3, "Rupert Dillon": 1, "Delon": 9, "Philip Carter": 2, "courtier": 5, "NATO": 4})


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("سكارسيلا", "scarcella"),
        ("فاراج", "farage"),
        ("Шольц", "scholz"),
        ("نتنياهو", "netanyahu"),
    ],
)
def test_a_name_has_the_same_consonants_in_any_script(written: str, english: str) -> None:
    assert consonants(romanised(written)) == consonants(english)


@pytest.mark.parametrize("english", ["carcass", "scarlet", "barrage"])
def test_another_word_has_others(english: str) -> None:
    assert consonants(english) not in {consonants("scarcella"), consonants("farage")}


def meant(*words: str, is_common: bool = False) -> list[str]:
    return names_meant([Spelled((romanised(word),), is_common=is_common) for word in words], ARCHIVE)


def test_of_several_names_the_nearest_and_the_better_known_is_meant() -> None:
    assert meant("دولن") == ["Dolan"]
    assert meant("دلن") == ["Delon"]


def test_words_in_a_row_are_the_names_that_stand_side_by_side() -> None:
    assert meant("روبرت", "دولن") == ["Robert", "Dolan"]


def test_a_word_like_no_name_stays_and_a_common_one_goes() -> None:
    assert meant("مصباح") == ["msbah"]
    assert meant("مصباح", is_common=True) == []


def test_a_common_word_is_a_name_only_where_that_is_very_like_it() -> None:
    assert meant("كارتر", is_common=True) == ["Carter"]
    assert meant("دلن", is_common=True) == []
