"""The headline question over a real stream, day by day: `python -m tests.benchmarks.us_forces --bench DIR`."""

import argparse
import re
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.answering.answerer import Answerer
from bot.answering.answers import Ranked
from bot.answering.questions import Question
from bot.inputs.moments import parse_moment
from ingest import View, read_file
from tests.benchmarks.measuring import Results, answerer_of, fill, note, read_rows, write_rows
from tests.benchmarks.metrics import Row, counting_scores, headline, verdict

STREAM = "news_stream/news_en_2023-10-10_2023-12-31.jsonl.gz"
ROWS = 62_000
"""Of the stream: to the end of the last labelled day, and a little beyond."""
TOP = 20
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
_NUMBER = rf"\b(?P<number>\d[\d,]*|{'|'.join(_WORDS)})\b"
_ANY_NUMBER = re.compile(_NUMBER, re.IGNORECASE)
_NUMBER_OF_ATTACKS = re.compile(
    _NUMBER + r"(?:\s+times\b|(?:st|nd|rd|th)?\s+(?:[\w-]+\s+){0,3}?attacks?\b)", re.IGNORECASE
)


def main() -> None:
    arguments = parsed_arguments()
    cases = read_rows(arguments.bench / "us_forces/cases_dev.jsonl")[: arguments.limit]
    haystack = arguments.rows_file or arguments.bench / STREAM
    with TemporaryDirectory() as scratch:
        directory = arguments.archive or Path(scratch)
        taken = fill(directory, islice(read_file(haystack), arguments.rows))
        results = Results("us_forces", rows=taken.read, haystack=haystack.name)
        with answerer_of(directory) as answerer:
            for system, ask in SYSTEMS.items():
                predictions = [ask(answerer, case) for case in cases]
                tell(system, cases, predictions)
                results.write_all(counting_scores(cases, predictions), system=system)
                if system == "sitrep" and arguments.out:
                    write_rows(arguments.out, predictions)


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the benchmark data")
    parser.add_argument("--rows", type=int, default=ROWS, help="how many rows of the stream to take in")
    parser.add_argument("--rows-file", type=Path, help="another JSON lines file in place of the stream")
    parser.add_argument("--archive", type=Path, help="folder that keeps the archive for the next run")
    parser.add_argument("--limit", type=int, help="ask the first cases only")
    parser.add_argument("--out", type=Path, help="write sitrep's answers here, as `sitrep ask --json` does")
    return parser.parse_args()


def tell(system: str, cases: Sequence[Row], predictions: Sequence[Row]) -> None:
    for case, prediction in zip(cases, predictions, strict=True):
        got = headline(prediction)
        note(f"{system:13} {case['as_of']} gold {case['gold_values']} got {got} {verdict(case, prediction)}")


def sitrep(answerer: Answerer, case: Row) -> Row:
    question = Question(case["question"], id=case["id"])
    return answerer.answer(question, View(parse_moment(case["as_of"]))).as_json()


def top_hit(answerer: Answerer, case: Row) -> Row:
    """Give the first number in the first result, as a search engine's reader would."""
    results = answerer.search(case["question"], View(parse_moment(case["as_of"])), limit=1)
    return _stated(case, results, _ANY_NUMBER)


def newest_of_20(answerer: Answerer, case: Row) -> Row:
    """Give the number of attacks in the newest result that has one."""
    results = answerer.search(case["question"], View(parse_moment(case["as_of"])), limit=TOP)
    newest_first = sorted(results, key=lambda result: result.published, reverse=True)
    return _stated(case, newest_first, _NUMBER_OF_ATTACKS)


def _stated(case: Row, results: Sequence[Ranked], pattern: re.Pattern[str]) -> Row:
    for result in results:
        if match := pattern.search(f"{result.title}\n{result.text}"):
            citation = {"url": result.url, "published": result.published.isoformat()}
            figures = [{"value": _value(match["number"])}]
            return {"id": case["id"], "abstained": False, "figures": figures, "citations": [citation]}
    return {"id": case["id"], "abstained": True, "figures": [], "citations": []}


def _value(number: str) -> int:
    word = number.lower()
    return _WORDS.index(word) if word in _WORDS else int(number.replace(",", ""))


SYSTEMS: dict[str, Callable[[Answerer, Row], Row]] = {
    "top_hit": top_hit,
    "newest_of_20": newest_of_20,
    "sitrep": sitrep,
}


if __name__ == "__main__":
    main()
