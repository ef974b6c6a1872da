"""The commands that keep the archive: backup and restore. Who types them is the operator."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.door import bugs_logged
from bot.cli.options import Data, this_moment
from bot.cli.screens import notices, show, write_text


def backup(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="Where it goes; a folder, too. Without it, the folder backups beside the archive.",
            show_default=False,
        ),
    ] = None,
    *,
    data: Data = None,
) -> None:
    """Copy the archive as it is at this moment into one file, while the service goes on.

    It holds the news, what was read of them, the servers' settings and kept answers. It does not hold .env, nor what is
    made anew from it: Chroma's files and the encoder. Whoever has it has the questions that were asked.
    """
    from rich.filesize import decimal

    from bot.cli.progress import filling
    from bot.cli.workplace import prepared, refuse_no_archive
    from ingest import ARCHIVE_FILE_NAME, Database, default_backup

    settings, now = prepared(data), this_moment()
    archive = settings.data / ARCHIVE_FILE_NAME
    refuse_no_archive(settings)
    into = default_backup(archive, now=now) if file is None else file
    if into.is_dir():
        into /= default_backup(archive, now=now).name
    with bugs_logged(settings.data), closing(Database.open(settings.database)) as database, filling() as tell:
        database.back_up(into, tell=tell)
    write_text(f"{into}: {decimal(into.stat().st_size)}.\nTo put it back: sitrep restore {into}\n")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What sitrep backup wrote.", show_default=False)],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    data: Data = None,
) -> None:
    """Put a backup in the archive's place. The service must not run; what stood there is set aside, not deleted.

    The backup is looked through before anything is replaced: one that was cut short, changed, or made by a newer sitrep
    is refused. Vectors are sent to Chroma again when the service starts, without encoding them anew.
    """
    from bot.cli.workplace import prepared
    from ingest import ARCHIVE_FILE_NAME, BackupUnusable, restore_backup

    settings, now = prepared(data), this_moment()
    if settings.database_url:
        raise BackupUnusable(
            "DATABASE_URL is set, so the archive is in PostgreSQL: bring back with pg_restore what pg_dump wrote. "
            "Nothing was replaced."
        )
    if not yes and (settings.data / ARCHIVE_FILE_NAME).exists():
        typer.confirm(f"Put {file} in the place of the archive in {settings.data}?", abort=True)
    with bugs_logged(settings.data):
        notices().print("Looking through the backup: half a minute a gigabyte.", style="dim")
        restored = restore_backup(file, settings.data, now=now)
    show(f"Restored: {restored.articles:,} articles.")
    if restored.set_aside:
        write_text(f"What stood there: {restored.set_aside}\nDelete it when you do not need it any more.\n")
