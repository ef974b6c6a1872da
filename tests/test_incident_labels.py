"""Incidents judged by hand: the labels are facts, and what scores a listing counts as it says."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.world_week import NEVER, scores

LABELS = Path(__file__).parent / "benchmarks" / "labels" / "incidents.jsonl"
VERDICTS = NEVER | {"right", "place", "date", "toll", "kind", "folded", "doubled"}
FIELDS = {"url", "kind", "day", "verdict", "place", "country", "killed", "injured", "reports"}


def test_each_label_is_a_fact_about_one_report() -> None:
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert {frozenset(label) for label in labels} == {frozenset(FIELDS)}
    assert {label["verdict"] for label in labels} <= VERDICTS
    assert len({(label["url"], label["kind"]) for label in labels}) == len(labels)


def label(verdict: str, *, place: str = "Lima") -> dict[str, Any]:
    return {
        "url": "https://harbour-post.example/1",
        "kind": "bombing",
        "day": "2023-11-20",
        "verdict": verdict,
        "place": place,
        "country": "Peru",
        "killed": 2,
        "injured": None,
        "reports": 1,
    }


LISTED = {
    "kind": "bombing",
    "date": {"from": "2023-11-20", "to": "2023-11-20"},
    "place": {"name": "Lima", "country": "Peru"},
    "killed": {"best": 2},
    "injured": {"best": None},
    "reports": [{"url": "http://www.harbour-post.example/1/"}],
}


@pytest.mark.parametrize(
    ("listed", "judged", "right", "kept", "changed"),
    [
        pytest.param([LISTED], label("right"), 1.0, 1.0, 0, id="right and listed"),
        pytest.param([], label("right"), 0.0, 0.0, 0, id="right and lost"),
        pytest.param([LISTED], label("recalled"), 0.0, 0.0, 0, id="a memory that is listed"),
        pytest.param([], label("recalled"), 0.0, 0.0, 0, id="a memory that is gone"),
        pytest.param([LISTED], label("place"), 0.0, 0.0, 0, id="the wrong place still"),
        pytest.param([LISTED], label("place", place="Limache"), 0.0, 0.0, 1, id="another place than the wrong one"),
    ],
)
def test_a_listing_is_scored_by_what_is_known_of_it(
    listed: list[dict[str, Any]], judged: dict[str, Any], right: float, kept: float, changed: int
) -> None:
    scored = scores(listed, [judged])
    assert (scored["right"].value, scored["kept"].value, scored["changed"].value) == (right, kept, changed)
