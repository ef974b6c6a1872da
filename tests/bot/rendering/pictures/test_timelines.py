"""What a timeline of incidents shows and says."""

from datetime import date, timedelta

import pytest

from bot.rendering.pictures import NothingToDraw, Timeline, timeline_of
from bot.rendering.pictures.timelines import Bar
from ingest import DatePrecision, Incident
from tests.bot.rendering.pictures.examples import DAY, incident

TODAY = date(2024, 1, 1)


def timeline(*incidents: Incident) -> Timeline:
    drawing = timeline_of(incidents, "Incidents in Fiji", today=TODAY)
    assert isinstance(drawing, Timeline)
    return drawing


def test_the_alt_text_states_how_many_when_and_where_most_lie() -> None:
    drawing = timeline(
        incident(None, DAY),
        incident(None, DAY - timedelta(days=1), date_precision=DatePrecision.PUBLISHED),
        incident(None, DAY - timedelta(days=40)),
    )

    assert drawing.alt == (
        "Incidents in Fiji: 3 incidents by week, 12 Oct 2023 to 21 Nov 2023. Most, 2, in the week of 20 Nov 2023. "
        "1 of them with an inexact date. In detail, in the week of 20 Nov 2023: 2; in the week of 9 Oct 2023: 1."
    )


@pytest.mark.parametrize(
    ("span", "stretch", "bars"),
    [
        (1, "day", 1),
        (31, "day", 31),
        (32, "week", 6),
        (182, "week", 27),
        (183, "month", 7),
        (1_830, "month", 61),
        (1_831, "year", 6),
    ],
)
def test_the_span_chooses_the_stretch(span: int, stretch: str, bars: int) -> None:
    drawing = timeline(incident(None, DAY), incident(None, DAY - timedelta(days=span - 1)))

    assert (drawing.stretch, len(drawing.bars)) == (stretch, bars)


def test_stretches_without_incidents_are_bars_too() -> None:
    drawing = timeline(incident(None, DAY), incident(None, DAY - timedelta(days=2)))

    assert [bar.count for bar in drawing.bars] == [1, 0, 1]


@pytest.mark.parametrize(
    ("precision", "until", "inexact"),
    [
        (DatePrecision.DAY, DAY + timedelta(days=1), 0),
        (DatePrecision.PUBLISHED, DAY, 1),
        (DatePrecision.WEEK, DAY + timedelta(days=6), 1),
        (DatePrecision.MONTH, DAY + timedelta(days=9), 1),
    ],
)
def test_a_date_is_inexact_if_the_incident_may_belong_elsewhere(
    precision: DatePrecision, until: date, inexact: int
) -> None:
    drawing = timeline(incident(None, DAY, until=until, date_precision=precision), incident(None, DAY))

    assert drawing.inexact == inexact


def test_a_month_is_exact_enough_for_a_timeline_by_month() -> None:
    november = incident(None, date(2023, 11, 1), until=date(2023, 11, 30), date_precision=DatePrecision.MONTH)

    assert timeline(november, incident(None, date(2023, 1, 1))).bars[-1] == Bar(date(2023, 11, 1), 1, 0)


def test_nothing_lies_after_today() -> None:
    year = incident(None, date(2024, 1, 1), until=date(2024, 12, 31), date_precision=DatePrecision.YEAR)

    assert timeline(year).last_day == TODAY


def test_one_incident_is_told_without_a_peak() -> None:
    assert timeline(incident(None, DAY)).alt == "Incidents in Fiji: 1 incident in all, 21 Nov 2023."


def test_without_incidents_it_says_why() -> None:
    assert timeline_of((), "Incidents", today=TODAY) == NothingToDraw("There is no timeline: no incidents were found.")
