"""Passages read beside a question."""

import hashlib
import json
from importlib.resources import files

import pytest

from ingest import Span, entailment_of, open_cross_encoder

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
    read = open_cross_encoder("answers").read
    assert read(question, answering).log_odds > read(question, other).log_odds


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("How many people were hurt?", "46", "12"),
        ("how many cars burned", "12", "46"),
        ("which town", "Aldmere", "Tuesday"),
        ("when was it", "Tuesday", "Aldmere"),
    ],
)
def test_of_a_passage_that_answers_the_words_that_do_are_found(question: str, answer: str, other: str) -> None:
    passage = "46 people were hurt and 12 cars burned in a fire in a car park in Aldmere on Tuesday."
    reading = open_cross_encoder("answers").read(question, passage)

    def share(words: str) -> float:
        start = passage.index(words)
        return reading.share(Span(start, start + len(words)))

    assert share(answer) > share(other)
    assert reading.share(Span(0, len(passage))) == pytest.approx(1)


def test_a_question_and_a_passage_of_any_length_are_read() -> None:
    read = open_cross_encoder("answers").read
    assert isinstance(read("who walked out " * 200, STRIKE * 50).log_odds, float)
    assert read("who walked out?", "").tokens == ()


def test_what_is_beyond_the_reach_of_a_pair_changes_nothing() -> None:
    read = open_cross_encoder("answers").read
    assert read("who walked out?", STRIKE * 20) == read("who walked out?", STRIKE * 40)


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
