"""Passages read beside a question."""

import hashlib
import json
from importlib.resources import files

import pytest

from ingest import entailment_of, open_cross_encoder

STRIKE = (
    "Ferry crews in Port Ardel begin strike. They walked out on Monday over pay, a union said; 40 sailings are off."
)
FOGBOUND = "Fog closes Port Ardel harbour. Sailings resume on Tuesday, the harbour master said."


@pytest.mark.parametrize(
    ("question", "answering", "other"),
    [
        ("why did the ferry crews walk out", STRIKE, FOGBOUND),
        ("How many sailings were cancelled in Port Ardel because of the strike?", STRIKE, FOGBOUND),
        ("when do sailings resume after the fog?", FOGBOUND, STRIKE),
    ],
)
def test_a_passage_that_answers_is_likelier_than_another_of_the_place(
    question: str, answering: str, other: str
) -> None:
    likely, less = open_cross_encoder("answers").log_odds(question, [answering, other])
    assert likely > less


def test_each_passage_is_read_by_itself() -> None:
    reader = open_cross_encoder("answers")
    together = reader.log_odds("who walked out?", [STRIKE, FOGBOUND, "short"])
    assert together == tuple(reader.log_odds("who walked out?", [one])[0] for one in (STRIKE, FOGBOUND, "short"))


def test_no_passages_have_no_odds() -> None:
    assert open_cross_encoder("answers").log_odds("who walked out?", []) == ()


def test_a_question_and_a_passage_of_any_length_are_read() -> None:
    (long,) = open_cross_encoder("answers").log_odds("who walked out " * 200, [STRIKE * 50])
    (empty,) = open_cross_encoder("answers").log_odds("who walked out?", [""])
    assert isinstance(long, float)
    assert isinstance(empty, float)


def test_what_is_beyond_the_reach_of_a_pair_changes_nothing() -> None:
    whole, longer = open_cross_encoder("answers").log_odds("who walked out?", [STRIKE * 20, STRIKE * 40])
    assert whole == longer


def test_what_a_passage_supports_is_likelier_than_what_it_does_not() -> None:
    judged = entailment_of(None)
    supported, opposite, addition = judged.probabilities(
        [
            (STRIKE, "Crews of the Port Ardel ferries are on strike over pay."),
            (STRIKE, "Crews of the Port Ardel ferries have called off their strike over pay."),
            (STRIKE, "Crews of the Port Ardel ferries are on strike after a captain was dismissed."),
        ]
    )
    assert supported > max(opposite, addition)


@pytest.mark.parametrize("judgement", ["answers", "supports"])
def test_a_network_is_the_one_that_the_script_made(judgement: str) -> None:
    told = json.loads((files("ingest") / f"cross_encoder_{judgement}.json").read_text())
    network = (files("ingest") / f"cross_encoder_{judgement}.onnx").read_bytes()
    assert hashlib.sha256(network).hexdigest() == told["sha256"]
