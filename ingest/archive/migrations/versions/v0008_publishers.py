"""Revisions by publisher: where one mostly reports from is asked at every question about events."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index. Frozen."""
    op.create_index("revisions_by_publisher", "revisions", ["publisher"])
