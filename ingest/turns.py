"""Whose turn it is: to be polled, a few sources of a host at a time; to be read, whoever was read least. Pure.

What is slow, a host or a text, keeps its own waiting alone.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import exp2
from typing import TYPE_CHECKING, Final, Generic, TypeVar
from urllib.parse import urlsplit

from ingest.live import LiveSource

if TYPE_CHECKING:
    from ingest.articles import SourceId

AT_A_HOST: Final = 4
"""One of them is asked something, as the fetcher sees to; meanwhile what others brought is read and stored."""
SLOW_SECONDS: Final = 3.0
"""To read one thing. Newspaper pages take half a second, a process that starts with one takes two."""
_HALVED_AFTER: Final = 60.0
"""Seconds after which only half of what somebody had counts, and of how slow it was."""

Text = TypeVar("Text")


class Turns:
    """Sources that wait, in the order in which they came, and those whose turn it is."""

    def __init__(self) -> None:
        self._waiting: dict[SourceId, LiveSource] = {}
        self._under_way: dict[SourceId, str] = {}

    @property
    def under_way(self) -> int:
        """How many have their turn."""
        return len(self._under_way)

    def join(self, sources: Iterable[LiveSource]) -> None:
        """Let sources wait; those that do already keep their place, those whose turn it is are left out."""
        self._waiting |= {source.id: source for source in sources if source.id not in self._under_way}

    def begin(self, *, at_once: int) -> list[LiveSource]:
        """Give those whose turn it is now, while no more than `at_once` have theirs. Each has it until `end`."""
        begun = []
        hosts = Counter(self._under_way.values())
        for source in self._waiting.values():
            host = urlsplit(source.url).hostname or ""
            if len(self._under_way) >= at_once:
                break
            if hosts[host] < AT_A_HOST:
                hosts[host] += 1
                self._under_way[source.id] = host
                begun.append(source)
        for source in begun:
            del self._waiting[source.id]
        return begun

    def end(self, source: LiveSource) -> None:
        """Take a source's turn from it."""
        del self._under_way[source.id]


@dataclass(slots=True)
class _Account:
    """What was read for somebody of late, in seconds."""

    spent: float = 0.0
    slowest: float = 0.0
    at: float = 0.0

    def count(self, seconds: float, now: float) -> None:
        self.spent, self.slowest = self.spent_by(now) + seconds, max(self.slowest_by(now), seconds)
        self.at = now

    def spent_by(self, now: float) -> float:
        return self.spent * exp2((self.at - now) / _HALVED_AFTER)

    def slowest_by(self, now: float) -> float:
        return self.slowest * exp2((self.at - now) / _HALVED_AFTER)


@dataclass(slots=True, eq=False)
class Turn(Generic[Text]):
    """A text that waits to be read, or is being read, and who reads what is theirs."""

    text: Text
    whose: frozenset[str]
    began: float = 0.0


class ReadingTurns(Generic[Text]):
    """Texts that wait to be read in one of `places` places.

    The next is one of whoever had least time of late; of equals, the one that came first. What is of several has its
    turn with the first of them. Whoever's texts were slow of late never has all places: one is left to the others.
    All times are seconds of one clock.
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self._waiting: list[Turn[Text]] = []
        self._under_way: list[Turn[Text]] = []
        self._accounts: defaultdict[str, _Account] = defaultdict(_Account)

    def join(self, text: Text, whose: frozenset[str]) -> None:
        """Let a text wait, that is of all of `whose`, or of nobody."""
        self._waiting.append(Turn(text, whose))

    def begin(self, now: float) -> Turn[Text] | None:
        """Give the text whose turn it is, if there is a place for it; it has it until `end`."""
        if len(self._under_way) == self._places:
            return None
        slow = sum(self._is_slow(turn, now) or now - turn.began > SLOW_SECONDS for turn in self._under_way)
        may_be_slow = slow < max(1, self._places - 1)
        may_begin = (turn for turn in self._waiting if may_be_slow or not self._is_slow(turn, now))
        turn = min(may_begin, key=lambda turn: self._least(turn, _Account.spent_by, now), default=None)
        if turn:
            turn.began = now
            self._waiting.remove(turn)
            self._under_way.append(turn)
        return turn

    def end(self, turn: Turn[Text], now: float) -> None:
        """Take a text's turn from it."""
        self._under_way.remove(turn)
        for one in turn.whose:
            self._accounts[one].count(now - turn.began, now)

    def _is_slow(self, turn: Turn[Text], now: float) -> bool:
        return self._least(turn, _Account.slowest_by, now) > SLOW_SECONDS

    def _least(self, turn: Turn[Text], of: Callable[[_Account, float], float], now: float) -> float:
        return min((of(self._accounts[one], now) for one in turn.whose), default=0.0)
