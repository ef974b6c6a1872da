"""Whether a story is about what is asked: by its names, by its meaning. Pure."""

from collections.abc import Collection, Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.answering.question.planning import Plan
from ingest import Opening, RevisionId

LEAST_NEAR: Final = 0.2
"""Least cosine to the topic of an opening that names all of it: less names it in passing."""
NEAR: Final = 0.5
"""Least cosine of one that does not: "Hamas seeks to extend truce" is about Gaza."""
ENOUGH: Final = 3
"""Articles that are about a topic fully, from which none that is about it roughly is told."""
ROUGHLY: Final = 0.6
"""Least sum of cosine and half the named share of one that is about it roughly: of climate change a climate summit."""
Topic: TypeAlias = NDArray[np.float32] | None
"""The vector of what is asked about; `None` while there is no encoder."""


def about(plan: Plan, openings: Sequence[Opening], topic: Topic) -> frozenset[RevisionId]:
    """Give the articles about what `plan` names, by its words alone where it has no vector; all if it names nothing.

    Those that are about it roughly count where few are fully.
    """
    revisions = [opening.passage.stored.revision for opening in openings]
    if not plan.terms or not openings:
        return frozenset(revisions)
    named = np.array([_named(plan, opening) for opening in openings])
    cosines = np.array([LEAST_NEAR if topic is None else float(opening.vector @ topic) for opening in openings])
    names = np.array([term.is_name for term in plan.terms])
    fully = (named.all(axis=1) & (cosines >= LEAST_NEAR)) | (cosines >= NEAR)
    if fully.sum() >= ENOUGH:
        return _chosen(revisions, fully)
    share = named.mean(axis=1)
    roughly = named[:, names].all(axis=1) & (share > 0) & (share / 2 + cosines >= ROUGHLY)
    return _chosen(revisions, fully | roughly)


def tells_of(fitting: Collection[RevisionId], story: Sequence[Opening]) -> bool:
    """Tell whether a story is about the topic: its middle is, or a third of its articles; the rest take it as read."""
    told = [opening.passage.stored.revision in fitting for opening in story]
    return told[0] or 3 * sum(told) >= len(told)


def _named(plan: Plan, opening: Opening) -> list[bool]:
    text = f"{opening.passage.stored.article.title}\n{opening.passage.text}"
    return [bool(term.pattern.search(text)) for term in plan.terms]


def _chosen(revisions: Sequence[RevisionId], these: NDArray[np.bool_]) -> frozenset[RevisionId]:
    return frozenset(revision for revision, chosen in zip(revisions, these.tolist(), strict=True) if chosen)
