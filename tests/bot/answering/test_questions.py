"""A question that cannot be asked is refused when it is built, in words that help."""

from datetime import date

import pytest

from bot.answering.incidents.latest import Filters
from bot.answering.questions import MAX_CHARACTERS, Question
from bot.errors import QuestionError


@pytest.mark.parametrize("text", ["", " ", "\n\t "], ids=["nothing", "a space", "white space"])
def test_an_empty_question_is_refused(text: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        Question(text)


def test_the_longest_question_is_taken_and_one_character_more_is_not() -> None:
    assert Question("x" * MAX_CHARACTERS).text == "x" * MAX_CHARACTERS
    with pytest.raises(QuestionError, match=r"1,001 characters; at most 1,000"):
        Question("x" * (MAX_CHARACTERS + 1))


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(QuestionError, match="since 2021-06-05 lies after until 2021-06-04"):
        Question("How many?", since=date(2021, 6, 5), until=date(2021, 6, 4))


def test_a_window_of_one_day_is_a_window() -> None:
    assert Question("How many?", since=date(2021, 6, 4), until=date(2021, 6, 4)).until == date(2021, 6, 4)


def test_incidents_of_an_empty_window_are_refused_likewise() -> None:
    with pytest.raises(QuestionError, match="since 2021-06-05 lies after until 2021-06-04"):
        Filters(since=date(2021, 6, 5), until=date(2021, 6, 4))
