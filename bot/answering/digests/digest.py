"""Makes a digest: of which stretch of time, of which articles, which stories they tell, in which order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np

from bot.answering.digests.grouping import Mask, grouped
from bot.answering.digests.publishers import is_called
from bot.answering.digests.stories import Story, story_of
from bot.answering.digests.topics import about, tells_of
from bot.answering.question.digesting import Form, Wanted
from bot.answering.question.planning import Plan, days
from bot.answering.retrieval.finding import OPENINGS, Retrieval
from ingest import Opening, Window

DAY: Final = timedelta(hours=24)
WEEK: Final = timedelta(days=7)
"""How far back from its newest article a topic is told where no window is named."""
MONTH: Final = timedelta(days=31)
MOST: Final = 40
"""Stories of a digest: eight pages."""
MOST_OF_TIMELINE: Final = 20
"""Of a timeline: those that most publishers tell."""
MOST_OF_PUBLISHER: Final = 4
SPREAD: Final = timedelta(hours=24)
"""How far a story's articles lie from its middle: what is told of one thing for a week are several stories."""
REPEATED: Final = 0.83
"""Cosine of the middles of two stories from which that of the next day repeats the other."""


@dataclass(frozen=True, slots=True)
class Digest:
    """Stories in the order in which they are told, and the stretch of time that they are of."""

    stories: tuple[Story, ...]
    window: Window
    found: int
    """How many there are, those included that are too many to tell."""
    reach: datetime | None = None
    """How far back it goes, where there is more in the window than can be compared."""
    nearest: Opening | None = None
    """Where there is no story: the article about it that is nearest in time."""
    missing: tuple[str, ...] = ()
    """Publishers to compare of whom there is nothing, as the question calls them."""
    is_of_nobody: bool = False
    """Whether none of those to be compared is a publisher here: then the question asks for something else."""


def digest(plan: Plan, retrieval: Retrieval) -> Digest:
    """Make the digest that `plan` asks for; a plan that asks for none is told as what is new."""
    wanted = plan.stories or Wanted(Form.DIGEST, "")
    window = _window(plan, wanted, retrieval)
    openings = retrieval.openings(plan, window)
    missing: tuple[str, ...] = ()
    match wanted.form:
        case Form.DIGEST:
            stories = [*_stories(plan, openings, retrieval, together=_within(SPREAD, openings))]
            stories.sort(key=lambda story: story.newest, reverse=True)
            if wanted.most or not plan.terms:
                stories.sort(key=lambda story: -story.independent)
            told = stories[: wanted.most or MOST]
        case Form.TIMELINE:
            by_day = [*_stories(plan, openings, retrieval, together=_same_day(plan, openings))]
            stories = sorted(_unrepeated(plan, by_day), key=lambda story: -story.independent)
            told = sorted(
                stories[: wanted.most or MOST_OF_TIMELINE], key=lambda story: (story.day(plan.zone), story.oldest)
            )
        case Form.COMPARISON:
            stories = [*_stories(plan, openings, retrieval, together=_within(SPREAD, openings))]
            by_name = {name: _of_publisher(name, stories) for name in wanted.publishers}
            told = stories = [story for own in by_name.values() for story in own]
            missing = tuple(name for name, own in by_name.items() if not own)
    nearest = None if told else _nearest(plan, window, retrieval)
    is_of_nobody = bool(missing) and not told and not _are_publishers(missing, retrieval)
    reach = openings[-1].published if len(openings) == OPENINGS else None
    return Digest(tuple(told), window, len(stories), reach, nearest, missing, is_of_nobody)


def _window(plan: Plan, wanted: Wanted, retrieval: Retrieval) -> Window:
    """Give the asked stretch; else the last day of everything, the last week of a topic, a timeline's whole."""
    now = retrieval.now
    if plan.reach:
        return Window(now - plan.reach, now)
    if plan.since or plan.until:
        return plan.window
    if not plan.terms:
        return _last_day(plan, retrieval)
    if wanted.form is Form.TIMELINE:
        return Window()
    for since in (now - WEEK, now - MONTH, None):  # because among all that is near, the newest may be too far down
        newest = next(_about(plan, retrieval.openings(plan, Window(since)), retrieval), None)
        if newest:
            return Window(newest.published - WEEK, now)
    return Window()


def _last_day(plan: Plan, retrieval: Retrieval) -> Window:
    """Give the last 24 hours; where they are empty, the newest day that is not."""
    last = Window(retrieval.now - DAY, retrieval.now)
    if retrieval.openings(plan, last):
        return last
    newest = retrieval.newest()
    if newest is None:
        return last
    day = newest.astimezone(plan.zone).date()
    return days(day, day, plan.zone)


def _stories(plan: Plan, openings: Sequence[Opening], retrieval: Retrieval, *, together: Mask) -> Iterator[Story]:
    """Give the stories about what is asked, whose other articles need not name it."""
    fitting, copies = about(plan, openings, retrieval.vector), retrieval.copies(openings)
    for group in grouped([opening.vector for opening in openings], together=together):
        members = [openings[position] for position in group]
        if tells_of(fitting, members):
            yield story_of(members, copies)


def _about(plan: Plan, openings: Sequence[Opening], retrieval: Retrieval) -> Iterator[Opening]:
    fitting = about(plan, openings, retrieval.vector)
    return (opening for opening in openings if opening.passage.stored.revision in fitting)


def _within(spread: timedelta, openings: Sequence[Opening]) -> Mask:
    published = np.array([opening.published.timestamp() for opening in openings])
    near: Mask = np.abs(published[:, None] - published[None, :]) <= spread.total_seconds()
    return near


def _same_day(plan: Plan, openings: Sequence[Opening]) -> Mask:
    days_of = np.array([opening.published.astimezone(plan.zone).toordinal() for opening in openings])
    same: Mask = days_of[:, None] == days_of[None, :]
    return same


def _unrepeated(plan: Plan, stories: Sequence[Story]) -> Iterator[Story]:
    """Leave out stories that repeat one of the same day or the day before, if no more publishers tell them."""
    told: list[tuple[Story, date]] = []
    for story in sorted(stories, key=lambda story: (story.day(plan.zone), -story.independent)):
        day = story.day(plan.zone)
        lately = [known for known, other in told if day - other <= timedelta(days=1)]
        if not any(_repeats(story, known) for known in lately):
            yield story
        told.append((story, day))


def _repeats(story: Story, known: Story) -> bool:
    near = float(story.openings[0].vector @ known.openings[0].vector) >= REPEATED
    return near and story.independent <= known.independent


def _of_publisher(name: str, stories: Sequence[Story]) -> list[Story]:
    """Give what a publisher tells of the stories, the newest first."""
    told = [
        story_of(own, ())
        for story in stories
        if (own := [each for each in story.openings if is_called(each.passage.stored.article.publisher, name)])
    ]
    return sorted(told, key=lambda story: story.newest, reverse=True)[:MOST_OF_PUBLISHER]


def _are_publishers(names: Sequence[str], retrieval: Retrieval) -> bool:
    publishers = {opening.passage.stored.article.publisher for opening in retrieval.newest_openings()}
    return any(is_called(publisher, name) for publisher in publishers for name in names)


def _nearest(plan: Plan, window: Window, retrieval: Retrieval) -> Opening | None:
    """Give the article nearest in time to an empty window."""
    before = (
        next(_about(plan, retrieval.openings(plan, Window(until=window.since)), retrieval), None)
        if window.since
        else None
    )
    later = [*_about(plan, retrieval.openings(plan, Window(since=window.until)), retrieval)] if window.until else []
    return before or next(reversed(later), None)
