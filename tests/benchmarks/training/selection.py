"""Fits what chooses quotes: `python -m tests.benchmarks.training.selection`, which writes `selection.json`."""

import argparse
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

from bot.answering.passages import selection
from bot.answering.passages.sentences import Sentence, sentences_of
from bot.answering.question.planning import plan
from bot.answering.questions import Question
from bot.answering.retrieval.finding import Retrieval
from bot.answering.retrieval.reading import ReadPassage, read_beside, reranked
from bot.cli.workplace import opened_archive, prepared, question_encoder
from bot.inputs.moments import parse_moment
from ingest import PassageId, View
from tests.benchmarks.labelled import LABELS
from tests.benchmarks.measuring import note, read_rows
from tests.benchmarks.metrics import Row
from tests.benchmarks.training.fitting import LAST_DAY, model_of, unscaled
from tests.benchmarks.verdicts import in_first_view

TARGET = Path(selection.__file__).with_name("selection.json")
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
    # What the cross-encoder learned from it reads too well
    labels = [row for row in read_rows(LABELS / "dev.jsonl") if row["as_of"][:10] > LAST_DAY]
    which = Rows()
    for label, sentences, passages in asked(labels, arguments.archive):
        for sentence in sentences if label["kind"] != "none" else ():
            features = selection.features_of(sentence, passages)
            which.add(features, label["topic"], holds=states(label, sentence))
    topics = {label["topic"] for label in labels}
    write(which.table(), f"labels/dev.jsonl after {LAST_DAY}, {len(labels)} questions, {len(topics)} topics")


# What the evidence shows


def asked(
    questions: Iterable[Row], directory: Path
) -> Iterator[tuple[Row, Sequence[Sentence], Mapping[PassageId, ReadPassage]]]:
    """Ask each question: give the sentences of its evidence, and what was read of its passages."""
    settings = prepared(directory)
    encoder = question_encoder(settings)
    with opened_archive(settings) as archive:
        for number, row in enumerate(questions):
            question, view = Question(row["question"]), View(parse_moment(row["as_of"]))
            planned = plan(question, today=view.now.date())
            passages = Retrieval(archive, view, encoder.encode([question.text])[0]).find(planned).passages
            read = read_beside(planned, passages)
            yield row, sentences_of(planned, reranked(passages, read)), read
            if number % 100 == 0:
                note(f"{number} asked")


def states(label: Row, sentence: Sentence) -> bool:
    """Tell whether `sentence` states what is right."""
    return in_first_view(label, {"answer": sentence.text, "abstained": False})


# Fitting


def write(table: Table, about: str) -> None:
    """Fit a table and write the weights with what they were fitted on and how well they do on topics left out."""
    regression = unscaled(table.names, _fit(table.features, table.holds))
    told = {
        "made_by": "tests/benchmarks/training/selection.py",
        "made_of": f"{about}: every sentence of the best stories",
        "made_on": datetime.now(UTC).date().isoformat(),
        "rows": len(table.holds),
        "that_hold": int(table.holds.sum()),
        "topics": len(set(table.topics)),
        "auc_topics_left_out": round(float(roc_auc_score(table.holds, left_out(table))), 3),
        "intercept": round(regression.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in regression.weights.items()},
    }
    TARGET.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    note(json.dumps(told))


def left_out(table: Table) -> NDArray[np.float64]:
    """Give each row's probability by a model that saw no row of its topic."""
    held_out = np.zeros(len(table.holds))
    for others, own in GroupKFold(FOLDS).split(table.features, table.holds, table.topics):
        held_out[own] = _fit(table.features[others], table.holds[others]).predict_proba(table.features[own])[:, 1]
    return held_out


def _fit(features: NDArray[np.float64], holds: NDArray[np.bool_]) -> Pipeline:
    return model_of(features, holds, LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1_000))


if __name__ == "__main__":
    main()
