"""Alerts: what servers asked to be told, what was found, what was posted. `bot.records` reads and writes them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables. Frozen."""
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("server", sa.String, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("wanted", sa.String, nullable=False),
        sa.Column("role", sa.BigInteger),
        sa.Column("template", sa.String, nullable=False),
        sa.Column("looked", sa.BigInteger, nullable=False),
        sa.Column("article", sa.Integer, nullable=False),
        sa.Column("standing", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("is_told", sa.Boolean, nullable=False),
        sa.Index("alerts_by_server", "server"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "alert_posts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("server", sa.String, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("roles", sa.JSON, nullable=False),
        sa.Column("template", sa.String, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("thread", sa.BigInteger),
        sa.Column("answers", sa.Integer),
        sa.Column("told", sa.String),
        sa.Column("changes", sa.Integer, nullable=False),
        sa.Index("alert_posts_by_channel", "channel", "made"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "alert_things",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("alert", sa.Integer, nullable=False),
        sa.Column("server", sa.String, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("telling", sa.String, nullable=False),
        sa.Column("posted", sa.String),
        sa.Column("basis", sa.String, nullable=False),
        sa.Column("found", sa.BigInteger, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.Column("post", sa.Integer),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False),
        sa.Index("alert_things_by_server", "server", "found"),
        sa.Index("alert_things_by_post", "post"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "quiet_hours",
        sa.Column("server", sa.String, primary_key=True),
        sa.Column("since", sa.String, nullable=False),
        sa.Column("until", sa.String, nullable=False),
    )
