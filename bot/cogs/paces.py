"""Paces: how often a thing may happen for each of many, in memory alone."""

from collections.abc import Hashable
from typing import Final

from discord.app_commands import Cooldown

_SWEPT_AT: Final = 4_096
"""So many are remembered before those are forgotten whose pace is full again."""


class Paces:
    """`rate` times in `per_seconds`, counted for each key. The time comes in, in seconds that only grow."""

    def __init__(self, rate: int, per_seconds: float) -> None:
        self._rate, self._per_seconds = rate, per_seconds
        self._each: dict[Hashable, Cooldown] = {}

    def __len__(self) -> int:
        return len(self._each)

    def wait(self, key: Hashable, now: float) -> float:
        """Count one more; gives 0, or without counting it the seconds after which it may be."""
        if len(self._each) >= _SWEPT_AT:
            self._each = {one: pace for one, pace in self._each.items() if pace.get_tokens(now) < self._rate}
        pace = self._each.setdefault(key, Cooldown(self._rate, self._per_seconds))
        return pace.update_rate_limit(now) or 0.0
