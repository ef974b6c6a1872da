"""Counting shootings in local news: `python -m tests.benchmarks.longtail --bench DIR`."""

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import combinations
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.answering.answerer import Answerer
from bot.answering.questions import Question
from ingest import Archive, Arrival, Document, Incident, Role, View, fold, ingest
from tests.benchmarks.measuring import Results, note, write_rows
from tests.benchmarks.metrics import Row, Score, harmonic_mean, headline, mean, share
from tests.embedders import HashingEmbedder

AS_OF = datetime(2017, 12, 31, 23, 59, 59, tzinfo=UTC)
"""After the last crawl of a page."""
GROUNDED = 0.5
LATEST = "latest5_state"
LISTED = 5
MOST_CONSTANT = 20


def main() -> None:
    arguments = parsed_arguments()
    folder = arguments.bench / "longtail_gva"
    questions = json.loads((folder / "derived_questions_dev.json").read_text(encoding="utf-8"))
    articles = list(rows_of(folder / "articles_dev.jsonl.gz"))
    known = {row["incident_id"] for row in rows_of(folder / "incidents_dev.jsonl.gz")}
    gold = {row["doc_id"]: row["incident_id"] for row in articles if row["incident_id"] in known}
    results = Results("longtail_gva", articles=len(articles))
    with TemporaryDirectory() as scratch:
        directory = arguments.archive or Path(scratch)
        directory.mkdir(parents=True, exist_ok=True)
        with closing(Archive.open(directory, role=Role.ONE_SHOT)) as archive:
            fill(archive, articles)
            answerer = Answerer(archive=archive, encoder=HashingEmbedder())
            predictions = [ask(answerer, question) for question in questions]
            folded = fold(archive.reports(View(AS_OF)))
    counts = [(case, row) for case, row in zip(questions, predictions, strict=True) if case["kind"] != LATEST]
    for system, answer in SYSTEMS.items():
        answered = [(case, answer(case, row)) for case, row in counts]
        write_counts(results, answered, system=system)
    results.write("best_constant_exact", best_constant([case for case, _ in counts]))
    latest = [(case, row) for case, row in zip(questions, predictions, strict=True) if case["kind"] == LATEST]
    results.write("latest5", mean([latest_recall(case, row, gold) for case, row in latest]))
    results.write_all(pair_scores(folded, gold))
    if arguments.out:
        write_rows(arguments.out, predictions)
        note(f"answers kept in {arguments.out}")


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the benchmark data")
    parser.add_argument("--archive", type=Path, help="folder that keeps the archive for the next run")
    parser.add_argument("--out", type=Path, help="write sitrep's answers here, as `sitrep ask --json` does")
    return parser.parse_args()


def rows_of(file: Path) -> Iterator[Row]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def fill(archive: Archive, articles: Iterable[Row]) -> None:
    """Take the articles in; their vectors are of words, because a count is read from reports alone."""
    arrivals = (Arrival(document_of(row), bytes_read=0) for row in articles)
    for progress in ingest(
        arrivals, archive=archive, embedder=HashingEmbedder(), source="benchmark", seen=datetime.now(UTC)
    ):
        note(f"{progress.read:,} read, {progress.new:,} new, {len(progress.refused)} refused")


def document_of(row: Row) -> Document:
    published = datetime.fromisoformat(row["dct"]).replace(hour=12, tzinfo=UTC)
    return Document(
        origin=row["doc_id"],
        body=row["content"],
        url=row["uri"],
        title=row["title"],
        published=published,
        external_id=row["doc_id"],
    )


def ask(answerer: Answerer, question: Row) -> Row:
    return answerer.answer(Question(question["question"], id=question["id"]), View(AS_OF)).as_json()


# Baselines


def constant(value: int) -> Callable[[Row, Row], Row]:
    """Answer every question with `value`, citing nothing."""

    def answer(case: Row, _: Row) -> Row:
        return {"id": case["id"], "abstained": False, "figures": [{"value": value}], "citations": []}

    return answer


SYSTEMS: Mapping[str, Callable[[Row, Row], Row]] = {
    "always_1": constant(1),
    "always_2": constant(2),
    "always_3": constant(3),
    "sitrep": lambda _, row: row,
}


def write_counts(results: Results, answered: Sequence[tuple[Row, Row]], *, system: str) -> None:
    results.write_all(counting_scores(answered), system=system)
    for kind in sorted({case["kind"] for case, _ in answered}):
        of_kind = [(case, row) for case, row in answered if case["kind"] == kind]
        results.write_all(counting_scores(of_kind), system=system, kind=kind)


# Formulas


def counting_scores(answered: Sequence[tuple[Row, Row]]) -> dict[str, Score]:
    """Score counts, and the documents cited for them."""
    scored = [document_scores(case, row) for case, row in answered if case["doc_ids"]]
    return {
        "exact": share(is_exact(case, row) for case, row in answered),
        "exact_grounded": share(is_exact(case, row) and is_grounded(case, row) for case, row in answered),
        "rmse": Score(
            sqrt(sum(((headline(row) or 0) - case["answer"]) ** 2 for case, row in answered) / max(1, len(answered))),
            len(answered),
        ),
        "document_precision": mean([precision for precision, _, _ in scored]),
        "document_recall": mean([recall for _, recall, _ in scored]),
        "document_f1": mean([f1 for _, _, f1 in scored]),
    }


def is_exact(case: Row, row: Row) -> bool:
    """Tell a right count; where it is zero, abstaining is right too."""
    stated = headline(row)
    return stated == case["answer"] or (stated is None and case["answer"] == 0)


def is_grounded(case: Row, row: Row) -> bool:
    return case["answer"] == 0 or document_scores(case, row)[2] >= GROUNDED


def document_scores(case: Row, row: Row) -> tuple[float, float, float]:
    """Give precision, recall and F1 of the cited documents."""
    wanted = set(case["doc_ids"])
    cited = {citation["id"] for citation in row["citations"]}
    both = len(cited & wanted)
    precision, recall = both / max(1, len(cited)), both / max(1, len(wanted))
    return precision, recall, harmonic_mean(precision, recall)


def best_constant(cases: Sequence[Row]) -> Score:
    """Give the share that the best single number gets right."""
    shares = [share(case["answer"] == value for case in cases) for value in range(MOST_CONSTANT)]
    return max(shares, key=lambda score: score.value or 0)


def latest_recall(case: Row, row: Row, gold: Mapping[str, str]) -> float:
    """Give the share of the wanted incidents that the documents cited first are of."""
    listed = dict.fromkeys(gold[citation["id"]] for citation in cited_in_order(row) if citation["id"] in gold)
    return len(set(list(listed)[:LISTED]) & set(case["answer"])) / len(case["answer"])


def cited_in_order(row: Row) -> list[Row]:
    by_number = {citation["n"]: citation for citation in row["citations"]}
    marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", row["answer"])]
    return [by_number[number] for number in dict.fromkeys(marks) if number in by_number]


def pair_scores(folded: Iterable[Incident], gold: Mapping[str, str]) -> dict[str, Score]:
    """Score which articles are folded into one event, over pairs of articles whose event is known."""
    predicted = set()
    for incident in folded:
        documents = {found.stored.article.external_id or "" for found in incident.reports}
        predicted |= set(combinations(sorted(documents & gold.keys()), 2))
    events = defaultdict(list)
    for document, event in gold.items():
        events[event].append(document)
    wanted = {pair for documents in events.values() for pair in combinations(sorted(documents), 2)}
    both = len(predicted & wanted)
    return {
        "same_event_precision": Score(both / max(1, len(predicted)), len(predicted)),
        "same_event_recall": Score(both / max(1, len(wanted)), len(wanted)),
    }


if __name__ == "__main__":
    main()
