"""All commands of `sitrep`, with the examples that their help shows."""

import os
import sys
from collections.abc import Iterator, Sequence
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
    help="The sources of the archive: add them, see how they fare, look into one, pause or remove it.",
    epilog="Example: sitrep sources list",
)
incidents = typer.Typer(
    help="Single incidents: show one, say which reports are the same event and which are not.",
    epilog="Example: sitrep incidents rulings",
)

feedback = typer.Typer(
    help="What members say of answers: export it as benchmark labels, see what was asked and not answered.",
    epilog="Example: sitrep feedback export",
)


@app.callback(epilog="New here? Try [bold]sitrep demo[/]. Then [bold]sitrep ingest your.jsonl[/], and ask it.")
def sitrep(data: Data = None, env_file: EnvFile = None) -> None:
    """Ask the news: answers with the right number, the words it rests on, and the link."""


app.command(epilog="Example: sitrep demo")(demo)
app.command(epilog='Example: sitrep ask "how many attacks on US forces since Oct 17?" --as-of 2023-12-22')(ask)
app.command(epilog="Example: sitrep digest\n\nExample: sitrep digest convoys --since 2023-11-01 --timeline")(digest)
app.command(epilog='Example: sitrep search "drone attack" --as-of 2023-12-22 --limit 5')(search)
app.command(epilog='Example: sitrep claim "US forces were attacked 55 times since Oct 17." --as-of 2023-12-22')(claim)
app.command(
    "check", epilog="Example: sitrep check statements.jsonl --json\n\nExample: sitrep check --json < statements.jsonl"
)(check_statements)
app.command(
    epilog="Example: sitrep latest --place Iraq --kind airstrike --since 2023-11-01\n\n"
    "Example: sitrep latest --since 2023-11-01 --map map.png --timeline weeks.png"
)(latest)
app.command(
    epilog="Example: sitrep ingest news.jsonl.gz\n\nExample: sitrep ingest page.html --published 2023-11-22 --url https://news.example/page"
)(ingest)
app.command(epilog="Example: sitrep doctor")(doctor)
app.command(epilog="Example: sitrep preview\n\nExample: sitrep preview --port 0")(preview)
app.command(
    epilog="Example: sitrep purge --url https://news.example/page\n\nExample: sitrep purge --domain news.example --yes"
)(purge)
app.command(
    epilog="Example: sitrep reindex\n\n"
    "Example: sitrep reindex --model sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2"
)(reindex)
app.command(epilog="Example: sitrep backup\n\nExample: sitrep backup /mnt/elsewhere/sitrep.sqlite3.gz")(backup)
app.command("restore", epilog="Example: sitrep restore backups/archive-20260101T030000Z.sqlite3.gz")(restore_backup)
app.command(epilog="Example: sitrep migrate --to postgresql://sitrep@127.0.0.1/news")(migrate)
app.command(epilog="Example: sitrep fetch")(fetch)
app.command(epilog="Example: sitrep worker")(worker)
app.command(epilog="Example: sitrep run")(run)
app.command(epilog="Example: sitrep bot")(bot)
app.command(epilog="Example: sitrep invite\n\nExample: sitrep invite --client-id 1234567890123456789")(invite)
sources.command(
    epilog="Example: sitrep sources add https://example.org/news --tag ports\n\n"
    "Example: sitrep sources add feeds.opml --json"
)(add)
sources.command("list", epilog="Example: sitrep sources list --json")(list_sources)
sources.command("show", epilog="Example: sitrep sources show 3\n\nExample: sitrep sources show 3 --json")(show_source)
sources.command(epilog="Example: sitrep sources check 3\n\nExample: sitrep sources check https://example.org/news")(
    check
)
sources.command(epilog="Example: sitrep sources why https://example.org/news/article")(why)
sources.command(epilog="Example: sitrep sources pause 3")(pause)
sources.command(epilog="Example: sitrep sources mute 3")(mute)
sources.command(epilog='Example: sitrep sources resume "Harbour Post"')(resume)
sources.command(epilog="Example: sitrep sources remove https://example.org/news/feed")(remove)
sources.command(epilog="Example: sitrep sources restore 3\n\nExample: sitrep sources restore")(restore)
sources.command(epilog='Example: sitrep sources edit 3 --publisher "Harbour Post" --tag ports --language en')(edit)
sources.command(epilog="Example: sitrep sources log --limit 50")(log)
sources.command("import", epilog="Example: sitrep sources import feeds.opml")(import_opml)
sources.command("export", epilog="Example: sitrep sources export > feeds.opml")(export_opml)
app.add_typer(sources, name="sources")
incidents.command("show", epilog="Example: sitrep incidents show 3f2a")(show_incident)
incidents.command(
    epilog="Example: sitrep incidents split 3f2a 17\n\nExample: sitrep incidents split 3f2a 17 21 --json"
)(split)
incidents.command(epilog="Example: sitrep incidents join 3f2a 90bc")(join)
incidents.command(
    epilog='Example: sitrep incidents correct 3f2a killed 4-6 --reason "The ministry counted again, Meridian Wire"'
)(correct)
incidents.command(epilog="Example: sitrep incidents undo 1")(undo)
incidents.command("rulings", epilog="Example: sitrep incidents rulings --json")(list_rulings)
app.add_typer(incidents, name="incidents")
feedback.command(epilog="Example: sitrep feedback export > feedback.jsonl")(export)
feedback.command(epilog="Example: sitrep feedback gaps\n\nExample: sitrep feedback gaps --json")(gaps)
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
