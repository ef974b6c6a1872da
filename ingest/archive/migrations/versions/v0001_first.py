"""The first archive: articles with their revisions, passages, vectors, tallies, reports, full text."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_FULL_TEXT = {
    "sqlite": [
        (
            "CREATE VIRTUAL TABLE passage_words USING "
            "fts5(title, body, content='', tokenize='porter unicode61 remove_diacritics 2')"
        )
    ],
    "postgresql": [
        "CREATE TABLE passage_words (passage INTEGER PRIMARY KEY, title TSVECTOR, body TSVECTOR)",
        "CREATE INDEX passage_words_by_word ON passage_words USING gin (title, body)",
        "CREATE TABLE passage_terms (term TEXT PRIMARY KEY)",
    ],
}


def upgrade() -> None:
    """Create every table. Frozen: a later change is a later migration."""
    op.create_table(
        "meta",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String, nullable=False, unique=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("added", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "fingerprints",
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("fingerprint", sa.String, primary_key=True),
    )
    op.create_index("fingerprints_by_fingerprint", "fingerprints", ["fingerprint"])
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("source", sa.Integer, sa.ForeignKey("sources.id"), nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("url", sa.String),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("published", sa.BigInteger, nullable=False),
        sa.Column("date_quality", sa.String, nullable=False),
        sa.Column("publisher", sa.String, nullable=False),
        sa.Column("author", sa.String),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("external_id", sa.String),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("known_from", sa.BigInteger, nullable=False),
        sa.Column("known_until", sa.BigInteger, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("revisions_by_article", "revisions", ["article", "known_from"])
    op.create_index("revisions_by_published", "revisions", ["published", "known_from", "known_until"])
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revisions.id"), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        sa.Column("header", sa.String, nullable=False),
        sa.Column("published", sa.BigInteger, nullable=False),
        sa.Column("known_from", sa.BigInteger, nullable=False),
        sa.Column("known_until", sa.BigInteger, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.UniqueConstraint("revision", "ordinal"),
        sqlite_autoincrement=True,
    )
    op.create_index("passages_by_change", "passages", ["changed"])
    op.create_table(
        "vectors",
        sa.Column("passage", sa.Integer, sa.ForeignKey("passages.id"), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "tallies",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revisions.id"), nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("qualifier", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("stance", sa.String, nullable=False),
        sa.Column("measure", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("counts", sa.String, nullable=False),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.Column("since", sa.String),
        sa.Column("since_precision", sa.String),
        sa.Column("as_of", sa.String, nullable=False),
        sa.Column("said_by", sa.String),
        sa.Column("quote_start", sa.Integer, nullable=False),
        sa.Column("quote_end", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("tallies_by_measure", "tallies", ["measure", "revision"])
    op.create_index("tallies_by_revision", "tallies", ["revision"])
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revisions.id"), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("first_day", sa.String, nullable=False),
        sa.Column("last_day", sa.String, nullable=False),
        sa.Column("date_precision", sa.String, nullable=False),
        sa.Column("place", sa.JSON, nullable=False),
        sa.Column("actors", sa.JSON, nullable=False),
        sa.Column("targets", sa.JSON, nullable=False),
        sa.Column("victims", sa.JSON, nullable=False),
        sa.Column("weapon", sa.String),
        sa.Column("killed", sa.JSON, nullable=False),
        sa.Column("injured", sa.JSON, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("quote_start", sa.Integer, nullable=False),
        sa.Column("quote_end", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("reports_by_day", "reports", ["last_day", "first_day"])
    op.create_index("reports_by_revision", "reports", ["revision"])
    op.create_table(
        "outbox",
        sa.Column("passage", sa.Integer, sa.ForeignKey("passages.id"), primary_key=True),
    )
    for statement in _FULL_TEXT[op.get_bind().dialect.name]:
        op.execute(statement)
    op.execute(f"INSERT INTO meta VALUES ('archive', '{secrets.token_hex(4)}')")  # noqa: S608 because the value is ours; it names this archive in a Chroma that several share
