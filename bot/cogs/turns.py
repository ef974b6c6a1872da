"""Fair turns: one question in flight a person, a few a server. Pure but for the count."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from bot.errors import NotYourTurn
from bot.languages import say

IN_FLIGHT_PER_SERVER: Final = 8
"""At a tenth of a second each, nobody elsewhere waits a second for them."""


class Turns:
    """Who is being answered at this moment."""

    def __init__(self) -> None:
        self._people: set[int] = set()
        self._servers: Counter[str] = Counter()

    @contextmanager
    def taken(self, person: int, server: str | None) -> Iterator[None]:
        """Hold a turn for as long as the block runs; raises `NotYourTurn`."""
        self._refuse(person, server)
        self._people.add(person)
        self._servers.update([server] if server else [])
        try:
            yield
        finally:
            self._people.discard(person)
            self._servers.subtract([server] if server else [])
            self._servers += Counter()  # forgets the servers at zero

    def _refuse(self, person: int, server: str | None) -> None:
        if person in self._people:
            raise NotYourTurn(say("Your last question is still being answered. One at a time, please."))
        if server and self._servers[server] >= IN_FLIGHT_PER_SERVER:
            raise NotYourTurn(say("This server is asking a lot just now. Try again in a few seconds."))
