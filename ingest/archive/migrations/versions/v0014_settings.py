"""More of what moderators choose, of whom something is kept, and which servers removed the bot. `bot.records` knows it.

Servers that had chosen anything before were answered everywhere, and still are; a new one is asked first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table. Frozen."""
    op.add_column("servers", sa.Column("channels", sa.String, nullable=False, server_default=""))
    op.add_column("servers", sa.Column("moderators", sa.String, nullable=False, server_default=""))
    op.add_column("servers", sa.Column("only_me", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("servers", sa.Column("language", sa.String))
    op.add_column("servers", sa.Column("keep_days", sa.Integer))
    op.add_column("servers", sa.Column("threads", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute("UPDATE servers SET channels = '*'")
    op.add_column("kept", sa.Column("asker", sa.String))
    op.create_index("kept_by_asker", "kept", ["asker"])
    op.create_table(
        "departures",
        sa.Column("server", sa.String, primary_key=True),
        sa.Column("left", sa.BigInteger, nullable=False),
    )
