"""Digests by schedule, and answers that are looked at again. `bot.records` reads and writes them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables. Frozen."""
    op.create_table(
        "schedules",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("server", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("topic", sa.String, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("weekday", sa.Integer),
        sa.Column("posted", sa.BigInteger, nullable=False),
        sa.Column("claimed", sa.BigInteger),
        sa.Column("claimed_at", sa.BigInteger),
        sa.Column("paused", sa.String),
        sa.Column("is_told", sa.Boolean, nullable=False),
    )
    op.create_table(
        "watches",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("server", sa.String),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("message", sa.String, nullable=False),
        sa.Column("member", sa.String),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("is_private", sa.Boolean, nullable=False),
        sa.Column("is_plain", sa.Boolean, nullable=False),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("answer", sa.String, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("ends", sa.BigInteger, nullable=False),
        sa.Column("looked", sa.BigInteger, nullable=False),
        sa.Column("claimed", sa.BigInteger),
        sa.Index("watches_by_looked", "looked"),
    )
