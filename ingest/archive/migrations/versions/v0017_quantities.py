"""Every number of a text is read when it comes in; a revision without a row is read when it is asked of, or anew."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, empty: `sitrep reindex` fills it. Frozen."""
    op.create_table(
        "quantities",
        sa.Column("revision", sa.Integer, sa.ForeignKey("revisions.id"), primary_key=True),
        sa.Column("sentences", sa.String, nullable=False),
    )
