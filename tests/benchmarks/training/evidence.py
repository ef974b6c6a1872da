"""Fits what chooses quotes and what keeps silent: `python -m tests.benchmarks.training.evidence`.

Writes `selection.json` and `answerability.json` into `bot/answering/passages`, and what the second was fitted on
(numbers, no words) to `answerability.csv` here.
"""

import argparse
import csv
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from bot.answering.passages import answerability, selection
from bot.answering.passages.sentences import Sentence, sentences_of
from bot.answering.question.planning import plan
from bot.answering.question.wording import terms_of
from bot.answering.questions import Question
from bot.answering.retrieval.finding import Retrieval
from bot.cli.moments import parse_moment
from bot.cli.workplace import opened_archive, prepared, question_encoder
from ingest import View, country_of, find_numbers
from tests.benchmarks.labelled import LABELS, read_stream
from tests.benchmarks.measuring import note, read_rows
from tests.benchmarks.metrics import Row, compared_url
from tests.benchmarks.verdicts import _equals, _states

ROOM = Path(answerability.__file__).parent
TABLE = Path(__file__).with_name("answerability.csv")
FOLDS = 20
STRENGTH = 0.1
"""Inverse of the penalty on squared weights of scaled features (scikit-learn's C)."""
_NAME = re.compile(r"(?<!^)(?<!\w)[A-Z][\w’'-]*\w(?:\s(?:(?:of|de|the|al)\s)?[A-Z0-9][\w’'-]*)*")


@dataclass(frozen=True)
class Table:
    """Rows of features, whether each holds, and the topic of each."""

    names: tuple[str, ...]
    features: NDArray[np.float64]
    holds: NDArray[np.bool_]
    topics: NDArray[np.str_]
    origins: NDArray[np.str_]
    """`labelled`, or how a question that nothing answers was made of a labelled one."""


@dataclass
class Rows:
    """A table in the making."""

    features: list[Mapping[str, float]] = field(default_factory=list)
    holds: list[bool] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)

    def add(self, features: Mapping[str, float], label: Row, *, holds: bool) -> None:
        self.features.append(features)
        self.holds.append(holds)
        self.topics.append(label["topic"])
        self.origins.append(label.get("origin", "labelled"))

    def table(self) -> Table:
        names = tuple(self.features[0])
        rows = [[row[name] for name in names] for row in self.features]
        return Table(
            names, np.array(rows).round(4), np.array(self.holds), np.array(self.topics), np.array(self.origins)
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stream", type=Path, required=True, help="JSON lines file of the articles that labels cite")
    parser.add_argument("--archive", type=Path, required=True, help="folder that tests.benchmarks.labelled filled")
    arguments = parser.parse_args()
    labels = read_rows(LABELS / "dev.jsonl")
    questions = [*labels, *swapped(labels), *earlier(labels, _days(arguments.stream))]
    whether, which = Rows(), Rows()
    for question, features, sentences in asked(questions, arguments.archive):
        if question.get("was") and states_it(question, sentences):
            continue
        whether.add(features, question, holds=question["kind"] != "none")
        for sentence in sentences if question["kind"] != "none" else ():
            holds = states_it(question, [sentence])
            which.add(selection.features_of(sentence), question, holds=holds)
    write_table(whether.table())
    about = f"labels/dev.jsonl, {len(labels)} questions, {len({label['topic'] for label in labels})} topics"
    write("selection", which.table(), f"{about}: every sentence of the best stories")
    write("answerability", read_table(), f"{about}, and others made of them ({TABLE.name})")


# Questions that nothing answers


def swapped(labels: Sequence[Row]) -> Iterator[Row]:
    """Give questions with a name of another topic in place of their own, of a like kind, where no word is in common."""
    draw = random.Random(5)  # noqa: S311 because the same draw is wanted again, nothing is kept secret
    words = {
        topic: {term.name for label in rows for term in terms_of(label["question"])}
        for topic, rows in groupby(sorted(labels, key=_topic), key=_topic)
    }
    answered = [label for label in labels if label["kind"] != "none"]
    names = [(name, label["topic"]) for label in answered for name in _names(label["question"])]
    for label in answered:
        own = {term.name for term in terms_of(label["question"]) if not term.is_name}
        for name in draw.sample(found := list(_names(label["question"])), len(found)):
            others = [
                other
                for other, topic in names
                if other.kind == name.kind and topic != label["topic"] and not words[topic] & own
                if other.text not in label["question"] and not words[topic] & {*name.text.lower().split()}
            ]
            if others:
                question = label["question"]
                text = question[: name.start] + draw.choice(others).text + question[name.start + len(name.text) :]
                yield label | {"kind": "none", "origin": "swapped", "question": text}
                break


@dataclass(frozen=True)
class _Name:
    text: str
    start: int
    kind: tuple[bool, str]
    """Whether it is a country, and the word before it."""


def _names(question: str) -> Iterator[_Name]:
    for match in _NAME.finditer(question):
        text = re.sub(r"['’]s$", "", match[0])
        before = re.search(r"(\w+)\W*$", question[: match.start()])
        is_country = country_of(text) is not None
        yield _Name(text, match.start(), (is_country, "" if is_country or not before else before[1].lower()))


def earlier(labels: Sequence[Row], days: Mapping[str, date]) -> Iterator[Row]:
    """Give questions as asked on the day before anything that is cited; figures before anything of their topic.

    What is found then may yet state it: such questions are left out once they were asked.
    """
    first: dict[str, date] = {}
    for label in labels:
        cited = [days[url] for url in map(compared_url, label["urls"]) if url in days and label["kind"] != "none"]
        if cited:
            first[label["id"]] = min(cited)
            first[label["topic"]] = min(*cited, first.get(label["topic"], date.max))
    for label in labels:
        day = first.get(label["topic"] if label["kind"] == "figure" else label["id"])
        if day and label["kind"] in {"figure", "who", "when", "where", "what"}:
            was = {"was": label["kind"], "as_of": (day - timedelta(days=1)).isoformat()}
            yield label | {"kind": "none", "origin": "earlier"} | was


def _days(stream: Path) -> dict[str, date]:
    documents = (one for one in read_stream(stream) if one.url and one.published)
    return {compared_url(one.url or ""): (one.published or datetime.now(UTC)).date() for one in documents}


def _topic(label: Row) -> str:
    return str(label["topic"])


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
            sentences = sentences_of(read, found.passages, found.similarity)
            yield row, answerability.features_of(read, sentences), sentences
            if number % 100 == 0:
                note(f"{number} asked")


def states_it(label: Row, sentences: Iterable[Sentence]) -> bool:
    """Tell whether one of `sentences` states what is right, or was before."""
    if (label.get("was") or label["kind"]) == "figure":
        values = label["right"] + (label["stale"] if "was" in label else [])
        return any(_equals(number.value, values) for one in sentences for number in find_numbers(one.text))
    return any(_states(one.text, label["words"]) for one in sentences)


# Fitting


def write(name: str, table: Table, about: str) -> None:
    """Fit a table and write the weights with what they were fitted on and how well they do on topics left out."""
    held_out = left_out(table)
    own = table.origins == "labelled"
    auc = roc_auc_score(table.holds[own], held_out[own])
    intercept, weights = fitted(table)
    told = {
        "made_by": "tests/benchmarks/training/evidence.py",
        "made_of": about,
        "made_on": datetime.now(UTC).date().isoformat(),
        "rows": len(table.holds),
        "that_hold": int(table.holds.sum()),
        "topics": len(set(table.topics)),
        "auc_topics_left_out": round(float(auc), 3),
        "others_refused_at": _refused(table.holds[own], held_out[own]),
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
    model = _fit(table.features, table.holds)
    scaler, regression = model[0], model[-1]
    weights = regression.coef_[0] / scaler.scale_
    intercept = float(regression.intercept_[0] - weights @ scaler.mean_)
    return round(intercept, 4), {
        name: round(float(weight), 4) for name, weight in zip(table.names, weights, strict=True)
    }


def left_out(table: Table) -> NDArray[np.float64]:
    """Give each row's probability by a model that saw no row of its topic."""
    held_out = np.zeros(len(table.holds))
    for others, own in GroupKFold(FOLDS).split(table.features, table.holds, table.topics):
        held_out[own] = _fit(table.features[others], table.holds[others]).predict_proba(table.features[own])[:, 1]
    return held_out


def _fit(features: NDArray[np.float64], holds: NDArray[np.bool_]):  # noqa: ANN202 because scikit-learn ships no types
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1_000))
    return model.fit(features, holds)


def write_table(table: Table) -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("topic", "origin", "is_answered", *table.names))
        for topic, origin, holds, row in zip(table.topics, table.origins, table.holds, table.features, strict=True):
            lines.writerow((topic, origin, int(holds), *row))


def read_table() -> Table:
    with TABLE.open(encoding="utf-8", newline="") as file:
        (_, _, _, *names), *rows = csv.reader(file)
    return Table(
        tuple(names),
        np.array([[float(value) for value in row[3:]] for row in rows]),
        np.array([row[2] == "1" for row in rows]),
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows]),
    )


if __name__ == "__main__":
    main()
