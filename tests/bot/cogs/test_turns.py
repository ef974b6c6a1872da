from contextlib import ExitStack

import pytest

from bot.cogs.turns import IN_FLIGHT_PER_SERVER, Turns
from bot.errors import NotYourTurn


def test_a_person_has_one_question_in_flight_wherever_they_ask() -> None:
    turns = Turns()

    with turns.taken(1, "here"), pytest.raises(NotYourTurn, match="Your last question"), turns.taken(1, "there"):
        pass


def test_a_server_has_a_few_questions_in_flight_and_others_do_not_wait_for_it() -> None:
    turns = Turns()

    with ExitStack() as held:
        for person in range(IN_FLIGHT_PER_SERVER):
            held.enter_context(turns.taken(person, "here"))
        held.enter_context(turns.taken(98, "there"))
        held.enter_context(turns.taken(99, None))
        with pytest.raises(NotYourTurn, match="This server"), turns.taken(100, "here"):
            pass


def test_a_turn_ends_with_its_answer_and_with_its_failure() -> None:
    turns = Turns()

    with pytest.raises(ValueError, match="bug"), turns.taken(1, "here"):
        raise ValueError("bug")
    with turns.taken(1, "here"):
        pass
