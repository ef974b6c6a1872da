"""When to ask a source again, and how it stands with it. Pure: the time and the chance are arguments."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from ingest.live import Entry, Failure, FailureKind, Feed, Fetched, Health, NotModified, Outcome, PollState, Validators
from ingest.polling.doubts import broken

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
DORMANT_FAILURES = 5
"""Fewer in a week are a machine that was off, or a clock that was set."""
DORMANT_WAIT = timedelta(hours=24)
MISSING_TIMES = 5
MISSING_FOR = timedelta(hours=48)
"""Sites that move answer 404 for hours, over a weekend for two days."""
MOVED_TIMES = 3
"""Answers in a row: a redirect that was set by mistake, or by a hotel's network, is not for good."""
OFFLINE_WAIT = timedelta(minutes=5)
_PROBED: Final = {Health.DORMANT, Health.GONE}
"""Left as they are until an answer comes, so that nobody is told of them twice."""
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_DOUBLINGS = 9
"""5 min x 2^9 is past 24 h: doubling further only grows the number."""


def after(state: PollState, outcome: Outcome, *, feed: Feed | None, now: datetime, jitter: float) -> PollState:
    """Give the state of a polled source after an attempt at `now`.

    `feed` is what was read from a `Fetched` answer; what could not be read is given as the `Failure` that it is.
    `jitter` in [0, 1) is drawn by the caller. There is always a next attempt: no source is given up.
    """
    if isinstance(outcome, Failure) and outcome.kind is FailureKind.OFFLINE:
        return replace(state, next_check=now + _around(OFFLINE_WAIT, jitter))
    state = replace(state, checked=now, capped_until=_cap_lately(state, now))
    match outcome:
        case Fetched():
            told = _told(state, outcome, feed, now) if feed else state
            return _doubted(_succeeded(told, outcome, now, jitter), feed)
        case NotModified():
            return _succeeded(state, outcome, now, jitter)
        case Failure(kind=FailureKind.THROTTLED):
            return _throttled(state, outcome, now, jitter)
        case Failure():
            return _failed(state, outcome, now, jitter)


def new_address(state: PollState) -> str | None:
    """Give where the source is to be asked from now on, if its server said so often enough."""
    return state.moved_to if state.moved_times >= MOVED_TIMES else None


def done(state: PollState, *, now: datetime) -> PollState:
    """Give the state of an article that was read at `now`: there is nothing more to fetch."""
    return replace(_healthy(state, now), next_check=None, checked=now, health=Health.DONE)


def capped(state: PollState, *, now: datetime, jitter: float) -> PollState:
    """Give the state of a source of which more was there at `now` than its readers may have in a day (UTC).

    It is asked again after midnight, and as if for the first time, so that what was left is offered once more.
    """
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + _DAY
    return replace(
        state,
        next_check=max(midnight + _HOUR * jitter, state.next_check or midnight),
        capped_until=midnight,
        validators=Validators(),
        body_digest=None,
    )


def _cap_lately(state: PollState, now: datetime) -> datetime | None:
    """Give the last cap as long as it is of yesterday or today: who brings too much daily is told of once."""
    return state.capped_until if state.capped_until and now < state.capped_until + _DAY else None


def _told(state: PollState, answer: Fetched, feed: Feed, now: datetime) -> PollState:
    """Note what the feed itself says of its rhythm; of an index nothing, which stays while what it lists changes."""
    return replace(
        state,
        interval=_interval(feed, now),
        quiet_hours=feed.quiet_hours,
        quiet_days=feed.quiet_days,
        body_digest=None if feed.parts else answer.digest,
    )


def _doubted(state: PollState, feed: Feed | None) -> PollState:
    """Note what speaks against a feed. It is read again each time, for its server may say that a half is the whole."""
    doubt = broken(feed) if feed else None
    if doubt is None:
        return state
    return replace(state, health=Health.DOUBTFUL, problem=doubt, validators=Validators(), body_digest=None)


def _succeeded(state: PollState, answer: Fetched | NotModified, now: datetime, jitter: float) -> PollState:
    own = _around(state.interval, jitter)
    asked = _beyond(min(answer.max_age or timedelta(0), MAX_INTERVAL), jitter)
    return replace(
        _healthy(state, now),
        next_check=_after_quiet(now + max(own, asked), state, now, jitter),
        validators=_validators(state, answer),
        moved_to=answer.moved_to,
        moved_times=_times_moved(state, answer),
    )


def _healthy(state: PollState, now: datetime) -> PollState:
    return replace(
        state,
        health=Health.OK,
        succeeded=now,
        failures=0,
        failing_since=None,
        problem=None,
        missing_times=0,
        missing_since=None,
    )


def _after_quiet(moment: datetime, state: PollState, now: datetime, jitter: float) -> datetime:
    """Give the moment, or the end of the hours in which the feed says that nothing is new; a day away at most."""
    hour = moment
    while _is_quiet(hour, state) and hour < now + MAX_WAIT:
        hour = hour.replace(minute=0, second=0, microsecond=0) + _HOUR
    return moment if hour == moment else min(hour, now + MAX_WAIT) + _HOUR * SPREAD * jitter


def _is_quiet(moment: datetime, state: PollState) -> bool:
    moment = moment.astimezone(UTC)
    return moment.hour in state.quiet_hours or moment.weekday() in state.quiet_days


def _times_moved(state: PollState, answer: Fetched | NotModified) -> int:
    if answer.moved_to is None:
        return 0
    return state.moved_times + 1 if answer.moved_to == state.moved_to else 1


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
    """Slow down: by the server's own figure, or to half the pace until the next answer tells the rhythm anew.

    That is no failure, but a week of it is told as one.
    """
    since = state.failing_since or now
    health = Health.DORMANT if now - since >= DORMANT_AFTER and state.health not in _PROBED else state.health
    state = replace(state, problem=failure.reason, failing_since=since, health=health)
    if failure.retry_after is not None:
        return replace(state, next_check=now + _asked(failure.retry_after, jitter))
    if health in _PROBED:
        return replace(state, next_check=now + _around(DORMANT_WAIT, jitter))
    slower = min(state.interval * 2, MAX_INTERVAL)
    return replace(state, next_check=now + _around(slower, jitter), interval=slower)


def _failed(state: PollState, failure: Failure, now: datetime, jitter: float) -> PollState:
    is_missing = failure.kind is FailureKind.MISSING
    state = replace(
        state,
        failures=state.failures + 1,
        failing_since=state.failing_since or now,
        problem=failure.reason,
        missing_times=state.missing_times + 1 if is_missing else 0,
        missing_since=(state.missing_since or now) if is_missing else None,
    )
    health = _health(state, failure.kind, now)
    if failure.retry_after is not None:
        wait = _asked(failure.retry_after, jitter)
    else:
        wait = _around(_backoff(failure.kind, health, state.failures), jitter)
    return replace(state, next_check=now + wait, health=health)


def _health(state: PollState, kind: FailureKind, now: datetime) -> Health:
    if kind is FailureKind.GONE or _is_missed(state, now):
        return Health.GONE
    if state.health in _PROBED:
        return state.health
    long = state.failing_since is not None and now - state.failing_since >= DORMANT_AFTER
    return Health.DORMANT if long and state.failures >= DORMANT_FAILURES else Health.FAILING


def _is_missed(state: PollState, now: datetime) -> bool:
    since = state.missing_since
    return since is not None and state.missing_times >= MISSING_TIMES and now - since >= MISSING_FOR


def _backoff(kind: FailureKind, health: Health, failures: int) -> timedelta:
    if health in _PROBED:
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
