"""What changed of a thing that was posted, and whether who read it has to be told. Pure."""

from enum import Enum, auto
from typing import Final

from bot.alerting.alerts import Telling, What
from ingest import Place

MANY_MORE: Final = 5
HALF_AS_MANY: Final = 1.5
"""A toll that rises by so many, and to so many times what it was, is news to who read the old one."""


class Change(Enum):
    """What becomes of the message."""

    NONE = auto()
    EDIT = auto()
    REPLY = auto()
    """It is edited, and a reply tells that it was: nobody reads an old message twice."""


def change_of(before: Telling, after: Telling) -> Change:
    """Tell what becomes of a message that told `before`."""
    if _is_material(before, after):
        return Change.REPLY
    return Change.EDIT if _shown(before) != _shown(after) else Change.NONE


def _shown(telling: Telling) -> tuple[object, ...]:
    """Give what a message is edited for: not that yet another article tells the same."""
    if telling.what is not What.INCIDENTS:
        return (telling.text,)
    return telling.kind, _where(telling.place), telling.killed, telling.injured, telling.status


def _where(place: Place | None) -> tuple[str | None, str | None]:
    return (place.name, place.country) if place else (None, None)


def _is_material(before: Telling, after: Telling) -> bool:
    """Tell whether it is of a worse kind, elsewhere, or hurt many more."""
    if after.severity > before.severity or _rose(before.killed.best, after.killed.best):
        return True
    was, now = _where(before.place)[1], _where(after.place)[1]
    return was is not None and now is not None and was != now


def _rose(before: int | None, after: int | None) -> bool:
    was, now = before or 0, after or 0
    return now - was >= MANY_MORE and now >= HALF_AS_MANY * was
