"""Sources that many workers poll and many servers steer: leases, what became of entries, audit, notices, citings."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and tables; a source that nobody read any more can be taken back by the operator. Frozen."""
    op.add_column("sources", sa.Column("publisher", sa.String))
    op.add_column("sources", sa.Column("tags", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("sources", sa.Column("language", sa.String))
    op.create_index("sources_by_url", "sources", ["url"])

    op.add_column("subscriptions", sa.Column("standing", sa.String, nullable=False, server_default="active"))
    op.add_column("subscriptions", sa.Column("removed", sa.BigInteger))
    op.execute("UPDATE subscriptions SET standing = 'paused' WHERE paused")
    op.drop_column("subscriptions", "paused")
    epoch = sa.extract("epoch", sa.func.now()).compile(dialect=op.get_bind().dialect)
    now = f"CAST({epoch} AS BIGINT) * 1000000"
    op.execute(
        f"INSERT INTO subscriptions (source, subscriber, added, standing, removed) "  # noqa: S608 because it is a constant
        f"SELECT id, '*', added, 'active', {now} FROM sources WHERE id NOT IN (SELECT source FROM subscriptions)"
    )

    op.add_column("polls", sa.Column("moved_to", sa.String))
    op.add_column("polls", sa.Column("moved_times", sa.Integer, nullable=False, server_default="0"))
    op.add_column("polls", sa.Column("missing_times", sa.Integer, nullable=False, server_default="0"))
    op.add_column("polls", sa.Column("missing_since", sa.BigInteger))
    op.add_column("polls", sa.Column("body_digest", sa.String))
    op.add_column("polls", sa.Column("quiet_hours", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("polls", sa.Column("quiet_days", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("polls", sa.Column("capped_until", sa.BigInteger))
    op.add_column("polls", sa.Column("lease_owner", sa.String))
    op.add_column("polls", sa.Column("lease_until", sa.BigInteger))

    op.add_column("entries", sa.Column("url", sa.String))
    op.add_column("entries", sa.Column("outcome", sa.String, nullable=False, server_default="stored"))
    op.add_column("entries", sa.Column("detail", sa.String))
    op.add_column("entries", sa.Column("first", sa.BigInteger, nullable=False, server_default="0"))
    op.execute("UPDATE entries SET first = seen")
    op.create_index("entries_by_url", "entries", ["url"])
    op.create_index("entries_by_first", "entries", ["source", "first", "outcome"])

    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("subscriber", sa.String, nullable=False),
        sa.Column("source", sa.Integer, sa.ForeignKey("sources.id"), nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("by", sa.String),
        sa.Column("detail", sa.String),
    )
    op.create_index("changes_by_subscriber", "changes", ["subscriber", "id"])
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.Integer, sa.ForeignKey("sources.id"), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("detail", sa.String),
    )
    op.create_index("notices_by_source", "notices", ["source"])
    op.create_table(
        "notices_told",
        sa.Column("notice", sa.Integer, sa.ForeignKey("notices.id"), primary_key=True),
        sa.Column("subscriber", sa.String, primary_key=True),
    )
    op.create_table(
        "citings",
        sa.Column("source", sa.Integer, sa.ForeignKey("sources.id"), primary_key=True),
        sa.Column("subscriber", sa.String, primary_key=True),
        sa.Column("day", sa.String, primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )
    op.create_table(
        "withdrawals",
        sa.Column("passage", sa.Integer, primary_key=True),
    )
