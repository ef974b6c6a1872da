"""Why an answer is what it is: every figure and passage of the evidence keeps its reason."""

import pytest

from bot.answering.evidence import Evidence
from bot.answering.explanation import ConsideredFigure, Explanation, explained
from bot.answering.figures.candidates import CHECKS
from bot.answering.figures.totals import choose
from bot.answering.questions import Question
from tests.bot.answering.conftest import Fill
from tests.bot.answering.news import Told, figures_for, planned, view

QUESTION = "How many attacks on relief convoys in Peru since June 4?"
TOLD = (
    Told("2021-06-28", "Relief convoys in Peru have been attacked 20 times since 4 June, the navy said."),
    Told("2021-07-02", "Relief convoys in Peru have been attacked 25 times since 4 June, the navy said."),
    Told("2021-07-03", "The navy said five more attacks on relief convoys in Peru were foiled."),
    Told("2021-07-04", "Relief convoys in Chad have been attacked 60 times since 4 June, the navy said."),
    Told("2021-07-04", "The navy denied that relief convoys in Peru have been attacked 70 times since 4 June."),
)


@pytest.fixture
def explanation() -> Explanation:
    asked = planned(QUESTION, today="2021-07-10")
    decision = choose(asked, figures_for(asked, *TOLD))
    evidence = Evidence(
        plan=asked, passages=(), answering=(), selected=(), silent=(), read={}, decision=decision, numbers=None
    )
    return explained(asked, evidence)


def figure(explanation: Explanation, value: float) -> ConsideredFigure:
    (only,) = [each for each in explanation.figures if each.value == value]
    return only


@pytest.mark.parametrize(
    ("value", "outcome"),
    [(25, "chosen"), (20, "earlier"), (5, "role"), (60, "place"), (70, "factuality")],
    ids=["chosen", "earlier", "increment", "another place", "denied"],
)
def test_every_figure_keeps_what_became_of_it(explanation: Explanation, value: float, outcome: str) -> None:
    assert figure(explanation, value).outcome == outcome


def test_each_figure_has_the_verdict_of_every_check_with_what_it_looked_at(explanation: Explanation) -> None:
    denied = figure(explanation, 70)

    assert [verdict.check for verdict in denied.verdicts] == [check.name for check in CHECKS]
    assert [(verdict.check, verdict.seen) for verdict in denied.verdicts if not verdict.passed] == [
        ("factuality", "denied")
    ]


def test_a_verdict_points_into_the_stored_text(explanation: Explanation) -> None:
    for each in explanation.figures:
        for verdict in each.verdicts:
            assert each.where.start <= verdict.start < verdict.end <= each.where.end


def test_the_question_is_told_as_it_was_read(explanation: Explanation) -> None:
    read = explanation.question

    assert (read.aim, read.measure, read.counts) == ("figure", "attack", "attacks")
    assert read.about == ("relief", "convoys")
    assert read.places == ("Peru",)
    assert str(read.since) == "2021-06-04"


def test_a_question_in_words_tells_of_each_passage_whether_a_sentence_answers(fill: Fill) -> None:
    filled = fill(
        Told("2021-07-02", "Ilva Morren was elected mayor of Dorvik on Friday.", title="Dorvik elects Morren"),
        Told("2021-07-03", "The mayor of Dorvik has opened a bridge.", title="Bridge opened"),
    )

    answer, explanation = filled.answerer.explain(Question("Who was elected mayor of Dorvik?"), view("2021-07-10"))

    assert "Morren" in answer.answer
    assert [(passage.speaks, passage.reason) for passage in explanation.passages] == [
        (True, "a sentence of it answers"),
        (False, "read beside the question, it likely does not answer"),
    ]
    likely, unlikely = (passage.probability or 0.0 for passage in explanation.passages)
    assert 0 < unlikely < likely < 1
    assert answer.why[0] == "Read as: a name, about “elected”, “mayor”, “Dorvik”."


def test_a_reason_of_several_is_said_of_each(fill: Fill) -> None:
    chad = (Told("2021-07-04", TOLD[3].text.replace("60", str(count))) for count in (60, 63))
    filled = fill(TOLD[1], *chad)

    why = " ".join(filled.answerer.answer(Question(QUESTION), view("2021-07-10")).why)

    assert "Not 60, 63: each is of another place." in why or "Not 63, 60: each is of another place." in why


def test_the_short_form_names_no_article_so_that_a_purged_one_leaves_nothing(fill: Fill) -> None:
    filled = fill(*TOLD)

    why = " ".join(filled.answerer.answer(Question(QUESTION), view("2021-07-10")).why)

    assert "25 was chosen out of 5 figures; 1 publisher states it. It continues 1 earlier figure of one series." in why
    assert "Not 60: it is of another place." in why
    assert not any(told.by in why or told.title in why for told in TOLD if told.title)


def test_an_explanation_has_a_json_form(explanation: Explanation) -> None:
    row = explanation.as_json()

    assert isinstance(row, dict)
    assert row["question"]["since"] == "2021-06-04"  # type: ignore[index, call-overload]  # because JSON has no types
