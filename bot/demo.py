"""The sample archive: what it holds, at which moment it is asked, and what to try on it."""

import shlex
import shutil
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from bot.answering.questions import Question
from ingest import Archive, Document, View, fingerprint, read_file

SAMPLE = Path(str(files("bot"))) / "sample.jsonl"
SAMPLE_NOTE = (
    "The sample's texts and publishers are invented, its figures and dates are real: see docs/sample.md. "
    "The clock stands at the sample's last day, 22 Dec 2023."
)
LAST_DAY = View(now=datetime(2023, 12, 22, 23, 59, 59, tzinfo=UTC))
HEADLINE = Question("how many attacks on US forces since Oct 17?")
SHOWN_INCIDENTS = 5


def demo_folder(data: Path) -> Path:
    """Give the folder of the sample's own archive, apart from the person's."""
    return data / "demo"


def whose_archive(data: Path) -> str:
    """Say where the sample lies, and that neither the bot nor any command without `--data` answers from it."""
    return (
        f"The sample has an archive of its own, in {demo_folder(data)}. The bot, and every command without --data, "
        f"uses another, in {data}: fill that by sitrep ingest or sitrep sources add."
    )


def is_filled(archive: Archive) -> bool:
    """Tell whether the archive holds the whole sample, so that nothing needs the model."""
    arrivals = [arrival.document for arrival in read_file(SAMPLE)]
    wanted = {fingerprint(document) for document in arrivals if isinstance(document, Document)}
    return archive.known(SAMPLE.name, wanted) == wanted


def next_commands(folder: Path) -> tuple[str, ...]:
    """Give commands that work as they stand, to go on with."""
    sitrep, data = program(), shlex.quote(str(folder))
    return (
        f'{sitrep} ask "what happened at Al-Asad?" --as-of 2023-12-22 --data {data}',
        f'{sitrep} ask "{HEADLINE.text}" --as-of 2023-11-22 --data {data}',
        f"{sitrep} latest --place Syria --data {data}",
        f"{sitrep} ingest your.jsonl",
    )


def program() -> str:
    """Give the command as this person can type it: `sitrep` where the shell finds it, else as it was run now."""
    if shutil.which("sitrep"):
        return "sitrep"
    invoked = Path(sys.argv[0])
    return shlex.quote(str(invoked)) if invoked.name == "sitrep" else "python -m bot.cli"
