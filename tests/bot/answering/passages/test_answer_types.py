"""A sentence answers if it says of something what the question asks, and not by names alone."""

import pytest

from bot.answering.passages.answer_types import answers_in, tells_cause
from bot.answering.question.relations import expected_by, relation_of
from bot.answering.question.wording import terms_of


def answers(question: str, sentence: str) -> tuple[str, ...]:
    return answers_in(sentence, expected_by(question), relation_of(question), terms_of(question))


WHO_WON = "Who won the Splitwater Regatta?"
WHO_BOUGHT = "Who bought Quill Shipping?"
WHEN = "When was the Silver Ferry launched?"


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        pytest.param(
            WHO_WON, "Ada Moor won the Splitwater Regatta on Sunday.", "Ada Moor", id="the doer before the verb"
        ),
        pytest.param(WHO_WON, "The Splitwater Regatta was won by Ada Moor.", "Ada Moor", id="the doer after by"),
        pytest.param(
            WHO_BOUGHT, "Harbour Lines announced its takeover of Quill Shipping.", "Harbour Lines", id="a noun"
        ),
        pytest.param(WHEN, "The Silver Ferry was launched on 3 May 2019.", "on 3 May 2019", id="the date of the verb"),
    ],
)
def test_what_stands_in_the_relation_answers(question: str, sentence: str, answer: str) -> None:
    assert answer.removeprefix("on ") in " ".join(answers(question, sentence))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param(WHO_WON, "Ada Moor attended the Splitwater Regatta.", id="no such deed"),
        pytest.param(WHO_WON, "Ada Moor hopes to win the Splitwater Regatta.", id="a hope"),
        pytest.param(WHO_WON, "Ada Moor won the first round of the Splitwater Regatta.", id="a part of it"),
        pytest.param(WHO_WON, "An Austrian won the Splitwater Regatta.", id="a nationality is no name"),
        pytest.param(WHO_BOUGHT, "See photos of Quill Shipping from Buy.", id="a verb as a name"),
        pytest.param(WHEN, "The Silver Ferry will carry 300 people on 3 May 2019.", id="a date of something else"),
        pytest.param(WHEN, "May 3, 2019 ... The Silver Ferry has been launched.", id="a dateline"),
    ],
)
def test_names_and_dates_in_another_relation_do_not(question: str, sentence: str) -> None:
    assert answers(question, sentence) == ()


WHO_DIRECTS = "Who is the director of the Harbour Museum?"
WHERE = "Where was Ada Quill born?"
WHICH_ROVER = "When was Rover 2 launched?"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param(WHO_DIRECTS, "Jon Pell, creative director of the Harbour Museum, left.", id="another role"),
        pytest.param(WHEN, "The Silver Ferry has been launched in the last few years.", id="a stretch of time"),
        pytest.param(
            "Who founded Quill Shipping?", "It is run by the founder of Harbour Lines.", id="what was done to"
        ),
        pytest.param(WHO_WON, "Ada Moor beat Jon Pell at the Splitwater Regatta.", id="one match of it"),
        pytest.param(WHICH_ROVER, "Rover 1 was launched in May 2019, long before Rover 2.", id="another of its kind"),
    ],
)
def test_what_is_near_is_not_the_answer(question: str, sentence: str) -> None:
    assert answers(question, sentence) == ()


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        pytest.param(
            WHO_WON, "Harbour Club captain Ada Moor won the Splitwater Regatta.", ("Ada Moor",), id="whose club it is"
        ),
        pytest.param(WHERE, "Ada Quill was born in Splitwater.", ("Splitwater",), id="a place on no map"),
        pytest.param(WHEN, "The Silver Ferry was launched in 1886.", ("1886",), id="a year long ago"),
        pytest.param("Who is Ada Quill?", "Ada Quill is a naval architect from Lima.", ("naval architect",), id="who"),
        pytest.param("What sport does Ada Quill do?", "Boxer Ada Quill has retired.", ("Boxer",), id="a sport"),
        pytest.param(
            WHEN,
            "Repaired in May 2020, the Silver Ferry was launched on 3 May 2019.",
            ("3 May 2019", "in May 2020"),
            id="the nearest first",
        ),
    ],
)
def test_what_is_expected_is_told(question: str, sentence: str, answer: tuple[str, ...]) -> None:
    assert answers(question, sentence) == answer


def test_a_cause_is_told_by_its_words() -> None:
    assert tells_cause("A faulty valve caused the blast.")
    assert not tells_cause("The blast was heard at noon.")
