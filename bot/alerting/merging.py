"""When what was found is posted: not before the first reports of one event agree, and not long after. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.alerting.alerts import Severity, Thing

LONGEST: Final = timedelta(minutes=3)
"""How long the first thing waits for others."""
SETTLED: Final = timedelta(seconds=20)
"""So long nothing more came: what came is told together."""


def is_due(waiting: Sequence[Thing], *, now: datetime) -> bool:
    """Tell whether what an alert found is posted now; what is severe never waits, and takes the others along."""
    if not waiting:
        return False
    return (
        any(thing.telling.severity is Severity.SEVERE for thing in waiting)
        or now - max(thing.changed for thing in waiting) >= SETTLED
        or now - min(thing.found for thing in waiting) >= LONGEST
    )
