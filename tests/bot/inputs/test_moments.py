"""Moments and days as a person writes them."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from bot.errors import MomentError
from bot.inputs.moments import parse_day, parse_moment, parse_published


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-11-22", datetime(2023, 11, 22, 23, 59, 59, tzinfo=UTC)),
        ("2023-11-22T14:00", datetime(2023, 11, 22, 14, 0, tzinfo=UTC)),
        ("2023-11-22 14:00:30", datetime(2023, 11, 22, 14, 0, 30, tzinfo=UTC)),
        ("2023-11-22T14:00Z", datetime(2023, 11, 22, 14, 0, tzinfo=UTC)),
        ("2023-11-22T01:00+02:00", datetime(2023, 11, 21, 23, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_is_utc_and_a_bare_date_is_its_end(text: str, moment: datetime) -> None:
    assert parse_moment(text) == moment


def test_a_bare_publication_date_is_its_beginning() -> None:
    assert parse_published("2023-11-22") == datetime(2023, 11, 22, tzinfo=UTC)


def test_a_publication_date_is_read_as_those_of_news_are() -> None:
    assert parse_published("22 Nov 2023, 3 pm CET") == datetime(2023, 11, 22, 14, tzinfo=UTC)
    with pytest.raises(MomentError, match="is not one moment"):
        parse_published("03/04/2023")


@pytest.mark.parametrize("text", ["", "soon", "2023-02-30", "22.11.2023", "2023-11-22T25:00"])
def test_what_is_no_moment_is_refused_with_the_accepted_forms(text: str) -> None:
    with pytest.raises(MomentError, match=r"Write 2023-11-22 \(the end of that day, UTC\)"):
        parse_moment(text)


@pytest.mark.parametrize("parse", [parse_moment, parse_published, parse_day])
@pytest.mark.parametrize("text", ["0001-01-01", "0999-12-31", "9000-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_refused_with_the_years_that_are_read(
    parse: Callable[[str], object], text: str
) -> None:
    with pytest.raises(
        MomentError, match=f"^“{text}” lies outside the years that can be reckoned with: 1000 to 8999.$"
    ):
        parse(text)


@pytest.mark.parametrize("text", ["0001-01-01T00:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_time_at_the_ends_of_the_calendar_is_refused_likewise(text: str) -> None:
    with pytest.raises(MomentError, match="1000 to 8999"):
        parse_moment(text)


def test_a_day_is_a_date_alone() -> None:
    assert parse_day("2023-10-17") == date(2023, 10, 17)
    with pytest.raises(MomentError):
        parse_day("2023-10-17T00:00")
