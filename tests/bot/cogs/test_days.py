from datetime import date

import pytest

from bot.cogs.days import read_day, suggested_days
from bot.errors import MomentError

TODAY = date(2023, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [(None, None), ("  ", None), ("2023-10-17", date(2023, 10, 17)), (" 2023-10-17 ", date(2023, 10, 17))],
    ids=["none", "blank", "day", "spaces"],
)
def test_a_day_is_read(text: str | None, day: date | None) -> None:
    assert read_day(text) == day


def test_what_is_no_day_is_refused_with_the_form_to_use() -> None:
    with pytest.raises(MomentError, match=r"“Oct 17” is not a day that sitrep reads\. Write 2023-11-22\."):
        read_day("Oct 17")


def test_a_day_at_the_end_of_the_calendar_is_refused_as_in_a_terminal() -> None:
    with pytest.raises(MomentError, match="1000 to 8999"):
        read_day("9999-12-31")


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("", ["2023-11-22", "2023-11-21", "2023-11-15", "2023-10-23", "2022-11-22"]),
        ("yest", ["2023-11-21"]),
        ("2023-10", ["2023-10-23"]),
        ("2023-10-17", ["2023-10-17"]),
        ("Oct 17", []),
    ],
    ids=["nothing", "a word", "a beginning", "a day", "neither"],
)
def test_days_are_suggested_while_somebody_types(typed: str, values: list[str]) -> None:
    assert [choice.value for choice in suggested_days(typed, today=TODAY)] == values
