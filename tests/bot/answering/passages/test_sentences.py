"""A sentence is measured beside a question: what it names, and how old it is."""

from bot.answering.passages.sentences import Sentence, sentences_of
from tests.bot.answering.news import Told, planned


def measured(question: str, *told: Told) -> tuple[Sentence, ...]:
    asked = planned(question, today="2021-07-10")
    return sentences_of(asked, [each.as_passage() for each in told])


def last(question: str, text: str, title: str = "") -> Sentence:
    return measured(question, Told("2021-07-01", text, title))[-1]


def test_headlines_in_one_line_are_sentences_of_their_own_and_scraps_are_none() -> None:
    told = Told("2021-07-01", "Ferry back at Splitwater · Bakers of Lima strike · 3 May ... Harbour is closed today")
    texts = [sentence.text for sentence in measured("Is the ferry back?", told)]
    assert texts == ["Ferry back at Splitwater", "Bakers of Lima strike", "Harbour is closed today"]


def test_age_is_told_from_the_newest_story() -> None:
    old, new = Told("2021-06-01", "The ferry is closed."), Told("2021-07-01", "The ferry is back.")
    ages = [sentence.age for sentence in measured("Is the ferry back?", old, new)]
    assert ages[0] > 3
    assert ages[1] == 0
