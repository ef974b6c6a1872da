"""Whether a text vouches for a figure: denials, retractions and fiction withdraw it, other people's denials do not."""

from datetime import UTC, datetime

import pytest

from ingest.articles import Article, DateQuality, Stance
from ingest.events.tallies import find_tallies


def article(text: str, *, title: str = "") -> Article:
    return Article(
        fingerprint="0" * 64,
        url="https://harbour.example/1",
        title=title,
        text=f"{title}\n\n{text}" if title else text,
        published=datetime(2023, 11, 22, tzinfo=UTC),
        date_quality=DateQuality.STATED,
        publisher="Harbour Post",
        author=None,
        language="en",
        external_id=None,
        origin="harbour.jsonl:1",
    )


def stated(text: str, *, title: str = "") -> set[float]:
    """Give the values that the text states as fact."""
    return {tally.value for tally in find_tallies(article(text, title=title)) if tally.stance is Stance.STATED}


def read(text: str, *, title: str = "") -> set[float]:
    """Give every value that is read, whatever the text says of it."""
    return {tally.value for tally in find_tallies(article(text, title=title))}


@pytest.mark.parametrize(
    "text",
    [
        "Claims of 70 attacks on the convoys are fake, the navy said.",
        "It is not true that 70 people were killed in the flood, the governor said.",
        "There have never been 70 attacks on the convoys, the navy said.",
        "It is a myth that 70 people died in the tower.",
        "The rebels wrongly claimed that the convoys have been attacked 70 times.",
        "The rebels falsely said they had killed 70 soldiers.",
        "The figure of 70 attacks was invented, the navy said.",
        "A post says 70 people were killed in the flood. That is false, the governor said.",
        "A video claims 70 people were killed. This was untrue.",
        "There is no truth to the report that 70 people were killed.",
        "Contrary to a claim by the rebels of 70 attacks, the count is unchanged.",
        "We retract our report that 70 people were killed in the flood.",
        "The agency withdrew its report of 70 attacks on the convoys.",
        "An earlier version of this story misstated the number of attacks on the convoys as 70.",
        "70 deaths is a fabrication, the governor said.",
        "The toll of 70 deaths turned out to be wrong.",
        "The report that 70 people were killed proved to be a hoax.",
        "Have there been 70 attacks on the convoys since June?",
        "“70 attacks on the convoys? Nonsense,” the admiral said.",
        "In the novel, 70 people are killed by a flood.",
        "In the war game, the convoys were attacked 70 times.",
        "Satire: the navy has counted 70 attacks on the convoys.",
        "Advertisement: there have been 70 attacks on the convoys.",
        "Quiz: how many attacks were there? A: 70 attacks on the convoys. B: 102.",
        "The navy expects 70 attacks on the convoys by January.",
        "The navy said it foiled 70 attacks on the convoys.",
        "Nothing suggests that 70 people were killed.",
        "The claim that 70 people were killed has been debunked.",
    ],
)
def test_a_figure_that_the_text_denies_or_makes_up_is_not_stated(text: str) -> None:
    assert 70 not in stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels denied responsibility for the attack that killed 30 people.",
        "The army did not deny that 30 people were killed.",
        "Not only were 30 people killed, the bridge fell too.",
        "Never before have 30 people died in a single storm.",
        "The navy confirmed that 30 people were killed.",
        "The minister refused to rule out an inquiry after 30 people were killed.",
        "The court rejected 30 asylum claims.",
        "The company dismissed 30 workers, who deny wrongdoing.",
        "The driver was denied bail after 30 people died.",
        "30 people were killed in the flood. That is the highest toll since 1990.",
        "30 people were killed in the flood. The governor denied that he had been warned.",
        "The film festival opened after a fire that killed 30 people.",
        "Why were 30 people killed in the flood?",
        "The false alarm came a day after 30 people were killed.",
    ],
)
def test_a_figure_beside_another_denial_is_stated(text: str) -> None:
    assert 30 in stated(text)
