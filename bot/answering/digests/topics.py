"""Whether a story is about what is asked: by its names, by its meaning. Pure."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.answering.question.planning import Plan
from bot.answering.question.wording import coverage
from ingest import Opening

ABOUT: Final = 0.6
"""Least sum of half the share of the topic that an opening names and its cosine to the topic."""
NEAR: Final = 0.5
"""Least cosine of an opening that does not name the topic's names: "Hamas seeks to extend truce" is about Gaza."""


def is_about(plan: Plan, opening: Opening, topic: NDArray[np.float32] | None) -> bool:
    """Tell whether an article is about what `plan` names; by its words alone where the `topic` has no vector."""
    if not plan.terms:
        return True
    text = f"{opening.passage.stored.article.title}\n{opening.passage.text}"
    named = coverage(plan.terms, text)
    if topic is None:
        return named == 1
    cosine = float(opening.vector @ topic)
    names = [term for term in plan.terms if term.is_name]
    has_names = not names or coverage(names, text) == 1
    return cosine >= NEAR or (has_names and named / 2 + cosine >= ABOUT)


def mostly_about(plan: Plan, openings: Sequence[Opening], topic: NDArray[np.float32] | None) -> bool:
    """Tell whether at least half of a story's articles are about what `plan` names."""
    return 2 * sum(is_about(plan, opening, topic) for opening in openings) >= len(openings)
