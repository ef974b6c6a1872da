"""Fits what chooses quotes and what keeps silent: `python -m tests.benchmarks.training.evidence`.

Writes `selection.json` and `answerability.json` into `bot/answering/passages`, and what the second was fitted on
(numbers, no words) to `answerability.csv` here.
"""

import argparse
import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline

from bot.answering.passages import answerability, selection
from bot.answering.passages.sentences import Sentence, sentences_of
from bot.answering.question.planning import plan
from bot.answering.questions import Question
from bot.answering.retrieval.finding import Retrieval
from bot.cli.workplace import opened_archive, prepared, question_encoder
from bot.inputs.moments import parse_moment
from ingest import View
from tests.benchmarks.labelled import LABELS
from tests.benchmarks.measuring import note, read_rows
from tests.benchmarks.metrics import Row
from tests.benchmarks.training.fitting import model_of, unscaled
from tests.benchmarks.verdicts import in_first_view

ROOM = Path(answerability.__file__).parent
TABLE = Path(__file__).with_name("answerability.csv")
FOLDS = 20
STRENGTH = 0.1
"""Inverse of the penalty on squared weights of scaled features (scikit-learn's C)."""


@dataclass(frozen=True)
class Table:
    """Rows of features, whether each holds, and the topic of each."""

    names: tuple[str, ...]
    features: NDArray[np.float64]
    holds: NDArray[np.bool_]
    topics: NDArray[np.str_]


@dataclass
class Rows:
    """A table in the making."""

    features: list[Mapping[str, float]] = field(default_factory=list)
    holds: list[bool] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)

    def add(self, features: Mapping[str, float], topic: str, *, holds: bool) -> None:
        self.features.append(features)
        self.holds.append(holds)
        self.topics.append(topic)

    def table(self) -> Table:
        names = tuple(self.features[0])
        rows = [[row[name] for name in names] for row in self.features]
        return Table(names, np.array(rows).round(4), np.array(self.holds), np.array(self.topics))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True, help="folder that tests.benchmarks.labelled filled")
    arguments = parser.parse_args()
    labels = read_rows(LABELS / "dev.jsonl")
    whether, which = Rows(), Rows()
    for label, features, sentences in asked(labels, arguments.archive):
        is_answered = label["kind"] != "none"
        whether.add(features, label["topic"], holds=is_answered)
        for sentence in sentences if is_answered else ():
            which.add(selection.features_of(sentence), label["topic"], holds=states(label, sentence))
    write_table(whether.table())
    about = f"labels/dev.jsonl, {len(labels)} questions, {len({label['topic'] for label in labels})} topics"
    write("selection", which.table(), f"{about}: every sentence of the best stories")
    write("answerability", read_table(), about)


# What the evidence shows


def asked(questions: Iterable[Row], directory: Path) -> Iterator[tuple[Row, Mapping[str, float], Sequence[Sentence]]]:
    """Ask each question: give the features of its evidence and its sentences."""
    settings = prepared(directory)
    encoder = question_encoder(settings)
    with opened_archive(settings) as archive:
        for number, row in enumerate(questions):
            question, view = Question(row["question"]), View(parse_moment(row["as_of"]))
            read = plan(question, today=view.now.date())
            found = Retrieval(archive, view, encoder.encode([question.text])[0]).find(read)
            sentences = sentences_of(read, found.passages)
            yield row, answerability.features_of(read, found.passages, sentences), sentences
            if number % 100 == 0:
                note(f"{number} asked")


def states(label: Row, sentence: Sentence) -> bool:
    """Tell whether `sentence` states what is right."""
    return in_first_view(label, {"answer": sentence.text, "abstained": False})


# Fitting


def write(name: str, table: Table, about: str) -> None:
    """Fit a table and write the weights with what they were fitted on and how well they do on topics left out."""
    held_out = left_out(table)
    auc = roc_auc_score(table.holds, held_out)
    intercept, weights = fitted(table)
    told = {
        "made_by": "tests/benchmarks/training/evidence.py",
        "made_of": about,
        "made_on": datetime.now(UTC).date().isoformat(),
        "rows": len(table.holds),
        "that_hold": int(table.holds.sum()),
        "topics": len(set(table.topics)),
        "auc_topics_left_out": round(float(auc), 3),
        "others_refused_at": _refused(table.holds, held_out),
        "intercept": intercept,
        "weights": weights,
    }
    (ROOM / f"{name}.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    note(json.dumps(told))


def _refused(holds: NDArray[np.bool_], held_out: NDArray[np.float64]) -> dict[str, float]:
    """Give which share of what does not hold lies below the bound that this share of what holds lies below."""
    return {
        str(share): round(float(np.mean(held_out[~holds] < np.quantile(held_out[holds], share))), 3)
        for share in (0.05, 0.07, 0.1, 0.15)
    }


def fitted(table: Table) -> tuple[float, dict[str, float]]:
    """Give the intercept and the weight of each unscaled feature."""
    regression = unscaled(table.names, _fit(table.features, table.holds))
    return round(regression.intercept, 4), {name: round(weight, 4) for name, weight in regression.weights.items()}


def left_out(table: Table) -> NDArray[np.float64]:
    """Give each row's probability by a model that saw no row of its topic."""
    held_out = np.zeros(len(table.holds))
    for others, own in GroupKFold(FOLDS).split(table.features, table.holds, table.topics):
        held_out[own] = _fit(table.features[others], table.holds[others]).predict_proba(table.features[own])[:, 1]
    return held_out


def _fit(features: NDArray[np.float64], holds: NDArray[np.bool_]) -> Pipeline:
    return model_of(features, holds, LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1_000))


def write_table(table: Table) -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("topic", "is_answered", *table.names))
        for topic, holds, row in zip(table.topics, table.holds, table.features, strict=True):
            lines.writerow((topic, int(holds), *row))


def read_table() -> Table:
    with TABLE.open(encoding="utf-8", newline="") as file:
        (_, _, *names), *rows = csv.reader(file)
    return Table(
        tuple(names),
        np.array([[float(value) for value in row[2:]] for row in rows]),
        np.array([row[1] == "1" for row in rows]),
        np.array([row[0] for row in rows]),
    )


if __name__ == "__main__":
    main()
