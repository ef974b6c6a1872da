"""Live sources: what is polled, who reads it, which entries were seen; and which parts of the service are alive."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; every source so far was imported by the operator, who shares it. Frozen."""
    op.add_column("sources", sa.Column("url", sa.String))
    op.add_column("sources", sa.Column("title", sa.String, nullable=False, server_default=""))
    op.execute("UPDATE sources SET title = name")
    op.create_table(
        "subscriptions",
        sa.Column("source", sa.Integer, sa.ForeignKey("sources.id"), primary_key=True),
        sa.Column("subscriber", sa.String, primary_key=True),
        sa.Column("added", sa.BigInteger, nullable=False),
        sa.Column("added_by", sa.String),
        sa.Column("paused", sa.Boolean, nullable=False),
    )
    op.create_index("subscriptions_by_subscriber", "subscriptions", ["subscriber"])
    op.execute("INSERT INTO subscriptions SELECT id, '*', added, NULL, FALSE FROM sources")
    op.create_table(
        "polls",
        sa.Column("source", sa.Integer, sa.ForeignKey("sources.id"), primary_key=True),
        sa.Column("next_check", sa.BigInteger),
        sa.Column("health", sa.String, nullable=False),
        sa.Column("checked", sa.BigInteger),
        sa.Column("succeeded", sa.BigInteger),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failing_since", sa.BigInteger),
        sa.Column("problem", sa.String),
        sa.Column("interval_seconds", sa.Integer, nullable=False),
        sa.Column("etag", sa.String),
        sa.Column("last_modified", sa.String),
    )
    op.create_index("polls_by_next_check", "polls", ["next_check"])
    op.create_table(
        "entries",
        sa.Column("source", sa.Integer, sa.ForeignKey("sources.id"), primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "parts",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("beat", sa.BigInteger, nullable=False),
        sa.Column("state", sa.JSON, nullable=False),
    )
    op.add_column("passages", sa.Column("source", sa.Integer, nullable=False, server_default="0"))
    op.execute("UPDATE passages SET source = (SELECT source FROM revisions WHERE revisions.id = passages.revision)")
    op.create_index("revisions_by_source", "revisions", ["source", "known_until"])
