"""The tables of the records; the archive's migrations make them (one database, one history)."""

from sqlalchemy import BigInteger, Column, Index, MetaData, String, Table

tables = MetaData()

servers = Table(
    "servers",
    tables,
    Column("id", String, primary_key=True),
    Column("zone", String, nullable=False),
    Column("channel", String),
    Column("changed", BigInteger, nullable=False),
)

kept = Table(
    "kept",
    tables,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("server", String),
    Column("made", BigInteger, nullable=False),
    Column("content", String, nullable=False),
    Index("kept_by_made", "made"),
    comment="what a button shows later; the button's custom id holds the row's",
)
