"""A sentence answers if it says of something what the question asks, and not by names alone."""

import pytest

from bot.answering.relations import expected_by, relation_of
from bot.answering.saying import answers_in, names_another
from bot.answering.wording import terms_of


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


def test_one_of_a_numbered_kind_is_not_the_plain_one() -> None:
    (term,) = terms_of("the Rover")
    assert names_another(term, "The Rover 2 will land in May.")
    assert not names_another(term, "The Rover landed in May, the Rover 2 in June.")
