"""Which questions ask for stories, of what, in which form; and which that look like it do not."""

from datetime import date, timedelta

import pytest

from bot.answering.question.aim import Aim
from bot.answering.question.digesting import EVERYTHING, Form
from bot.answering.question.planning import Plan, plan
from bot.answering.questions import Question

TODAY = date(2021, 7, 10)  # a Saturday


def planned(text: str, form: Form | None = None) -> Plan:
    return plan(Question(text, form=form), today=TODAY)


@pytest.mark.parametrize(
    ("text", "form", "topic"),
    [
        ("what's new", Form.DIGEST, ""),
        ("whats new?", Form.DIGEST, ""),
        ("hey, any news?", Form.DIGEST, ""),
        ("news", Form.DIGEST, ""),
        ("good evening, what was the most important news today?", Form.DIGEST, ""),
        ("what's new in the US?", Form.DIGEST, "the US"),
        ("show me the latest headlines", Form.DIGEST, ""),
        ("what's the latest?", Form.DIGEST, ""),
        ("what did I miss?", Form.DIGEST, ""),
        ("catch me up", Form.DIGEST, ""),
        ("summarise the situation", Form.DIGEST, ""),
        ("what's in the news today?", Form.DIGEST, ""),
        ("today's headlines", Form.DIGEST, ""),
        ("what happened yesterday", Form.DIGEST, ""),
        ("what's new in Peru?", Form.DIGEST, "Peru"),
        ("any news on the ferry", Form.DIGEST, "the ferry"),
        ("latest news about the Tamra flood", Form.DIGEST, "the Tamra flood"),
        ("Peru news", Form.DIGEST, "Peru"),
        ("grain export news today", Form.DIGEST, "grain export"),
        ("can you sum up the news on the strike?", Form.DIGEST, "the strike"),
        ("summarise the last 24h about Peru", Form.DIGEST, "Peru"),
        ("give me a quick summary of what happened in Peru", Form.DIGEST, "Peru"),
        ("catch me up on the last two weeks in Peru", Form.DIGEST, "Peru"),
        ("what happened in Peru this week?", Form.DIGEST, "Peru"),
        ("what has happened to Ada Quill since Monday", Form.DIGEST, "Ada Quill"),
        ("what happened in Peru over the weekend", Form.DIGEST, "Peru"),
        ("this week in Peru", Form.DIGEST, "Peru"),
        ("today?", Form.DIGEST, ""),
        ("anything big today?", Form.DIGEST, ""),
        ("headlines pls", Form.DIGEST, ""),
        ("top 5 stories", Form.DIGEST, ""),
        ("what has changed in Peru since yesterday?", Form.DIGEST, "Peru"),
        ("did anything happen in Peru today", Form.DIGEST, "Peru"),
        ("have there been any updates on the ferry?", Form.DIGEST, "the ferry"),
        ("Peru updates please", Form.DIGEST, "Peru"),
        ("tldr the ferry story", Form.DIGEST, "the ferry"),
        ("what's up with the ferry lately?", Form.DIGEST, "the ferry"),
        ("timeline of the Tamra flood", Form.TIMELINE, "the Tamra flood"),
        ("please make a timeline of the strike since 1 July", Form.TIMELINE, "the strike"),
        ("Quill trial timeline", Form.TIMELINE, "Quill trial"),
        ("how did the strike unfold?", Form.TIMELINE, "the strike"),
        ("compare what Harbour Post and Coast Wire report on the flood", Form.COMPARISON, "the flood"),
        ("what do the Harbour Post and the Coast Wire say about Peru's ports?", Form.COMPARISON, "Peru's ports"),
        ("compare Harbour Post vs Coast Wire on Peru", Form.COMPARISON, "Peru"),
    ],
)
def test_stories_are_asked_for(text: str, form: Form, topic: str) -> None:
    asked = planned(text)

    assert asked.aim is Aim.STORIES
    assert asked.stories
    assert (asked.stories.form, asked.stories.topic) == (form, topic)


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("what happened at Tamra?", Aim.PASSAGES),
        ("what happened in Tamra on 3 July?", Aim.PASSAGES),
        ("what is the new minister's name?", Aim.PASSAGES),
        ("what new sanctions did Peru announce?", Aim.PASSAGES),
        ("what news agency reported the crash?", Aim.PASSAGES),
        ("who owns the evening news?", Aim.PASSAGES),
        ("any news about how many died in Tamra?", Aim.FIGURE),
        ("who was in Peru this week?", Aim.PASSAGES),
        ("what happened in 2019?", Aim.PASSAGES),
        ("Up to how many years does the law allow?", Aim.FIGURE),
        ("is the update to the code out?", Aim.PASSAGES),
        ("latest attacks in Peru", Aim.INCIDENTS),
        ("how many people died in the last 24 hours?", Aim.FIGURE),
    ],
)
def test_what_only_sounds_like_it_does_not(text: str, aim: Aim) -> None:
    asked = planned(text)

    assert asked.aim is aim
    assert asked.stories is None


def test_the_latest_on_a_topic_is_answered_in_words_with_its_stories_beneath() -> None:
    asked = planned("What's the latest on the strike in Tamra?")

    assert asked.aim is Aim.PASSAGES
    assert asked.stories
    assert asked.stories.is_beneath


@pytest.mark.parametrize(
    ("text", "since", "until", "reach"),
    [
        ("what's new since Monday", date(2021, 7, 5), None, None),
        ("news of the last 24 hours", date(2021, 7, 9), None, timedelta(hours=24)),
        ("summarise the last 48hrs", date(2021, 7, 8), None, timedelta(hours=48)),
        ("what happened yesterday in Peru", date(2021, 7, 9), date(2021, 7, 9), None),
        ("recap the week", None, None, timedelta(weeks=1)),
        ("what's new", None, None, None),
    ],
)
def test_the_window_is_read_as_in_any_question(
    text: str, since: date | None, until: date | None, reach: timedelta | None
) -> None:
    asked = planned(text)

    assert (asked.since, asked.until, asked.reach) == (since, until, reach)


def test_those_to_be_compared_are_named_as_the_question_calls_them() -> None:
    asked = planned("how do Harbour Post, Valley Times and the Coast Wire cover the flood?")

    assert asked.stories
    assert asked.stories.publishers == ("Harbour Post", "Valley Times", "Coast Wire")


@pytest.mark.parametrize(
    ("text", "topic"),
    [("the ferry", "the ferry"), (EVERYTHING, ""), ("news about the ferry", "the ferry"), ("ferry today", "ferry")],
)
def test_who_chooses_a_form_may_name_the_bare_topic(text: str, topic: str) -> None:
    asked = planned(text, form=Form.TIMELINE)

    assert asked.aim is Aim.STORIES
    assert asked.stories
    assert (asked.stories.form, asked.stories.topic) == (Form.TIMELINE, topic)
