"""What belongs to Discord: servers' settings, and what buttons show. `bot.records` reads and writes it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables. Frozen."""
    op.create_table(
        "servers",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("channel", sa.String),
        sa.Column("changed", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "kept",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("server", sa.String),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("content", sa.String, nullable=False),
    )
    op.create_index("kept_by_made", "kept", ["made"])
