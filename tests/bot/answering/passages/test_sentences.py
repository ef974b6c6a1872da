"""A sentence is measured beside a question: what it names, whether it holds what is expected."""

import pytest

from bot.answering.passages.sentences import Sentence, sentences_of
from tests.bot.answering.news import Told, planned


def measured(question: str, *told: Told) -> tuple[Sentence, ...]:
    asked = planned(question, today="2021-07-10")
    return sentences_of(asked, [each.as_passage() for each in told])


def last(question: str, text: str, title: str = "") -> Sentence:
    return measured(question, Told("2021-07-01", text, title))[-1]


@pytest.mark.parametrize(
    ("question", "text", "is_told"),
    [
        ("When was Rover 2 launched?", "Rover 1 was launched in May.", False),
        ("When was Rover 2 launched?", "Rover 2 was launched in May.", True),
        ("Who won the 2019 regatta?", "Ada Moor won the 2018 regatta.", False),
        ("Who won the 2021 regatta?", "Ada Moor won the regatta.", True),
        ("Who won the second race?", "Ada Moor won the first race.", False),
        ("Who won the second race?", "Ada Moor won race 2 at Splitwater.", True),
        ("Who won the regatta?", "Ada Moor won the 2018 regatta.", True),
    ],
)
def test_a_number_that_is_asked_has_to_be_named(question: str, text: str, *, is_told: bool) -> None:
    assert last(question, text).tells_numbers is is_told


def test_a_title_may_name_the_number() -> None:
    assert last("When was Rover 2 launched?", "It was launched in May.", "Rover 2 on its way").tells_numbers


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("Who won the regatta?", "The regatta was won by Ada Moor.", True),
        ("Who won the regatta?", "The regatta was won by a sailor.", False),
        ("Who won the regatta?", "Moor wins the regatta", True),
        ("Who won the regatta?", "Nobody won the regatta, which was called off.", True),
        ("Who claimed the raid?", "No group has claimed the raid.", True),
        ("Where was the regatta held?", "The regatta was held in Splitwater.", True),
        ("Where was the regatta held?", "The regatta was won by Ada Moor.", False),
        ("Where was the regatta held?", "The regatta was held in July.", False),
        ("When was the ferry launched?", "The ferry was launched on 3 May.", True),
        ("When was the ferry launched?", "The ferry was launched at last.", False),
        ("How many people were killed by the flood?", "The flood killed 40 people.", True),
        ("How many people were killed by the flood?", "The flood killed people in 2020.", False),
        ("Is the ferry back?", "The ferry is back.", True),
    ],
)
def test_a_sentence_holds_what_is_expected_or_not(question: str, text: str, *, holds: bool) -> None:
    assert last(question, text).holds is holds


@pytest.mark.parametrize(
    ("question", "text", "is_counted"),
    [
        ("How many people were killed by the flood?", "The flood killed 40 people.", True),
        ("How many people were killed by the flood?", "The flood lasted 40 days and closed the roads.", False),
        ("How much did the ferry cost?", "The ferry cost $40 million.", True),
        ("How much did the ferry cost?", "The ferry has 40 cabins and two decks.", False),
        ("Who won the regatta?", "The regatta was won by Ada Moor.", True),
    ],
)
def test_a_number_counts_what_is_asked_or_not(question: str, text: str, *, is_counted: bool) -> None:
    assert last(question, text).is_counted is is_counted


def test_headlines_in_one_line_are_sentences_of_their_own_and_scraps_are_none() -> None:
    told = Told("2021-07-01", "Ferry back at Splitwater · Bakers of Lima strike · 3 May ... Harbour is closed today")
    texts = [sentence.text for sentence in measured("Is the ferry back?", told)]
    assert texts == ["Ferry back at Splitwater", "Bakers of Lima strike", "Harbour is closed today"]


def test_age_is_told_from_the_newest_story() -> None:
    old, new = Told("2021-06-01", "The ferry is closed."), Told("2021-07-01", "The ferry is back.")
    ages = [sentence.age for sentence in measured("Is the ferry back?", old, new)]
    assert ages[0] > 3
    assert ages[1] == 0
