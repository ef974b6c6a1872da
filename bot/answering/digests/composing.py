"""From a digest to text with [1] marks, a line a story. Pure; chooses nothing."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.answering.answers import StoryTold
from bot.answering.composition.composing import Citations, Composed
from bot.answering.composition.naming import as_written
from bot.answering.composition.phrasing import count_words, day, window_phrase
from bot.answering.digests.digest import Digest
from bot.answering.digests.stories import Story
from bot.answering.question.digesting import Form
from bot.answering.question.planning import Plan
from bot.answering.retrieval.finding import OPENINGS
from ingest import Opening, Window

LISTED: Final = 5
"""Stories in the text of a digest; the other forms list all."""
TOO_MANY: Final = f"There is more than can be told: these are the newest {OPENINGS:,} articles, back to"
IN_HOURS: Final = timedelta(days=2)
"""Up to so long a stretch that ends now is named by its hours."""


def compose_digest(plan: Plan, told: Digest, citations: Citations, *, now: datetime) -> Composed:
    """Say what is told of which stretch of time, then a line a story."""
    stories = compose_stories(plan, told.stories, citations)
    quotes = {citation.n: citation.quote for citation in citations.all()}
    missing = [f"Nothing of {' and '.join(told.missing)}."] if told.missing else []
    text = "\n".join((_heading(plan, told, now), *_lines(plan, told.found, stories, quotes), *missing))
    return Composed(text, notes=(f"{TOO_MANY} {day(told.reach)}.",) if told.reach else ())


def compose_stories(plan: Plan, stories: Sequence[Story], citations: Citations) -> tuple[StoryTold, ...]:
    """Cite the sentence of each story and say who tells it: in a timeline of which day, else when."""
    is_timeline = plan.stories is not None and plan.stories.form is Form.TIMELINE
    return tuple(
        StoryTold(
            day=story.day(plan.zone) if is_timeline else story.published(plan.zone),
            citation=citations.cite(story.told.stored, story.told.span),
            publishers=story.publishers,
            independent_publishers=story.independent,
            articles=len(story.openings),
            newest=story.newest,
        )
        for story in stories
    )


def why_no_stories(plan: Plan, told: Digest, newest: datetime) -> str:
    """Say of what and of when there is nothing, and of what day the nearest is."""
    topic = _topic(plan, [told.nearest] if told.nearest else ())
    about = f" on {topic}" if topic else ""
    window = window_phrase(plan.since, plan.until)
    by = f" by {' or '.join(told.missing)}" if told.missing else ""
    nothing = f"Nothing{about} was published here{by}{' ' + window if window else ''}."
    if told.nearest:
        return f"{nothing} The nearest{about} is of {day(told.nearest.published)}."
    return f"{nothing} The newest article of all is of {day(newest)}."


def _heading(plan: Plan, told: Digest, now: datetime) -> str:
    topic = _topic(plan, [opening for story in told.stories for opening in story.openings])
    about = f" on {topic}" if topic else ""
    window = _stretch(plan, told.window, now)
    match plan.stories.form if plan.stories else Form.DIGEST:
        case Form.DIGEST:
            is_most_told = not plan.terms or (plan.stories is not None and plan.stories.most)
            order = "the most widely reported first" if is_most_told else "the newest first"
            return f"{count_words(told.found, 'story', 'stories')}{about}{window}, {order}:"
        case Form.TIMELINE:
            most = f", the {len(told.stories)} most widely reported" if told.found > len(told.stories) else ""
            return f"Timeline{f' of {topic}' if topic else ''}{window}{most}, in the order of events:"
        case Form.COMPARISON:
            return f"What they tell{about}{window}:"


def _topic(plan: Plan, openings: Sequence[Opening]) -> str:
    return as_written(plan.topic, [opening.passage.text for opening in openings])


def _stretch(plan: Plan, window: Window, now: datetime) -> str:
    since, until = window.since, window.until
    if since and until == now and now - since <= IN_HOURS:
        return f" in the last {round((now - since) / timedelta(hours=1))} hours"
    if plan.since or plan.until:
        return f" {window_phrase(plan.since, plan.until)}"
    first = since.astimezone(plan.zone).date() if since else None
    last = until.astimezone(plan.zone).date() if until and until < now else None
    if plan.terms or plan.reach or first is None:
        return f" {window_phrase(first, last)}" if first or last else ""
    return f" {window_phrase(first, last)}, the newest day that has any"


def _lines(plan: Plan, found: int, stories: Sequence[StoryTold], quotes: dict[int, str]) -> Iterator[str]:
    """Give when, unless all are of one day, who, the sentence and its mark of each story."""
    is_digest = plan.stories is None or plan.stories.form is Form.DIGEST
    most = plan.stories.most if plan.stories else None
    listed = stories[: most or LISTED] if is_digest else stories
    is_one_day = len({story.day for story in listed}) == 1
    for story in listed:
        count = story.independent_publishers
        who = story.publishers[0] if count == 1 else count_words(count, "publisher")
        when = "" if is_one_day else f"{day(story.day)}, "
        yield f"• {when}{who}: “{quotes[story.citation]}” [{story.citation}]"
    if found > len(listed):
        yield f"… and {found - len(listed):,} more."
