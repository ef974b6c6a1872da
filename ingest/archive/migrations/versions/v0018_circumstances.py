"""A figure has what its sentence says of who and where; of one read before nothing is known till it is read anew."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty: `sitrep reindex` fills it. Frozen."""
    op.add_column("tallies", sa.Column("circumstances", sa.JSON))
