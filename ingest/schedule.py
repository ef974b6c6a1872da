"""When to ask a source again, and how it stands with it. Pure: the time and the chance are arguments."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from ingest.live import Entry, Failure, FailureKind, Feed, Fetched, Health, NotModified, Outcome, PollState, Validators

FIRST_INTERVAL = timedelta(minutes=15)
"""For a source whose rhythm nobody knows yet: a quarter of an hour is early for news and polite to any server."""
MIN_INTERVAL = timedelta(minutes=5)
"""Half the usual gap falls below it for 13 % of the measured stream's 125 feeds, none of which drops items so soon."""
MAX_INTERVAL = timedelta(hours=6)
"""Half the usual gap exceeds it for 23 % of those feeds; news that is found a day late is too stale to answer from."""
RHYTHM_OF = 20
"""Items; the newest ones tell how a feed prints now, and a night does not outweigh them."""
SHARE_OF_RHYTHM = 0.5
"""Half the usual gap between items: what is new is found, on average, a quarter of a gap late."""
SPREAD = 0.1
"""A tenth around each wait: feeds that were added together would otherwise be asked together for ever."""
FIRST_BACKOFF = timedelta(minutes=5)
MAX_WAIT = timedelta(hours=24)
"""The longest that a failure or a server's own wish puts off the next attempt."""
BLOCKED_WAIT = timedelta(hours=6)
"""Who blocks us does not change their mind in minutes, and takes insistence for an attack."""
DORMANT_AFTER = timedelta(days=7)
"""A week outlasts a holiday, an unpaid domain and a move; what still fails is likely to stay away."""
DORMANT_WAIT = timedelta(hours=24)
_DOUBLINGS = 9
"""5 min x 2^9 is past 24 h: doubling further only grows the number."""


def first(now: datetime) -> PollState:
    """Give the state of a source that was just added: due at once."""
    return PollState(next_check=now, interval=FIRST_INTERVAL)


def after(state: PollState, outcome: Outcome, *, feed: Feed | None, now: datetime, jitter: float) -> PollState:
    """Give the state of a polled source after an attempt at `now`.

    `feed` is what was read from a `Fetched` answer; what could not be read is given as the `Failure` that it is.
    `jitter` in [0, 1) is drawn by the caller. There is always a next attempt: no source is given up.
    """
    state = replace(state, checked=now)
    match outcome:
        case Fetched():
            return _succeeded(state, outcome, _interval(feed, now) if feed else state.interval, now, jitter)
        case NotModified():
            return _succeeded(state, outcome, state.interval, now, jitter)
        case Failure(kind=FailureKind.THROTTLED):
            return _throttled(state, outcome, now, jitter)
        case Failure():
            return _failed(state, outcome, now, jitter)


def done(state: PollState, *, now: datetime) -> PollState:
    """Give the state of an article that was read at `now`: there is nothing more to fetch."""
    return replace(_healthy(state, now), next_check=None, checked=now, health=Health.DONE)


def _succeeded(
    state: PollState, answer: Fetched | NotModified, interval: timedelta, now: datetime, jitter: float
) -> PollState:
    own = _around(interval, jitter)
    asked = _beyond(min(answer.max_age or timedelta(0), MAX_INTERVAL), jitter)
    return replace(
        _healthy(state, now),
        next_check=now + max(own, asked),
        interval=interval,
        validators=_validators(state, answer),
    )


def _healthy(state: PollState, now: datetime) -> PollState:
    return replace(state, health=Health.OK, succeeded=now, failures=0, failing_since=None, problem=None)


def _validators(state: PollState, answer: Fetched | NotModified) -> Validators:
    """Give what to ask with next time; a 304 need not repeat what it leaves as it was (RFC 9111, section 4.3.4)."""
    given = answer.validators
    if isinstance(answer, Fetched):
        return given
    return Validators(given.etag or state.validators.etag, given.last_modified or state.validators.last_modified)


def _interval(feed: Feed, now: datetime) -> timedelta:
    """Give how often to ask: by the rhythm of the feed's items, less often if the feed asks for it."""
    rhythm = _rhythm(feed.entries, now)
    own = FIRST_INTERVAL if rhythm is None else max(rhythm * SHARE_OF_RHYTHM, MIN_INTERVAL)
    return min(max(own, feed.time_to_live or timedelta(0)), MAX_INTERVAL)


def _rhythm(entries: Sequence[Entry], now: datetime) -> timedelta | None:
    """Give the usual gap between the newest items; `None` where fewer than two are dated."""
    moments = [entry.published for entry in entries if entry.published and entry.published <= now]
    newest = sorted(moments, reverse=True)[:RHYTHM_OF]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(newest)]
    return timedelta(seconds=median(gaps)) if gaps else None


def _throttled(state: PollState, failure: Failure, now: datetime, jitter: float) -> PollState:
    """Slow down: by the server's own figure, or to half the pace until the next answer tells the rhythm anew."""
    if failure.retry_after is not None:
        return replace(state, next_check=now + _asked(failure.retry_after, jitter), problem=failure.reason)
    slower = min(state.interval * 2, MAX_INTERVAL)
    return replace(state, next_check=now + _around(slower, jitter), interval=slower, problem=failure.reason)


def _failed(state: PollState, failure: Failure, now: datetime, jitter: float) -> PollState:
    failures = state.failures + 1
    since = state.failing_since or now
    health = Health.DORMANT if now - since >= DORMANT_AFTER else Health.FAILING
    if failure.retry_after is not None:
        wait = _asked(failure.retry_after, jitter)
    else:
        wait = _around(_backoff(failure.kind, health, failures), jitter)
    return replace(
        state,
        next_check=now + wait,
        health=health,
        failures=failures,
        failing_since=since,
        problem=failure.reason,
    )


def _backoff(kind: FailureKind, health: Health, failures: int) -> timedelta:
    if health is Health.DORMANT:
        return DORMANT_WAIT
    if kind is FailureKind.BLOCKED:
        return BLOCKED_WAIT
    return min(FIRST_BACKOFF * 2.0 ** min(failures - 1, _DOUBLINGS), MAX_WAIT)


def _asked(retry_after: timedelta, jitter: float) -> timedelta:
    """Give how long to leave a server alone that said so: never less than it said, but for a day at most."""
    return _beyond(min(max(retry_after, MIN_INTERVAL), MAX_WAIT), jitter)


def _around(wait: timedelta, jitter: float) -> timedelta:
    return wait * (1 + SPREAD * (2 * jitter - 1))


def _beyond(wait: timedelta, jitter: float) -> timedelta:
    """Spread a wait that a server asked for: later by up to a tenth, never earlier."""
    return wait * (1 + SPREAD * jitter)
