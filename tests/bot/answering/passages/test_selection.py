"""What is shown of the evidence is what most likely states what is asked, as far as it is read at a glance."""

from bot.answering.passages.selection import MOST_WORDS, fitting, selected
from bot.answering.passages.sentences import sentences_of
from tests.bot.answering.news import Told, planned


def shown(question: str, *told: Told) -> list[str]:
    asked = planned(question, today="2021-07-10")
    return [spoken.text for spoken in fitting(selected(sentences_of(asked, [each.as_passage() for each in told])))]


def test_what_names_what_is_asked_is_shown_first() -> None:
    told = Told("2021-07-01", "The bakers of Lima went home. Ada Moor won the Splitwater regatta. It rained on Sunday.")
    assert shown("Who won the Splitwater regatta?", told)[0] == "Ada Moor won the Splitwater regatta."


def test_of_what_says_as_much_the_shorter_is_shown_first() -> None:
    long = "Ada Moor won the Splitwater regatta, which had been put off twice because of the wind and of the bakers."
    told = Told("2021-07-01", long, "Ada Moor wins Splitwater regatta")
    assert shown("Who won the Splitwater regatta?", told) == ["Ada Moor wins Splitwater regatta", long]


def test_the_newer_is_shown_first() -> None:
    old = Told("2021-06-01", "The Splitwater ferry is closed to all.")
    new = Told("2021-07-01", "The Splitwater ferry is open to all.")
    assert shown("Is the Splitwater ferry open?", old, new)[0] == "The Splitwater ferry is open to all."


def test_what_a_title_says_is_not_said_again() -> None:
    told = Told(
        "2021-07-01", "Ada Moor wins Splitwater regatta. It rained on Sunday.", "Ada Moor wins Splitwater regatta"
    )
    assert shown("Who won the Splitwater regatta?", told).count("Ada Moor wins Splitwater regatta.") == 0


def test_no_more_is_shown_than_is_read_at_a_glance() -> None:
    sentence = "Ada Moor of the harbour club won the Splitwater regatta in heat {} before a crowd that filled the pier."
    told = [Told("2021-07-01", sentence.format(heat), by=f"Paper {heat}") for heat in range(1, 9)]
    assert len(" ".join(shown("Who won the Splitwater regatta?", *told)).split()) <= MOST_WORDS
