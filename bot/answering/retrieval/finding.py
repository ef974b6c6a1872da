"""Finds in an archive what a plan needs: passages by words and by meaning, reported figures."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from bot.answering.question.planning import Plan
from bot.answering.question.terms import STOP_WORDS, WORD
from bot.answering.retrieval.stories import Copies, one_per_story
from ingest import (
    Archive,
    DateMention,
    DatePrecision,
    FoundPassage,
    FoundTally,
    Opening,
    PassageId,
    ReadSentence,
    RevisionId,
    StoredArticle,
    View,
    Window,
    find_dates,
    find_quantities,
)

RRF_K = 60
"""Reciprocal rank fusion's constant (Cormack, Clarke and Büttcher, SIGIR 2009)."""
EVIDENCE = 60
"""Passages taken from each of full text and vectors."""
NAMED = 1.2
"""What a passage gains whose publisher or day the question names. MultiHop-RAG's sample, map@10 and all_gold@10: .512
and .737 without, .538 and .779 with it; 1.5 and 2 change nothing."""
OPENINGS = 2_000
"""Articles that stories are made of: to compare each with each takes a tenth of a second and 16 MB."""
TALLIES = 300
"""Tallies taken by relevance, and again by recency."""
SAME_START = timedelta(days=3)
"""A window stated loosely ("the past two weeks") is the asked one if their first days lie no further apart."""
TOLD_LATER = timedelta(days=31)
"""Figures of a period ("in March 2014") are still being reported this long after it."""

_ANY_TIME = Window()


@dataclass(frozen=True, slots=True)
class Found:
    """The passages near a question."""

    passages: tuple[FoundPassage, ...]
    """One a story, best first."""
    similarity: Mapping[PassageId, float] | None
    """Cosine similarity to the question of those found by meaning; `None` while there is no encoder."""
    articles: tuple[StoredArticle, ...]
    """Of every passage, copies too."""


class Retrieval:
    """Searches one archive as one asker sees it, for one question."""

    def __init__(self, archive: Archive, view: View, vector: NDArray[np.float32] | None) -> None:
        """Without a `vector`, the question's, it searches by words alone."""
        self.vector = vector
        self.now = view.now
        self._archive = archive
        self._view = view

    def find(self, plan: Plan, of_story: Sequence[FoundPassage] = ()) -> Found:
        """Find the passages near to `plan` that were published within its window, or later and tell of it.

        A question that goes on from a story is near to what tells `of_story`, too.
        """
        windows = _windows(plan, now=self._view.now)
        by_words = [self._by_words(plan.words, window) for window in windows]
        by_meaning = [self._by_meaning(window) for window in windows]
        similarity = {passage.id: passage.score for ranking in by_meaning for passage in ranking}
        fitting = [passage for passage in fused(*by_words, *by_meaning, of_story) if _is_of_window(plan, passage)]
        found = named_first(fitting, plan)
        ranked = fused(found, newest_first(found)) if plan.wants_newest else found
        return Found(
            self._one_per_story(ranked),
            None if self.vector is None else similarity,
            tuple(passage.stored for passage in found),
        )

    def search(self, words: Sequence[str], *, limit: int) -> tuple[FoundPassage, ...]:
        """Find the passages nearest to `words`, one a story, best first."""
        wanted = max(limit, EVIDENCE)
        rankings = self._by_words(words, Window(), wanted), self._by_meaning(Window(), wanted)
        return self._one_per_story(fused(*rankings))[:limit]

    def nearness(self) -> float:
        """Give the cosine of the question to the nearest passage; 0 without its vector."""
        return max((passage.score for passage in self._by_meaning(Window(), limit=1)), default=0.0)

    def near(self, words: Sequence[str], plan: Plan, *, limit: int) -> tuple[FoundPassage, ...]:
        """Find the passages nearest to `words`, best first, so many by words and by meaning each; copies too.

        Of `plan` its window alone counts, as in `find`.
        """
        windows = _windows(plan, now=self._view.now)
        rankings = [ranking for window in windows for ranking in self._near(words, window, limit)]
        return tuple(passage for passage in fused(*rankings) if _is_of_window(plan, passage))

    def _near(self, words: Sequence[str], window: Window, limit: int) -> tuple[Sequence[FoundPassage], ...]:
        return self._by_words(words, window, limit), self._by_meaning(window, limit)

    def find_in(
        self, languages: Collection[str], beginnings: Sequence[str], window: Window
    ) -> tuple[FoundPassage, ...]:
        """Find passages in `languages` near to the question, by words that begin so and by meaning, one a story."""
        by_words = self._archive.search_beginnings(
            self._view, beginnings, languages=languages, window=window, limit=EVIDENCE
        )
        return self._one_per_story(fused(by_words, self._by_meaning(window, languages=languages)))

    def newest_in(
        self, languages: Collection[str], window: Window, *, limit: int = EVIDENCE
    ) -> tuple[FoundPassage, ...]:
        """Find what begins the newest articles in `languages`, the newest first, one a story; of `limit` passages."""
        passages = self._archive.newest_passages(self._view, languages=languages, window=window, limit=limit)
        first = {passage.stored.revision: passage for passage in reversed(passages)}
        return self._one_per_story(list(reversed(first.values())))

    def openings(self, plan: Plan, window: Window) -> tuple[Opening, ...]:
        """Find how a window's newest articles begin that may be about what `plan` names; all, if it names nothing."""
        if not plan.terms:
            return self.newest_openings(window)
        near = (*self._by_words(plan.words, window, OPENINGS), *self._by_meaning(window, EVIDENCE))
        revisions = {passage.stored.revision for passage in near}
        return self._archive.openings(self._view, window=window, among=revisions, limit=OPENINGS)

    def newest_openings(self, window: Window = _ANY_TIME) -> tuple[Opening, ...]:
        """Find how a window's newest articles begin, whatever they are about."""
        return self._archive.openings(self._view, window=window, limit=OPENINGS)

    def copies(self, openings: Sequence[Opening]) -> Copies:
        """Give the pairs of these articles of which one repeats the other."""
        return self._archive.copies({opening.passage.stored.revision for opening in openings})

    def newest(self) -> datetime | None:
        """When the newest article was published."""
        return self._archive.newest(self._view)

    def reported(self, plan: Plan) -> tuple[FoundTally, ...]:
        """Find figures of what `plan` counts: reported within its window, or later as those of that window."""
        window = reporting_window(plan)
        found = self.tallies(plan, window)
        if window.until is None:
            return found
        later = self.tallies(plan, Window(window.until, None))
        return (*found, *(tally for tally in later if _states(plan, tally)))

    def tallies(self, plan: Plan, window: Window) -> tuple[FoundTally, ...]:
        """Find reported figures of what `plan` counts."""
        if plan.measure is None:
            return ()
        return self._archive.tallies(self._view, words=plan.words, measures=plan.measures, window=window, limit=TALLIES)

    def quantities_in(self, passages: Sequence[FoundPassage]) -> Mapping[RevisionId, Sequence[ReadSentence]]:
        """Give what was read of the articles of `passages`; where nobody did yet, it is read now."""
        articles = [passage.stored for passage in passages]
        read = self._archive.quantities_in(self._view, articles)
        unread = [stored for stored in articles if stored.revision not in read]
        return {**read, **{stored.revision: find_quantities(self._view.in_own_words(stored)) for stored in unread}}

    def _one_per_story(self, ranked: Sequence[FoundPassage]) -> tuple[FoundPassage, ...]:
        return one_per_story(ranked, self._archive.copies({passage.stored.revision for passage in ranked}))

    def _by_words(self, words: Sequence[str], window: Window, limit: int = EVIDENCE) -> tuple[FoundPassage, ...]:
        return self._archive.search_words(self._view, words, window=window, limit=limit)

    def _by_meaning(
        self, window: Window, limit: int = EVIDENCE, *, languages: Collection[str] | None = None
    ) -> tuple[FoundPassage, ...]:
        if self.vector is None:
            return ()
        return self._archive.search_vectors(self._view, self.vector, window=window, languages=languages, limit=limit)


def fused(*rankings: Sequence[FoundPassage]) -> tuple[FoundPassage, ...]:
    """Merge rankings by reciprocal rank; each passage once, best first, of equals the newer; its score is the sum."""
    scores: dict[int, float] = {}
    passages: dict[int, FoundPassage] = {}
    for ranking in rankings:
        for rank, passage in enumerate(ranking, start=1):
            passages[passage.id] = passage
            scores[passage.id] = scores.get(passage.id, 0.0) + 1 / (RRF_K + rank)
    ordered = sorted(newest_first(tuple(passages.values())), key=lambda passage: -scores[passage.id])
    return tuple(replace(passage, score=scores[passage.id]) for passage in ordered)


def newest_first(passages: Sequence[FoundPassage]) -> tuple[FoundPassage, ...]:
    """Rank passages by publication, the newest first; of one time the one stored first."""
    by_id = sorted(passages, key=lambda passage: passage.id)
    return tuple(sorted(by_id, key=lambda passage: passage.stored.article.published, reverse=True))


def _windows(plan: Plan, *, now: datetime) -> tuple[Window, ...]:
    """Give when texts on what happens within the plan's window are published: within it, and ever since it began."""
    since, until = plan.window.since, plan.window.until
    if since is None or since > now or (plan.is_long and not plan.is_bound):
        return (Window(until=until if plan.is_bound else None),)
    return (plan.window, Window(since)) if until else (plan.window,)


def _is_of_window(plan: Plan, passage: FoundPassage) -> bool:
    """Tell whether a passage that was published after a window which binds names a day or period within it."""
    told, until = passage.stored.article.published, plan.window.until
    if not plan.is_bound or plan.since is None or plan.until is None or until is None or told <= until:
        return True
    named = find_dates(passage.text, today=told.astimezone(plan.zone).date())
    slack = timedelta() if plan.is_short else SAME_START
    return any(plan.since - slack <= day.first and day.last <= plan.until + slack for day in named)


def named_first(found: Sequence[FoundPassage], plan: Plan) -> tuple[FoundPassage, ...]:
    """Move up what the question's publishers and the question's days have: "the Harbour Post report of 3 May"."""
    names = {word for term in plan.terms for word in WORD.findall(term.name)}
    return tuple(sorted(found, key=lambda passage: -passage.score * _preference(passage, names, plan)))


def _preference(passage: FoundPassage, names: set[str], plan: Plan) -> float:
    article = passage.stored.article
    publisher = set(WORD.findall(article.publisher.lower())) - STOP_WORDS
    day = article.published.astimezone(plan.zone).date()
    by_name = NAMED if publisher and publisher <= names else 1.0
    return by_name * (NAMED if any(_is_in(named, day, plan) for named in plan.dates) else 1.0)


def _is_in(named: DateMention, day: date, plan: Plan) -> bool:
    """Tell whether `day` is in a named period; "7 October" without a year is that of any year."""
    if plan.years or plan.is_relative or named.precision is DatePrecision.YEAR:
        return named.first <= day <= named.last
    return (named.first.month, named.first.day) <= (day.month, day.day) <= (named.last.month, named.last.day)


def _states(plan: Plan, found: FoundTally) -> bool:
    """Tell whether a figure's own stretch lies within the asked one, as nearly as texts state them."""
    stated, until = found.tally.since, plan.until
    if stated is None or until is None:
        return False
    return (plan.since is None or stated >= plan.since - SAME_START) and found.tally.as_of <= until + SAME_START


def reporting_window(plan: Plan) -> Window:
    """Give when figures of the plan's window are reported."""
    window = plan.window
    if plan.is_bound or window.until is None:
        return window
    return Window(window.since, window.until + TOLD_LATER)
