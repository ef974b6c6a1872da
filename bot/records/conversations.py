"""Conversations: which kept answer a member's next message may lean on.

It is found by a keyed code of server, member and place, so that nothing tells afterwards who asked, and nobody else's
message finds it: a conversation never crosses members or servers.
"""

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
    began_with: int | None = None
    """The message that the channel, a thread, hangs on: leant on where nothing was answered in the thread yet."""


class Conversations:
    """For any number of threads and processes at once. Raises the archive's errors."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def before(self, seat: Seat, *, now: datetime) -> str | None:
        """Give the name of the kept answer that a message from this seat may lean on."""
        if seat.replied_to is not None:
            return self._find(seat, f"message {seat.replied_to}", now)
        found = self._find(seat, f"channel {seat.channel}", now)
        return found or (self._find(seat, f"message {seat.began_with}", now) if seat.began_with else None)

    def note(self, seat: Seat, answer: str, *, now: datetime) -> None:
        """Note the kept answer that the member's next message in the channel may lean on."""
        self._keep(seat, f"channel {seat.channel}", answer, now)

    def note_shown(self, seat: Seat, answer: str, message: int, *, now: datetime) -> None:
        """Note the message that shows an answer, which the member may reply to."""
        self._keep(seat, f"message {message}", answer, now)

    def _find(self, seat: Seat, place: str, now: datetime) -> str | None:
        return self._records.find(Kept.TURN, self._name(seat, place), server=seat.server, since=now - CONTEXT_ENDS)

    def _keep(self, seat: Seat, place: str, answer: str, now: datetime) -> None:
        name, asker = self._name(seat, place), self._records.asker(seat.member)
        self._records.keep(Kept.TURN, answer, server=seat.server, now=now, name=name, asker=asker)

    def _name(self, seat: Seat, place: str) -> str:
        return self._records.code(f"{seat.server} {seat.member} {place}")
