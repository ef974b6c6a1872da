import asyncio
from contextlib import ExitStack

import pytest

from bot.cogs.turns import AT_ONCE, QUESTIONS, Turn, Turns
from bot.errors import NotYourTurn


class Watch:
    """A clock that goes when it is told to."""

    seconds = 1.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def turns(watch: Watch) -> Turns:
    return Turns(clock=watch)


def has_come(turn: Turn) -> bool:
    return turn.began is not None


def test_a_person_has_one_question_in_flight_wherever_they_ask(turns: Turns) -> None:
    with turns.claimed(1, "here"), pytest.raises(NotYourTurn, match="Your last question"), turns.claimed(1, "there"):
        pass


def test_thirty_at_once_in_one_server_are_all_answered_a_few_at_a_time(turns: Turns) -> None:
    with ExitStack() as held:
        claimed = [held.enter_context(turns.claimed(person, "here")) for person in range(30)]

        assert [has_come(turn) for turn in claimed] == [True] * AT_ONCE + [False] * (30 - AT_ONCE)
        assert claimed[-1].ahead == 30 - AT_ONCE - 1


def test_who_asks_in_another_server_comes_before_the_second_of_a_busy_one(turns: Turns) -> None:
    with ExitStack() as held:
        running = [ExitStack() for _ in range(AT_ONCE)]
        for person, stack in enumerate(running):
            stack.enter_context(turns.claimed(person, "busy"))
        first, second = (held.enter_context(turns.claimed(person, "busy")) for person in (50, 51))
        other = held.enter_context(turns.claimed(60, "calm"))

        came = []
        for stack in running[:3]:
            stack.close()
            came.append([has_come(turn) for turn in (first, other, second)])

        assert other.ahead == 1
        assert came == [[True, False, False], [True, True, False], [True, True, True]]
        running[3].close()


def test_a_wait_is_told_by_what_questions_took(turns: Turns, watch: Watch) -> None:
    for person in range(60):
        with turns.claimed(person, "here"):
            watch.seconds += 4.0
    with ExitStack() as held:
        for person in range(100, 100 + AT_ONCE + 7):
            held.enter_context(turns.claimed(person, "here"))
        turn = held.enter_context(turns.claimed(200, "here"))

        assert turn.ahead == 7
        assert turn.seconds == pytest.approx(8.0, rel=0.01)
        assert turn.is_worth_a_word


def test_who_would_wait_too_long_is_told_when_to_come_back(turns: Turns, watch: Watch) -> None:
    for person in range(60):
        with turns.claimed(person, "here"):
            watch.seconds += 4.0
    with ExitStack() as held:
        for person in range(100, 100 + AT_ONCE + 60):
            held.enter_context(turns.claimed(person, "here"))
        with pytest.raises(NotYourTurn, match=r"Busy: about 61 s until your turn\. Ask again then\."):
            held.enter_context(turns.claimed(999, "here"))


def test_a_person_s_questions_are_counted_and_count_no_more_after_a_while(turns: Turns, watch: Watch) -> None:
    for _ in range(QUESTIONS):
        with turns.claimed(1, "here"):
            pass
    with pytest.raises(NotYourTurn, match="Ask again in 30 s"), turns.claimed(1, "there"):
        pass
    with turns.claimed(2, "here"):
        pass
    watch.seconds += 31.0
    with turns.claimed(1, "here") as turn:
        assert has_come(turn)


def test_a_turn_ends_with_its_answer_and_with_its_failure(turns: Turns) -> None:
    with pytest.raises(ValueError, match="bug"), turns.claimed(1, "here"):
        raise ValueError("bug")
    with turns.claimed(1, "here") as turn:
        assert has_come(turn)


async def test_who_waits_goes_on_when_another_is_done(turns: Turns) -> None:
    answered = []

    async def ask(person: int) -> None:
        with turns.claimed(person, f"server {person % 3}") as turn:
            await turn.come()
            await asyncio.sleep(0)
            answered.append(person)

    await asyncio.gather(*(ask(person) for person in range(40)))

    assert sorted(answered) == list(range(40))


async def test_who_gives_up_waiting_leaves_no_gap(turns: Turns) -> None:
    with ExitStack() as held:
        running = [held.enter_context(turns.claimed(person, "here")) for person in range(AT_ONCE)]
        assert all(map(has_come, running))
        with turns.claimed(70, "here") as turn, pytest.raises(TimeoutError):
            await asyncio.wait_for(turn.come(), 0.01)
        last = held.enter_context(turns.claimed(71, "here"))
        assert last.ahead == 0
