"""What the operator ruled of reports: the same event, or not."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, and the way to the articles that a ruling names. Frozen."""
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("these", sa.JSON, nullable=False),
        sa.Column("those", sa.JSON, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("undone", sa.BigInteger),
        sa.Column("undone_by", sa.String),
        sqlite_autoincrement=True,
    )
    op.create_index("revisions_by_url", "revisions", ["url"])
