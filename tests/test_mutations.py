import random

import pytest

from tests.benchmarks.mutating import CONTROLS, MUTATIONS, Pool, Told

FIRST = "On Friday, Orlane Shipping sold 40 ships to Jonas Meier in Lisbon."
SECOND = "The fleet was worth 9 million dollars, officials said."
THIRD = "Guards attacked Raiders near Porto."
PASSAGE = f"{FIRST} {SECOND} {THIRD} A three-day sale ended with a second bid."
POOL = Pool(["Lene Holm"], ["Madrid"])
CHANCE = random.Random(1)  # noqa: S311 because it only samples


@pytest.mark.parametrize(
    ("name", "sentence", "changed"),
    [
        ("number", FIRST, "On Friday, Orlane Shipping sold 56 ships to Jonas Meier in Lisbon."),
        ("place", FIRST, "On Friday, Orlane Shipping sold 40 ships to Jonas Meier in Madrid."),
        ("place, of the passage", FIRST, "On Friday, Orlane Shipping sold 40 ships to Jonas Meier in Porto."),
        ("actor", FIRST, "On Friday, Orlane Shipping sold 40 ships to Lene Holm in Lisbon."),
        ("unit", SECOND, "The fleet was worth 9 billion dollars, officials said."),
        ("negation", SECOND, "The fleet was not worth 9 million dollars, officials said."),
        ("factuality", "Guards may attack the port.", "Guards attacked the port."),
        ("roles", THIRD, "Raiders attacked Guards near Porto."),
        ("duration, of the passage", THIRD, "Guards attacked Raiders near Porto for three days."),
        ("rank, of the passage", SECOND, "The second fleet was worth 9 million dollars, officials said."),
    ],
)
def test_a_mutation_changes_what_is_said(name: str, sentence: str, changed: str) -> None:
    assert changed in set(MUTATIONS[name](Told(sentence, PASSAGE, ""), POOL, CHANCE))


@pytest.mark.parametrize(
    ("name", "sentence", "changed"),
    [
        ("order", FIRST, "Orlane Shipping sold 40 ships to Jonas Meier in Lisbon on Friday."),
        ("shortening", SECOND, "The fleet was worth 9 million dollars."),
        ("voice", THIRD, "Raiders were attacked by Guards near Porto."),
        ("two sentences", FIRST, f"{FIRST} {SECOND}"),
    ],
)
def test_a_control_says_the_same(name: str, sentence: str, changed: str) -> None:
    assert changed in set(CONTROLS[name](Told(sentence, PASSAGE, ""), POOL, CHANCE))
