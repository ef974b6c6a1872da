"""The command that takes news out for good: purge. Who types it is the operator."""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.door import bugs_logged
from bot.cli.options import Data, this_moment
from bot.cli.screens import notices, show

if TYPE_CHECKING:
    from ingest import Archive, Settings, Target

_ONE_OF_THEM = "Say what is to go: --url, --domain, --source or --answers, one of them."


def purge(  # noqa: PLR0913 because each is one option that a person may give
    *,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="All that was read at this address.", show_default=False)
    ] = None,
    domain: Annotated[
        str | None,
        typer.Option("--domain", metavar="DOMAIN", help="All of a domain and of those under it.", show_default=False),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="SOURCE", help="All that a source brought: its number, name or address."),
    ] = None,
    answers: Annotated[
        bool, typer.Option("--answers", help="All questions that are kept with their answers, of every server.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    data: Data = None,
) -> None:
    """Delete articles with all that was made of them: revisions, vectors, figures, incidents, quotes in kept answers.

    Shows first what will go, and asks. It cannot be undone, and what was purged is never taken again.
    With --answers it is the questions asked in Discord that go: their buttons say so from then on.
    """
    from bot.cli.workplace import opened_archive, prepared, refuse_no_archive
    from bot.records import Records
    from bot.rendering.terminal.purges import render_doomed, render_purged
    from ingest import Database, InputError, backups_of

    settings = prepared(data)
    refuse_no_archive(settings)
    if answers:
        if any((url, domain, source)):
            raise InputError(_ONE_OF_THEM)
        _forget_answers(settings, sure=yes)
        return
    with (
        bugs_logged(settings.data),
        opened_archive(settings) as archive,
        closing(Database.open(settings.database)) as database,
    ):
        target = _target(archive, url=url, domain=domain, source=source)
        doomed = archive.what_goes(target)
        show(render_doomed(doomed))
        if not yes:
            typer.confirm("Delete it for good?", abort=True)
        gone = archive.purge(target, now=this_moment())
        cited_them = Records(database).forget_citing(gone.addresses | gone.titles)
        archive.drain_outbox()
        if not archive.compact():
            notices().print(database.keeper.remains, style="yellow")
    show(render_purged(gone, answers=cited_them))
    if kept := backups_of(settings.data):
        notices().print(f"Backups still hold what went, {len(kept)} of them in {kept[0].parent}.", style="yellow")


def _forget_answers(settings: "Settings", *, sure: bool) -> None:
    from bot.records import Records
    from ingest import Database

    if not sure:
        typer.confirm("Forget every question that is kept with its answer?", abort=True)
    with bugs_logged(settings.data), closing(Database.open(settings.database)) as database:
        forgotten = Records(database).forget_kept()
        if not database.compact():
            notices().print(database.keeper.remains, style="yellow")
    show(f"Forgotten: {forgotten:,} of what was kept so that buttons work, all questions with their answers among it.")


def _target(archive: "Archive", *, url: str | None, domain: str | None, source: str | None) -> "Target":
    """Give what is meant; raises `InputError` unless it is exactly one thing, and such as there is."""
    from bot.inputs.sources import named_exactly
    from ingest import Domain, InputError, Page, WholeSource, canonical

    if sum(option is not None for option in (url, domain, source)) != 1:
        raise InputError(_ONE_OF_THEM)
    if url is not None:
        if (address := canonical(url)) is None:
            raise InputError(f"{url} is no web address. Write it whole: https://example.org/page")
        return Page(address)
    if domain is not None:
        name = domain.strip().strip(".").casefold()
        if not name or set(name) & set("/:@ "):
            raise InputError(f"{domain} is no domain. Write it like example.org")
        return Domain(name)
    meant = named_exactly(source or "", archive.sources())
    if len(meant) != 1:
        named = "several sources are" if meant else "no source is"
        raise InputError(f"{named.capitalize()} called {source}. All of them with their numbers: sitrep sources list")
    return WholeSource(meant[0].id)
