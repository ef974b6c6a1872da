"""Useless passages and scattered facts: `python -m tests.benchmarks.rejection --bench DIR`."""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.answering.questions import Question
from ingest import Arrival, Document, View
from tests.benchmarks.measuring import Results, answerer_of, fill, note, read_rows, write_rows
from tests.benchmarks.metrics import (
    LONGEST_ANSWER,
    Row,
    contains_answer,
    ranking_scores,
    ranks_of,
    rejects,
    share,
    states,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where archives and answers stay after the run, if anywhere."""

    archives: Path | None
    answers: Path | None

    def answered(self, name: str, questions: Iterable[Question], documents: Iterable[Document]) -> list[Row]:
        """Ask every question of one archive that holds all the documents; one that is kept is not filled again."""
        with TemporaryDirectory() as scratch:
            directory = self.archives / name if self.archives else Path(scratch) / name
            if not directory.exists():
                fill(directory, (Arrival(document, bytes_read=0) for document in documents))
            view = View(datetime.now(UTC))
            with answerer_of(directory) as answerer:
                rows: list[Mapping[str, Any]] = [answerer.answer(question, view).as_json() for question in questions]
        if self.answers:
            self.answers.mkdir(parents=True, exist_ok=True)
            write_rows(self.answers / f"{name}.jsonl", rows)
            note(f"answers kept in {self.answers / name}.jsonl")
        return rows


def main() -> None:
    arguments = parsed_arguments()
    kept = Kept(arguments.archives, arguments.out)
    measure_rgb(read_rows(arguments.bench / "conflicts/rgb_en_fact_dev.jsonl")[: arguments.limit], kept)
    measure_ramdocs(read_rows(arguments.bench / "conflicts/ramdocs_dev.jsonl")[: arguments.limit], kept)
    facts = json.loads((arguments.bench / "multihop_subset/facts_corpus.json").read_text(encoding="utf-8"))
    queries = read_rows(arguments.bench / "multihop_subset/queries_dev.jsonl")
    measure_multihop(queries[: arguments.limit], facts, kept)


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the benchmark data")
    parser.add_argument("--limit", type=int, help="ask the first questions of each set only")
    parser.add_argument("--archives", type=Path, help="folder in which the archives stay, to be asked again")
    parser.add_argument("--out", type=Path, help="folder for the answers, one JSON lines file a set")
    return parser.parse_args()


def measure_rgb(cases: Sequence[Row], kept: Kept) -> None:
    questions = [Question(case["query"], id=case["id"]) for case in cases]
    noise = Results("rgb_noise")
    answers = kept.answered(noise.benchmark, questions, snippets(cases, "positive", "negative"))
    write_stated(noise, cases, answers)

    rejection = Results("rgb_rejection")
    answers = kept.answered(rejection.benchmark, questions, snippets(cases, "negative"))
    rejection.write("rejection", share(rejects(row) for row in answers))

    counterfactual = Results("rgb_counterfactual")
    answers = kept.answered(counterfactual.benchmark, questions, snippets(cases, "positive", "positive_wrong"))
    write_stated(counterfactual, cases, answers)
    pairs = zip(cases, answers, strict=True)
    counterfactual.write(
        "fake_stated", share(contains_answer(case["fakeanswer"], row["answer"]) for case, row in pairs)
    )


def write_stated(results: Results, cases: Sequence[Row], answers: Sequence[Row]) -> None:
    pairs = zip(cases, answers, strict=True)
    results.write("accuracy", share(contains_answer(case["answer"], row["answer"]) for case, row in pairs))
    results.write("abstained", share(row["abstained"] for row in answers))
    results.write("too_long", share(len(row["answer"].split()) > LONGEST_ANSWER for row in answers))


def measure_ramdocs(cases: Sequence[Row], kept: Kept) -> None:
    """Ambiguous questions: every meaning's answer is to be stated, and no false one."""
    results = Results("ramdocs")
    texts = (document["text"] for case in cases for document in case["documents"])
    questions = [Question(case["question"], id=case["id"]) for case in cases]
    answers = kept.answered(results.benchmark, questions, numbered(texts))
    told = [
        (
            [states(gold, row) for gold in case["gold_answers"]],
            any(states(wrong, row) for wrong in case["wrong_answers"]),
            len(row["answer"].split()) > LONGEST_ANSWER,
        )
        for case, row in zip(cases, answers, strict=True)
    ]
    results.write("strict_em", share(all(gold) and not wrong and not is_long for gold, wrong, is_long in told))
    results.write("gold_recall", share(stated for gold, _, _ in told for stated in gold))
    results.write("wrong_stated", share(wrong for _, wrong, _ in told))
    results.write("abstained", share(row["abstained"] for row in answers))


def measure_multihop(queries: Sequence[Row], facts: Sequence[Row], kept: Kept) -> None:
    results = Results("multihop")
    questions = [Question(query["question"], id=query["id"]) for query in queries]
    answers = kept.answered(results.benchmark, questions, articles(facts))
    pairs = list(zip(queries, answers, strict=True))
    null = [row for query, row in pairs if query["question_type"] == "null_query"]
    answerable = [(query, row) for query, row in pairs if query["question_type"] != "null_query"]
    results.write("null_abstention", share(row["abstained"] for row in null))
    results.write("false_abstention", share(row["abstained"] for _, row in answerable))
    results.write_all(
        ranking_scores(
            [
                ranks_of([fact["fact"] for fact in query["evidence_list"]], [item["text"] for item in row["ranked"]])
                for query, row in answerable
            ]
        )
    )


def snippets(cases: Sequence[Row], *kinds: str) -> Iterator[Document]:
    """Give every case's passages of these kinds, case by case."""
    return numbered(text for case in cases for kind in kinds for text in case[kind])


def numbered(texts: Iterable[str]) -> Iterator[Document]:
    for number, text in enumerate(texts):
        yield Document(origin=f"passage {number}", body=text, external_id=str(number))


def articles(facts: Sequence[Row]) -> Iterator[Document]:
    """Make each fact an article of its own: by its real address it would replace its neighbours."""
    for number, fact in enumerate(facts):
        yield Document(
            origin=f"fact {number}",
            body=fact["fact"],
            url=f"https://multihop.example/{number}",
            title=fact["title"],
            published=datetime.fromisoformat(fact["published_at"]),
            publisher=fact["source"],
            external_id=str(number),
        )


if __name__ == "__main__":
    main()
