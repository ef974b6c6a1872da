"""Which sentence tells a story."""

import pytest

from bot.answering.digests.summarising import told_of
from tests.bot.answering.digests.openings import openings
from tests.bot.answering.news import Told

LEAD = "The ferry Marigold ran aground off Tamra on Thursday, and forty passengers were taken ashore."


@pytest.mark.parametrize(
    "title",
    [
        "What happened to the ferry Marigold off Tamra",
        "Is the ferry Marigold off Tamra lost?",
        "Ferry Marigold: What we know about the accident off Tamra",
        "Watch: passengers of the ferry Marigold come ashore at Tamra",
        "Ferry Marigold aground off Tamra: live updates",
        "Ferry Marigold off Tamra – a timeline",
        "Marigold aground",
        "Ferry Marigold, which left Tamra in the morning…",
        "By Ada Quill, editor of Harbour Post at Tamra",
    ],
)
def test_what_is_no_whole_statement_gives_way_to_the_first_sentence(title: str) -> None:
    assert told_of(openings(Told("2021-07-01", LEAD, title))).text == LEAD


@pytest.mark.parametrize(
    "text",
    [
        "The ferry Marigold lies off Tamra, on July 1, 2021. (Ada Quill/Coast Wire) Its passengers are safe.",
        "By Ada Quill, who writes about the ferries of Tamra and beyond.",
        "Is the Marigold safe, and how did she come to run aground off Tamra?",
    ],
    ids=["a caption", "a byline", "a question"],
)
def test_a_title_goes_before_a_beginning_that_tells_nothing(text: str) -> None:
    title = "Passengers of the ferry Marigold are safe"

    assert told_of(openings(Told("2021-07-01", text, title))).text == title


def test_the_newest_state_is_told_and_in_the_words_of_most() -> None:
    told = told_of(
        openings(
            Told("2021-07-01T06:00", "", "Ferry Marigold runs aground off Tamra with forty passengers aboard"),
            Told("2021-07-02T10:00", "", "All passengers of ferry Marigold are safe ashore"),
            Told("2021-07-02T11:00", "", "Mayor of Tamra praises the bravery of fishermen after a long night"),
        )
    )

    assert told.text == "All passengers of ferry Marigold are safe ashore"


def test_a_sentence_too_long_to_show_is_not_whole() -> None:
    endless = "The ferry Marigold ran aground off Tamra " + "and was seen from the shore by many people " * 9 + "today."

    assert told_of(openings(Told("2021-07-01", endless, "Ferry Marigold runs aground off Tamra"))).text == (
        "Ferry Marigold runs aground off Tamra"
    )


def test_where_nothing_is_whole_something_is_told_all_the_same() -> None:
    assert told_of(openings(Told("2021-07-01", "", "Marigold?"))).text == "Marigold?"


def test_a_caption_alone_is_told_where_there_is_nothing_else() -> None:
    caption = "The ferry Marigold lies off Tamra. (Ada Quill/Coast Wire)"

    assert told_of(openings(Told("2021-07-01", caption))).text == caption
