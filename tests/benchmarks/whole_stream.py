"""A whole stream of news in one resumable run, killed twice on the way: `python -m tests.benchmarks.whole_stream`.

`sitrep ingest` takes the files into one archive; it is killed, without warning, after a third and after two thirds of
the articles, and started again. Told are the articles that are stored, those that are lost or there twice, and what
as-of questions are answered.
"""

import argparse
import json
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ingest import Archive, Document, fingerprint, read_file
from tests.benchmarks.measuring import Results, note
from tests.benchmarks.metrics import Score

KILLS = 2
LOOK_SECONDS = 1.0


def main() -> None:
    arguments = parsed_arguments()
    results = Results("whole_stream", files=[file.name for file in arguments.texts])
    told = {
        fingerprint(arrival.document)
        for file in arguments.texts
        for arrival in read_file(file)
        if isinstance(arrival.document, Document)
    }
    began = time.monotonic()
    for kill in range(1, KILLS + 1):
        ingest_until(arguments, articles=len(told) * kill // (KILLS + 1))
    refused = ingest_until(arguments, articles=None)
    results.write("seconds", Score(time.monotonic() - began, len(told)))
    with Archive.open(arguments.data) as archive:
        held = archive.count(archive.view(datetime.now(UTC))).articles
        kept = {one for file in arguments.texts for one in archive.known(file.name, list(told))}
    results.write("articles", Score(held, len(told)))
    results.write("not_stored", Score(len(told - kept), len(told)), refused=refused)
    results.write("again_new", Score(new_in(arguments), len(told)))
    for question in arguments.ask:
        note(f"{question}\n{asked(arguments, question)}")


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--texts", type=Path, nargs="+", required=True, help="JSON lines files, as `sitrep ingest` takes"
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the archive; a new one")
    parser.add_argument("--ask", nargs="*", default=[], help="questions, each as `DAY|question`")
    return parser.parse_args()


def ingest_until(arguments: argparse.Namespace, *, articles: int | None) -> str:
    """Run `sitrep ingest`, and kill it once so many articles are stored; give the end of what it said."""
    command = sitrep("ingest", *map(str, arguments.texts), data=arguments.data)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:  # noqa: S603 because it is ours
        while articles is not None and child.poll() is None:
            time.sleep(LOOK_SECONDS)
            with Archive.open(arguments.data) as archive:
                stored = archive.count(archive.view(datetime.now(UTC))).articles
            if stored >= articles:
                child.send_signal(signal.SIGKILL)
                note(f"killed with {stored:,} articles stored")
                break
        said, _ = child.communicate()
    return said[-400:]


def new_in(arguments: argparse.Namespace) -> int:
    """Take everything once more; how many articles that added, which must be none."""
    before = count(arguments.data)
    ingest_until(arguments, articles=None)
    return count(arguments.data) - before


def count(data: Path) -> int:
    with Archive.open(data) as archive:
        return archive.count(archive.view(datetime.now(UTC))).articles


def asked(arguments: argparse.Namespace, question: str) -> str:
    day, _, words = question.partition("|")
    command = sitrep("ask", words, "--as-of", day, "--json", data=arguments.data)
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout  # noqa: S603 because it is ours
    return str(json.loads(said)["answer"]) if said else "nothing"


def sitrep(*arguments: str, data: Path) -> Sequence[str]:
    return [sys.executable, "-m", "bot.cli", *arguments, "--data", str(data)]


if __name__ == "__main__":
    main()
