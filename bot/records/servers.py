"""What the moderators of a server choose, and how a row of the records holds it. Pure."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Row

EVERYWHERE: Final = "*"
"""In place of channels: all of them."""


@dataclass(frozen=True, slots=True)
class Server:
    """What the moderators of one Discord server chose."""

    id: str
    zone: str = "UTC"
    """IANA name of the zone in which the server's members say "today"."""
    channel: str | None = None
    """Where the bot may speak by itself; `None` until somebody chose."""
    writes: bool = False
    """Whether a language model may write here."""
    channels: tuple[str, ...] = ()
    """Where a mention is answered: ids, of categories too, or `EVERYWHERE`; nothing until somebody chose."""
    moderators: tuple[str, ...] = ()
    """Ids of the roles that moderate the bot beside whoever may manage the server."""
    only_me: bool = False
    """Whether answers are for the asker alone unless they say otherwise."""
    language: str | None = None
    """ISO 639-1, of what all read; `None` for the language that the server has in Discord."""
    keep_days: int | None = None
    """For how many days answers are kept, 0 for not at all; `None` for as long as the installation keeps them."""
    threads: bool = False
    """Whether a message in one of the bot's own threads is a question without a mention."""

    def answers_in(self, *places: int | None) -> bool:
        """Tell whether a mention is answered in a channel, given with what it lies in: its parent, its category."""
        return self.channels == (EVERYWHERE,) or not set(self.channels).isdisjoint(map(str, places))

    def is_moderated_by(self, *roles: int) -> bool:
        """Tell whether one of a member's roles was chosen to moderate."""
        return not set(self.moderators).isdisjoint(map(str, roles))

    def keeps(self, most: timedelta) -> timedelta:
        """Give for how long answers are kept here, where the installation keeps them for `most`."""
        return most if self.keep_days is None else min(most, timedelta(days=self.keep_days))


def row_of(server: Server) -> dict[str, Any]:
    """Give the columns of a server's row."""
    return asdict(server) | {"channels": " ".join(server.channels), "moderators": " ".join(server.moderators)}


def server_of(row: Row[Any]) -> Server:
    """Give the server of a row."""
    lists = {"channels": row.channels.split(), "moderators": row.moderators.split()}
    return _SERVER.validate_python({**row._asdict(), **lists})


_SERVER: Final = TypeAdapter(Server)
