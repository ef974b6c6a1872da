"""All commands of `sitrep`, with the examples that their help shows."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from io import TextIOWrapper
from typing import TYPE_CHECKING

import typer
from typer.core import TyperGroup
from typer.main import get_command

from bot.cli.asking import ask, digest, search
from bot.cli.backing import backup
from bot.cli.backing import restore as restore_backup
from bot.cli.checking import check_statements
from bot.cli.claims import claim
from bot.cli.door import leave
from bot.cli.feedback import export, gaps
from bot.cli.incidents import latest
from bot.cli.migrate import migrate
from bot.cli.options import Data, EnvFile
from bot.cli.polling import fetch, worker
from bot.cli.previewing import preview
from bot.cli.purging import purge
from bot.cli.rereading import reindex
from bot.cli.ruling import correct, join, list_rulings, show_incident, split, undo
from bot.cli.serving import bot, invite, run
from bot.cli.sourcing import add, export_opml, import_opml
from bot.cli.starting import demo, doctor
from bot.cli.taking import ingest
from bot.cli.tending import edit, list_sources, log, mute, pause, remove, restore, resume, show_source
from bot.cli.tracing import check, why
from bot.exits import FAILED

if TYPE_CHECKING:
    from typer._click.core import Command

app = typer.Typer(add_completion=False, rich_markup_mode="rich")
sources = typer.Typer(
    no_args_is_help=True,
    help="The sources of the archive: add them, see how they fare, look into one, pause or remove it.",
    epilog="Example: sitrep sources list",
)
incidents = typer.Typer(
    no_args_is_help=True,
    help="Single incidents: show one, say which reports are the same event and which are not.",
    epilog="Example: sitrep incidents rulings",
)

feedback = typer.Typer(
    no_args_is_help=True,
    help="What members say of answers: export it as benchmark labels, see what was asked and not answered.",
    epilog="Example: sitrep feedback export",
)


@app.callback(epilog="New here? Try [bold]sitrep demo[/]. Then [bold]sitrep ingest your.jsonl[/], and ask it.")
def sitrep(data: Data = None, env_file: EnvFile = None) -> None:
    """Ask the news: answers with the right number, the words it rests on, and the link."""


def _add(group: typer.Typer, command: Callable[..., None], *examples: str, name: str | None = None) -> None:
    """Let a group have a command, under its own name or another; its help ends with examples."""
    group.command(name, epilog="\n\n".join(f"Example: sitrep {each}" for each in examples))(command)


_add(app, demo, "demo")
_add(app, ask, 'ask "how many attacks on US forces since Oct 17?" --as-of 2023-12-22')
_add(app, digest, "digest", "digest convoys --since 2023-11-01 --timeline")
_add(app, search, 'search "drone attack" --as-of 2023-12-22 --limit 5')
_add(app, claim, 'claim "US forces were attacked 55 times since Oct 17." --as-of 2023-12-22')
_add(app, check_statements, "check statements.jsonl --json", "check --json < statements.jsonl", name="check")
_add(
    app,
    latest,
    "latest --place Iraq --kind airstrike --since 2023-11-01",
    "latest --since 2023-11-01 --map map.png --timeline weeks.png",
)
_add(app, ingest, "ingest news.jsonl.gz", "ingest page.html --published 2023-11-22 --url https://news.example/page")
_add(app, doctor, "doctor")
_add(app, preview, "preview", "preview --port 0")
_add(app, purge, "purge --url https://news.example/page", "purge --domain news.example --yes")
_add(app, reindex, "reindex", "reindex --model sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2")
_add(app, backup, "backup", "backup /mnt/elsewhere/sitrep.sqlite3.gz")
_add(app, restore_backup, "restore backups/archive-20260101T030000Z.sqlite3.gz", name="restore")
_add(app, migrate, "migrate --to postgresql://sitrep@127.0.0.1/news")
_add(app, fetch, "fetch")
_add(app, worker, "worker")
_add(app, run, "run")
_add(app, bot, "bot")
_add(app, invite, "invite", "invite --client-id 1234567890123456789")
_add(sources, add, "sources add https://example.org/news --tag ports", "sources add feeds.opml --json")
_add(sources, list_sources, "sources list --json", name="list")
_add(sources, show_source, "sources show 3", "sources show 3 --json", name="show")
_add(sources, check, "sources check 3", "sources check https://example.org/news")
_add(sources, why, "sources why https://example.org/news/article")
_add(sources, pause, "sources pause 3")
_add(sources, mute, "sources mute 3")
_add(sources, resume, 'sources resume "Harbour Post"')
_add(sources, remove, "sources remove https://example.org/news/feed")
_add(sources, restore, "sources restore 3", "sources restore")
_add(sources, edit, 'sources edit 3 --publisher "Harbour Post" --tag ports --language en')
_add(sources, log, "sources log --limit 50")
_add(sources, import_opml, "sources import feeds.opml", name="import")
_add(sources, export_opml, "sources export > feeds.opml", name="export")
app.add_typer(sources, name="sources")
_add(incidents, show_incident, "incidents show 3f2a", name="show")
_add(incidents, split, "incidents split 3f2a 17", "incidents split 3f2a 17 21 --json")
_add(incidents, join, "incidents join 3f2a 90bc")
_add(incidents, correct, 'incidents correct 3f2a killed 4-6 --reason "The ministry counted again, Meridian Wire"')
_add(incidents, undo, "incidents undo 1")
_add(incidents, list_rulings, "incidents rulings --json", name="rulings")
app.add_typer(incidents, name="incidents")
_add(feedback, export, "feedback export > feedback.jsonl")
_add(feedback, gaps, "feedback gaps", "feedback gaps --json")
app.add_typer(feedback, name="feedback")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0, 1 for a failure, 2 for wrong usage or input, 130 for Ctrl-C."""
    _replace_what_a_screen_cannot_write()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _command().main(given or ["--help"], prog_name="sitrep", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_stdout()
        return FAILED
    except Exception as error:  # noqa: BLE001 because this is the door: `leave` raises what it does not know
        return leave(error)
    return code if isinstance(code, int) else 0


def _command() -> "Command":
    """Give the whole command; `--env-file` may stand after every command's name as well as before it."""
    root = get_command(app)
    everywhere = copy(next(option for option in root.params if option.name == "env_file"))
    everywhere.expose_value = False  # so that no command has to know of it
    for command in _below(root):
        command.params.append(everywhere)
    return root


def _below(command: "Command") -> "Iterator[Command]":
    if isinstance(command, TyperGroup):
        for inner in command.commands.values():
            yield inner
            yield from _below(inner)


def _replace_what_a_screen_cannot_write() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _let_go_of_stdout() -> None:
    """Keep Python's last flush quiet when a reader such as `head` has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
