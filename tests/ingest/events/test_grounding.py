"""Which clauses assert an event, and which only refer to one."""

import pytest

from ingest.events.grounding import asserts
from ingest.events.kinds import find_triggers


def asserted(sentence: str) -> list[str]:
    return [sentence[found.start : found.end] for found in find_triggers(sentence) if asserts(sentence, found)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels attacked the village at dawn.",
        "Two guards were shot dead in the market.",
        "A knife attack in Lyon left two dead.",
        "Police are searching for suspects after two men were shot dead.",
    ],
)
def test_a_main_clause_asserts(sentence: str) -> None:
    assert asserted(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("A father whose wife was killed hopes to come home.", id="relative clause"),
        pytest.param("The cardinal offered himself for children taken hostage.", id="reduced relative"),
        pytest.param("The mastermind behind the attack lives abroad.", id="under a preposition"),
        pytest.param("The murder trial enters its third week.", id="attributive"),
        pytest.param("He had been abducted as a child.", id="earlier past"),
        pytest.param("The minister resigned after rebels attacked the village.", id="subordinate clause"),
    ],
)
def test_what_readers_know_is_only_referred_to(sentence: str) -> None:
    assert asserted(sentence) == []
