"""Dates and windows, read on Wednesday 22 November 2023."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.articles import DatePrecision
from ingest.extraction.dates import find_dates, since_of

WEDNESDAY = date(2023, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("shelled on Oct 17", date(2023, 10, 17), id="month-day"),
        pytest.param("shelled on October 17, 2021", date(2021, 10, 17), id="month-day-year"),
        pytest.param("shelled on 17 October 2021", date(2021, 10, 17), id="day-month-year"),
        pytest.param("the 7th of October", date(2023, 10, 7), id="ordinal"),
        pytest.param("on 30 Nov", date(2022, 11, 30), id="a-day-still-to-come-is-last-year's"),
        pytest.param("on 2023-10-17", date(2023, 10, 17), id="iso"),
        pytest.param("on 10/17/2023", date(2023, 10, 17), id="american-slashes"),
        pytest.param("on 17/10/2023", date(2023, 10, 17), id="european-slashes"),
        pytest.param("on Tuesday", date(2023, 11, 21), id="weekday"),
        pytest.param("on Wednesday", date(2023, 11, 22), id="weekday-of-today"),
        pytest.param("last Wednesday", date(2023, 11, 15), id="last-weekday-is-before-today"),
        pytest.param("on Tuesday (Nov 14)", date(2023, 11, 14), id="weekday-with-date"),
        pytest.param("yesterday", date(2023, 11, 21), id="yesterday"),
        pytest.param("two days ago", date(2023, 11, 20), id="days-ago"),
        pytest.param("since may 3", date(2023, 5, 3), id="small-letters-after-since"),
        pytest.param("on Feb 29", date(2020, 2, 29), id="leap-day"),
    ],
)
def test_a_day_is_read_from_the_day_of_writing(text: str, day: date) -> None:
    (mention,) = find_dates(text, today=WEDNESDAY)
    assert (mention.first, mention.last, mention.precision) == (day, day, DatePrecision.DAY)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        pytest.param("last night", date(2023, 11, 21), date(2023, 11, 22), DatePrecision.DAY, id="a-night-is-two-days"),
        pytest.param("this week", date(2023, 11, 20), date(2023, 11, 22), DatePrecision.WEEK, id="this-week"),
        pytest.param("last week", date(2023, 11, 13), date(2023, 11, 19), DatePrecision.WEEK, id="last-week"),
        pytest.param("over the weekend", date(2023, 11, 18), date(2023, 11, 19), DatePrecision.WEEK, id="weekend"),
        pytest.param("last month", date(2023, 10, 1), date(2023, 10, 31), DatePrecision.MONTH, id="last-month"),
        pytest.param("late last month", date(2023, 10, 21), date(2023, 10, 31), DatePrecision.MONTH, id="late-month"),
        pytest.param("in December", date(2022, 12, 1), date(2022, 12, 31), DatePrecision.MONTH, id="month"),
        pytest.param("mid-October", date(2023, 10, 11), date(2023, 10, 20), DatePrecision.MONTH, id="mid-month"),
        pytest.param("the start of October", date(2023, 10, 1), date(2023, 10, 10), DatePrecision.MONTH, id="start"),
        pytest.param("in 2021", date(2021, 1, 1), date(2021, 12, 31), DatePrecision.YEAR, id="year"),
        pytest.param("two weeks ago", date(2023, 11, 5), date(2023, 11, 11), DatePrecision.WEEK, id="weeks-ago"),
        pytest.param("the past two weeks", date(2023, 11, 8), date(2023, 11, 22), DatePrecision.WEEK, id="past-weeks"),
        pytest.param("in the last 24 hours", date(2023, 11, 21), date(2023, 11, 22), DatePrecision.DAY, id="hours"),
        pytest.param("Oct 17-31", date(2023, 10, 17), date(2023, 10, 31), DatePrecision.DAY, id="range"),
        pytest.param("3 May to 9 May", date(2023, 5, 3), date(2023, 5, 9), DatePrecision.DAY, id="range-of-days"),
    ],
)
def test_a_stretch_has_both_ends_and_its_precision(
    text: str, first: date, last: date, precision: DatePrecision
) -> None:
    (mention,) = find_dates(text, today=WEDNESDAY)
    assert (mention.first, mention.last, mention.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    ["it may 5 people fit", "in May 14,000 came", "30 February", "10/11/2023", "room 2023", "a march 12 miles long"],
)
def test_what_is_no_date_or_could_be_two_is_left_out(text: str) -> None:
    days = [mention for mention in find_dates(text, today=WEDNESDAY) if mention.precision is DatePrecision.DAY]
    assert days == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("66 attacks since October 17", date(2023, 10, 17), date(2023, 11, 22), id="since-is-open"),
        pytest.param(
            "said Tuesday that 14 since Thursday", date(2023, 11, 16), date(2023, 11, 22), id="not-speech-day"
        ),
        pytest.param("since the raids began on Oct. 3", date(2023, 10, 3), date(2023, 11, 22), id="since-an-event"),
        pytest.param("between Oct. 17 and Oct. 31", date(2023, 10, 17), date(2023, 10, 31), id="between"),
        pytest.param("from 3 May to 9 May", date(2023, 5, 3), date(2023, 5, 9), id="from-to"),
        pytest.param("12 raids in just one week", date(2023, 11, 15), date(2023, 11, 22), id="just-one-week"),
        pytest.param("40 deaths so far this month", date(2023, 11, 1), date(2023, 11, 22), id="this-month"),
        pytest.param("how many in october", date(2023, 10, 1), date(2023, 10, 31), id="named-month"),
    ],
)
def test_a_stated_window_is_read(text: str, first: date, last: date) -> None:
    window = since_of(text, today=WEDNESDAY)
    assert window is not None
    assert (window.first, window.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["since he left on Tuesday", "since then", "struck on Tuesday", "ever since the war began"]
)
def test_since_without_a_date_behind_it_states_no_window(text: str) -> None:
    assert since_of(text, today=WEDNESDAY) is None


@given(
    st.text(alphabet="Oct 17,novmaysince2023-/thlastweekago ", max_size=60),
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
)
def test_any_text_is_read_without_overlaps_or_reversed_stretches(text: str, today: date) -> None:
    mentions = find_dates(text, today=today)
    assert all(mention.first <= mention.last for mention in mentions)
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))
