"""When what was found is posted, and in how many messages: a few things each, until that were too many. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final

from bot.alerting.alerts import AlertId, Post, PostId, PostKind, QuietHours, Severity, Thing

LONGEST: Final = timedelta(minutes=3)
"""How long the first thing waits for others."""
SETTLED: Final = timedelta(seconds=20)
"""So long nothing more came: what came is told together."""
MOST: Final = 6
STRETCH: Final = timedelta(minutes=10)
"""More messages than `MOST` in such a stretch become one, which goes on for as long."""
TOGETHER: Final = 5
"""Things of one message: what a phone shows on one screen."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Things that are posted together."""

    kind: PostKind
    things: tuple[Thing, ...]
    goes_on: PostId | None = None
    """The message that they join; `None` makes a new one."""


def is_due(waiting: Sequence[Thing], *, now: datetime) -> bool:
    """Tell whether what an alert found is posted now; what is severe never waits, and takes the others along."""
    if not waiting:
        return False
    return (
        any(thing.telling.severity is Severity.SEVERE for thing in waiting)
        or now - max(thing.changed for thing in waiting) >= SETTLED
        or now - min(thing.found for thing in waiting) >= LONGEST
    )


def is_quiet(hours: QuietHours | None, moment: datetime, zone: tzinfo) -> bool:
    """Tell whether `moment` lies in quiet hours, by the clock of `zone`; its end does not."""
    if hours is None:
        return False
    clock = moment.astimezone(zone).time()
    if hours.since <= hours.until:
        return hours.since <= clock < hours.until
    return clock >= hours.since or clock < hours.until


def drafts(due: Sequence[Thing], lately: Sequence[Post], *, now: datetime) -> tuple[Draft, ...]:
    """Give how the due things of one channel are posted, of which it had these messages `lately`, in any order.

    What one alert found at a time is one message: where it holds too much for that, it is a list.
    """
    if not due:
        return ()
    recent = [post for post in lately if now - post.made < STRETCH]
    rolling = max((post for post in recent if post.kind is PostKind.ROLLING), key=lambda post: post.made, default=None)
    if rolling:
        return (Draft(PostKind.ROLLING, tuple(due), rolling.id),)
    groups = _groups(due)
    if len(recent) + len(groups) > MOST or any(len(group) > TOGETHER for group in groups):
        return (Draft(PostKind.ROLLING, tuple(due)),)
    return tuple(Draft(PostKind.PLAIN, group) for group in groups)


def may_reply(lately: Sequence[Post], *, now: datetime) -> bool:
    """Tell whether a channel bears another reply; where it does not, an edit has to do."""
    return sum(now - post.made < STRETCH for post in lately) < MOST


def _groups(due: Sequence[Thing]) -> list[tuple[Thing, ...]]:
    """Give the things of one alert together, because a message mentions one role and has one template."""
    by_alert: dict[AlertId, list[Thing]] = defaultdict(list)
    for thing in due:
        by_alert[thing.alert].append(thing)
    return [tuple(things) for things in by_alert.values()]
