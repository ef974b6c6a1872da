"""Formulas of the benchmarks on incidents."""

import pytest

from tests.benchmarks.longtail import best_constant, counting_scores, latest_recall
from tests.benchmarks.metrics import Row
from tests.benchmarks.muc4 import template_scores

CASE: Row = {"id": "q", "answer": 2, "doc_ids": ["a", "b", "c"]}
NONE: Row = {"id": "q", "answer": 0, "doc_ids": []}


def counted(value: int, *cited: str) -> Row:
    citations = [{"n": number, "id": document} for number, document in enumerate(cited, start=1)]
    marks = "".join(f"[{citation['n']}]" for citation in citations)
    return {"abstained": False, "figures": [{"value": value}], "citations": citations, "answer": marks}


def test_a_right_count_without_its_documents_is_exact_but_not_grounded() -> None:
    scores = counting_scores([(CASE, counted(2, "x"))])
    assert (scores["exact"].value, scores["exact_grounded"].value) == (1, 0)


def test_abstaining_is_right_where_nothing_happened() -> None:
    scores = counting_scores([(NONE, {"abstained": True, "figures": [], "citations": []})])
    assert (scores["exact"].value, scores["exact_grounded"].value, scores["rmse"].value) == (1, 1, 0)


def test_documents_are_scored_by_their_ids() -> None:
    scores = counting_scores([(CASE, counted(4, "a", "b", "x", "y"))])
    assert scores["document_precision"].value == pytest.approx(1 / 2)
    assert scores["document_recall"].value == pytest.approx(2 / 3)
    assert scores["rmse"].value == 2


def test_the_best_constant_is_the_commonest_answer() -> None:
    assert best_constant([CASE, CASE, NONE]).value == pytest.approx(2 / 3)


def test_what_is_listed_first_counts_as_latest() -> None:
    gold = {"a": "one", "b": "one", "c": "two"}
    case = {"answer": ["one", "three"]}
    assert latest_recall(case, counted(1, "a", "b", "c"), gold) == 1 / 2


def template(kind: str, victim: str | None = None) -> Row:
    return {"incident_type": kind, "Victim": [[victim]] if victim else []}


def test_templates_are_paired_so_that_most_agrees() -> None:
    gold = [{"templates": [template("attack", "Ana Ruiz"), template("attack", "Luis Gil")]}]
    predicted = [{"templates": [template("attack", "luis gil"), template("bombing")]}]
    scores = template_scores(gold, predicted)
    assert scores["type_f1"].value == 1 / 2
    assert scores["Victim_f1"].value == pytest.approx(2 / 3)
    assert scores["any_incident_f1"].value == 1


def test_a_gold_mention_stands_beside_its_position() -> None:
    gold = [{"templates": [{"incident_type": "attack / bombing", "Target": [[["the embassy", 5], ["it", 9]]]}]}]
    predicted = [{"templates": [{"incident_type": "bombing", "Target": [["Embassy"]]}]}]
    assert template_scores(gold, predicted)["micro_f1"].value == 1
