"""What follows from a look at the archive: what is new to a channel, what changed of what it was told. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.alerting.alerts import Alert, AlertId, Basis, Mark, Reason, Sight, Thing, ThingId, meet
from bot.alerting.changing import Change, change_of


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the archive shows one server."""

    mark: Mark
    """Up to where was looked."""
    found: Mapping[AlertId, tuple[Sight, ...]]
    """What is new since each alert's own mark, the oldest first."""
    seen: Mapping[ThingId, Sight | Reason | None]
    """How followed things stand; where nothing tells one any more the reason, `None` if what told it is gone. Those
    out of sight are left out."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A thing that a channel was not told."""

    alert: AlertId
    channel: int
    sight: Sight


@dataclass(frozen=True, slots=True)
class Turned:
    """A known thing that stands otherwise than before."""

    before: Thing
    now: Thing
    change: Change


@dataclass(frozen=True, slots=True)
class Notes:
    """What is to be written down of a sighting."""

    fresh: tuple[Fresh, ...]
    turned: tuple[Turned, ...]
    dropped: tuple[ThingId, ...]
    """What was withdrawn before it was posted."""


def notes_of(alerts: Sequence[Alert], followed: Sequence[Thing], sighting: Sighting, *, now: datetime) -> Notes:
    """Give what follows from a sighting for the server whose active alerts and followed things these are.

    A channel is told a thing once, whichever of its alerts it fits: one that mentions a role goes first.
    """
    turned = [each for thing in followed if thing.id in sighting.seen for each in _turned(thing, sighting, now)]
    dropped = tuple(
        thing.id
        for thing in followed
        if thing.post is None and thing.id in sighting.seen and not isinstance(sighting.seen[thing.id], Sight)
    )
    known = _Known()
    for thing in followed:
        seen = sighting.seen.get(thing.id)
        known.add(thing.channel, (*thing.basis, *(seen.basis if isinstance(seen, Sight) else ())))
    fresh: list[Fresh] = []
    for alert in sorted(alerts, key=lambda alert: (alert.role is None, alert.id)):
        for sight in sighting.found.get(alert.id, ()):
            if not known.holds(alert.channel, sight.basis):
                known.add(alert.channel, sight.basis)
                fresh.append(Fresh(alert.id, alert.channel, sight))
    return Notes(tuple(fresh), tuple(turned), dropped)


def _turned(thing: Thing, sighting: Sighting, now: datetime) -> Iterator[Turned]:
    sight = sighting.seen[thing.id]
    if not isinstance(sight, Sight):
        if thing.post is not None and not thing.is_withdrawn:
            struck = replace(thing, telling=replace(thing.telling, reason=sight), is_withdrawn=True)
            yield Turned(thing, struck, Change.REPLY)
        return
    after = replace(thing, basis=_joined(thing.basis, sight.basis), is_withdrawn=False)
    if thing.post is None:
        came = set(sight.basis) - set(thing.basis)
        after = replace(after, telling=sight.telling, changed=now if came else thing.changed)
        change = Change.NONE
    else:
        change = Change.EDIT if thing.is_withdrawn else change_of(thing.telling, sight.telling)
        after = after if change is Change.NONE else replace(after, telling=sight.telling)
    if after != thing:
        yield Turned(thing, after, change)


def _joined(before: tuple[Basis, ...], now: tuple[Basis, ...]) -> tuple[Basis, ...]:
    """Give the texts of both: one that tells a thing no more may do so again."""
    return tuple(dict.fromkeys((*now, *before)))


class _Known:
    """What each channel was told, by article."""

    def __init__(self) -> None:
        self._by_article: dict[tuple[int, int], list[Basis]] = defaultdict(list)

    def add(self, channel: int, basis: Sequence[Basis]) -> None:
        for each in basis:
            self._by_article[channel, each.article].append(each)

    def holds(self, channel: int, basis: tuple[Basis, ...]) -> bool:
        return any(meet((each,), tuple(self._by_article.get((channel, each.article), ()))) for each in basis)
