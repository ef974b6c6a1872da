"""Files that were handed in and wait to be read."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table. Frozen."""
    op.create_table(
        "uploads",
        sa.Column("source", sa.Integer, sa.ForeignKey("sources.id"), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
