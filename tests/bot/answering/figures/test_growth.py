"""A running total that began before the asked window is told by its rise within it."""

from collections.abc import Callable

import pytest

from bot.answering.questions import Question
from tests.bot.answering.conftest import Filled
from tests.bot.answering.news import Told, view

Fill = Callable[..., Filled]
SERIES = (
    Told(
        "2021-05-30",
        "Convoys of the mission have been attacked 20 times since 4 April, the navy said.",
        by="Port Ledger",
    ),
    Told("2021-06-02", "Convoys of the mission have been attacked 24 times since 4 April, the navy said."),
    Told(
        "2021-06-15",
        "Convoys of the mission have been attacked 31 times since 4 April, the navy said.",
        by="Bay Courier",
    ),
    Told("2021-06-28", "Convoys of the mission have been attacked 39 times since 4 April, the navy said."),
)
RAID = Told(
    "2021-06-20", "Gunmen attacked a convoy of the mission near Lima, Peru, on Saturday.", title="Convoy attacked"
)
QUESTION = "How many attacks on convoys of the mission in June 2021?"


def test_its_first_and_last_value_in_the_window_are_quoted_and_no_figure_leads(fill: Fill) -> None:
    answer = fill(*SERIES, RAID).answerer.answer(Question(QUESTION), view("2021-07-20"))
    assert answer.answer.startswith(
        "No total is reported from 1 Jun 2021 to 30 Jun 2021. The count since 4 Apr 2021 goes from 24 (2 Jun 2021) [1]"
        " to 39 (28 Jun 2021) [2]: at least 15 attacks."
    )
    assert (answer.kind, answer.figures) == ("passages", ())


def test_the_own_list_beneath_is_called_incomplete(fill: Fill) -> None:
    answer = fill(*SERIES, RAID).answerer.answer(Question(QUESTION), view("2021-07-20"))
    assert "The archive's own list is incomplete: it holds 1 incident of that time." in answer.answer
    assert answer.incidents.count == 1


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(SERIES[:1], id="all before the window"),
        pytest.param(SERIES[:2], id="one value in the window tells of no rise"),
        pytest.param((), id="no total at all"),
    ],
)
def test_without_a_rise_in_the_window_the_own_count_stands(fill: Fill, told: tuple[Told, ...]) -> None:
    answer = fill(*told, RAID).answerer.answer(Question(QUESTION), view("2021-07-20"))
    assert (answer.kind, [figure.value for figure in answer.figures]) == ("ledger", [1])


def test_of_a_total_by_places_the_asked_one_alone_is_followed(fill: Fill) -> None:
    told = (
        Told("2021-06-02", "The navy has counted 24 attacks on convoys since 4 April: 11 in Peru and 13 in Chile."),
        Told(
            "2021-06-15",
            "The navy counts 31 attacks on convoys since 4 April, of which 16 were in Peru and 15 in Chile.",
            title="Convoys attacked 31 times since 4 April",
            by="Bay Courier",
        ),
        Told("2021-06-28", "The navy has counted 39 attacks on convoys since 4 April: 20 in Peru and 19 in Chile."),
    )
    answer = fill(*told).answerer.answer(
        Question("How many attacks on convoys in Chile in June 2021?"), view("2021-07-20")
    )
    assert "goes from 13 (2 Jun 2021) [1] to 19 (28 Jun 2021) [2]: at least 6 attacks." in answer.answer
