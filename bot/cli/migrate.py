"""The command that moves an archive out of its file into PostgreSQL. Who types it is the operator."""

from typing import Annotated

import typer

from bot.cli.door import bugs_logged
from bot.cli.options import Data
from bot.cli.screens import show, write_text


def migrate(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="URL",
            help="An empty PostgreSQL database. The password may stand in ~/.pgpass instead.",
            show_default=False,
        ),
    ],
    *,
    data: Data = None,
) -> None:
    """Move the archive out of its file into PostgreSQL, with everything that is in it, and count both sides.

    The service must not run meanwhile. Broken off, it goes on where it was when it is started again, unless the archive
    was used since: then it begins anew. The file stays as it is. Vectors are sent to Chroma again when the service
    starts, without encoding them anew.
    """
    from pydantic import SecretStr
    from rich.table import Table

    from bot.cli.progress import filling
    from bot.cli.workplace import prepared
    from ingest import ARCHIVE_FILE_NAME, move_archive

    settings = prepared(data)
    file = settings.data / ARCHIVE_FILE_NAME
    with bugs_logged(settings.data), filling() as tell:
        moved = move_archive(file, SecretStr(to), tell=tell)
    counts = Table("table", "rows, in the file as in PostgreSQL", box=None)
    for name, rows in moved.rows.items():
        counts.add_row(name, f"{rows:,}")
    show(counts)
    write_text(
        "\nMoved. Put this into .env, with the password in the place of any ***, and start the service:\n"
        f"DATABASE_URL={moved.address}\n"
        f"What stood there stays as it is: {file}\nDelete it when you do not need it any more.\n"
    )
