"""Fair turns: one question in flight a person, a few at once, the others in a queue that servers share in rotation.

Who comes has a place at once or is told how long it takes, so that Discord is acknowledged before anybody waits. The
answering process takes one question at a time: more at once would only wait in another place, where servers are not
told apart.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from bot.cogs.paces import Paces
from bot.errors import NotYourTurn
from bot.languages import say, say_number

AT_ONCE: Final = 4
"""One is answered while the one before is kept and the ones after are acknowledged, and read with what was answered."""
LONGEST_WAIT_SECONDS: Final = 60.0
"""Who would wait longer is told to come back then: a member looks elsewhere long before."""
SAID_FROM_SECONDS: Final = 2.0
"""A wait is worth a word from here on; below it the answer comes before the word is read."""
QUESTIONS: Final = 8
PER_SECONDS: Final = 30.0
"""So many questions in so many seconds are a person's; more are a script's."""
_FIRST_GUESS_SECONDS: Final = 0.1
"""What a question takes, until some were answered."""
_WEIGHT: Final = 0.1
"""Of the newest question, in what one takes."""
Group: TypeAlias = str
"""A server, or whoever writes directly: what the rotation goes by."""


class Turn:
    """One question's: taken already, or to come."""

    def __init__(self, group: Group, *, ahead: int, seconds: float) -> None:
        self.group = group
        self.ahead: Final = ahead
        """How many come before it."""
        self.seconds: Final = seconds
        """About how long that takes."""
        self._is_there = asyncio.Event()
        self.began: float | None = None

    @property
    def is_worth_a_word(self) -> bool:
        """Whether it takes so long that the wait should be told."""
        return self.began is None and self.seconds >= SAID_FROM_SECONDS

    async def come(self) -> None:
        """Return when it has come."""
        await self._is_there.wait()

    def begin(self, now: float) -> None:
        """Let it come."""
        self.began = now
        self._is_there.set()


class Turns:
    """Who is being answered and who waits. `clock` gives seconds that only grow."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._people: set[int] = set()
        self._paces = Paces(QUESTIONS, PER_SECONDS)
        self._taken = 0
        self._waiting: OrderedDict[Group, deque[Turn]] = OrderedDict()
        self._seconds = _FIRST_GUESS_SECONDS

    @contextmanager
    def claimed(self, person: int, server: str | None) -> Iterator[Turn]:
        """Hold a turn, or a place in the queue, for as long as the block runs; raises `NotYourTurn`."""
        turn = self._claim(person, server)
        self._people.add(person)
        try:
            yield turn
        finally:
            self._people.discard(person)
            self._give_back(turn)

    def _claim(self, person: int, server: str | None) -> Turn:
        if person in self._people:
            raise NotYourTurn(say("Your last question is still being answered. One at a time, please."))
        group = server or f"person {person}"
        ahead = self._ahead_of(group)
        seconds = (ahead + 1) * self._seconds / AT_ONCE
        if seconds > LONGEST_WAIT_SECONDS:
            raise NotYourTurn(
                say("Busy: about {seconds} s until your turn. Ask again then.", seconds=say_number(round(seconds)))
            )
        if wait := self._paces.wait(person, self._clock()):
            raise NotYourTurn(
                say("You ask faster than I answer one person. Ask again in {seconds} s.", seconds=_whole(wait))
            )
        turn = Turn(group, ahead=ahead, seconds=seconds)
        self._waiting.setdefault(group, deque()).append(turn)
        self._call()
        return turn

    def _ahead_of(self, group: Group) -> int:
        """Count who comes before a newcomer of a group: in each round every group has one turn."""
        rounds = len(self._waiting.get(group, ())) + 1
        others = (len(queue) for each, queue in self._waiting.items() if each != group)
        return rounds - 1 + sum(min(rounds, waiting) for waiting in others)

    def _call(self) -> None:
        """Let come whoever is next, as long as there is room."""
        while self._waiting and self._taken < AT_ONCE:
            group, queue = self._waiting.popitem(last=False)
            turn = queue.popleft()
            if queue:
                self._waiting[group] = queue  # at the end: the others are next
            self._taken += 1
            turn.begin(self._clock())

    def _give_back(self, turn: Turn) -> None:
        if turn.began is None:  # whoever waited is gone
            self._waiting[turn.group].remove(turn)
            if not self._waiting[turn.group]:
                del self._waiting[turn.group]
            return
        self._taken -= 1
        self._seconds += _WEIGHT * (self._clock() - turn.began - self._seconds)
        self._call()


def _whole(seconds: float) -> str:
    return say_number(max(1, round(seconds)))
