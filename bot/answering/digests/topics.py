"""Whether a story is about what is asked: by its names, by its meaning. Pure."""

from collections.abc import Collection, Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.answering.question.planning import Plan
from bot.answering.question.wording import coverage
from ingest import Opening, RevisionId

LEAST_NEAR: Final = 0.2
"""Least cosine to the topic of an opening that names all of it: less names it in passing."""
NEAR: Final = 0.5
"""Least cosine of one that does not: "Hamas seeks to extend truce" is about Gaza."""
ROUGHLY: Final = 0.6
"""Least sum of cosine and half the named share of one that is about it roughly: of climate change a climate summit."""
Topic: TypeAlias = NDArray[np.float32] | None
"""The vector of what is asked about; `None` while there is no encoder."""


def about(plan: Plan, openings: Sequence[Opening], topic: Topic) -> frozenset[RevisionId]:
    """Give the articles about what `plan` names, by its words alone where it has no vector; all if it names nothing.

    Those that are about it roughly count where it names nobody and no place, or nothing is about it fully.
    """
    if not plan.terms:
        return frozenset(opening.passage.stored.revision for opening in openings)
    measured = [(opening.passage.stored.revision, *_measured(plan, opening, topic)) for opening in openings]
    fully = frozenset(
        revision for revision, named, cosine in measured if (named == 1 and cosine >= LEAST_NEAR) or cosine >= NEAR
    )
    if fully and any(term.is_name for term in plan.terms):
        return fully
    return fully | {revision for revision, named, cosine in measured if named and named / 2 + cosine >= ROUGHLY}


def tells_of(fitting: Collection[RevisionId], story: Sequence[Opening]) -> bool:
    """Tell whether a story is about the topic: its middle is, or half of its articles; the rest take it as read."""
    told = [opening.passage.stored.revision in fitting for opening in story]
    return told[0] or 2 * sum(told) >= len(told)


def _measured(plan: Plan, opening: Opening, topic: Topic) -> tuple[float, float]:
    """Give the named share of the topic, 0 where a name of it is missing, and the cosine to it."""
    text = f"{opening.passage.stored.article.title}\n{opening.passage.text}"
    names = [term for term in plan.terms if term.is_name]
    named = coverage(plan.terms, text) if not names or coverage(names, text) == 1 else 0.0
    return named, LEAST_NEAR if topic is None else float(opening.vector @ topic)
