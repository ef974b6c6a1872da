"""An outage of our own, told from many of theirs, so that it is not counted against the sources."""

import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import structlog

from ingest.live import Failure, FailureKind, LiveSource, Outcome

WINDOW: Final = 60.0
"""Seconds; what a minute ago could be reached says nothing of now."""
FEWEST_HOSTS: Final = 5
"""That fewer fail together may well be their own fault."""
_OFFLINE: Final = Failure(FailureKind.OFFLINE, "this machine reaches no other at present")
_EXCUSED: Final = {FailureKind.UNREACHABLE, FailureKind.TRANSIENT}
_ANSWERED: Final = {FailureKind.MALFORMED, FailureKind.MISSING, FailureKind.GONE}
"""What only a host can say; others may have been decided here, or while the line was going down."""

log = structlog.get_logger(__name__)


class Outage:
    """Begins when more than half of at least five hosts could not be reached within a minute, ends when one answers.

    Hosts of sources that failed before count for nothing: what is long dead does not make an outage. `clock` gives
    seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._hosts: dict[str, tuple[float, bool]] = {}
        self.is_on = False

    def judged(self, source: LiveSource, outcome: Outcome) -> Outcome:
        """Note what came of asking the source; give it as it counts: while the outage is on, not at all."""
        host = urlsplit(source.url).hostname or ""
        if _is_answer(outcome):
            self._hear(host)
        elif _is_silence(outcome) and not source.state.failures:
            self._miss(host)
        excused = self.is_on and isinstance(outcome, Failure) and outcome.kind in _EXCUSED
        return _OFFLINE if excused else outcome

    def _hear(self, host: str) -> None:
        if self.is_on:
            log.info("this_machine_reaches_others_again")
            self._hosts.clear()
        self.is_on = False
        self._note(host, reached=True)

    def _miss(self, host: str) -> None:
        self._note(host, reached=False)
        missed = sum(not reached for _, reached in self._hosts.values())
        if not self.is_on and len(self._hosts) >= FEWEST_HOSTS and missed * 2 > len(self._hosts):
            log.warning("this_machine_reaches_no_other", hosts=missed)
            self.is_on = True

    def _note(self, host: str, *, reached: bool) -> None:
        now = self._clock()
        self._hosts = {name: known for name, known in self._hosts.items() if known[0] > now - WINDOW}
        self._hosts[host] = (now, reached)


def _is_answer(outcome: Outcome) -> bool:
    return not isinstance(outcome, Failure) or outcome.kind in _ANSWERED


def _is_silence(outcome: Outcome) -> bool:
    return isinstance(outcome, Failure) and outcome.kind is FailureKind.UNREACHABLE
