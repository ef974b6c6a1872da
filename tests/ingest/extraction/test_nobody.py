"""Zero is a figure where a text states it as a fact, and none where it wishes it or leaves it open."""

import pytest

from ingest.articles import Stance, TallyKind
from tests.ingest.extraction.test_tallies import tallies


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        pytest.param("No one was hurt.", {"injured"}, id="no one"),
        pytest.param("Nobody was killed in the raid.", {"killed"}, id="nobody"),
        pytest.param("No deaths were reported.", {"killed"}, id="no deaths"),
        pytest.param("No deaths or injuries were reported.", {"killed", "injured"}, id="two things"),
        pytest.param("The plane landed without casualties.", {"killed", "injured", "casualty"}, id="without"),
        pytest.param("None of the crew was injured.", {"injured"}, id="none of"),
        pytest.param("The blast did not cause any injuries.", {"injured"}, id="not any"),
        pytest.param("There was no loss of life.", {"killed"}, id="no loss of life"),
        pytest.param("No arrests have been made.", {"arrested"}, id="no arrests"),
        pytest.param("Not one hostage has been released.", {"released"}, id="not one"),
        pytest.param("Zero cases were recorded in May.", {"case"}, id="zero"),
    ],
)
def test_nobody_is_zero(sentence: str, measures: set[str]) -> None:
    found = tallies(sentence)
    assert {tally.measure for tally in found} == measures
    assert all((tally.value, tally.kind, tally.stance) == (0, TallyKind.TOTAL, Stance.STATED) for tally in found)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("There were no immediate reports of casualties.", id="no reports yet"),
        pytest.param("No immediate casualties were reported.", id="not immediately"),
        pytest.param("Officials want to ensure that no one is hurt.", id="wished"),
        pytest.param("The mayor hopes no one was killed.", id="hoped"),
        pytest.param("No one else was hurt.", id="no one else"),
        pytest.param("No one was available for comment.", id="nothing befell them"),
        pytest.param("No death penalty was sought.", id="a death that is none"),
        pytest.param("There is no evidence that anyone was killed.", id="no evidence"),
    ],
)
def test_what_is_wished_or_left_open_is_no_zero(sentence: str) -> None:
    assert tallies(sentence) == ()


def test_a_denied_zero_is_denied() -> None:
    assert [tally.stance for tally in tallies("The army denied that no one was killed.")] == [Stance.DENIED]


def test_no_further_deaths_are_an_increment() -> None:
    assert [tally.kind for tally in tallies("No further deaths were reported.")] == [TallyKind.INCREMENT]
