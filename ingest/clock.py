"""The one clock: what time it is, asked here and nowhere else, so that everything else is told it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Gives the moment, aware and in UTC."""


def utc_now() -> datetime:
    """Give this moment by the machine's clock, in UTC."""
    return datetime.now(UTC)
