"""Running figures of any topic: `python -m tests.benchmarks.running_figures --labels FILE --archive DIR`."""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answering.question.planning import plan
from bot.answering.questions import Question
from bot.inputs.moments import parse_moment
from ingest import View, find_numbers
from tests.benchmarks.measuring import Results, answerer_of, note, read_rows, write_rows
from tests.benchmarks.metrics import Row, counting_scores, headline, verdict

TOP = 20
NEXT_TO = 40
"""Characters after a number in which a reader of search results looks for what it counts."""


def main() -> None:
    arguments = parsed_arguments()
    cases = read_rows(arguments.labels)
    results = Results("running_figures", labels=arguments.labels.name, topics=len({case["topic"] for case in cases}))
    systems: dict[str, Callable[[Answerer, Row], Row]] = {
        "top_hit": top_hit,
        "newest_of_20": newest_of_20,
        "best_constant": partial(constant, best_constant(cases)),
        "sitrep": sitrep,
    }
    with answerer_of(arguments.archive) as answerer:
        for system, ask in systems.items():
            predictions = [ask(answerer, case) for case in cases]
            if system == "sitrep":
                tell(cases, predictions)
                if arguments.out:
                    write_rows(arguments.out, predictions)
            for metric, score in counting_scores(cases, predictions).items():
                results.write(NAMES.get(metric, metric), score, system=system)


NAMES = {"trap_rate": "neighbour_rate", "support_hit": "support"}
"""What the metrics of counting are called where the traps are the figures of neighbouring things."""


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=Path, required=True, help="JSON lines like `cases_dev.jsonl`, with `topic`")
    parser.add_argument("--archive", type=Path, required=True, help="folder of a filled archive")
    parser.add_argument("--out", type=Path, help="write sitrep's answers here, as `sitrep ask --json` does")
    return parser.parse_args()


def tell(cases: Sequence[Row], predictions: Sequence[Row]) -> None:
    for case, prediction in zip(cases, predictions, strict=True):
        note(f"{verdict(case, prediction):9} {case['id']} gold {case['gold_values']} got {headline(prediction)}")


def sitrep(answerer: Answerer, case: Row) -> Row:
    question = Question(case["question"], id=case["id"])
    return answerer.answer(question, View(parse_moment(case["as_of"]))).as_json()


def top_hit(answerer: Answerer, case: Row) -> Row:
    """Give the first number in the first result, as a search engine's reader would."""
    for result in answerer.search(case["question"], View(parse_moment(case["as_of"])), limit=1):
        for number in find_numbers(f"{result.title}\n{result.text}"):
            return _predicted(case, number.value, url=result.url, published=result.published.isoformat())
    return _predicted(case, None)


def newest_of_20(answerer: Answerer, case: Row) -> Row:
    """Give the first number beside what is counted, or in its absence any, of the newest result that has one."""
    now = parse_moment(case["as_of"])
    results = answerer.search(case["question"], View(now), limit=TOP)
    unit = plan(Question(case["question"]), today=now.date()).unit.split() or [""]
    beside = re.compile(rf"\W+(?:[\w-]+\W+){{0,3}}?{re.escape(unit[-1])}", re.IGNORECASE)
    for result in sorted(results, key=lambda result: result.published, reverse=True):
        text = f"{result.title}\n{result.text}"
        for number in find_numbers(text):
            if beside.match(text[number.span.end : number.span.end + NEXT_TO]):
                return _predicted(case, number.value, url=result.url, published=result.published.isoformat())
    return _predicted(case, None)


def best_constant(cases: Sequence[Row]) -> float:
    """Give the number that is right most often."""
    counts = Counter(value for case in cases for value in case["gold_values"])
    return float(counts.most_common(1)[0][0])


def constant(value: float, _: Answerer, case: Row) -> Row:
    return _predicted(case, value)


def _predicted(case: Row, value: float | None, **citation: str | None) -> Row:
    figures = [] if value is None else [{"value": value}]
    citations = [citation] if citation else []
    return {"id": case["id"], "abstained": value is None, "figures": figures, "citations": citations}


if __name__ == "__main__":
    main()
