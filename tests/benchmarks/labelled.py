"""Questions with labels of our own, beside three baselines: `python -m tests.benchmarks.labelled --stream FILE`."""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from bot.answering.answerer import Answerer
from bot.answering.questions import Question
from bot.inputs.moments import parse_moment
from ingest import Arrival, Document, View, find_numbers, read_file
from tests.benchmarks.haystack import FullText, last_moment, part_of, published, sentences
from tests.benchmarks.measuring import Results, answerer_of, fill, note, read_rows, write_rows
from tests.benchmarks.metrics import Row, share
from tests.benchmarks.verdicts import FIRST_VIEW, Verdict, in_first_view, interval, verdict

LABELS = Path(__file__).parent / "labels"
DOCUMENTS = 7_000
"""Of the archive: on two cores that do nothing else it fills in three minutes."""
TOP = 20
FIRST = 3
CUT = "first_three"
"""The baseline that is judged as a whole, and by as much of it as stands in a first view."""

System: TypeAlias = Callable[[Row], Row]


def main() -> None:
    arguments = arguments_over(LABELS / "dev.jsonl", __doc__)
    labels = of_topics(read_rows(arguments.labels), arguments.topics)
    results = Results("labelled", labels=arguments.labels.name, topics=len({label["topic"] for label in labels}))
    documents = part_of(read_stream(arguments.stream), labels, cap=arguments.documents)
    with TemporaryDirectory() as scratch:
        directory = arguments.archive or Path(scratch)
        fill(directory, (Arrival(document, bytes_read=0) for document in documents))
        with answerer_of(directory) as answerer:
            product = [sitrep(answerer, label) for label in labels]
            write_scores(results, "sitrep", judged(labels, product, view=FIRST_VIEW))
            write_scores(results, "with_what_comes_near", judged(labels, map(in_sight, product), view=FIRST_VIEW))
            for name, system in baselines(answerer, documents, product).items():
                shown = [system(label) for label in labels]
                write_scores(results, name, judged(labels, shown))
                if name == CUT:
                    write_scores(results, f"{name}_cut", judged(labels, shown, view=FIRST_VIEW))
    for label, prediction in zip(labels, product, strict=True):
        note(f"{verdict(label, prediction, view=FIRST_VIEW):9} {label['id']}")
    if arguments.out:
        write_rows(arguments.out, product)


def arguments_over(labels: Path, description: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--stream", type=Path, required=True, help="JSON lines file of the articles that labels cite")
    parser.add_argument("--labels", type=Path, default=labels, help="see labels/README.md")
    parser.add_argument("--topics", type=int, help="ask the questions of the first topics only")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="how many articles to ask them of")
    parser.add_argument("--archive", type=Path, help="folder that keeps the archive for the next run")
    parser.add_argument("--out", type=Path, help="write sitrep's answers here, as `sitrep ask --json` does")
    return parser.parse_args()


def of_topics(labels: Sequence[Row], count: int | None) -> list[Row]:
    topics = list(dict.fromkeys(label["topic"] for label in labels))[:count]
    return [label for label in labels if label["topic"] in topics]


def read_stream(file: Path) -> list[Document]:
    """Give the documents of a stream; what is damaged is left out here and refused in other benchmarks."""
    return [arrival.document for arrival in read_file(file) if isinstance(arrival.document, Document)]


# Who answers


def sitrep(answerer: Answerer, label: Row) -> Row:
    question = Question(label["question"], id=label["id"])
    return answerer.answer(question, View(parse_moment(label["as_of"]))).as_json()


def in_sight(prediction: Row) -> Row:
    """Count quotes that are shown as coming near among answers: what a reader sees, whatever it is called."""
    return {**prediction, "abstained": prediction["abstained"] and not prediction["citations"]}


def baselines(answerer: Answerer, documents: Sequence[Document], product: Sequence[Row]) -> dict[str, System]:
    """Give what answers without reading: each shows a text, and takes its first number for a figure."""
    return {
        "newest_of_20": partial(newest_of_20, answerer),
        "best_sentence": BestSentence(documents),
        CUT: partial(first_three, {row["id"]: row for row in product}),
    }


def newest_of_20(answerer: Answerer, label: Row) -> Row:
    """Give the newest of the first twenty results, of those with a number where there are any."""
    results = answerer.search(label["question"], View(parse_moment(label["as_of"])), limit=TOP)
    texts = [
        f"{result.title}\n{result.text}" for result in sorted(results, key=lambda one: one.published, reverse=True)
    ]
    return _shown(label, [text for text in texts if find_numbers(text)][:1] or texts[:1])


class BestSentence:
    """Gives the sentence that BM25 ranks first, of all that were published by then."""

    def __init__(self, documents: Sequence[Document]) -> None:
        dated = [(sentence, published(document)) for document in documents for sentence in sentences(document)]
        self._sentences = [sentence for sentence, _ in dated]
        self._texts = FullText(dated)

    def __call__(self, label: Row) -> Row:
        best = self._texts.nearest(label["question"], by=last_moment(label), limit=1)
        return _shown(label, [self._sentences[place] for place in best])


def first_three(product: dict[str, Row], label: Row) -> Row:
    """Give the first three passages of what sitrep itself ranked, whole."""
    return _shown(label, [f"{one['title']}\n{one['text']}" for one in product[label["id"]]["ranked"][:FIRST]])


def _shown(label: Row, texts: Sequence[str]) -> Row:
    text = "\n".join(texts)
    figures = [{"value": number.value} for number in list(find_numbers(text))[:1]]
    return {"id": label["id"], "answer": text, "abstained": not texts, "figures": figures}


# How it went


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's topic and kinds (a figure is also of the kind of its figure), and what became of it."""

    topic: str
    kinds: tuple[str, ...]
    verdict: Verdict
    is_in_view: bool


def judged(labels: Sequence[Row], predictions: Iterable[Row], *, view: int | None = None) -> list[Judged]:
    return [
        Judged(
            topic=label["topic"],
            kinds=(label["kind"], f"figure: {label['figure']}") if "figure" in label else (label["kind"],),
            verdict=verdict(label, prediction, view=view),
            is_in_view=in_first_view(label, prediction, view=view),
        )
        for label, prediction in zip(labels, predictions, strict=True)
    ]


def write_scores(results: Results, system: str, cases: Sequence[Judged]) -> None:
    """Write a line a kind: the share that is right with its interval, and what became of the others."""
    for kind in sorted({kind for case in cases for kind in case.kinds}):
        of_kind = [case for case in cases if kind in case.kinds]
        by_topic: dict[str, list[bool]] = defaultdict(list)
        for case in of_kind:
            by_topic[case.topic].append(case.verdict is Verdict.RIGHT)
        low, high = interval(by_topic)
        others = {
            str(other): _rounded(case.verdict is other for case in of_kind)
            for other in Verdict
            if other is not Verdict.RIGHT
        }
        results.write(
            Verdict.RIGHT,
            share(case.verdict is Verdict.RIGHT for case in of_kind),
            low=round(low, 3),
            high=round(high, 3),
            **others,
            first_view=_rounded(case.is_in_view for case in of_kind),
            kind=kind,
            system=system,
        )


def _rounded(outcomes: Iterable[bool]) -> float | None:
    value = share(outcomes).value
    return None if value is None else round(value, 3)


if __name__ == "__main__":
    main()
