"""Rulings are somebody's, may correct a field, and have a reason; a source can be halted for all who read it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give what was ruled so far to the operator, who alone could rule. Frozen."""
    op.add_column("rulings", sa.Column("subscriber", sa.String, nullable=False, server_default="*"))
    op.add_column("rulings", sa.Column("reason", sa.String, nullable=False, server_default=""))
    op.add_column("rulings", sa.Column("field", sa.String))
    op.add_column("rulings", sa.Column("value", sa.JSON))
    op.create_index("rulings_by_subscriber", "rulings", ["subscriber"])
    op.add_column("sources", sa.Column("halted", sa.BigInteger))
