"""What members say of answers. `bot.records` reads and writes it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table. Frozen."""
    op.create_table(
        "votes",
        sa.Column("answer", sa.String, primary_key=True),
        sa.Column("asker", sa.String, primary_key=True),
        sa.Column("server", sa.String),
        sa.Column("vote", sa.String, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("content", sa.String, nullable=False),
        sa.Column("right_value", sa.String, nullable=False),
        sa.Column("right_url", sa.String, nullable=False),
        sa.Column("trace", sa.String),
    )
    op.create_index("votes_by_server", "votes", ["server", "made"])
