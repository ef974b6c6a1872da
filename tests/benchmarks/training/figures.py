"""Learns which number is asked for: `python -m tests.benchmarks.training.figures --stream FILE [--archive DIR]`.

Gathers what the archive shows for each labelled figure, fits the two regressions of `bot/answering/figures/chooser.py`,
says how well they do on topics left out, and writes their weights beside it. The first is fitted on mentions; the
second on values, whose mentions are weighed by a first one that has not seen their topic.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

import bot.answering.figures as room
from bot.answering.answerer import Answerer
from bot.answering.figures.chooser import Likely, Numbers, agree, seen_of_values, values_weighed
from bot.answering.figures.values import Value
from bot.answering.questions import Question
from bot.inputs.moments import parse_moment
from ingest import Arrival, Features, Regression, View
from tests.benchmarks.haystack import part_of
from tests.benchmarks.labelled import DOCUMENTS, LABELS, read_stream
from tests.benchmarks.measuring import Results, answerer_of, fill, note, read_rows
from tests.benchmarks.metrics import Row, Score, share
from tests.benchmarks.training.fitting import model_of, unscaled
from tests.benchmarks.verdicts import Verdict, figure_verdict, interval

FOLDS: Final = 10
"""Groups of topics that are left out in turn."""
INNER: Final = 3
STRENGTH: Final = 0.05
"""Inverse of the penalty on squared weights; .02 and .2 give the same within the noise."""
TOLD: Final = 0.5
"""Least share of what is asked that a mention's sentence or title names, for its value to count as an example: the
right number stands elsewhere by chance."""


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled question with what the archive shows for it."""

    label: Row
    numbers: Numbers

    @property
    def topic(self) -> str:
        return str(self.label["topic"])

    @property
    def rights(self) -> list[bool]:
        return [self.verdict(mention.value) is Verdict.RIGHT for mention in self.numbers.mentions]

    @property
    def examples(self) -> list[bool]:
        """Tell which mentions may be learned from."""
        return [
            self.verdict(mention.value) not in {Verdict.RIGHT, Verdict.STALE}
            or max(seen["in sentence"], seen["in title"]) >= TOLD
            or mention.passage.stored.article.url in self.label["urls"]
            for mention, seen in zip(self.numbers.mentions, self.numbers.seen, strict=True)
        ]

    def verdict(self, value: float) -> Verdict:
        return Verdict.WRONG if self.label["kind"] == "none" else figure_verdict(self.label, value)


def main() -> None:
    arguments = parsed_arguments()
    labels = [label for label in read_rows(arguments.labels) if label["kind"] in {"figure", "none"}]
    documents = part_of(read_stream(arguments.stream), read_rows(arguments.labels), cap=DOCUMENTS)
    with TemporaryDirectory() as scratch:
        directory = arguments.archive or Path(scratch)
        fill(directory, (Arrival(document, bytes_read=0) for document in documents))
        with answerer_of(directory) as answerer:
            cases = list(gathered(answerer, labels))
    note(f"{len(cases)} questions, {sum(len(case.numbers.seen) for case in cases):,} mentions")
    write_scores(cases, out_of_fold(cases), arguments.labels)
    mentions = fitted_on_mentions(cases)
    values = fitted_on_values(cases, chances_out_of_fold(cases, folds(cases, FOLDS)))
    for name, regression in (("mentions", mentions), ("values", values)):
        write(Path(room.__path__[0]) / f"{name}.json", regression, cases, arguments.labels)


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stream", type=Path, required=True, help="JSON lines file of the articles that labels cite")
    parser.add_argument("--labels", type=Path, default=LABELS / "dev.jsonl", help="see labels/README.md")
    parser.add_argument("--archive", type=Path, help="folder that keeps the archive for the next run")
    return parser.parse_args()


def gathered(answerer: Answerer, labels: Sequence[Row]) -> Iterator[Case]:
    """Give the questions that ask for a number, with their evidence."""
    for label in labels:
        numbers = answerer.numbers(Question(label["question"]), View(parse_moment(label["as_of"])))
        if numbers and numbers.mentions:
            yield Case(label, numbers)


# Learning


def folds(cases: Sequence[Case], count: int) -> list[frozenset[str]]:
    """Part the topics at random, but the same way each time."""
    topics = np.random.default_rng(0).permutation(sorted({case.topic for case in cases}))
    return [frozenset(topics[start::count].tolist()) for start in range(count)]


def fitted_on_mentions(cases: Sequence[Case]) -> Regression:
    rows = [
        (seen, right)
        for case in cases
        for seen, right, is_example in zip(case.numbers.seen, case.rights, case.examples, strict=True)
        if is_example
    ]
    return fitted(rows)


def fitted_on_values(cases: Sequence[Case], chances: Sequence[Sequence[float]]) -> Regression:
    rows = [
        (seen, case.verdict(value.value) is Verdict.RIGHT)
        for case, of_mentions in zip(cases, chances, strict=True)
        for value, seen in of_values(case, of_mentions)
    ]
    return fitted(rows)


def of_values(case: Case, chances: Sequence[float]) -> Iterator[tuple[Value, Features]]:
    values = values_weighed(case.numbers, chances)
    return zip(values, seen_of_values(case.numbers, values), strict=True)


def fitted(rows: Sequence[tuple[Features, bool]]) -> Regression:
    """Fit on scaled features, and give the weights of unscaled ones."""
    names = list(dict.fromkeys(name for seen, _ in rows for name in seen))
    table = np.array([[seen.get(name, 0.0) for name in names] for seen, _ in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=1_000)
    return unscaled(names, model_of(table, [right for _, right in rows], model))


def chances_out_of_fold(cases: Sequence[Case], parts: Sequence[frozenset[str]]) -> list[list[float]]:
    """Weigh each mention by a regression that has not seen its topic."""
    chances: dict[int, list[float]] = {}
    for part in parts:
        regression = fitted_on_mentions([case for case in cases if case.topic not in part])
        chances |= {
            place: [regression.probability(seen) for seen in case.numbers.seen]
            for place, case in enumerate(cases)
            if case.topic in part
        }
    return [chances[place] for place in range(len(cases))]


def out_of_fold(cases: Sequence[Case]) -> list[list[Likely]]:
    """Weigh each question's values, likeliest first, by regressions that have not seen its topic."""
    likely: dict[int, list[Likely]] = {}
    for part in folds(cases, FOLDS):
        known = [case for case in cases if case.topic not in part]
        of_mention = fitted_on_mentions(known)
        of_value = fitted_on_values(known, chances_out_of_fold(known, folds(known, INNER)))
        for place, case in enumerate(cases):
            if case.topic in part:
                values = of_values(case, [of_mention.probability(seen) for seen in case.numbers.seen])
                weighed_values = [Likely(value, of_value.probability(seen)) for value, seen in values]
                likely[place] = sorted(weighed_values, key=lambda one: -one.probability)
    return [likely[place] for place in range(len(cases))]


# How well


def write_scores(cases: Sequence[Case], likely: Sequence[Sequence[Likely]], labels: Path) -> None:
    results = Results("training_figures", labels=labels.name, folds=FOLDS)
    asked = [(case, those) for case, those in zip(cases, likely, strict=True) if case.label["kind"] == "figure"]

    def write_share(metric: str, holds: Callable[[Case, Sequence[Likely]], bool]) -> None:
        of_topic: dict[str, list[bool]] = {}
        for case, those in asked:
            of_topic.setdefault(case.topic, []).append(holds(case, those))
        low, high = interval(of_topic)
        results.write(metric, share([one for those in of_topic.values() for one in those]), low=low, high=high)

    for verdict in Verdict:
        write_share(verdict.value, lambda case, those, wanted=verdict: leading(case, those) is wanted)
    write_share(
        "right among three",
        lambda case, those: any(case.verdict(one.value.value) is Verdict.RIGHT for one in those[:3]),
    )
    for precision in (0.98, 0.95, 0.9):
        bound, said = bound_for(cases, likely, precision)
        results.write(f"bold at {precision}", Score(said / len(asked), len(asked)), bound=round(bound, 3))


def is_right(case: Case, likely: Likely) -> bool:
    return case.verdict(likely.value.value) is Verdict.RIGHT


def leading(case: Case, likely: Sequence[Likely]) -> Verdict:
    return case.verdict(likely[0].value.value) if likely else Verdict.SILENT


def bound_for(cases: Sequence[Case], likely: Sequence[Sequence[Likely]], precision: float) -> tuple[float, int]:
    """Give the least probability above which figures on which both readings agree are right so often, and how many."""
    agreed = [
        (those[0].probability, leading(case, those) is Verdict.RIGHT)
        for case, those in zip(cases, likely, strict=True)
        if agree(case.numbers.choice, those)
    ]
    agreed.sort(reverse=True)
    right = np.cumsum([is_right for _, is_right in agreed])
    said = [count for count in range(1, len(agreed) + 1) if right[count - 1] >= precision * count]
    return (agreed[said[-1] - 1][0], said[-1]) if said else (1.0, 0)


def write(file: Path, regression: Regression, cases: Sequence[Case], labels: Path) -> None:
    told = {
        "fitted by": "python -m tests.benchmarks.training.figures",
        "fitted on": f"{labels.name}: {len(cases)} questions, {len({case.topic for case in cases})} topics",
        "day": datetime.now(UTC).date().isoformat(),
        "intercept": round(regression.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in regression.weights.items()},
    }
    file.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
