"""Sentences, counts and days in the language that is spoken, and who speaks it."""

import asyncio
from datetime import date

import pytest

from bot.languages import say, say_count, say_day, say_language, say_number, speak, speaking, spoken

DAY = date(2023, 11, 18)


def test_english_is_spoken_unless_something_else_is() -> None:
    assert spoken() == "en"
    assert say("as of {moment}", moment="noon") == "as of noon"


@pytest.mark.parametrize(
    ("code", "one", "many", "day", "thousand"),
    [
        ("en", "1 quote", "3 quotes", "18 Nov 2023", "1,234"),
        ("de", "1 Zitat", "3 Zitate", "18. Nov. 2023", "1.234"),
        ("es", "1 cita", "3 citas", "18 nov 2023", "1.234"),
        ("fr", "1 citation", "3 citations", "18 nov. 2023", "1\u202f234"),
        ("ar", "الاقتباسات: 1", "الاقتباسات: 3", "18 نوفمبر 2023", "1,234"),
    ],
)
def test_counts_days_and_numbers_are_the_languages_own(code: str, one: str, many: str, day: str, thousand: str) -> None:
    with speaking(code):
        assert say_count("{count} quote", "{count} quotes", 1) == one
        assert say_count("{count} quote", "{count} quotes", 3) == many
        assert say_day(DAY) == day
        assert say_number(1234) == thousand


def test_a_language_without_a_catalogue_is_spoken_in_english() -> None:
    with speaking("sv"):
        assert spoken() == "en"


def test_what_a_catalogue_of_answers_lacks_is_said_in_english() -> None:
    with speaking("it"):
        assert say("Undo") == "Undo"


async def test_a_task_speaks_for_itself_alone() -> None:
    async def answer(code: str) -> str:
        speak(code)
        await asyncio.sleep(0)
        return say("Today")

    assert await asyncio.gather(*map(answer, ("de", "fr", "en"))) == ["Heute", "Aujourd’hui", "Today"]
    assert spoken() == "en"


def test_latin_names_are_isolated_where_one_writes_leftwards() -> None:
    with speaking("ar"):
        assert say("by {person}", person="Mia, Ltd.") == "بواسطة \u2068Mia, Ltd.\u2069"
        assert say("by {person}", person="ليلى") == "بواسطة ليلى"


def test_languages_are_named_in_the_language() -> None:
    assert say_language("ar") == "Arabic"
    with speaking("es"):
        assert say_language("ar") == "árabe"
    assert say_language("xx") is None
