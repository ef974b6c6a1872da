"""The names of time zones as people type them. Pure."""

from difflib import get_close_matches
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from bot.errors import ZoneError
from bot.languages import say

_SUGGESTED: Final = 25


def read_zone(typed: str) -> str:
    """Give the IANA name of what was typed, whatever its case and spaces; raises `ZoneError`."""
    name = _names().get(_folded(typed))
    if name is None:
        near = suggested_zones(typed)[:3] or ["Europe/London", "America/New_York"]
        raise ZoneError(
            say("“{typed}” is not the name of a time zone. Did you mean {near}?", typed=typed, near=", ".join(near))
        )
    return name


def suggested_zones(typed: str) -> list[str]:
    """Give the zones whose name holds what was typed, or is near it; UTC first where nothing was."""
    folded = _folded(typed)
    if not folded:
        return ["UTC", *sorted(name for name in _names().values() if name.startswith("Europe/"))][:_SUGGESTED]
    exact = [_names()[folded]] if folded in _names() else []
    held = [name for key, name in sorted(_names().items()) if folded in key]
    near = [_names()[key] for key in get_close_matches(folded, _names(), n=_SUGGESTED, cutoff=0.5)]
    cities = [_names()[_cities()[city]] for city in get_close_matches(folded, _cities(), n=3, cutoff=0.7)]
    return list(dict.fromkeys([*exact, *held, *cities, *near]))[:_SUGGESTED]


@cache
def _names() -> dict[str, str]:
    return {_folded(name): name for name in available_timezones() if "/" in name or name == "UTC"}


@cache
def _cities() -> dict[str, str]:
    return {key.rpartition("/")[2]: key for key in _names()}


def _folded(name: str) -> str:
    return name.strip().replace(" ", "_").casefold()
