"""Figures, days and windows as a sentence says them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.answering.answers import Figure
from bot.answering.composition.phrasing import (
    befallen,
    day,
    day_of,
    figure_phrase,
    moment_of,
    number,
    unit_phrase,
    window_phrase,
)
from ingest import DateQuality
from tests.bot.answering.news import Told


def figure(value: float, unit: str, qualifier: str = "exact") -> Figure:
    return Figure(
        value=value,
        qualifier=qualifier,
        unit=unit,
        counts="",
        since=None,
        as_of=date(2021, 7, 2),
        place=None,
        said_by=None,
        parts=(),
        citation=1,
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param(0, "0", id="nought"),
        pytest.param(66.0, "66", id="no needless decimals"),
        pytest.param(4.25, "4.25", id="needed decimals"),
        pytest.param(14_000, "14,000", id="thousands"),
        pytest.param(999_999, "999,999", id="just below a million"),
        pytest.param(1_000_000, "1 million", id="a million"),
        pytest.param(2_345_678, "2,345,678", id="millions lose nothing"),
        pytest.param(3.5e9, "3.5 billion", id="billions"),
        pytest.param(2e12, "2 trillion", id="trillions"),
    ],
)
def test_a_number_is_written_as_news_does(value: float, written: str) -> None:
    assert number(value) == written


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        pytest.param(figure(66, "attacks", "about"), "about 66 attacks", id="about"),
        pytest.param(figure(24, "attacks", "at_least"), "at least 24 attacks", id="at least"),
        pytest.param(figure(40, "people killed", "more_than"), "more than 40 people killed", id="more than"),
        pytest.param(figure(3e6, "people displaced", "nearly"), "nearly 3 million people displaced", id="nearly"),
        pytest.param(figure(9, "miners", "at_most"), "at most 9 miners", id="at most"),
        pytest.param(figure(4.1, "%"), "4.1%", id="percent"),
        pytest.param(figure(3.5e9, "$", "about"), "about $3.5 billion", id="money"),
    ],
)
def test_a_figure_is_said_with_its_qualifier_and_unit(said: Figure, phrase: str) -> None:
    assert figure_phrase(said) == phrase


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        pytest.param("Convoys have been attacked 66 times.", "attacks", id="times by the act"),
        pytest.param("There were 24 drone attacks.", "drone attacks", id="things in the words of the text"),
        pytest.param("The flood killed 40 people.", "people killed", id="people by what befell them"),
        pytest.param("The crash left 24 injured.", "injured", id="people named by what befell them"),
        pytest.param("The death toll rose to 19.", "deaths", id="deaths"),
        pytest.param("Turnout rose to 61 per cent.", "%", id="percent"),
        pytest.param("Bread costs €3.", "€", id="money"),
        pytest.param(
            "They have rallied 12 times.",
            "times",
            id="an act without a noun of its own",
        ),
    ],
)
def test_what_a_tally_counts_is_named(sentence: str, unit: str) -> None:
    (found,) = Told("2021-07-02", sentence).as_tallies()
    assert unit_phrase(found.tally) == unit


def test_a_day_and_a_moment_are_unambiguous() -> None:
    assert day(date(2023, 11, 2)) == "2 Nov 2023"
    assert moment_of(datetime(2023, 11, 2, 8, 5, tzinfo=UTC)) == "2 Nov 2023, 08:05 UTC"


@pytest.mark.parametrize(
    ("since", "until", "phrase"),
    [
        pytest.param(date(2021, 6, 4), None, "since 4 Jun 2021", id="since"),
        pytest.param(None, date(2021, 6, 4), "until 4 Jun 2021", id="until"),
        pytest.param(date(2021, 6, 4), date(2021, 6, 4), "on 4 Jun 2021", id="one day"),
        pytest.param(date(2021, 6, 4), date(2021, 7, 1), "from 4 Jun 2021 to 1 Jul 2021", id="both ends"),
        pytest.param(None, None, "", id="none"),
    ],
)
def test_a_window_is_said_by_its_ends(since: date | None, until: date | None, phrase: str) -> None:
    assert window_phrase(since, until) == phrase


@pytest.mark.parametrize(
    ("unit", "phrase"), [("people", "people killed"), ("killed", "killed"), ("deaths", "deaths"), ("", "killed")]
)
def test_what_befell_people_is_said_once(unit: str, phrase: str) -> None:
    assert befallen(unit, "killed") == phrase


@pytest.mark.parametrize(
    ("quality", "told"),
    [
        (DateQuality.STATED, "2 Jul 2021"),
        (DateQuality.INFERRED, "no date given; first seen 2 Jul 2021"),
        (DateQuality.CLAMPED, "dated in the future; first seen 2 Jul 2021"),
    ],
)
def test_a_day_of_first_sight_is_told_as_one(quality: DateQuality, told: str) -> None:
    article = Told("2021-07-02", "The ferry was late.").as_stored().article
    assert day_of(replace(article, date_quality=quality)) == told


def test_an_undated_article_under_an_old_year_is_told_so() -> None:
    article = replace(Told("2021-07-02", "The ferry was late.").as_stored().article, date_quality=DateQuality.INFERRED)
    old = replace(article, url="https://post.example/2016/ferry")
    assert day_of(old) == "no date given, 2016 in its address; first seen 2 Jul 2021"
    assert day_of(replace(article, url="https://post.example/2021/ferry")) == "no date given; first seen 2 Jul 2021"
