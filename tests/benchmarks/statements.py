"""Whether the checker tells what passages support from what they do not: `python -m tests.benchmarks.statements`.

Statements in the words of people, each with the items of the stream that it was written to (`labels/README.md`).
Beside the checker stand three plain baselines, two of them at the bound that is best for them on these very rows.
"""

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np

from bot.answering.checking.checker import check
from bot.answering.checking.reading import Sentence, sentences_of
from ingest import DEFAULT_MODEL, Article, Document, encoder_folder, entailment_of, open_question_embedder
from ingest.reading import read
from tests.benchmarks.labelled import LABELS, read_stream
from tests.benchmarks.measuring import Results, note, read_rows
from tests.benchmarks.metrics import Row, Score, share
from tests.benchmarks.mutations import names_and_numbers
from tests.benchmarks.patterns import SEEN
from tests.benchmarks.verdicts import ROUNDS

UNREAD = "unread"
CHECKER = "checker"


@dataclass(frozen=True)
class Judged:
    """A label, with whether a system found the statement supported."""

    label: Row
    supported: bool

    @property
    def is_right(self) -> bool:
        return self.supported is (self.label["verdict"] == "supported")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stream", type=Path, required=True, help="JSON lines file of the articles that labels cite")
    parser.add_argument("--labels", type=Path, default=LABELS / "statements.jsonl", help="see labels/README.md")
    parser.add_argument("--half", choices=["learn", UNREAD], default="learn", help="see labels/README.md")
    arguments = parser.parse_args()
    labels = [label for label in read_rows(arguments.labels) if label["half"] == arguments.half]
    results = Results("statements", labels=arguments.labels.name, half=arguments.half)
    passages = passages_of(read_stream(arguments.stream), labels)
    start = process_time()
    verdicts = [
        check(label["statement"], those, entailment_of(None)) for label, those in zip(labels, passages, strict=True)
    ]
    milliseconds = round(1_000 * (process_time() - start) / len(labels), 1)
    checked = [Judged(label, verdict.supported) for label, verdict in zip(labels, verdicts, strict=True)]
    write_scores(results, CHECKER, checked, ms_each=milliseconds)
    for system, judged in baselines(labels, passages):
        write_scores(results, system, judged)
    for one, verdict in zip(checked, verdicts, strict=True):
        if arguments.half != UNREAD and not one.is_right:
            details = " ".join(reason.detail for reason in verdict.reasons)
            note(f"{one.label['id']}: {one.label['verdict']} {one.label.get('why', '')} {details}")


def passages_of(documents: Sequence[Document], labels: Sequence[Row]) -> list[list[str]]:
    """Give the passages of each label: title and text of each item that it names, as articles are read."""
    wanted = {url for label in labels for url in label["urls"]}
    texts: dict[str, str] = {}
    for document in documents:
        if document.url and document.url in wanted and isinstance(article := read(document, seen=SEEN), Article):
            text = article.text[article.body.start : article.body.end].strip()
            texts[document.url] = f"{article.title}. {text}"
    return [[texts[url] for url in label["urls"]] for label in labels]


def baselines(labels: Sequence[Row], passages: Sequence[Sequence[str]]) -> Iterator[tuple[str, list[Judged]]]:
    """Give what each plain system makes of the labels."""
    pairs = [(label["statement"], those) for label, those in zip(labels, passages, strict=True)]
    yield "words", at_best_bound(labels, [shared_words(statement, those) for statement, those in pairs])
    found = [names_and_numbers(statement, "\n".join(those)) for statement, those in pairs]
    yield "names_and_numbers", [Judged(label, supported) for label, supported in zip(labels, found, strict=True)]
    yield "cosine", at_best_bound(labels, cosines(pairs))


def shared_words(statement: str, passages: Sequence[str]) -> float:
    """Give the share of a statement's words of content that its passages have, to the letter."""
    wanted = {word.text.lower() for word in Sentence(statement).content}
    told = set(re.findall(r"\w+", " ".join(passages).lower()))
    return len(wanted & told) / max(1, len(wanted))


def cosines(pairs: Sequence[tuple[str, Sequence[str]]]) -> list[float]:
    """Give how near the nearest sentence of its passages comes to each statement, by the encoder of questions."""
    encoder = open_question_embedder(DEFAULT_MODEL, encoder_folder())
    nearest = []
    for statement, passages in pairs:
        sentences = [sentence.text for passage in passages for sentence in sentences_of(passage)]
        vectors = encoder.encode([statement, *sentences])
        nearest.append(float(np.max(vectors[1:] @ vectors[0])))
    return nearest


def at_best_bound(labels: Sequence[Row], scores: Sequence[float]) -> list[Judged]:
    """Call supported what reaches the best bound, or what does not: copies may be the wrong ones."""
    judged = (
        [Judged(label, (score >= bound) is upwards) for label, score in zip(labels, scores, strict=True)]
        for bound in sorted(set(scores))
        for upwards in (True, False)
    )
    return max(judged, key=balanced_accuracy)


def balanced_accuracy(judged: Sequence[Judged]) -> float:
    """Give the mean of two shares: of the supported ones that are kept, of the others that are caught."""
    right: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        right[one.label["verdict"]].append(one.is_right)
    return sum(sum(each) / len(each) for each in right.values()) / max(1, len(right))


def balanced_interval(judged: Sequence[Judged]) -> tuple[float, float]:
    """Give the 95 % interval of balanced accuracy, by drawing whole topics again, as `verdicts.interval` does."""
    chance = random.Random(0)  # noqa: S311 because the same draw is wanted again, nothing is kept secret
    by_topic: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        by_topic[one.label["topic"]].append(one)
    topics = list(by_topic.values())
    drawn = (chance.choices(topics, k=len(topics)) for _ in range(ROUNDS))
    values = sorted(balanced_accuracy([one for topic in draw for one in topic]) for draw in drawn)
    return values[round(0.025 * ROUNDS)], values[round(0.975 * ROUNDS) - 1]


def write_scores(results: Results, system: str, judged: Sequence[Judged], **details: object) -> None:
    """Write balanced accuracy with its interval, what of the supported is kept, and what is caught, by why."""
    low, high = (round(bound, 3) for bound in balanced_interval(judged))
    score = Score(balanced_accuracy(judged), len(judged))
    results.write("balanced_accuracy", score, system=system, low=low, high=high, **details)
    by_why: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        by_why[one.label.get("why", "")].append(one.is_right)
    results.write("kept", share(by_why.pop("", [])), system=system)
    results.write("caught", share(right for those in by_why.values() for right in those), system=system)
    if system == CHECKER:
        for why, right in sorted(by_why.items()):
            results.write("caught", share(right), system=system, why=why)


if __name__ == "__main__":
    main()
