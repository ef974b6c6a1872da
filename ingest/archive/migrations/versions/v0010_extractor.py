"""Which version of the extractor read each text: what an older one read is read anew."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and the way to what is old: nobody noted who read what is stored, so it is version 0. Frozen."""
    op.add_column("revisions", sa.Column("extractor", sa.Integer, nullable=False, server_default="0"))
    op.create_index("revisions_by_extractor", "revisions", ["extractor", "published"])
