"""How a claim stands, of what passages and the series of its figure make of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.answering.claims.figures import Counted
from bot.answering.claims.passage_stance import Bearing, Weighed
from bot.answering.claims.verdicts import Standing
from ingest import Span, StoredArticle

_LATER: Final = timedelta(hours=24)
"""What is published so long after another report supersedes it."""
_SHOWN: Final = 2
"""Quotes on either side."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How a claim stands, with the sentences that it rests on."""

    standing: Standing
    bearing: tuple[tuple[StoredArticle, Span], ...] = ()
    opposing: tuple[tuple[StoredArticle, Span], ...] = ()
    true_on: datetime | None = None
    """When what is outdated was last reported so."""
    series: Counted | None = None
    """The series that decided, where one did."""


def judged(passages: Sequence[Weighed], series: Sequence[Counted], *, has_number: bool) -> Judged:
    """Judge a claim by passages, nearest first, and by the series of its figures; `has_number`: whether it says any.

    A series tells more than any passage: that there is a newer number, that publishers differ. Without one, the newest
    of the passages that speak to the claim decide.
    """
    told = {each.standing: each for each in reversed(series)}
    ended = told.get(Standing.OUTDATED) or told.get(Standing.DISPUTED)
    bearing = [one for one in passages if one.bearing is Bearing.BEARS_OUT]
    opposing = [one for one in passages if one.bearing is Bearing.OPPOSES]
    disputing = [one for one in passages if one.bearing is Bearing.DISPUTES]
    contradicted = told.get(Standing.CONTRADICTED)
    if ended is None and disputing:
        return Judged(Standing.DISPUTED, _places(disputing))
    if ended is None and bearing:
        return _borne(bearing, opposing, contradicted, has_number=has_number)
    if decided := ended or contradicted or told.get(Standing.SUPPORTED):
        return _by_series(decided)
    return Judged(Standing.CONTRADICTED, opposing=_places(opposing)) if opposing else Judged(Standing.NOT_FOUND)


def _borne(
    bearing: Sequence[Weighed], opposing: Sequence[Weighed], series: Counted | None, *, has_number: bool
) -> Judged:
    """Judge what at least one passage bears out; `series` ends with another number."""
    newest = max(one.published for one in bearing)
    if series and series.is_exceeded and series.opposing[0].published >= newest + _LATER:
        return replace(_by_series(series), standing=Standing.OUTDATED, bearing=_places(bearing), true_on=newest)
    later = [one for one in opposing if one.published >= newest + _LATER]
    if later and has_number:
        return Judged(Standing.OUTDATED, _places(bearing), _places(later), newest)
    if later:
        return Judged(Standing.CONTRADICTED, opposing=_places(later))
    return Judged(Standing.SUPPORTED, _places(bearing))


def _by_series(series: Counted) -> Judged:
    stated = [(one.found.stored, one.found.tally.quote) for one in series.bearing]
    against = [(one.found.stored, one.found.tally.quote) for one in series.opposing]
    true_on = series.bearing[0].published if series.standing is Standing.OUTDATED and series.bearing else None
    return Judged(series.standing, tuple(stated[:_SHOWN]), tuple(against[:_SHOWN]), true_on, series)


def _places(passages: Sequence[Weighed]) -> tuple[tuple[StoredArticle, Span], ...]:
    """Give the sentences to quote, the newest first."""
    newest_first = sorted(passages, key=lambda one: one.published, reverse=True)
    return tuple((one.stored, one.span) for one in newest_first[:_SHOWN])
