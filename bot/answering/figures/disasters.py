"""Which disaster a figure is the toll of. Pure."""

import re

from bot.answering.figures.owners import half_of
from bot.answering.question.planning import Plan
from ingest import FoundTally

_DISASTERS = tuple(
    re.compile(rf"\b(?:{words})s?\b", re.IGNORECASE)
    for words in (
        "earthquake|quake|tremor|aftershock",
        "flood|flooding",
        "storm|hurricane|cyclone|typhoon|tornado|tornadoe",
        "(?<!opened )(?<!under )(?<!cease-)fire|wildfire|bushfire|blaze|blast|explosion|bombing",
        "crash|crashe|collision|derailment",
        "landslide|mudslide|avalanche",
        "eruption",
        "tsunami",
        "shooting",
    )
)
"""The nouns of each: general English. What explodes burns, so that texts tell of one as the other."""


def is_of_another_disaster(plan: Plan, found: FoundTally) -> bool:
    """Tell whether the figure's half of the sentence names a disaster, and neither it nor the title the asked one."""
    words = {form for term in plan.core for form in term.forms}
    asked = [disaster for disaster in _DISASTERS if any(disaster.fullmatch(word) for word in words)]
    half = half_of(found)
    if not asked or any(disaster.search(text) for disaster in asked for text in (half, found.stored.article.title)):
        return False
    return any(disaster.search(half) for disaster in _DISASTERS)
