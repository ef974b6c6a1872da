"""The tables of the records; the archive's migrations make them (one database, one history).

What belongs to a server names it in a column `server`, what belongs to whoever asked in a column `asker`: so both are
forgotten whole, whatever tables there are.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table, false

tables = MetaData()

servers = Table(
    "servers",
    tables,
    Column("id", String, primary_key=True),
    Column("zone", String, nullable=False),
    Column("channel", String),
    Column("writes", Boolean, nullable=False, server_default=false()),
    Column("changed", BigInteger, nullable=False),
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
    Column("left", BigInteger, nullable=False),
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
    Column("made", BigInteger, nullable=False),
    Column("content", String, nullable=False),
    Column("asker", String),
    Index("kept_by_made", "made"),
    Index("kept_by_asker", "asker"),
    comment="what a button shows later; the button's custom id holds the row's",
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
    Column("posted", BigInteger, nullable=False),
    Column("claimed", BigInteger),
    Column("claimed_at", BigInteger),
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
    Column("made", BigInteger, nullable=False),
    Column("ends", BigInteger, nullable=False),
    Column("looked", BigInteger, nullable=False),
    Column("claimed", BigInteger),
    Index("watches_by_looked", "looked"),
    comment="answers that are looked at again until they change; `claimed` since when that is being told",
)
