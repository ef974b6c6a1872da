"""Copies of one text, vectors found again by what was encoded, tombstones."""

import sqlalchemy as sa
from alembic import op

from ingest.archive.addresses import page_of

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what recognises a text; what was stored before is not looked through for copies. Frozen."""
    op.create_table(
        "imprints",
        sa.Column("revision", sa.Integer, sa.ForeignKey("revisions.id"), primary_key=True),
        sa.Column("shingles", sa.Integer, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "bands",
        sa.Column("week", sa.Integer, primary_key=True),
        sa.Column("band", sa.BigInteger, primary_key=True),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revisions.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("bands_by_revision", "bands", ["revision"])
    op.create_table(
        "copies",
        sa.Column("copy", sa.Integer, sa.ForeignKey("revisions.id"), primary_key=True),
        sa.Column("original", sa.Integer, sa.ForeignKey("revisions.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("copies_by_original", "copies", ["original"])
    op.create_table(
        "tombstones",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.add_column("vectors", sa.Column("digest", sa.LargeBinary))
    op.create_index("vectors_by_digest", "vectors", ["digest"])
    _name_pages()


def _name_pages() -> None:
    """Name live sources' articles by their page, not by one of its addresses; what is there twice stays so."""
    connection = op.get_bind()
    for number, key in connection.execute(sa.text("SELECT id, key FROM articles WHERE key LIKE 'live:% url:%'")).all():
        source, _, url = key.partition(" url:")
        connection.execute(
            sa.text("UPDATE OR IGNORE articles SET key = :key WHERE id = :id"),
            {"key": f"{source} page:{page_of(url)}", "id": number},
        )
