"""The tables of the archive. Every moment is UTC, stored as microseconds since 1970."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

NEWEST_REVISION: Final = "0019"
"""The Alembic revision that this version reads and writes; a test compares it with the migrations' head."""

FOREVER: Final = 2**63 - 1
"""`known_until` of what nothing has superseded: always later than any view."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def as_microseconds(moment: datetime) -> int:
    """Whole microseconds from the epoch to an aware `moment`; exact, unlike `datetime.timestamp`."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware datetime as an integer, whole units since 1970, so that moments compare in SQL and in numpy alike."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, unit: timedelta = timedelta(microseconds=1)) -> None:
        super().__init__()
        self.unit = unit

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 because SQLAlchemy passes it
        """Refuse a naive datetime (by the subtraction's `TypeError`)."""
        return None if value is None else (value - _EPOCH) // self.unit

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 because SQLAlchemy passes it
        """Give UTC back."""
        return None if value is None else _EPOCH + value * self.unit


tables = MetaData()

meta = Table(
    "meta",
    tables,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

sources = Table(
    "sources",
    tables,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("added", Moment, nullable=False),
    Column("url", String),
    Column("title", String, nullable=False),
    Column("halted", Moment),
    Index("sources_by_url", "url"),
    comment="what the source says of itself; a live one's name is the address that it was first added at: its "
    "articles' keys begin with it, its title is what they name as their publisher; halted is since when the operator "
    "lets nobody read it",
)

subscriptions = Table(
    "subscriptions",
    tables,
    Column("source", ForeignKey("sources.id"), primary_key=True),
    Column("subscriber", String, primary_key=True),
    Column("added", Moment, nullable=False),
    Column("added_by", String),
    Column("standing", String, nullable=False),
    Column("removed", Moment),
    Column("asked", Moment),
    Column("title", String, nullable=False),
    Column("publisher", String),
    Column("tags", JSON, nullable=False),
    Column("language", String),
    Index("subscriptions_by_subscriber", "subscriber"),
    comment="a removed one is kept for a while as it stood, so that it can be restored; asked is since when the "
    "subscriber waits for a poll; the last four are what the source is called here, and what is said of it here",
)

polls = Table(
    "polls",
    tables,
    Column("source", ForeignKey("sources.id"), primary_key=True),
    Column("next_check", Moment),
    Column("health", String, nullable=False),
    Column("checked", Moment),
    Column("succeeded", Moment),
    Column("failures", Integer, nullable=False),
    Column("failing_since", Moment),
    Column("problem", String),
    Column("interval_seconds", Integer, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Column("moved_to", String),
    Column("moved_times", Integer, nullable=False),
    Column("missing_times", Integer, nullable=False),
    Column("missing_since", Moment),
    Column("body_digest", String),
    Column("quiet_hours", JSON, nullable=False),
    Column("quiet_days", JSON, nullable=False),
    Column("capped_until", Moment),
    Column("lease_owner", String),
    Column("lease_until", Moment),
    Index("polls_by_next_check", "next_check"),
)

entries = Table(
    "entries",
    tables,
    Column("source", ForeignKey("sources.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("url", String),
    Column("outcome", String, nullable=False),
    Column("detail", String),
    Column("first", Moment, nullable=False),
    Index("entries_by_url", "url"),
    Index("entries_by_first", "source", "first", "outcome"),
    comment="what a feed offered before, and what became of it: one with an equal digest need not be read again",
)

changes = Table(
    "changes",
    tables,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("subscriber", String, nullable=False),
    Column("source", ForeignKey("sources.id"), nullable=False),
    Column("title", String, nullable=False),
    Column("action", String, nullable=False),
    Column("by", String),
    Column("detail", String),
    Index("changes_by_subscriber", "subscriber", "id"),
)

notices = Table(
    "notices",
    tables,
    Column("id", Integer, primary_key=True),
    Column("source", ForeignKey("sources.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("detail", String),
    Index("notices_by_source", "source"),
)

notices_told = Table(
    "notices_told",
    tables,
    Column("notice", ForeignKey("notices.id"), primary_key=True),
    Column("subscriber", String, primary_key=True),
)

citings = Table(
    "citings",
    tables,
    Column("source", ForeignKey("sources.id"), primary_key=True),
    Column("subscriber", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("times", Integer, nullable=False),
    comment="by whose questions, because what another server asks is not to be seen here",
)

parts = Table(
    "parts",
    tables,
    Column("name", String, primary_key=True),
    Column("beat", Moment, nullable=False),
    Column("state", JSON, nullable=False),
    comment="the long-lived processes, as each last told",
)

articles = Table(
    "articles",
    tables,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    sqlite_autoincrement=True,  # because a purged id must not come back: caches and Chroma go by ids
)

fingerprints = Table(
    "fingerprints",
    tables,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("fingerprint", String, primary_key=True),
    Index("fingerprints_by_fingerprint", "fingerprint"),
)

revisions = Table(
    "revisions",
    tables,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("articles.id"), nullable=False),
    Column("source", ForeignKey("sources.id"), nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("url", String),
    Column("title", String, nullable=False),
    Column("published", Moment, nullable=False),
    Column("date_quality", String, nullable=False),
    Column("publisher", String, nullable=False),
    Column("author", String),
    Column("language", String, nullable=False),
    Column("external_id", String),
    Column("origin", String, nullable=False),
    Column("known_from", BigInteger, nullable=False),
    Column("known_until", BigInteger, nullable=False),
    Column("text", String, nullable=False),  # late, because what stands behind a long text is slow to reach
    Column("extractor", Integer, nullable=False),  # looked up in its index alone
    Index("revisions_by_article", "article", "known_from"),
    Index("revisions_by_url", "url"),
    Index("revisions_by_source", "source", "known_until"),
    Index("revisions_by_publisher", "publisher"),
    Index("revisions_by_published", "published", "known_from", "known_until"),
    Index("revisions_by_extractor", "extractor", "published"),
    comment="extractor is the version that last read the text's figures and events, 0 where nobody noted it",
    sqlite_autoincrement=True,
)

passages = Table(
    "passages",
    tables,
    Column("id", Integer, primary_key=True),
    Column("revision", ForeignKey("revisions.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("header", String, nullable=False),
    Column("published", BigInteger, nullable=False),
    Column("known_from", BigInteger, nullable=False),
    Column("known_until", BigInteger, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("source", Integer, nullable=False),
    UniqueConstraint("revision", "ordinal"),
    Index("passages_by_change", "changed"),
    comment="the three moments and the source repeat the revision's, so that a search never joins; "
    "changed is the archive's generation that last touched the row",
    sqlite_autoincrement=True,
)

vectors = Table(
    "vectors",
    tables,
    Column("passage", ForeignKey("passages.id"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    Column("digest", LargeBinary),
    Index("vectors_by_digest", "digest"),
    comment="little-endian float16, apart from the passages so that reading those stays cheap; "
    "the digest is of the text that was encoded, so that none is encoded twice",
)

imprints = Table(
    "imprints",
    tables,
    Column("revision", ForeignKey("revisions.id"), primary_key=True),
    Column("shingles", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    comment="of texts long enough to have copies",
)

bands = Table(
    "bands",
    tables,
    Column("week", Integer, primary_key=True),
    Column("band", BigInteger, primary_key=True),
    Column("revision", ForeignKey("revisions.id"), primary_key=True),
    Index("bands_by_revision", "revision"),
    comment="texts that may be copies share one; by week of publication, so that what comes in now lies together",
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    tables,
    Column("copy", ForeignKey("revisions.id"), primary_key=True),
    Column("original", ForeignKey("revisions.id"), primary_key=True),
    Index("copies_by_original", "original"),
    comment="pairs, not stories: who does not see one side of a pair must not notice it; "
    "the original was known earlier",
    sqlite_with_rowid=False,
)

tombstones = Table(
    "tombstones",
    tables,
    Column("name", String, primary_key=True),
    Column("at", Moment, nullable=False),
    comment="articles that were purged and never come back, by what names them in every source",
)

called_english = Table(
    "called_english",
    tables,
    Column("revision", ForeignKey("revisions.id"), primary_key=True),
    comment="texts in another language of which figures and reports were read because a reader calls their source "
    "English: they count for who does",
)

tallies = Table(
    "tallies",
    tables,
    Column("id", Integer, primary_key=True),
    Column("revision", ForeignKey("revisions.id"), nullable=False),
    Column("value", Float, nullable=False),
    Column("qualifier", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("measure", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("counts", String, nullable=False),
    Column("parts", JSON, nullable=False),
    Column("since", String),
    Column("since_precision", String),
    Column("as_of", String, nullable=False),
    Column("said_by", String),
    Column("circumstances", JSON),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Index("tallies_by_measure", "measure", "revision"),
    Index("tallies_by_revision", "revision"),
    sqlite_autoincrement=True,
)

quantities = Table(
    "quantities",
    tables,
    Column("revision", ForeignKey("revisions.id"), primary_key=True),
    Column("sentences", String, nullable=False),
    comment="every number of a text, in JSON, as `ingest.archive.rows` writes it; those marked as figures are its "
    "tallies, in their order; empty for a text that cannot be read, no row where nobody read it yet",
)

reports = Table(
    "reports",
    tables,
    Column("id", Integer, primary_key=True),
    Column("revision", ForeignKey("revisions.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("first_day", String, nullable=False),
    Column("last_day", String, nullable=False),
    Column("date_precision", String, nullable=False),
    Column("place", JSON, nullable=False),
    Column("actors", JSON, nullable=False),
    Column("targets", JSON, nullable=False),
    Column("victims", JSON, nullable=False),
    Column("weapon", String),
    Column("killed", JSON, nullable=False),
    Column("injured", JSON, nullable=False),
    Column("status", String, nullable=False),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Index("reports_by_day", "last_day", "first_day"),
    Index("reports_by_revision", "revision"),
    comment="days are ISO dates: they compare as text, and no zone can shift them",
    sqlite_autoincrement=True,
)

rulings = Table(
    "rulings",
    tables,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("these", JSON, nullable=False),
    Column("those", JSON, nullable=False),
    Column("made", Moment, nullable=False),
    Column("by", String, nullable=False),
    Column("undone", Moment),
    Column("undone_by", String),
    Column("subscriber", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("field", String),
    Column("value", JSON),
    Index("rulings_by_subscriber", "subscriber"),
    comment="the two sides name reports by what stays when they are read again: no ids, no foreign keys; subscriber is "
    "whose it is; field and value are what one that corrects says",
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    tables,
    Column("passage", ForeignKey("passages.id"), primary_key=True),
    comment="passages whose vector Chroma does not hold yet",
)

withdrawals = Table(
    "withdrawals",
    tables,
    Column("passage", Integer, primary_key=True),
    comment="passages that are gone and whose vector Chroma may still hold",
)

uploads = Table(
    "uploads",
    tables,
    Column("source", ForeignKey("sources.id"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    comment="files that were handed in and wait to be read",
)
