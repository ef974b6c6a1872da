"""What may be pressed, chosen and filled in. State lives in custom ids and in the records, so a restart loses none."""

from collections.abc import Iterator
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
from bot.views.pressing import Pressable


def _those_below(kind: type[Pressable[Any]]) -> Iterator[type[Pressable[Any]]]:
    """Give the classes that stand for something to press, without those that only share how they are made."""
    for each in kind.__subclasses__():
        yield from _those_below(each) if each.__subclasses__() else (each,)


PRESSED: Final = tuple(_those_below(Pressable))
"""Everything that answers to a custom id."""

__all__ = ["PRESSED"]
