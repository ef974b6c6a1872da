"""What may be pressed, chosen and filled in. State lives in custom ids and in the records, so a restart loses none."""

from typing import Any, Final

from bot.views import (  # noqa: F401 because each brings what it defines
    alerts,
    answers,
    claims,
    feedback,
    incidents,
    model,
    offers,
    overlay,
    rulings,
    settings,
    sources,
    stories,
    watching,
)
from bot.views.pressing import OfKept, Pressable

PRESSED: Final[tuple[type[Pressable[Any]], ...]] = (
    *(each for each in Pressable.__subclasses__() if each is not OfKept),
    *OfKept.__subclasses__(),
)
"""Everything that answers to a custom id."""

__all__ = ["PRESSED"]
