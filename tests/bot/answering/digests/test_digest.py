"""Digests, timelines and comparisons out of a real archive."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answering.answerer import Answerer
from bot.answering.answers import Answer, Citation
from bot.answering.question.digesting import EVERYTHING, Form
from bot.answering.questions import Question
from tests.bot.answering.conftest import Fill, Filled
from tests.bot.answering.news import Told, view

FERRY = "The ferry Marigold ran aground off Tamra"
AGROUND = (
    Told(
        "2021-07-08T06:00", f"{FERRY} with forty people aboard.", "Ferry Marigold aground off Tamra", by="Harbour Post"
    ),
    Told(
        "2021-07-08T07:00",
        f"{FERRY} in thick fog this morning.",
        "Fog: ferry Marigold aground off Tamra",
        by="Coast Wire",
    ),
    Told(
        "2021-07-08T08:00",
        f"{FERRY} and rescuers are on their way.",
        "Ferry Marigold aground off Tamra, rescuers say",
        by="Valley Times",
    ),
)
RESCUED = Told(
    "2021-07-09T15:00",
    "Everybody aboard was brought ashore by fishing boats, and the ferry Marigold is empty.",
    "All passengers of the ferry Marigold rescued by fishing boats",
    by="Coast Wire",
)
GRAIN = Told(
    "2021-07-09T16:00",
    "Bread became dearer in Peru.",
    "Grain prices in Peru rise for the third week",
    by="Valley Times",
)
NEWS = (*AGROUND, RESCUED, GRAIN)
NOW = view("2021-07-09T18:00")


@pytest.fixture
def news(fill: Fill) -> Filled:
    return fill(*NEWS)


def told(answer: Answer) -> list[str]:
    """Give the sentences of the stories, in their order."""
    return [quoted(answer, story.citation).quote for story in answer.stories]


def quoted(answer: Answer, number: int) -> Citation:
    return next(citation for citation in answer.citations if citation.n == number)


def test_what_is_new_tells_the_last_day_what_most_tell_first(news: Filled) -> None:
    answer = news.answerer.answer(Question("what's new?"), view("2021-07-09T05:00"))

    assert answer.kind == "passages"
    assert not answer.abstained
    assert answer.answer.splitlines()[0] == "1 story in the last 24 hours, the most widely reported first:"
    (story,) = answer.stories
    assert (story.independent_publishers, story.articles, story.day) == (3, 3, date(2021, 7, 8))


def test_a_topic_is_told_the_newest_first_and_nothing_else(news: Filled) -> None:
    answer = news.answerer.answer(Question("any news about the ferry Marigold?"), NOW)

    assert told(answer) == [RESCUED.title, AGROUND[0].title]
    assert answer.answer.splitlines()[0] == "2 stories on the ferry Marigold since 2 Jul 2021, the newest first:"


def test_every_sentence_stands_at_its_offsets_and_is_short(news: Filled) -> None:
    answer = news.answerer.answer(Question("what happened this week?"), NOW)
    texts = {each.as_stored().article.url: each.as_stored().article.text for each in NEWS}

    assert answer.stories
    for citation in answer.citations:
        assert texts[citation.url][citation.start : citation.end] == citation.quote
        assert len(citation.quote) <= 300


def test_a_timeline_is_told_from_the_first_event_on(news: Filled) -> None:
    answer = news.answerer.answer(Question("timeline of the ferry Marigold"), NOW)

    assert [story.day for story in answer.stories] == [date(2021, 7, 8), date(2021, 7, 9)]
    assert answer.answer.splitlines()[0] == "Timeline of the ferry Marigold, in the order of events:"


def test_a_timeline_does_not_repeat_what_a_late_publisher_tells_again(fill: Fill) -> None:
    late = replace(AGROUND[0], day="2021-07-09T01:00", by="Night Mail")
    answer = fill(AGROUND[0], late).answerer.answer(Question("timeline of the ferry Marigold"), NOW)

    assert [story.publishers for story in answer.stories] == [("Harbour Post",)]


def test_a_comparison_puts_publishers_side_by_side(news: Filled) -> None:
    answer = news.answerer.answer(
        Question("compare what Harbour Post, Coast Wire and Valley Times report on the ferry Marigold"), NOW
    )

    assert [story.publishers for story in answer.stories] == [
        ("Harbour Post",), ("Coast Wire",), ("Coast Wire",), ("Valley Times",),
    ]  # fmt: skip
    assert told(answer)[1:3] == [RESCUED.title, AGROUND[1].title]


def test_a_publisher_that_tells_nothing_of_it_is_named(news: Filled) -> None:
    answer = news.answerer.answer(Question("compare Harbour Post and Night Mail on the ferry Marigold"), NOW)

    assert answer.answer.endswith("Nothing of Night Mail.")


def test_where_no_publisher_is_meant_it_is_an_ordinary_question(news: Filled) -> None:
    answer = news.answerer.answer(Question("what do bakers and farmers say about grain prices in Peru?"), NOW)

    assert not answer.stories
    assert GRAIN.title in answer.answer


def test_publishers_that_are_read_here_and_tell_nothing_are_no_ordinary_question(news: Filled) -> None:
    answer = news.answerer.answer(Question("compare Harbour Post and Coast Wire on Liechtenstein"), NOW)

    assert answer.abstained
    assert answer.answer.startswith("Nothing on Liechtenstein was published here by Harbour Post or Coast Wire.")


def test_where_the_last_day_is_empty_the_newest_day_is_told_and_said(news: Filled) -> None:
    answer = news.answerer.answer(Question("what's new?"), view("2021-07-20"))

    assert answer.answer.splitlines()[0] == (
        "2 stories on 9 Jul 2021, the newest day that has any, the most widely reported first:"
    )
    assert sorted(told(answer)) == sorted([RESCUED.title, GRAIN.title])


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("recap the week", "3 stories since 2 Jul 2021, the most widely"),
        ("what happened in the last 36 hours?", "3 stories in the last 36 hours, the most widely"),
        ("what happened today?", "2 stories on 9 Jul 2021, the most widely"),
        ("news since Thursday", "3 stories since 8 Jul 2021, the most widely"),
        ("timeline of the ferry Marigold since Thursday", "Timeline of the ferry Marigold since 8 Jul 2021, in"),
    ],
)
def test_the_heading_names_the_stretch_of_time(news: Filled, question: str, opening: str) -> None:
    assert news.answerer.answer(Question(question), NOW).answer.startswith(opening)


def test_an_empty_window_says_so_and_what_the_nearest_is(news: Filled) -> None:
    answer = news.answerer.answer(
        Question("news about the ferry Marigold", since=date(2021, 7, 1), until=date(2021, 7, 5)), NOW
    )

    assert answer.kind == "no_coverage"
    assert answer.abstained
    assert answer.answer == (
        "Nothing on the ferry Marigold was published here from 1 Jul 2021 to 5 Jul 2021. "
        "The nearest on the ferry Marigold is of 8 Jul 2021."
    )
    assert [citation.quote for citation in answer.related] == [AGROUND[0].title]


def test_of_what_nothing_is_known_nothing_is_told(news: Filled) -> None:
    answer = news.answerer.answer(Question("news about Liechtenstein"), NOW)

    assert answer.kind == "no_coverage"
    assert answer.answer == "Nothing on Liechtenstein was published here. The newest article of all is of 9 Jul 2021."
    assert not answer.related


def test_an_empty_archive_has_no_news(fill: Fill) -> None:
    assert fill().answerer.answer(Question("what's new?"), NOW).kind == "no_coverage"


def test_what_comes_later_is_not_told(news: Filled) -> None:
    answer = news.answerer.answer(Question("news about the ferry Marigold"), view("2021-07-08T06:30"))

    assert told(answer) == [AGROUND[0].title]


def test_the_latest_on_a_topic_is_answered_in_words_and_its_stories_stand_beneath(news: Filled) -> None:
    answer = news.answerer.answer(Question("latest on the ferry Marigold"), NOW)

    assert "stor" not in answer.answer
    assert RESCUED.title in answer.answer
    assert told(answer)[0] == RESCUED.title


def test_without_an_encoder_a_topic_is_found_by_its_words(news: Filled) -> None:
    answer = Answerer(archive=news.archive, encoder=None).answer(Question("any news about the ferry Marigold?"), NOW)

    assert told(answer) == [RESCUED.title, AGROUND[0].title]


@pytest.mark.parametrize("form", [Form.DIGEST, Form.TIMELINE])
def test_who_chooses_a_form_needs_no_words(news: Filled, form: Form) -> None:
    answer = news.answerer.answer(Question(EVERYTHING, form=form, since=date(2021, 7, 8), until=date(2021, 7, 9)), NOW)

    assert len(answer.stories) == 3


def test_why_says_that_stories_were_asked_for(news: Filled) -> None:
    answer = news.answerer.answer(Question("any news about the ferry Marigold?"), NOW)

    assert answer.why == (
        "Read as: stories, as a digest, about “ferry”, “marigold”.",
        "Articles that begin alike are one story; copies of one text count as one publisher.",
    )


def test_what_is_new_is_dated_by_its_article_and_a_timeline_by_the_event(fill: Fill) -> None:
    late = Told(
        "2021-07-09T15:00", f"{FERRY} on Thursday with forty people aboard.", "The ferry Marigold", by="Coast Wire"
    )
    answerer = fill(late).answerer
    days = [
        [story.day for story in answerer.answer(Question(text), NOW).stories]
        for text in ("news about the ferry Marigold", "timeline of the ferry Marigold")
    ]
    assert days == [[date(2021, 7, 9)], [date(2021, 7, 8)]]
