"""What a chart of an answer shows and says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.answering.answers import Answer
from bot.rendering.pictures import Chart, NothingToDraw, chart_of
from tests.bot.rendering.discord.examples import FIGURE
from tests.bot.rendering.pictures.examples import DAY, DISPUTED, HOSTILE, MANY, RISING, answer, figure


def chart(of: Answer) -> Chart:
    drawing = chart_of(of)
    assert isinstance(drawing, Chart)
    return drawing


def test_the_alt_text_states_the_finding_with_its_numbers() -> None:
    assert chart(RISING).alt == (
        "Attacks since 17 Oct 2023: the reported figure rose from nearly 13 on 25 Oct 2023 to at least 66 "
        "on 21 Nov 2023. Figures: at least 66 on 21 Nov 2023, Meridian Wire; 55 on 14 Nov 2023, Channel North News; "
        "about 46 on 9 Nov 2023, Garrison Review; nearly 13 on 25 Oct 2023, Meridian Wire."
    )


def test_who_disagrees_is_named_and_no_part_of_the_series() -> None:
    drawing = chart(DISPUTED)

    assert [mark.value for mark in drawing.series] == [13, 66]
    assert [mark.value for mark in drawing.others] == [61, 120]
    assert drawing.alt == (
        "Attacks since 17 Oct 2023: the reported figure rose from 13 on 25 Oct 2023 to at least 66 on 21 Nov 2023. "
        "Others say 61 on 21 Nov 2023, Channel North News; about 120 on 22 Nov 2023, Garrison Review. "
        "Figures: at least 66 on 21 Nov 2023, Meridian Wire; 13 on 25 Oct 2023, Meridian Wire."
    )


def test_a_figure_that_fell_is_said_to_have_fallen() -> None:
    revised = answer(figure(40, "exact", DAY), figure(66, "about", DAY - timedelta(days=7)))

    assert "fell from about 66 on 14 Nov 2023 to 40 on 21 Nov 2023." in chart(revised).alt


def test_a_figure_revised_downwards_on_its_day_ends_with_the_revision() -> None:
    revised = answer(
        figure(60, "exact", DAY), figure(66, "exact", DAY, publisher=2), figure(50, "exact", DAY - timedelta(days=7))
    )

    assert [mark.value for mark in chart(revised).series] == [50, 66, 60]
    assert "rose from 50 on 14 Nov 2023 to 60 on 21 Nov 2023; the highest was 66 on 21 Nov 2023." in chart(revised).alt


def test_a_peak_between_is_told() -> None:
    peaked = answer(
        figure(40, "exact", DAY),
        figure(66, "about", DAY - timedelta(days=7)),
        figure(13, "exact", DAY - timedelta(days=14)),
    )

    assert "to 40 on 21 Nov 2023; the highest was about 66 on 14 Nov 2023." in chart(peaked).alt


def test_the_title_says_what_is_counted_where_and_since_when() -> None:
    killed = replace(figure(20_057, "exact", DAY, unit="people killed"), place="Gaza")

    assert chart(answer(killed, figure(14_128, "exact", DAY - timedelta(days=30)))).title == (
        "People killed in Gaza since 17 Oct 2023"
    )


def test_what_is_counted_from_another_day_is_marked() -> None:
    other = replace(figure(50, "exact", DAY - timedelta(days=7)), since=DAY - timedelta(days=20))

    drawing = chart(answer(figure(66, "exact", DAY), other))

    assert [mark.counts_from_elsewhen for mark in drawing.series] == [True, False]
    assert "50 on 14 Nov 2023, Meridian Wire, counted from another day" in drawing.alt


def test_what_two_publishers_say_alike_is_one_mark() -> None:
    first = figure(50, "exact", DAY - timedelta(days=7))

    drawing = chart(answer(figure(66, "exact", DAY), first, replace(first, citation=3)))

    assert [mark.publishers for mark in drawing.series] == [("Garrison Review", "Meridian Wire"), ("Meridian Wire",)]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (
            answer(figure(66, "about", DAY)),
            "There is no chart: it takes reported figures of at least two days, and there is one.",
        ),
        (
            answer(figure(66, "about", DAY), others=(figure(61, "exact", DAY, publisher=2),)),
            "There is no chart: it takes reported figures of at least two days, and there is one.",
        ),
        (replace(FIGURE, kind="ledger"), "There is no chart: no reported figure answers this."),
        (
            replace(FIGURE, kind="no_coverage", figures=(), history=()),
            "There is no chart: no reported figure answers this.",
        ),
    ],
    ids=["one figure", "one day", "own count", "no coverage"],
)
def test_where_nothing_is_drawn_it_says_why(given: Answer, reason: str) -> None:
    assert chart_of(given) == NothingToDraw(reason)


@pytest.mark.parametrize("given", [MANY, HOSTILE], ids=["500 figures", "nasty text"])
def test_an_alt_text_fits_into_discord(given: Answer) -> None:
    alt = chart(given).alt

    assert len(alt.encode("utf-16-le")) // 2 <= 1_024
    assert alt.isprintable()


def test_of_many_figures_the_newest_are_told_and_the_rest_counted() -> None:
    alt = chart(MANY).alt

    assert "Figures: 5,000 on 21 Nov 2023, Meridian Wire; 4,999 on 20 Nov 2023" in alt
    assert alt.endswith("; and 488 more.")
