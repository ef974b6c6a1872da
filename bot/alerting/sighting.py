"""Looks into the archive as one server sees it: what is new to its alerts, how what they found stands now.

New is what arrived after an alert's mark, whatever its date, and was not told before in other words: an incident whose
toll rises until it fits an alert is new to it, one that fitted before is not. What is published long before it arrives
is a back issue, and posted by nobody.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.alerting.alerts import AlertId, Basis, Mark, Reason, Sight, Telling, Thing, ThingId, Wanted, What, meet
from bot.alerting.matching import fits_incident, fits_place, fits_text, fits_topic
from bot.alerting.noting import Sighting
from bot.answering.digests.grouping import grouped
from bot.answering.digests.stories import Story, story_of
from bot.answering.incidents.withdrawals import Withdrawals
from bot.answering.retrieval.finding import OPENINGS
from ingest import (
    Archive,
    ArticleId,
    Casualties,
    DateQuality,
    FoundReport,
    Incident,
    Opening,
    RevisionId,
    SourceId,
    StoredArticle,
    Subscriber,
    View,
    VisibleRuling,
    Window,
    fold,
)

TIMELY: Final = timedelta(hours=24)
"""An article that arrives later after its publication is no news."""
RECENT: Final = timedelta(days=7)
"""An event that lies further back is no news, whoever tells of it today."""
FOLLOWED: Final = timedelta(hours=48)
"""So long after it was found, a thing is looked at again."""
TOLD_TOGETHER: Final = timedelta(hours=24)
"""How far apart the articles of one story are published."""
FIRST_POLL: Final = timedelta(minutes=15)
"""What a new source brings so soon, and does not date, is a back issue: its first poll is over by then."""
REHEARSED: Final = timedelta(days=7)
"""Of so many days is shown what an alert would have posted."""
EXAMPLES: Final = 200

Encode: TypeAlias = Callable[[str], NDArray[np.float32]]
"""Gives the unit vector of a topic."""
_SCENES: Final = 8
_BEFORE_ALL: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Watch:
    """An alert as far as a look needs it."""

    alert: AlertId
    wanted: Wanted
    mark: Mark


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at for one server."""

    mark: Mark
    """Up to where: the newest article is looked up before the moment is taken, so that none falls between them."""
    watches: tuple[Watch, ...]
    followed: tuple[Thing, ...]

    def without_topics(self) -> "Look":
        """Leave out what can only be found by meaning, for as long as there is no encoder."""
        return replace(self, watches=tuple(watch for watch in self.watches if not watch.wanted.topic))


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What an alert would have posted in the days up to a moment."""

    until: datetime
    """Now, or when the newest article was published."""
    examples: tuple[Sight, ...]
    """The nearest to the topic first, nearer or not; without a topic the newest. At most `EXAMPLES`."""


class Lookout:
    """Looks for one server after the other; those that see the same share what was read. For one thread."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._scenes: dict[object, _Scene] = {}

    def look(self, look: Look, subscriber: Subscriber, *, encode: Encode) -> Sighting:
        """Look once for the subscriber."""
        scene = self._scene(self._archive.view(look.mark.moment, subscriber), look.mark)
        is_timely = _timely(self._archive.reading_since(subscriber), look.mark.moment)
        found: dict[AlertId, tuple[Sight, ...]] = {}
        for watch in look.watches:
            sights = _Eye(scene, watch.wanted, encode).fresh(watch.mark, is_timely)
            near = (sight for sight in sights if fits_topic(watch.wanted, sight.nearness))
            found[watch.alert] = tuple(sorted(near, key=lambda sight: sight.telling.published))
        return Sighting(look.mark, found, dict(_seen(scene, look.followed)))

    def rehearse(self, wanted: Wanted, subscriber: Subscriber, *, now: datetime, encode: Encode) -> Rehearsal:
        """Give what an alert would have posted lately, whatever its threshold; where news ended, up to then."""
        view = self._archive.view(now, subscriber)
        until = min(now, self._archive.newest(view) or now)
        scene = _Scene(self._archive, replace(view, now=until), events=REHEARSED, openings=REHEARSED)
        start = Mark(_BEFORE_ALL, ArticleId(0))
        sights = list(_Eye(scene, wanted, encode).fresh(start, lambda _: True))
        sights.sort(key=lambda sight: (-(sight.nearness or 0), -sight.telling.published.timestamp()))
        return Rehearsal(until, tuple(sights[:EXAMPLES]))

    def _scene(self, view: View, mark: Mark) -> "_Scene":
        if any(scene.mark != mark for scene in self._scenes.values()) or len(self._scenes) >= _SCENES:
            self._scenes.clear()
        key = view.sources, frozenset(view.own_words.items()), self._archive.rulings(view)  # all that two may differ in
        if key not in self._scenes:
            self._scenes[key] = _Scene(self._archive, view, events=RECENT + FOLLOWED, openings=FOLLOWED, mark=mark)
        return self._scenes[key]


def _timely(since: Mapping[SourceId, datetime], now: datetime) -> Callable[[StoredArticle], bool]:
    def is_timely(stored: StoredArticle) -> bool:
        published, added = stored.article.published, since.get(stored.source, now)
        is_guessed = stored.article.date_quality is not DateQuality.STATED
        return published >= max(now - TIMELY, added + FIRST_POLL if is_guessed else added)

    return is_timely


class _Scene:
    """What a view shows, read as far as it is asked for."""

    def __init__(
        self, archive: Archive, view: View, *, events: timedelta, openings: timedelta, mark: Mark | None = None
    ) -> None:
        self.archive = archive
        self.view = view
        self.mark = mark
        self._events = Window(view.now - events)
        self._published = Window(view.now - openings)
        self._before: dict[Mark, frozenset[FoundReport]] = {}
        self._told: dict[RevisionId, Sight] = {}

    @cached_property
    def reports(self) -> tuple[FoundReport, ...]:
        """Give what is reported and was not taken back since."""
        return self.withdrawals.without(self.archive.reports(self.view, window=self._events))

    @cached_property
    def withdrawals(self) -> Withdrawals:
        return Withdrawals(self.archive, self.view, self._published)

    @cached_property
    def rulings(self) -> tuple[VisibleRuling, ...]:
        return self.archive.rulings(self.view)

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        return fold(self.reports, self.rulings)

    @cached_property
    def openings(self) -> tuple[Opening, ...]:
        """How articles begin, the newest first."""
        return self.archive.openings(self.view, window=self._published, limit=OPENINGS)

    @cached_property
    def stories(self) -> tuple[tuple[Opening, ...], ...]:
        """Give the openings that tell one thing together, the middle one first."""
        published = np.array([opening.published.timestamp() for opening in self.openings])
        together = np.abs(published[:, None] - published[None, :]) <= TOLD_TOGETHER.total_seconds()
        groups = grouped([opening.vector for opening in self.openings], together=together)
        return tuple(tuple(self.openings[position] for position in group) for group in groups)

    def story(self, members: tuple[Opening, ...]) -> Sight:
        """Give a story as a thing: made once, however many alerts it fits."""
        middle = members[0].passage.stored.revision
        if middle not in self._told:
            copies = self.archive.copies({opening.passage.stored.revision for opening in members})
            self._told[middle] = _sight_of_story(story_of(members, copies))
        return self._told[middle]

    def before(self, mark: Mark) -> frozenset[FoundReport]:
        """Give the reports that had arrived by then, as they read then."""
        if mark not in self._before:
            view = replace(self.view, now=min(mark.moment, self.view.now))
            then = self.archive.reports(view, window=self._events)
            self._before[mark] = frozenset(found for found in then if found.stored.id <= mark.article)
        return self._before[mark]

    def openings_of(self, revisions: Collection[RevisionId]) -> tuple[Opening, ...]:
        return self.archive.openings(self.view, among=revisions, limit=len(revisions)) if revisions else ()


class _Eye:
    """Looks for what one alert wants."""

    def __init__(self, scene: _Scene, wanted: Wanted, encode: Encode) -> None:
        self._scene = scene
        self._wanted = wanted
        self._encode = encode

    @cached_property
    def _topic(self) -> NDArray[np.float32] | None:
        return self._encode(self._wanted.topic) if self._wanted.topic else None

    def fresh(self, mark: Mark, is_timely: Callable[[StoredArticle], bool]) -> Iterator[Sight]:
        """Give what fits and is new since `mark`, with how near each is to the topic."""
        match self._wanted.what:
            case What.INCIDENTS:
                yield from self._incidents(mark, is_timely)
            case What.STORIES:
                yield from self._stories(mark, is_timely)
            case What.ITEMS:
                yield from self._items(mark, is_timely)

    def _incidents(self, mark: Mark, is_timely: Callable[[StoredArticle], bool]) -> Iterator[Sight]:
        before, recent = self._scene.before(mark), (self._scene.view.now - RECENT).date()
        old = {found.id for found in before}
        sights = []
        for incident in self._touched(before):
            came = [found for found in incident.reports if found.id not in old]
            if not any(is_timely(found.stored) for found in came) or not self._fits(incident):
                continue
            if incident.last_day >= recent and not self._fitted(incident, before):
                sights.append((sight_of(incident), incident))
        yield from self._measured(sights)

    def _touched(self, before: frozenset[FoundReport]) -> Iterator[Incident]:
        """Give the incidents with reports that came since; where none was revised, `before` is among those there."""
        old = {found.id for found in before}
        return (each for each in self._scene.incidents if any(found.id not in old for found in each.reports))

    def _fitted(self, incident: Incident, before: frozenset[FoundReport]) -> bool:
        """Tell whether it fitted before: an article that was revised since may have told it in other words."""
        articles = {found.stored.id for found in incident.reports}
        told = [found for found in before if found.stored.id in articles]
        basis = sight_of(incident).basis
        return any(
            self._fits(earlier) and meet(sight_of(earlier).basis, basis) for earlier in fold(told, self._scene.rulings)
        )

    def _fits(self, incident: Incident) -> bool:
        return fits_incident(self._wanted, telling_of(incident)) and any(
            fits_text(
                self._wanted,
                f"{found.stored.article.title}\n{found.sentence}",
                publisher=found.stored.article.publisher,
                source=found.stored.source,
            )
            for found in incident.reports
        )

    def _measured(self, sights: Sequence[tuple[Sight, Incident]]) -> Iterator[Sight]:
        """Measure how near the articles that tell an incident are to the topic."""
        if self._topic is None:
            yield from (sight for sight, _ in sights)
            return
        revisions = {found.stored.revision for _, incident in sights for found in incident.reports}
        near = {
            opening.passage.stored.revision: self._nearness(opening) for opening in self._scene.openings_of(revisions)
        }
        for sight, incident in sights:
            nearest = max((near.get(found.stored.revision, 0.0) for found in incident.reports), default=0.0)
            yield replace(sight, nearness=nearest)

    def _stories(self, mark: Mark, is_timely: Callable[[StoredArticle], bool]) -> Iterator[Sight]:
        for members in self._scene.stories:
            stored = [opening.passage.stored for opening in members]
            if not any(each.id > mark.article and is_timely(each) for each in stored):
                continue
            about = [opening for opening in members if self._is_about(opening)]
            if about and all(opening.passage.stored.id > mark.article for opening in about):
                yield replace(self._scene.story(members), nearness=self._nearest(about))

    def _items(self, mark: Mark, is_timely: Callable[[StoredArticle], bool]) -> Iterator[Sight]:
        for opening in self._scene.openings:
            stored = opening.passage.stored
            if stored.id > mark.article and is_timely(stored) and self._is_about(opening):
                yield replace(_sight_of_item(stored), nearness=self._nearest([opening]))

    def _is_about(self, opening: Opening) -> bool:
        """Tell whether an article fits, whatever the topic."""
        stored = opening.passage.stored
        text = f"{stored.article.title}\n{opening.passage.text}"
        return fits_text(self._wanted, text, publisher=stored.article.publisher, source=stored.source) and fits_place(
            self._wanted, text
        )

    def _nearest(self, openings: Iterable[Opening]) -> float | None:
        return None if self._topic is None else max(map(self._nearness, openings))

    def _nearness(self, opening: Opening) -> float:
        return 0.0 if self._topic is None else float(opening.vector @ self._topic)


def _seen(scene: _Scene, followed: Sequence[Thing]) -> Iterator[tuple[ThingId, Sight | Reason | None]]:
    """Give how things stand; one of which an article is out of sight, and not gone, is left as it is."""
    articles = {basis.article for thing in followed for basis in thing.basis}
    shown = scene.archive.standing(scene.view, articles)
    notices = {article: scene.withdrawals.notice_of(stored) for article, stored in shown.items()}
    standing = {article: stored for article, stored in shown.items() if not notices[article]}
    held = scene.archive.holding(articles)
    by_article: dict[ArticleId, list[Incident]] = {}
    if any(thing.telling.what is What.INCIDENTS for thing in followed):
        for incident in scene.incidents:
            for article in {found.stored.id for found in incident.reports} & articles:
                by_article.setdefault(article, []).append(incident)
    for thing in followed:
        if thing.telling.what is What.INCIDENTS:
            near = {each.id: each for basis in thing.basis for each in by_article.get(basis.article, ())}
            sight = _recognised(thing, near.values())
        else:
            sight = _reread(thing, standing)
        hidden = any(basis.article in held and basis.article not in shown for basis in thing.basis)
        if sight:
            yield thing.id, sight
        elif not hidden:
            told = [basis.article for basis in thing.basis if basis.article in shown]
            because = next(filter(None, map(notices.get, told)), None) or next(map(shown.get, told), None)
            yield thing.id, _reason(because) if because else None


def _recognised(thing: Thing, incidents: Iterable[Incident]) -> Sight | None:
    """Find the incident that a thing is now: of several, the one that more of its texts tell."""
    sights = [(sight, sum(_tells(basis, sight) for basis in thing.basis)) for sight in map(sight_of, incidents)]
    best = max(sights, key=lambda each: each[1], default=None)
    return best[0] if best and best[1] else None


def _tells(basis: Basis, sight: Sight) -> bool:
    return meet((basis,), sight.basis)


def _reread(thing: Thing, standing: Mapping[ArticleId, StoredArticle]) -> Sight | None:
    """Read what is quoted anew: a title that was changed is told as it is now."""
    left = [standing[basis.article] for basis in thing.basis if basis.article in standing]
    if not left:
        return None
    if thing.telling.what is What.ITEMS:
        return _sight_of_item(left[0])
    is_there = any(thing.telling.text in stored.article.text for stored in left)
    telling = thing.telling if is_there else replace(thing.telling, text=left[0].article.title)
    return Sight(telling, tuple(Basis(stored.id) for stored in left))


def sight_of(incident: Incident) -> Sight:
    """Give an incident as a thing; what it says best goes first."""
    return Sight(telling_of(incident), tuple(_basis_of(found) for found in incident.reports))


def telling_of(incident: Incident) -> Telling:
    """Give what is told of an incident."""
    quoted = next(found for found in incident.reports if found.sentence == incident.summary)
    best, stating = quoted.stored.article, _stating_toll(incident, quoted)
    return Telling(
        what=What.INCIDENTS,
        text=incident.summary,
        url=best.url,
        publisher=best.publisher,
        published=best.published,
        kind=incident.kind.value,
        place=incident.place,
        first_day=incident.first_day,
        last_day=incident.last_day,
        date_precision=incident.date_precision,
        killed=incident.killed,
        injured=incident.injured,
        status=incident.status,
        articles=len({found.stored.id for found in incident.reports}),
        independent=incident.independent_sources,
        reason=_reason(stating.stored) if stating.stored.id != quoted.stored.id else None,
    )


def _stating_toll(incident: Incident, quoted: FoundReport) -> FoundReport:
    """Give the report that states how many were killed, the quoted one if it does, else the newest."""
    stating = (found for found in (quoted, *incident.reports) if found.report.killed.best == incident.killed.best)
    return next(stating, quoted)


def _reason(stored: StoredArticle) -> Reason:
    return Reason(stored.article.url, stored.article.publisher, stored.article.published)


def _basis_of(found: FoundReport) -> Basis:
    report = found.report
    place = report.place.name or report.place.country or ""
    return Basis(found.stored.id, report.kind.value, report.last_day, place, found.sentence)


def _sight_of_story(story: Story) -> Sight:
    told = story.told
    telling = _telling(What.STORIES, told.text, told.stored)
    telling = replace(telling, articles=len(story.openings), independent=story.independent)
    return Sight(telling, tuple(Basis(stored.id) for stored in story.articles))


def _sight_of_item(stored: StoredArticle) -> Sight:
    return Sight(_telling(What.ITEMS, stored.article.label, stored), (Basis(stored.id),))


def _telling(what: What, text: str, stored: StoredArticle) -> Telling:
    article = stored.article
    return Telling(what, text, article.url, article.publisher, article.published, killed=Casualties())
