"""Where a language model may write, and how often it was asked. `bot.records` reads and writes it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the table. Frozen."""
    op.add_column("servers", sa.Column("writes", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "writings",
        sa.Column("server", sa.String, primary_key=True),
        sa.Column("day", sa.String, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
    )
