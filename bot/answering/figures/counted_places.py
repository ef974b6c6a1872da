"""For which places a figure counts: the whole, or the part of the one that is asked for. Pure."""

from functools import lru_cache

from bot.answering.question.planning import Plan
from bot.answering.question.terms import Term
from ingest import FoundTally, country_of, find_places

OPENING = 600
"""Characters at an article's start that tell where it is about, where neither title nor sentence names a place."""
_ASKED = 512
"""Places that were asked for, of which is remembered where they lie."""


def asked_value(plan: Plan, found: FoundTally) -> float | None:
    """Give the value for the places that the question names: the whole, or the part of the one place.

    `None` if the figure is of other places than the asked one, or of more than it.
    """
    parts = [part for part in found.tally.parts if any(term.pattern.search(part.place) for term in plan.terms)]
    if len(parts) == 1:
        return parts[0].value
    is_whole = len(plan.places) != 1 or (not found.tally.parts and _is_there(plan.places[0], plan, found))
    return found.tally.value if is_whole else None


def _is_there(asked: Term, plan: Plan, found: FoundTally) -> bool:
    """Tell whether it is of the asked place: by its sentence, or, where that is silent, by the article's start."""
    article, told, own = found.stored.article, found.tally.circumstances, _countries_of(asked.name)
    if not own.isdisjoint(told.together):
        return False
    if asked.pattern.search(found.sentence):
        return True
    if own and told.countries and own.isdisjoint(told.countries):
        return False
    return not plan.core or bool(asked.pattern.search(article.text[:OPENING]))


@lru_cache(maxsize=_ASKED)
def _countries_of(asked: str) -> frozenset[str]:
    """Give the country that an asked place is or lies in; none where the gazetteer cannot tell."""
    country = country_of(asked)
    named = (mention.place.country for mention in find_places(f"in {asked.title()}"))
    return frozenset({country} if country else filter(None, named))
