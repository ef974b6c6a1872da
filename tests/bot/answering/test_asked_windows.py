"""A window is one of the event: later text that states it answers, as does text of the time; earlier text does not."""

import pytest

from bot.answering.questions import Question
from tests.bot.answering.conftest import Fill
from tests.bot.answering.news import Told, view

NOW = "2023-10-03"
TODAY = Told("2023-10-02", "Some 1,006 people have died of dengue in Korland this year, against 281 last year.")


def figure(fill: Fill, question: str, *told: Told, now: str = NOW) -> float | None:
    """Give the figure that the series of reported totals ends with, in bold or not."""
    answer, explanation = fill(*told).answerer.explain(Question(question), view(now))
    chosen = [each.value for each in explanation.figures if each.outcome == "chosen"]
    return chosen[0] if chosen and not answer.abstained else None


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many people died of dengue in Korland last year?", 281),
        ("How many people died of dengue in Korland in 2022?", 281),
        ("How many people have died of dengue in Korland this year?", 1006),
    ],
)
def test_later_text_that_states_the_window_answers(fill: Fill, question: str, value: float) -> None:
    assert figure(fill, question, TODAY) == value


def test_text_of_the_time_answers_without_stating_it(fill: Fill) -> None:
    told = Told("2022-11-20", "Dengue has killed 260 people in Korland, the ministry said.")
    assert figure(fill, "How many people died of dengue in Korland in 2022?", told) == 260


def test_earlier_text_does_not_answer(fill: Fill) -> None:
    told = Told("2021-11-20", "Dengue has killed 105 people in Korland, the ministry said.")
    assert figure(fill, "How many people died of dengue in Korland in 2022?", told) is None


def test_a_figure_that_states_a_running_window_counts_where_none_is_asked(fill: Fill) -> None:
    told = (
        Told("2023-09-03", "Dengue has killed 634 people in Korland.", by="Harbour Post"),
        Told("2023-10-02", "Dengue has killed 1,006 people in Korland since January.", by="Valley Times"),
    )
    assert figure(fill, "How many people has dengue killed in Korland?", *told) == 1006


BLAST = Told("2023-10-02", "The explosion in Alder killed 12 people, three of them children. Another 40 were hurt.")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many people did the explosion in Alder kill?", 12),
        ("How many of the dead in the Alder explosion were children?", 3),
        ("How many children were killed in the explosion in Alder?", 3),
        ("Did the explosion in Alder kill more than 10 people?", 12),
    ],
)
def test_a_part_answers_who_asks_for_it(fill: Fill, question: str, value: float) -> None:
    assert figure(fill, question, BLAST) == value


def test_an_increment_answers_who_asks_for_it(fill: Fill) -> None:
    told = Told("2023-10-02", "Alder reported 36 more measles cases on Monday, bringing its outbreak to 259.")
    assert figure(fill, "How many new measles cases did Alder report on Monday?", told) == 36
    assert figure(fill, "How many measles cases are there in Alder?", told) == 259


def test_a_hypothetical_does_not_answer_yes_or_no(fill: Fill) -> None:
    told = (
        Told("2023-10-01", "The flood in Alder has killed 140 people, police said.", by="Harbour Post"),
        Told("2023-10-02", "If the dam breaks, the flood in Alder could kill more than 200 people.", by="Valley Times"),
    )
    assert figure(fill, "Did more than 200 people die in the flood in Alder?", *told) == 140


def test_nobody_is_an_answer(fill: Fill) -> None:
    told = Told("2023-10-02", "Flight ZX12 landed in Alder after its engine failed. No one was hurt on flight ZX12.")
    answer = fill(told).answerer.answer(Question("How many people were hurt on flight ZX12?"), view(NOW))
    assert answer.answer.startswith("No people injured")
    assert [figure.value for figure in answer.figures] == [0]


def test_dozens_are_no_twelve(fill: Fill) -> None:
    told = Told("2023-10-02", "Dozens of people were killed by the flood in Alder, police said.")
    answer = fill(told).answerer.answer(Question("How many people did the flood in Alder kill?"), view(NOW))
    assert "Dozens of people" in answer.answer
    assert not [figure for figure in answer.figures if figure.qualifier == "exact"]
    assert "12" not in answer.answer


def test_what_somebody_has_answers_who_asks_for_that(fill: Fill) -> None:
    told = Told("2023-10-02", "The EU's 27 countries adopted the pact on fishing, ministers said.")
    assert figure(fill, "How many countries does the EU have?", told) == 27
    assert figure(fill, "How many countries adopted the pact on fishing?", told) is None
