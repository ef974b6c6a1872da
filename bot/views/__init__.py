"""What may be pressed, chosen and filled in. State lives in custom ids and in the records, so a restart loses none."""

from typing import Final

from bot.views import (
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
from bot.views.pressing import Pressable

_ROOMS: Final = (
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

PRESSED: Final = tuple(
    each
    for room in _ROOMS
    for each in vars(room).values()
    if isinstance(each, type) and issubclass(each, Pressable) and each.__module__ == room.__name__
)
"""Everything that answers to a custom id."""

__all__ = ["PRESSED"]
