"""A part of the dead counts the dead, by the people it is of; the whole is the total."""

import pytest

from ingest.articles import TallyKind
from tests.ingest.extraction.test_tallies import tallies

TOTAL, SUBSET = TallyKind.TOTAL, TallyKind.SUBSET


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        pytest.param(
            "Three of the nine killed were soldiers.",
            [(3, SUBSET, "killed", "soldiers"), (9, TOTAL, "killed", "killed")],
            id="so many of the killed",
        ),
        pytest.param(
            "Two of the 14 wounded died in hospital.",
            [(2, SUBSET, "killed", "died"), (14, TOTAL, "injured", "wounded")],
            id="a further fate",
        ),
        pytest.param(
            "Of the dead, 14 were women and nine were children.",
            [(14, SUBSET, "killed", "women"), (9, SUBSET, "killed", "children")],
            id="of the dead",
        ),
        pytest.param("Among the dead are 112 children.", [(112, SUBSET, "killed", "children")], id="among the dead"),
        pytest.param("Five civilians were among the dead.", [(5, SUBSET, "killed", "civilians")], id="were among them"),
        pytest.param(
            "The attack killed 12 people, 3 of them children.",
            [(12, TOTAL, "killed", "people"), (3, SUBSET, "killed", "children")],
            id="of them",
        ),
        pytest.param(
            "The blast killed 40 people, of whom 12 were children.",
            [(40, TOTAL, "killed", "people"), (12, SUBSET, "killed", "children")],
            id="of whom",
        ),
        pytest.param("Three of the nine passengers were killed.", [(3, TOTAL, "killed", "passengers")], id="no part"),
    ],
)
def test_a_part_of_the_dead_counts_the_dead(sentence: str, figures: list[tuple[float, TallyKind, str, str]]) -> None:
    found = [(tally.value, tally.kind, tally.measure, tally.unit) for tally in tallies(sentence)]
    assert found == figures


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        pytest.param("The agency counted 712 cases. Texas accounts for 541 of them.", ("Texas", 541), id="its subject"),
        pytest.param("The blaze killed 40 people, including 12 in Birch.", ("Birch", 12), id="behind it"),
        pytest.param("Guards intercepted 41 drones, including 14 over Alder.", ("Alder", 14), id="over"),
    ],
)
def test_a_part_of_one_place_is_that_places(sentence: str, part: tuple[str, float]) -> None:
    *_, last = tallies(sentence)
    assert last.kind is SUBSET
    assert [(each.place, each.value) for each in last.parts] == [part]


def test_who_is_to_be_freed_is_held_and_who_was_freed_is_not() -> None:
    held, freed = (tallies(text)[0] for text in ("They want all 240 hostages to be freed.", "They freed 24 hostages."))
    assert (held.measure, freed.measure) == ("hostage", "released")


def test_how_many_somebody_has_is_a_part_by_its_owner() -> None:
    (tally,) = tallies("The EU's 27 countries agreed on the plan.")
    assert (tally.kind, tally.measure, tally.unit) == (SUBSET, "country", "EU countries")
