"""The tables of the records; the archive's migrations make them (one database, one history).

What belongs to a server names it in a column `server`, what belongs to whoever asked in a column `asker`: so both are
forgotten whole, whatever tables there are.
"""

from datetime import timedelta
from functools import lru_cache
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    false,
)

from bot.alerting.alerts import Basis, Reason, Telling, Wanted
from ingest import Moment

_SECONDS: Final = Moment(timedelta(seconds=1))
_KEPT_READ: Final = 10_000
"""Texts that are read at every look, and hardly change: to read one anew takes 0.1 ms, as many times a minute."""


class Told(TypeDecorator[Any]):
    """A value as JSON, of a type that pydantic knows."""

    impl = String
    cache_ok = True

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 because unions and tuples are types without a type
        super().__init__()
        self.kind = kind
        self._adapter = TypeAdapter(kind)
        self._read = lru_cache(_KEPT_READ)(self._adapter.validate_json)

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002 because SQLAlchemy passes it
        """Write it."""
        return None if value is None else self._adapter.dump_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002 because SQLAlchemy passes it
        """Read it, or give what was read of the same text before."""
        return None if value is None else self._read(value)


tables = MetaData()

servers = Table(
    "servers",
    tables,
    Column("id", String, primary_key=True),
    Column("zone", String, nullable=False),
    Column("channel", String),
    Column("writes", Boolean, nullable=False, server_default=false()),
    Column("changed", _SECONDS, nullable=False),
    Column("channels", String, nullable=False, server_default=""),
    Column("moderators", String, nullable=False, server_default=""),
    Column("only_me", Boolean, nullable=False, server_default=false()),
    Column("language", String),
    Column("keep_days", Integer),
    Column("threads", Boolean, nullable=False, server_default=false()),
)

departures = Table(
    "departures",
    tables,
    Column("server", String, primary_key=True),
    Column("left", _SECONDS, nullable=False),
    comment="servers that removed the bot, and are forgotten when the grace is over",
)

writings = Table(
    "writings",
    tables,
    Column("server", String, primary_key=True),
    Column("day", String, nullable=False),
    Column("count", Integer, nullable=False),
    comment="how many questions a language model was asked for a server on the last day that it was asked any",
)

kept = Table(
    "kept",
    tables,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("server", String),
    Column("made", _SECONDS, nullable=False),
    Column("content", String, nullable=False),
    Column("asker", String),
    Index("kept_by_made", "made"),
    Index("kept_by_asker", "asker"),
    comment="what a button shows later; the button's custom id holds the row's",
)

votes = Table(
    "votes",
    tables,
    Column("answer", String, primary_key=True),
    Column("asker", String, primary_key=True),
    Column("server", String),
    Column("vote", String, nullable=False),
    Column("made", _SECONDS, nullable=False),
    Column("content", String, nullable=False),
    Column("right_value", String, nullable=False),
    Column("right_url", String, nullable=False),
    Column("trace", String),
    Index("votes_by_server", "server", "made"),
    comment="what members say of answers: the answer as it was shown is in `content`, why it was so in `trace`",
)

alerts = Table(
    "alerts",
    tables,
    Column("id", Integer, primary_key=True),
    Column("server", String, nullable=False),
    Column("channel", BigInteger, nullable=False),
    Column("wanted", Told(Wanted), nullable=False),
    Column("role", BigInteger),
    Column("template", String, nullable=False),
    Column("looked", Moment, nullable=False),
    Column("article", Integer, nullable=False),
    Column("standing", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("is_told", Boolean, nullable=False),
    Index("alerts_by_server", "server"),
    comment="looked (microseconds since 1970) and article are up to where was looked; is_told is whether the "
    "moderators know that it is lost",
    sqlite_autoincrement=True,
)

alert_posts = Table(
    "alert_posts",
    tables,
    Column("id", Integer, primary_key=True),
    Column("server", String, nullable=False),
    Column("channel", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("made", Moment, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("template", String, nullable=False),
    Column("message", BigInteger),
    Column("thread", BigInteger),
    Column("answers", Integer),
    Column("told", Told(tuple[Telling, Telling | Reason | None])),
    Column("changes", Integer, nullable=False),
    Index("alert_posts_by_channel", "channel", "made"),
    comment="written before the message is posted; without a message nobody knows yet whether it was; "
    "changes are those of its things since it was last shown",
    sqlite_autoincrement=True,
)

alert_things = Table(
    "alert_things",
    tables,
    Column("id", Integer, primary_key=True),
    Column("alert", Integer, nullable=False),
    Column("server", String, nullable=False),
    Column("channel", BigInteger, nullable=False),
    Column("telling", Told(Telling), nullable=False),
    Column("posted", Told(Telling)),
    Column("basis", Told(tuple[Basis, ...]), nullable=False),
    Column("found", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("post", Integer),
    Column("is_withdrawn", Boolean, nullable=False),
    Index("alert_things_by_server", "server", "found"),
    Index("alert_things_by_post", "post"),
    comment="what alerts found: without a post it waits; an alert's things outlive it, so that they stay corrected",
    sqlite_autoincrement=True,
)

quiet_hours = Table(
    "quiet_hours",
    tables,
    Column("server", String, primary_key=True),
    Column("since", String, nullable=False),
    Column("until", String, nullable=False),
    comment="by the clock of the server's zone",
)

schedules = Table(
    "schedules",
    tables,
    Column("id", String, primary_key=True),
    Column("server", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("weekday", Integer),
    Column("posted", _SECONDS, nullable=False),
    Column("claimed", _SECONDS),
    Column("claimed_at", _SECONDS),
    Column("paused", String),
    Column("is_told", Boolean, nullable=False),
    comment="digests that moderators want at a time of the day; `claimed` is the due moment that is being posted",
)

watches = Table(
    "watches",
    tables,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("server", String),
    Column("channel", String, nullable=False),
    Column("message", String, nullable=False),
    Column("member", String),
    Column("language", String, nullable=False),
    Column("is_private", Boolean, nullable=False),
    Column("is_plain", Boolean, nullable=False),
    Column("question", String, nullable=False),
    Column("answer", String, nullable=False),
    Column("made", _SECONDS, nullable=False),
    Column("ends", _SECONDS, nullable=False),
    Column("looked", _SECONDS, nullable=False),
    Column("claimed", _SECONDS),
    Index("watches_by_looked", "looked"),
    comment="answers that are looked at again until they change; `claimed` since when that is being told",
)
