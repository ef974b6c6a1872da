"""Learns which number is asked for: `python -m tests.benchmarks.training.figures --stream FILE [--archive DIR]`.

Gathers what the archive shows for each labelled figure, fits the two regressions and the trees of
`bot/answering/figures/chooser.py`, says how well they do on topics left out, and writes their weights beside it. The
first is fitted on mentions, the second on values, the trees on likeliest values; what one is given of the one before
is of topics that it has not seen.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

import bot.answering.figures as room
from bot.answering.answerer import Answerer
from bot.answering.figures.boosting import Boosted, Split, Tree
from bot.answering.figures.chooser import (
    Likely,
    Numbers,
    certain_figure,
    seen_of_likeliest,
    seen_of_values,
    values_weighed,
)
from bot.answering.figures.values import log_odds
from bot.answering.questions import Question
from bot.inputs.moments import parse_moment
from ingest import Arrival, Features, Regression, View
from tests.benchmarks.haystack import part_of
from tests.benchmarks.labelled import DOCUMENTS, LABELS, read_stream
from tests.benchmarks.measuring import Results, answerer_of, fill, note, read_rows
from tests.benchmarks.metrics import Row, share
from tests.benchmarks.training.fitting import LAST_DAY, model_of, unscaled
from tests.benchmarks.verdicts import Verdict, figure_verdict, interval

FOLDS: Final = 10
"""Groups of topics that are left out in turn."""
STRENGTH: Final = 0.05
"""Inverse of the penalty on squared weights; .02 and .2 give the same within the noise."""
TREES: Final = 60
"""Of as many leaves each as `LEAVES`: 40 of 6 and 150 of half the rate give the same within the noise."""
LEAVES: Final = 4
RATE: Final = 0.1
LEAST_IN_LEAF: Final = 20
BOUNDS: Final = (0.8, 0.84, 0.86, 0.88, 0.9, 0.92, 0.95)
TOLD: Final = 0.0
"""Least log-odds that a mention's passage answers, for its value to count as an example: the right number stands
elsewhere by chance."""


Known = TypeVar("Known")
Model = TypeVar("Model", Regression, Boosted)
Said = TypeVar("Said")


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
        return [self.is_right(mention.value) for mention in self.numbers.mentions]

    @property
    def examples(self) -> list[bool]:
        """Tell which mentions may be learned from."""
        return [
            self.verdict(mention.value) not in {Verdict.RIGHT, Verdict.STALE}
            or seen["passage answers"] >= TOLD
            or mention.passage.stored.article.url in self.label["urls"]
            for mention, seen in zip(self.numbers.mentions, self.numbers.seen, strict=True)
        ]

    def is_right(self, value: float) -> bool:
        return self.verdict(value) is Verdict.RIGHT

    def verdict(self, value: float) -> Verdict:
        return Verdict.WRONG if self.label["kind"] == "none" else figure_verdict(self.label, value)


def main() -> None:
    arguments = parsed_arguments()
    # What the cross-encoder learned from it reads too well
    labels = [label for file in arguments.labels for label in read_rows(file) if label["as_of"][:10] > LAST_DAY]
    documents = part_of(read_stream(arguments.stream), labels, cap=DOCUMENTS)
    with TemporaryDirectory() as scratch:
        directory = arguments.archive or Path(scratch)
        fill(directory, (Arrival(document, bytes_read=0) for document in documents))
        with answerer_of(directory) as answerer:
            cases = list(gathered(answerer, [label for label in labels if label["kind"] in {"figure", "none"}]))
    learn(cases, labels, [file.name for file in arguments.labels])


def learn(cases: Sequence[Case], labels: Sequence[Row], files: Sequence[str]) -> None:
    """Write how well the regressions do on topics left out, and their weights."""
    note(f"{len(cases)} questions, {sum(len(case.numbers.seen) for case in cases):,} mentions")
    chances = out_of_fold(cases, fitted_on_mentions, chances_of)
    likely = out_of_fold([*zip(cases, chances, strict=True)], fitted_on_values, likely_of)
    sure = out_of_fold([*zip(cases, likely, strict=True)], fitted_on_likeliest, certainty_of)
    write_scores([*zip(cases, likely, sure, strict=True)], sum(label["kind"] == "figure" for label in labels), files)
    fitted_on = f"{' and '.join(files)}: {len(cases)} questions, {len({case.topic for case in cases})} topics"
    boosted = fitted_on_likeliest([*zip(cases, likely, strict=True)])
    for name, told in (
        ("mentions", weights_of(fitted_on_mentions(cases))),
        ("values", weights_of(fitted_on_values([*zip(cases, chances, strict=True)]))),
        ("certainty", {"log-odds": boosted.log_odds, "trees": list(map(written, boosted.trees))}),
    ):
        write(Path(room.__path__[0]) / f"{name}.json", told, fitted_on)


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stream", type=Path, required=True, help="JSON lines file of the articles that labels cite")
    parser.add_argument("--labels", type=Path, nargs="+", default=[LABELS / "dev.jsonl"], help="see labels/README.md")
    parser.add_argument("--archive", type=Path, help="folder that keeps the archive for the next run")
    return parser.parse_args()


def gathered(answerer: Answerer, labels: Sequence[Row]) -> Iterator[Case]:
    """Give the questions that ask for a number, with their evidence."""
    for label in labels:
        numbers = answerer.numbers(Question(label["question"]), View(parse_moment(label["as_of"])))
        if numbers and numbers.mentions:
            yield Case(label, numbers)


# Learning


def out_of_fold(
    known: Sequence[Known], fit: Callable[[Sequence[Known]], Model], say: Callable[[Model, Known], Said]
) -> list[Said]:
    """Say of each question what a model does that has not seen its topic; which are left out is drawn once."""
    topics = np.random.default_rng(0).permutation(sorted({_topic(one) for one in known}))
    said: dict[int, Said] = {}
    for start in range(FOLDS):
        part = frozenset(topics[start::FOLDS].tolist())
        model = fit([one for one in known if _topic(one) not in part])
        said |= {place: say(model, one) for place, one in enumerate(known) if _topic(one) in part}
    return [said[place] for place in range(len(known))]


def _topic(known: object) -> str:
    case = known[0] if isinstance(known, tuple) else known
    return case.topic if isinstance(case, Case) else ""


def fitted_on_mentions(cases: Sequence[Case]) -> Regression:
    rows = [
        (seen, right)
        for case in cases
        for seen, right, is_example in zip(case.numbers.seen, case.rights, case.examples, strict=True)
        if is_example
    ]
    return fitted(rows, STRENGTH)


def chances_of(regression: Regression, case: Case) -> list[float]:
    return [regression.probability(seen) for seen in case.numbers.seen]


def fitted_on_values(known: Sequence[tuple[Case, Sequence[float]]]) -> Regression:
    rows: list[tuple[Features, bool]] = []
    for case, chances in known:
        values = values_weighed(case.numbers, chances)
        rights = [case.is_right(value.value) for value in values]
        rows += zip(seen_of_values(case.numbers, values), rights, strict=True)
    return fitted(rows, STRENGTH)


def likely_of(regression: Regression, known: tuple[Case, Sequence[float]]) -> list[Likely]:
    """Give the values of a question, likeliest first."""
    case, chances = known
    values = values_weighed(case.numbers, chances)
    seen = seen_of_values(case.numbers, values)
    likely = [Likely(value, regression.probability(each)) for value, each in zip(values, seen, strict=True)]
    return sorted(likely, key=lambda one: -one.probability)


def fitted_on_likeliest(known: Sequence[tuple[Case, Sequence[Likely]]]) -> Boosted:
    rows = [
        (seen_of_likeliest(case.numbers, likely), case.is_right(likely[0].value.value))
        for case, likely in known
        if likely
    ]
    names, table = table_of([seen for seen, _ in rows])
    model = GradientBoostingClassifier(
        n_estimators=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=LEAST_IN_LEAF,
        subsample=0.7,
        max_features=0.5,
        random_state=0,
    ).fit(table, [right for _, right in rows])
    trees = tuple(tree_of(one.tree_, names) for one in model.estimators_[:, 0])
    _, held = model.init_.class_prior_
    return Boosted(round(log_odds(held), 4), trees)


def tree_of(fitted: Any, names: Sequence[str], at: int = 0) -> Tree:  # noqa: ANN401 because scikit-learn types none
    """Give a tree of scikit-learn from a node on, its leaves at the rate of learning."""
    if (below := fitted.children_left[at]) < 0:
        return round(RATE * float(fitted.value[at].item()), 4)
    feature, bound = names[fitted.feature[at]], round(float(fitted.threshold[at]), 4)
    return Split(feature, bound, *(tree_of(fitted, names, one) for one in (below, fitted.children_right[at])))


def certainty_of(boosted: Boosted, known: tuple[Case, Sequence[Likely]]) -> float:
    case, likely = known
    return boosted.probability(seen_of_likeliest(case.numbers, likely)) if likely else 0.0


def fitted(rows: Sequence[tuple[Features, bool]], strength: float) -> Regression:
    """Fit on scaled features, and give the weights of unscaled ones."""
    names, table = table_of([seen for seen, _ in rows])
    model = LogisticRegression(C=strength, max_iter=1_000)
    return unscaled(names, model_of(table, [right for _, right in rows], model))


def table_of(rows: Sequence[Features]) -> tuple[list[str], NDArray[np.float64]]:
    """Give the names of all features, and a row of them for each."""
    names = list(dict.fromkeys(name for seen in rows for name in seen))
    return names, np.array([[seen.get(name, 0.0) for name in names] for seen in rows])


# How well


def write_scores(cases: Sequence[tuple[Case, Sequence[Likely], float]], figures: int, files: Sequence[str]) -> None:
    """Write what the likeliest values are, of the questions with a figure; and how many may stand in bold, of all.

    A figure in bold where nothing answers counts as wrong.
    """
    results = Results("training_figures", labels=files, folds=FOLDS)
    asked = [(case, likely) for case, likely, _ in cases if case.label["kind"] == "figure"]

    def write_share(metric: str, holds: Callable[[Case, Sequence[Likely]], bool]) -> None:
        of_topic: dict[str, list[bool]] = {}
        for case, those in asked:
            of_topic.setdefault(case.topic, []).append(holds(case, those))
        low, high = interval(of_topic)
        results.write(metric, share([one for those in of_topic.values() for one in those]), low=low, high=high)

    for verdict in Verdict:
        write_share(verdict.value, lambda case, those, wanted=verdict: leading(case, those) is wanted)
    write_share("right among three", lambda case, those: any(case.is_right(one.value.value) for one in those[:3]))
    bold = [(case, figure) for case, likely, sure in cases if (figure := certain_figure(case.numbers, likely, sure))]
    of_topic: dict[str, list[bool]] = {}
    for case, figure in bold:
        of_topic.setdefault(case.topic, []).append(case.is_right(figure.best.value))
    low, high = interval(of_topic)
    right = share(one for those in of_topic.values() for one in those)
    results.write("right in bold", right, low=low, high=high, of_all=round(len(bold) / figures, 3))
    for bound in BOUNDS:
        surest = [leading(case, likely) is Verdict.RIGHT for case, likely, sure in cases if sure >= bound]
        results.write("right of surest", share(surest), bound=bound, of_all=round(len(surest) / figures, 3))


def leading(case: Case, likely: Sequence[Likely]) -> Verdict:
    return case.verdict(likely[0].value.value) if likely else Verdict.SILENT


def weights_of(regression: Regression) -> Row:
    return {
        "intercept": round(regression.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in regression.weights.items()},
    }


def written(tree: Tree) -> object:
    """Give a tree as its file has it: a number, or a list of feature, bound, below and above."""
    return [tree.feature, tree.bound, written(tree.below), written(tree.above)] if isinstance(tree, Split) else tree


def write(file: Path, fitted: Row, fitted_on: str) -> None:
    about = {
        "fitted by": "python -m tests.benchmarks.training.figures",
        "fitted on": fitted_on,
        "day": datetime.now(UTC).date().isoformat(),
    }
    trees = [json.dumps(tree) for tree in fitted.get("trees", ())]
    told = json.dumps(about | {name: each for name, each in fitted.items() if name != "trees"}, indent=1)
    if trees:  # a line each
        told = told.removesuffix("\n}") + ',\n "trees": [\n  ' + ",\n  ".join(trees) + "\n ]\n}"
    file.write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
