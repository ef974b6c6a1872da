"""A small real language model writes over the labelled questions: `python -m tests.benchmarks.models --archive DIR`.

The archive is the one that `tests.benchmarks.labelled --labels FILE --archive DIR` filled. Asked is what it leaves to a
model, one question a topic, in an order that nobody chose. What it makes up is judged apart from the checker, by the
words alone: a number, a month, a weekday or a capitalised word that no article it was given has; of what is shown, that
no article it is shown with has.
"""

import argparse
import asyncio
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter, sleep
from urllib.request import urlopen

from bot.answering.answerer import Answerer
from bot.answering.checking.checker import check
from bot.answering.questions import Question
from bot.answering.writing.briefs import Brief, Choice, Piece, Statement
from bot.answering.writing.reader import Reader
from bot.answering.writing.revising import revised
from bot.answering.writing.vetting import vetted
from bot.errors import ReaderError
from bot.inputs.moments import parse_moment
from bot.language_model import Endpoint, LanguageModel
from ingest import FoundPassage, View
from tests.benchmarks.labelled import LABELS
from tests.benchmarks.measuring import Results, answerer_of, note, read_rows, write_rows
from tests.benchmarks.metrics import Row, Score, share
from tests.benchmarks.verdicts import FIRST_VIEW, in_first_view
from tests.extractive import Extractive
from tests.ports import free_port

STARTING_SECONDS = 120
_FACT = re.compile(
    r"\d[\d,.]*|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues"
    r"|Wednes|Thurs|Fri|Satur|Sun)day)\b|(?<=[a-z,;]\s)[A-Z][\w’'-]+"
)
"""Numbers, dates, and names within a sentence."""


@dataclass(frozen=True)
class Read:
    """What a reader said of a question."""

    label: Row
    brief: Brief
    pieces: tuple[Piece, ...]
    failure: str | None
    seconds: float
    """Of the model alone."""
    own_seconds: float
    """Of the archive's own answer and the brief, on the same machine beside the model."""


def main() -> None:
    arguments = parsed_arguments(__doc__, labels="dev.jsonl")
    arguments.said.touch()
    results = Results("models", model=arguments.model)
    known = {row["id"]: row for row in read_rows(arguments.said)}
    labels = in_an_order(read_rows(arguments.labels), known)
    with answerer_of(arguments.archive) as answerer, endpoint_of(arguments) as endpoint:
        reads = asyncio.run(read_all(answerer, labels, endpoint, known, arguments))
    own = asyncio.run(said_by_the_archive(reads))
    write_scores(results, reads, reader="language model")
    write_scores(results, own, reader="archive")


def parsed_arguments(description: str | None, *, labels: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--archive", type=Path, required=True, help="folder of a filled archive")
    parser.add_argument("--labels", type=Path, default=LABELS / labels, help="labelled questions about it")
    parser.add_argument("--questions", type=int, default=100, help="how many to ask")
    parser.add_argument("--said", type=Path, required=True, help="file that keeps what the model says for the next run")
    parser.add_argument("--seconds", type=float, default=120.0, help="how long the model may take for each")
    parser.add_argument("--address", help="of another model's API; without it, SmolLM2 is started here")
    parser.add_argument("--model", default="SmolLM2-135M", help="the model's name at that address")
    return parser.parse_args()


def in_an_order(labels: Sequence[Row], known: Collection[str]) -> list[Row]:
    """Give the questions in the order of their hashes, those first that were asked before."""
    return sorted(labels, key=lambda label: (label["id"] not in known, sha256(label["id"].encode()).digest()))


@contextmanager
def endpoint_of(arguments: argparse.Namespace) -> Iterator[Endpoint]:
    if arguments.address:
        yield Endpoint(arguments.address, arguments.model, None, arguments.seconds)
        return
    port = free_port()
    with subprocess.Popen([sys.executable, "-m", "tests.benchmarks.model_server", str(port)]) as server:  # noqa: S603 because it is our own interpreter
        try:
            wait_for(f"http://127.0.0.1:{port}/health")
            yield Endpoint(f"http://127.0.0.1:{port}/v1", arguments.model, None, arguments.seconds)
        finally:
            server.kill()


def wait_for(address: str) -> None:
    end = monotonic() + STARTING_SECONDS
    while monotonic() < end:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 because it is our own server
                return
        except OSError:
            sleep(0.5)
    raise SystemExit("The model did not load.")


async def read_all(
    answerer: Answerer,
    labels: Sequence[Row],
    endpoint: Endpoint,
    known: Mapping[str, Row],
    arguments: argparse.Namespace,
) -> list[Read]:
    reads: list[Read] = []
    topics: set[str] = set()
    async with LanguageModel(endpoint) as model:
        for label in labels:
            if label["topic"] in topics:
                continue
            start = perf_counter()
            _, brief = answerer.with_brief(Question(label["question"]), View(parse_moment(label["as_of"])))
            if brief is None:
                continue
            own_seconds = perf_counter() - start
            row = known.get(label["id"])
            read = from_row(label, brief, row) if row else await read_one(label, brief, model, own_seconds=own_seconds)
            reads.append(read)
            topics.add(label["topic"])
            write_rows(arguments.said, map(as_row, reads))
            note(f"{len(reads):3} {read.seconds:5.1f} s {label['id']}: {read.failure or read.pieces}")
            if len(reads) == arguments.questions:
                break
    return reads


async def read_one(label: Row, brief: Brief, reader: Reader, *, own_seconds: float = 0.0) -> Read:
    start, failure = perf_counter(), None
    pieces: list[Piece] = []
    try:
        pieces.extend([piece async for piece in reader.read(brief)])
    except ReaderError as error:
        failure = str(error)
    return Read(label, brief, tuple(pieces), failure, perf_counter() - start, own_seconds)


def as_row(read: Read) -> Row:
    pieces = [asdict(piece) for piece in read.pieces]
    timed = {"seconds": read.seconds, "own_seconds": read.own_seconds}
    return {"id": read.label["id"], "pieces": pieces, "failure": read.failure} | timed


def from_row(label: Row, brief: Brief, row: Row) -> Read:
    pieces = tuple(
        Choice(piece["option"]) if "option" in piece else Statement(piece["text"], tuple(piece["cites"]))
        for piece in row["pieces"]
    )
    return Read(label, brief, pieces, row["failure"], row["seconds"], row["own_seconds"])


async def said_by_the_archive(reads: Sequence[Read]) -> list[Read]:
    """Let the archive say its quotes through the same port: what of them is dropped, the check drops wrongly."""
    return [await read_one(read.label, read.brief, Extractive()) for read in reads]


def write_scores(results: Results, reads: Sequence[Read], **details: object) -> None:
    """Write what was said, what of it was made up, what was shown, and what is right with and without."""
    statements = [(read.brief, piece) for read in reads for piece in read.pieces if isinstance(piece, Statement)]
    shown = [(statement, borne) for brief, statement in statements if (borne := vetted(statement, brief, check))]
    made_up = [bool(made_up_in(said.text, brief.passages)) for brief, said in statements]
    wrongly_shown = [made_up_in(borne.text, [passage for passage, _ in borne.by]) for _, borne in shown]
    results.write("answered", share(read.failure is None for read in reads), **details)
    results.write("made_up_of_written", share(made_up), **details)
    results.write("shown_of_written", share(bool(vetted(said, brief, check)) for brief, said in statements), **details)
    results.write("made_up_of_shown", share(map(bool, wrongly_shown)), **details)
    choices = [(read, piece) for read in reads for piece in read.pieces if isinstance(piece, Choice)]
    results.write("choice_right", share(is_right(read, choice) for read, choice in choices), **details)
    before = [in_first_view(read.label, read.brief.answer.as_json(), view=FIRST_VIEW) for read in reads]
    after = [
        in_first_view(read.label, revised(read.brief, read.pieces, check=check).as_json(), view=FIRST_VIEW)
        for read in reads
    ]
    results.write("in_first_view_without", share(before), **details)
    results.write("in_first_view_with", share(after), **details)
    results.write_all(
        {
            "seconds_half_of_model": Score(median(read.seconds for read in reads), len(reads)),
            "seconds_half_of_archive": Score(median(read.own_seconds for read in reads), len(reads)),
        },
        **details,
    )
    for (statement, borne), wrong in zip(shown, wrongly_shown, strict=True):
        note(f"shown{' MADE UP ' + ', '.join(wrong) if wrong else ''}: {borne.text} {statement.cites}")


def made_up_in(text: str, passages: Sequence[FoundPassage]) -> list[str]:
    """Give the numbers, dates and names of a text that the articles of these passages do not have."""
    told = " ".join(passage.stored.article.text for passage in passages).lower()
    return [fact[0] for fact in _FACT.finditer(text) if fact[0].rstrip(".,").removesuffix("’s").lower() not in told]


def is_right(read: Read, choice: Choice) -> bool:
    return read.brief.options[choice.option - 1].value in read.label["right"]


if __name__ == "__main__":
    main()
