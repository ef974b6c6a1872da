"""A number of a text is stored with its type; what was read without is read when it is asked of, or anew."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forget the quantities, but that a text cannot be read: `sitrep reindex` fills them. Frozen."""
    op.execute("DELETE FROM quantities WHERE sentences <> '[]'")
