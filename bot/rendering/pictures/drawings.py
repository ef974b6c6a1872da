"""What comes of drawing. Standard library only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and what it shows in words for who does not see it."""

    png: bytes
    alt: str
    """At most 1,024 characters, the finding first."""


@dataclass(frozen=True, slots=True)
class NothingToDraw:
    """There is no picture of this."""

    reason: str
    """A sentence for the person who asked for one."""
