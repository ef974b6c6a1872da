"""Turns as people type them, with what is right beside: `python -m tests.benchmarks.conversation --stream FILE`."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest import Arrival
from tests.benchmarks.haystack import part_of
from tests.benchmarks.labelled import LABELS, arguments_over, read_stream
from tests.benchmarks.measuring import REPOSITORY, Results, fill, note, read_rows, write_rows
from tests.benchmarks.metrics import Row, share
from tests.benchmarks.verdicts import FIRST_VIEW, interval, states

ASKED = ("id", "question", "as_of", "follows")
"""What of a turn the product is given; the rest is what it is judged by."""


SHORT_NAME = 3
"""Letters of a publisher's name that its host may have: "fox" in "foxnews.com", but not "AP" in "japantoday.com"."""
_HOST = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b")


class Outcome(StrEnum):
    """What became of a turn. Only the first two are right; only the last states what is not so."""

    ANSWERED = "answered"
    REFUSED = "refused"
    SILENT = "silent"
    MISSED = "missed"
    WRONG = "wrong"


def main() -> None:
    arguments = arguments_over(LABELS / "conversation.jsonl", __doc__)
    turns = read_rows(arguments.labels)
    results = Results("conversation", labels=arguments.labels.name, topics=len({turn["topic"] for turn in turns}))
    with TemporaryDirectory() as scratch:
        directory = arguments.archive or Path(scratch)
        documents = part_of(read_stream(arguments.stream), list(searched(turns)), cap=arguments.documents)
        fill(directory, (Arrival(document, bytes_read=0) for document in documents))
        answers = answered(turns, directory, rows=Path(scratch) / "turns.jsonl")
    outcomes = [outcome(turn, answer) for turn, answer in zip(turns, answers, strict=True)]
    write_scores(results, turns, outcomes)
    for turn, became in zip(turns, outcomes, strict=True) if "unread" not in arguments.labels.name else ():
        note(f"{became:9} {turn['kind']:14} {turn['id']:28} {turn['question']}")
    if arguments.out:
        write_rows(arguments.out, answers)


def searched(turns: Sequence[Row]) -> Iterator[Row]:
    """Give each turn with all its conversation's words: "and the injured?" alone finds nothing that is near."""
    words: dict[str, str] = {}
    for turn in turns:
        words[turn["id"]] = f"{words.get(turn.get('follows', ''), '')} {turn['question']}".strip()
        yield {**turn, "question": words[turn["id"]]}


def answered(turns: Sequence[Row], archive: Path, *, rows: Path) -> list[Row]:
    """Ask as an operator does, `sitrep ask --batch`; a turn that follows another says so by that one's id."""
    write_rows(rows, [{key: turn[key] for key in ASKED if key in turn} for turn in turns])
    command = [sys.executable, "-m", "bot.cli", "ask", "--batch", str(rows), "--data", str(archive)]
    run = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, check=True)  # noqa: S603 because it is our own interpreter
    return [json.loads(line) for line in run.stdout.splitlines()]


def outcome(turn: Row, answer: Row) -> Outcome:
    """Judge an answer by the first view of its text; what is no news is right with a line that quotes none."""
    if turn["kind"] == "none":
        return Outcome.REFUSED if answer["abstained"] else Outcome.WRONG
    text = answer["answer"][:FIRST_VIEW]
    if turn["kind"] == "small_talk":
        return _of_small_talk(answer, is_refusal=states(text, turn["never"]))
    if answer["abstained"]:
        return Outcome.SILENT
    if states(text, turn["never"]):
        return Outcome.WRONG
    return Outcome.ANSWERED if _holds_what_is_wanted(turn, answer, text) else Outcome.MISSED


def _of_small_talk(answer: Row, *, is_refusal: bool) -> Outcome:
    if is_refusal:
        return Outcome.SILENT
    return Outcome.WRONG if answer["citations"] or answer["figures"] else Outcome.ANSWERED


def _holds_what_is_wanted(turn: Row, answer: Row, text: str) -> bool:
    """Tell whether it is there and quoted: words alone may be the question's own, told back."""
    both = (turn["want"], *([turn["also"]] if "also" in turn else []))
    wanted = [word for words in both for word in words] if turn["kind"] in {"of_the_answer", "digest"} else []
    named = " ".join((text, *_hosts_named(text, wanted)))
    return bool(answer["citations"]) and all(states(named, words) for words in both)


def _hosts_named(text: str, wanted: Sequence[str]) -> list[str]:
    """Give the wanted publishers whose hosts a text names: of most of the stream, "theguardian.com" is all its name."""
    hosts = " ".join(_HOST.findall(text.lower()))
    return [name for name in wanted if len(name) > SHORT_NAME - 1 and name.lower().replace(" ", "") in hosts]


def write_scores(results: Results, turns: Sequence[Row], outcomes: Sequence[Outcome]) -> None:
    """Write a line a kind, and one of all: the share that is right with its interval, and the share of each outcome."""
    for kind in ("all", *sorted({turn["kind"] for turn in turns})):
        of_kind = [one for one in zip(turns, outcomes, strict=True) if kind in {"all", one[0]["kind"]}]
        by_topic: dict[str, list[bool]] = defaultdict(list)
        for turn, became in of_kind:
            by_topic[turn["topic"]].append(became in {Outcome.ANSWERED, Outcome.REFUSED})
        low, high = interval(by_topic)
        shares = {str(one): round(sum(became is one for _, became in of_kind) / len(of_kind), 3) for one in Outcome}
        right = share(is_right for topic in by_topic.values() for is_right in topic)
        results.write("right", right, low=round(low, 3), high=round(high, 3), **shares, kind=kind)


if __name__ == "__main__":
    main()
