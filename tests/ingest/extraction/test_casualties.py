"""The dead and injured of one sentence, as figures count them."""

import pytest

from ingest.articles import Casualties
from ingest.extraction.casualties import find_casualties

NOBODY_SAID = Casualties()


@pytest.mark.parametrize(
    ("sentence", "killed", "injured"),
    [
        ("Three farmers were killed and nine injured.", 3, 9),
        ("A blast killed three and left 12 others injured.", 3, 12),
        ("Three gunmen killed a guard.", 1, None),
        ("Three of the nine killed were children.", 9, None),
        ("Five officers were shot and wounded.", None, 5),
        ("The fire injured 8 firefighters and displaced dozens on the coast.", None, 8),
        ("Attackers killed 2, injured 2.", 2, 2),
        ("Four people were shot and one person killed.", 1, 4),
        ("He shot dead his wife, two children and himself.", 4, None),
        ("Nobody was killed, and no injuries were reported.", 0, 0),
        ("Four members of the Reed family appear to have died.", 4, None),
        ("Ian Moss, 16 years old, was also gunned down.", 1, None),
        ("The driver was fatally shot outside his home.", 1, None),
        ("A leader of the Nine Oaks, allegedly gunned down Peter Marsh, a rival.", 1, None),
        ("Three people, including a child, killed in a crash", 3, None),
        ("4 people, including 2 students, shot near a campus", None, 4),
        ("Five people, two of whom later died, were injured.", 2, 5),
        ("Nine men aged between 26 and 52 were injured.", None, 9),
        ("Three men aged 20 to 40 have died.", 3, None),
        ("A man was shot dead while two others sustained serious injuries.", 1, 2),
        ("Four people suffered minor injuries in the crash.", None, 4),
        ("Two soldiers were martyred.", 2, None),
        ("The crash left an expatriate dead and four citizens injured.", 1, 4),
        ("The sister of the two boys, 28-year-old Ann Reed, died of her injuries.", 1, None),
    ],
)
def test_what_befell_people_is_counted(sentence: str, killed: int | None, injured: int | None) -> None:
    dead, hurt = find_casualties(sentence)
    assert (dead.best, hurt.best) == (killed, injured)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Officials denied that 30 people were killed in the raid.", id="denied"),
        pytest.param("Some 30 people are feared dead.", id="feared"),
        pytest.param("The bowler who claimed 266 test wickets, has retired hurt.", id="no people"),
        pytest.param("If the dam breaks, 400 people could be killed.", id="hypothetical"),
    ],
)
def test_who_is_only_said_or_feared_to_be_dead_is_not(sentence: str) -> None:
    assert find_casualties(sentence) == (NOBODY_SAID, NOBODY_SAID)


def test_dozens_are_at_least_so_many_and_no_number_of_their_own() -> None:
    assert find_casualties("Dozens were wounded in the blast.")[1] == Casualties(12, None, None)
