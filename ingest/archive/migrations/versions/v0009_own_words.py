"""What is said of a source is its reader's own: a row a reader, instead of one for all."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_EDITED = "SELECT 1 FROM changes WHERE changes.source = sources.id AND changes.action = 'edit'"
_LAST_EDITOR = (
    "(SELECT changes.subscriber FROM changes WHERE changes.source = subscriptions.source AND changes.action = 'edit' "
    "ORDER BY changes.id DESC LIMIT 1)"
)


def upgrade() -> None:
    """Give what was said to who last said it, and, where that is forgotten, to all who read the source. Frozen.

    Articles of feeds bore the publisher that was said; they get back what their feed calls itself.
    """
    op.add_column("subscriptions", sa.Column("asked", sa.BigInteger))
    op.add_column("subscriptions", sa.Column("title", sa.String, nullable=False, server_default=""))
    op.add_column("subscriptions", sa.Column("publisher", sa.String))
    op.add_column("subscriptions", sa.Column("tags", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("subscriptions", sa.Column("language", sa.String))
    op.execute("UPDATE subscriptions SET title = sources.title FROM sources WHERE sources.id = subscriptions.source")
    op.execute(
        "UPDATE subscriptions SET publisher = sources.publisher, tags = sources.tags, language = sources.language "  # noqa: S608 because it is a constant
        f"FROM sources WHERE sources.id = subscriptions.source AND coalesce({_LAST_EDITOR} = subscriber, TRUE)"
    )
    op.execute(
        "UPDATE revisions SET publisher = sources.title FROM sources WHERE sources.id = revisions.source "  # noqa: S608 because it is a constant
        f"AND sources.kind IN ('feed', 'sitemap') AND (sources.publisher IS NOT NULL OR EXISTS ({_EDITED}))"
    )
    op.drop_column("sources", "publisher")
    op.drop_column("sources", "tags")
    op.drop_column("sources", "language")
    op.create_table(
        "called_english",
        sa.Column("revision", sa.Integer, sa.ForeignKey("revisions.id"), primary_key=True),
    )
