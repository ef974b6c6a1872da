"""Outlines: days, place, people of the event of every report, as columns in memory, so that few reports are read."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Final, NamedTuple

import numpy as np
from pydantic import TypeAdapter
from sqlalchemy import Connection, String, cast, func, select

from ingest.archive.schema import reports
from ingest.archive.timeline import Ids, Mask
from ingest.articles import Near, Place, Sought

_PLACE: Final = TypeAdapter(Place)
_NEXT_DAY = 1
"""An undated event may be of the day before its first."""


class _State(NamedTuple):
    """What tells whether reports came or went: their ids never come back."""

    held: int
    newest: int


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """One value a report in each column, in the order of their ids."""

    ids: Ids
    first: Ids
    last: Ids
    """Days, as ordinals."""
    place: Ids
    """Its position in `places`."""
    places: dict[str, Place]
    """By how they are stored."""
    named: dict[str, tuple[int, ...]]
    """The reports in which so named ones, in lower case, acted or suffered."""

    @property
    def state(self) -> _State:
        """Tell of which reports these are."""
        return _State(len(self.ids), int(self.ids.max(initial=0)))

    def sought(self, sought: Sought) -> Ids:
        """Give the ids of the reports at such places, near to what they are to be near to."""
        is_such = np.fromiter(map(sought.where, self.places.values()), np.bool_, len(self.places))
        is_sought = is_such[self.place]
        return self.ids[is_sought if sought.near is None else is_sought & self._near(sought.near)]

    def _near(self, near: Near) -> Mask:
        ids = near.ids.union(*(self.named.get(name, ()) for name in near.names))
        return self._on(near.days) | np.isin(self.ids, list(ids))

    def _on(self, days: Iterable[date]) -> Mask:
        ordinals = np.array(sorted(day.toordinal() for day in days), dtype=np.int64)
        before = np.searchsorted(ordinals, self.first - _NEXT_DAY)
        overlap: Mask = before < np.searchsorted(ordinals, self.last, side="right")
        return overlap


class OutlineKeeper:
    """Keeps the outlines at what the snapshot that asks holds; reads only what came since."""

    def __init__(self) -> None:
        self._outlines = _nothing()
        self._lock = Lock()

    def at(self, connection: Connection) -> Outlines:
        """Give the outlines of exactly this snapshot."""
        state = _State(*connection.execute(select(func.count(), func.coalesce(func.max(reports.c.id), 0))).one())
        with self._lock:
            known = self._outlines
            if known.state == state:
                return known
            outlines = _advanced(known, connection)
            if outlines.state != state:  # some are gone, or came late
                outlines = _advanced(_nothing(), connection)
            if state.newest >= known.state.newest:  # else a thread with a newer snapshot was faster
                self._outlines = outlines
            return outlines


def _nothing() -> Outlines:
    none = np.zeros(0, dtype=np.int64)
    return Outlines(none, none, none, none, {}, {})


def _advanced(old: Outlines, connection: Connection) -> Outlines:
    """Add the reports that came since; what is kept of the old is not changed, since other threads read it."""
    as_text = (cast(column, String) for column in (reports.c.place, reports.c.actors, reports.c.victims))
    statement = select(reports.c.id, reports.c.first_day, reports.c.last_day, *as_text).order_by(reports.c.id)
    places, positions = dict(old.places), {text: position for position, text in enumerate(old.places)}
    named: defaultdict[str, list[int]] = defaultdict(list)
    columns: list[tuple[int, int, int, int]] = []
    for number, first, last, place, *phrases in connection.execute(statement.where(reports.c.id > old.state.newest)):
        if place not in places:
            positions[place] = len(places)
            places[place] = _PLACE.validate_json(place)
        for phrase in {phrase.casefold() for some in phrases if some != "[]" for phrase in json.loads(some)}:
            named[phrase].append(number)
        columns.append((number, _ordinal(first), _ordinal(last), positions[place]))
    fresh = np.array(columns, dtype=np.int64).reshape(-1, 4).T
    before = (old.ids, old.first, old.last, old.place)
    ids, first_days, last_days, at = (np.concatenate(pair) for pair in zip(before, fresh, strict=True))
    now_named = {name: (*old.named.get(name, ()), *numbers) for name, numbers in named.items()}
    return Outlines(ids, first_days, last_days, at, places, old.named | now_named)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
