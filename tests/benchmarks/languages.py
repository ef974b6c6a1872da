"""Questions in other languages beside the same in English: `python -m tests.benchmarks.languages --stream FILE`."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.answering.answerer import Answerer
from bot.inputs.moments import parse_moment
from ingest import Arrival, View
from tests.benchmarks.haystack import part_of
from tests.benchmarks.labelled import FIRST, LABELS, arguments_over, of_topics, read_stream, sitrep
from tests.benchmarks.measuring import Results, answerer_of, fill, note, read_rows, write_rows
from tests.benchmarks.metrics import Row, headline, share
from tests.benchmarks.verdicts import FIRST_VIEW, Verdict, figure_verdict, in_first_view, interval, verdict


def main() -> None:
    arguments = arguments_over(LABELS / "languages.jsonl", __doc__)
    labels = of_topics(read_rows(arguments.labels), arguments.topics)
    results = Results("languages", labels=arguments.labels.name)
    documents = part_of(read_stream(arguments.stream), list(map(in_english, labels)), cap=arguments.documents)
    with TemporaryDirectory() as scratch:
        directory = arguments.archive or Path(scratch)
        fill(directory, (Arrival(document, bytes_read=0) for document in documents))
        with answerer_of(directory) as answerer:
            product = [sitrep(answerer, label) for label in labels]
            write_scores(results, "sitrep", labels, product)
            write_scores(results, "asked_in_english", labels, [sitrep(answerer, in_english(each)) for each in labels])
            write_scores(results, "search_as_typed", labels, list(map(partial(as_typed, answerer), labels)))
    for label, prediction in zip(labels, product, strict=True):
        note(f"{became(label, prediction):14} {label['id']:28} {label['question']}")
    if arguments.out:
        write_rows(arguments.out, product)


def in_english(label: Row) -> Row:
    return {**label, "question": label["in_english"]}


def as_typed(answerer: Answerer, label: Row) -> Row:
    """Give the first three passages for the words as they are typed: names find names, the encoder what it can."""
    found = answerer.search(label["question"], View(parse_moment(label["as_of"])), limit=FIRST)
    return {"abstained": not found, "figures": [], "answer": "\n".join(f"{one.title}\n{one.text}" for one in found)}


def became(label: Row, prediction: Row) -> str:
    """Say what a reader sees: what is right, within the first view or in bold; something else; nothing."""
    if label["kind"] == "none":
        return "refused" if prediction["abstained"] else "answered"
    if bold := _bold(label, prediction):
        return f"bold {bold}"
    if in_first_view(label, prediction, view=FIRST_VIEW):
        return "right"
    return "silent" if prediction["abstained"] else "missed"


def _bold(label: Row, prediction: Row) -> Verdict | None:
    value = headline(prediction)
    return None if value is None or label["kind"] != "figure" else figure_verdict(label, value)


def write_scores(results: Results, system: str, labels: Sequence[Row], predictions: Sequence[Row]) -> None:
    """Write a line for each language and one of all: what is right in view, silent, wrong in bold."""
    pairs = list(zip(labels, predictions, strict=True))
    groups: dict[str, Callable[[Row], bool]] = {"all": lambda _: True}
    groups |= {name: partial(_is_in, name) for name in sorted({label["language"] for label in labels})}
    for group, belongs in groups.items():
        of_group = [pair for pair in pairs if belongs(pair[0])]
        by_topic: dict[str, list[bool]] = defaultdict(list)
        for label, prediction in of_group:
            by_topic[label["topic"]].append(in_first_view(label, prediction, view=FIRST_VIEW))
        low, high = interval(by_topic)
        ends = [became(*pair) for pair in of_group]
        results.write(
            "right_in_view",
            share(is_right for topic in by_topic.values() for is_right in topic),
            low=round(low, 3),
            high=round(high, 3),
            bold=sum(end == "bold right" for end in ends),
            false_bold=sum(end.startswith("bold") and end != "bold right" for end in ends),
            silent=sum(end == "silent" for end in ends),
            missed=sum(end == "missed" for end in ends),
            answered_none=sum(end == "answered" for end in ends),
            verdicts=sum(
                verdict(label, prediction, view=FIRST_VIEW) is Verdict.RIGHT for label, prediction in of_group
            ),
            group=group,
            system=system,
        )


def _is_in(language: str, label: Row) -> bool:
    return bool(label["language"] == language)


if __name__ == "__main__":
    main()
