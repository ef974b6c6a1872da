"""For which places a figure counts: the whole, or the part of the one that is asked for. Pure."""

import re

from bot.answering.question.planning import Plan
from bot.answering.question.terms import Term
from ingest import FoundTally, PlaceMention, PlacePrecision, Span, country_of, find_places

_LISTED = re.compile(
    r"\s*+(?:,|,?\s*+(?:and|or|as\s+well\s+as|&|/))\s*+(?:\w+\s+in\s+|in\s+)?(?:the\s+)?(?:\w+\s+)?", re.IGNORECASE
)
"""What stands between places of a list: "in Peru and Chile", "27 in Peru and 28 in Chile"."""
OPENING = 600
"""Characters at an article's start that tell where it is about, where neither title nor sentence names a place."""
_TOGETHER = re.compile(r"\s*,?\s*(?:and|or|as\s+well\s+as|&|/)\s*(?:in\s+)?(?:the\s+)?(?:\w+\s+)?", re.IGNORECASE)
"""What joins a town to a country that it does not lie in; after a comma stands the one that it lies in."""
_ALONE = re.compile(r"\b(?:in|from|at|across)\s+(?:[\w’'-]+\s+){1,4}alone\b")


def asked_value(plan: Plan, found: FoundTally) -> float | None:
    """Give the value for the places that the question names: the whole, or the part of the one place.

    `None` if the figure is of other places than the asked one, of more than it, or of one place "alone".
    """
    parts = [part for part in found.tally.parts if any(term.pattern.search(part.place) for term in plan.terms)]
    if len(parts) == 1:
        return parts[0].value
    if not plan.places:
        return None if _ALONE.search(found.sentence) else found.tally.value
    is_whole = len(plan.places) > 1 or (not found.tally.parts and _is_there(plan.places[0], plan, found))
    return found.tally.value if is_whole else None


def _is_there(asked: Term, plan: Plan, found: FoundTally) -> bool:
    """Tell whether the figure is of the asked place: by its sentence, or, where that names none, by title or start."""
    article, sentence = found.stored.article, found.sentence
    if asked.pattern.search(sentence):
        return not _names_other_countries(asked, sentence)
    opening = article.text[:OPENING]
    is_titled = bool(asked.pattern.search(article.title))
    if plan.core and not (is_titled or asked.pattern.search(opening)):
        return False  # before the texts are read for places, which most of a question's time went into
    if _places(sentence) or _names_other_countries(asked, article.title):
        return False
    return not plan.core or is_titled or not (_places(article.title) or _names_other_countries(asked, opening))


def _places(text: str) -> list[PlaceMention]:
    return [mention for mention in find_places(text) if mention.located]


def _names_other_countries(asked: Term, text: str) -> bool:
    """Tell whether `text` joins the asked place to another country than its own: "in X and Y", but not "in X, Y"."""
    mentions = find_places(text) if asked.pattern.search(text) else ()
    own = {mention.place.country for mention in mentions if asked.pattern.search(mention.place.name or "")}
    return any(
        mention.place.precision is PlacePrecision.COUNTRY
        and mention.place.country not in own
        and not asked.pattern.search(mention.place.name or "")
        and _is_beside(asked, text, mention.span)
        for mention in mentions
    )


def _is_beside(asked: Term, text: str, span: Span) -> bool:
    """Tell whether the place at `span` is listed with the asked one: "in X and eastern Y", but not "X, Y" of a town."""
    joint = _LISTED if country_of(asked.name) else _TOGETHER
    return any(
        joint.fullmatch(text[min(span.end, match.end()) : max(span.start, match.start())])
        for match in asked.pattern.finditer(text)
    )
