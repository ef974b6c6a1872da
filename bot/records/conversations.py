"""Conversations: which kept answer a member's next message may lean on.

It is found by a digest of server, member and place, so that nothing tells afterwards who asked, and nobody else's
message finds it: a conversation never crosses members or servers.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.records.records import Kept, Records

CONTEXT_ENDS: Final = timedelta(hours=2)
"""So long after an answer a message may lean on it; later it is read alone."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a member speaks to the bot."""

    server: str | None
    """`None` in direct messages."""
    member: int
    channel: int
    """Or thread."""
    replied_to: int | None = None
    """The message that is replied to; without one, what was last answered to the member in the channel is meant."""


class Conversations:
    """For any number of threads and processes at once. Raises the archive's errors."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def before(self, seat: Seat, *, now: datetime) -> str | None:
        """Give the name of the kept answer that a message from this seat may lean on."""
        place = f"channel {seat.channel}" if seat.replied_to is None else f"message {seat.replied_to}"
        return self._records.find(Kept.TURN, _name(seat, place), server=seat.server, since=now - CONTEXT_ENDS)

    def note(self, seat: Seat, answer: str, *, now: datetime) -> None:
        """Note the kept answer that the member's next message in the channel may lean on."""
        self._keep(seat, f"channel {seat.channel}", answer, now)

    def note_shown(self, seat: Seat, answer: str, message: int, *, now: datetime) -> None:
        """Note the message that shows an answer, which the member may reply to."""
        self._keep(seat, f"message {message}", answer, now)

    def _keep(self, seat: Seat, place: str, answer: str, now: datetime) -> None:
        self._records.keep(Kept.TURN, answer, server=seat.server, now=now, name=_name(seat, place))


def _name(seat: Seat, place: str) -> str:
    told = f"{seat.server} {seat.member} {place}"
    return hashlib.sha256(told.encode()).hexdigest()
