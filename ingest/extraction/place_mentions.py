"""Mentions of places in a text, told from where it puts something."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.articles import Place, PlacePrecision, Span

_DIRECTION = (
    r"(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west)"
)
LOCATIVE = re.compile(
    r"(?:\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]utside|inside|around|across|throughout|within|into|over|off|on|between|toward"
    r"|towards)"
    rf"|\b(?:city|town|village|port|capital|district|suburb|outskirts|streets|camp|area|island|hamlet|state|province"
    rf"|region"
    rf"|centre|center|coast|municipality|community|{_DIRECTION})\s+of|\bhits?|\brocks?)"
    r"(?:\s+(?:the|an?|its|nearby|neighbou?ring|downtown|central|mid|inner|upper|lower|occupied|rural|suburban|war-torn"
    rf"|(?:{_DIRECTION})(?:ern)?|(?!(?:From|Of|For|With|To|And|By|About|Against)\b)[A-Z][\w.]+|city|town|village|port|capital|district|province|state|region"
    rf"|of)){{0,5}}?\s+$",
)
"""The words before a name that put something there: "in", "near the", "the outskirts of"."""

_TAKEN_TO = re.compile(
    r"\b(?:based|headquartered|born|raised|taken|flown|transported|rushed|airlifted|brought|transferred|treated|died|recovering|admitted"
    r"|pronounced dead"
    r"|(?:critical|stable|serious|fair|good|grave) condition|hospitali[sz]ed|surgery|life support)\b"
    r"[^,.;]{0,30}\b(?:to|at|in)\s+(?:an?\s+|the\s+)?(?:(?:[A-Z][\w.'\u2019-]+\s+){1,5}(?:in|at)\s+)?(?:[A-Z][\w.'\u2019-]+\s+){0,3}$",
)
_HOSPITAL = re.compile(r"\b(?:Hospital|Medical Cent(?:er|re)|Clinic)\b")
_WITHIN = re.compile(r"\b(?:to|at|in|into|from|by)\s+(?:the\s+)?$")
_FAR_BEFORE = 80
_TOPIC = re.compile(
    r"\s+(?:wars?|conflict|crisis|truce|cease-?fire|talks|deal|policy|issue|debate|march(?:es)?|protests?|rall(?:y|ies)"
    r"|demonstrations?|vigils?|solidarity|embassy|consulate|troops|forces?|soldiers?|army|military|navy|warships?|bases?"
    r"|citizens|nationals|officials?|government|police|presidents?|ministers?)\b",
    re.IGNORECASE,
)
"""What follows the name of a land that is named for what something is about, or whose it is, not for where it is."""

_BEARING = re.compile(
    rf"(?<!\b[Tt]he )(?<![\w-])(?:{_DIRECTION}|(?:kilomet(?:er|re)s?|km|miles?)(?: \([^)]*\))?(?: away)?)"
    r"\s+(?:of|from)\s+(?:the\s+)?(?:(?:capital|city|town)\s+(?:of\s+)?)?$"
)
"""What stands before a town from which a text takes its bearings: "north-east of", "40 miles from"."""

_DEMANDED_FOR = re.compile(
    r"\b(?:for|demand(?:s|ed|ing)?) (?:[\w-]+ ){0,3}(?:truce|cease-?fire|peace)(?: in the (?:\w+ )?(?:war|conflict))?"
    r" (?:in|on|across) (?:the )?$",
    re.IGNORECASE,
)
"""What stands before a land for which something is demanded elsewhere: "a march for a ceasefire in Gaza"."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as a text names it."""

    span: Span
    place: Place
    located: bool
    """Whether the text puts something there ("in X", "X, Country", a dateline), rather than only naming it."""


def is_topic(text: str, span: Span) -> bool:
    """Tell a land that is named for what something is about, or whose it is, from one where something is."""
    before = text[max(0, span.start - _FAR_BEFORE) : span.start]
    return bool(_TOPIC.match(text, span.end) or _DEMANDED_FOR.search(before))


def is_taken_to(text: str, mention: PlaceMention) -> bool:
    """Tell where somebody was brought afterwards from where it happened: "taken to a hospital in X"."""
    before = max(0, mention.span.start - _FAR_BEFORE), mention.span.start
    if _HOSPITAL.search(mention.place.name or "") and _WITHIN.search(text, *before):
        return True
    return bool(_TAKEN_TO.search(text, *before))


def not_in_town(text: str, mention: PlaceMention) -> PlaceMention:
    """Give the region or land instead of a town from which the text only takes its bearings: "north of X"."""
    place = mention.place
    if place.precision is not PlacePrecision.TOWN or not _BEARING.search(text, 0, mention.span.start):
        return mention
    if place.admin and place.admin != place.name:  # else it is the town's own: Moscow's is Moscow
        return replace(mention, place=Place(place.admin, place.admin, place.country, None, None, PlacePrecision.REGION))
    precision = PlacePrecision.COUNTRY if place.country else PlacePrecision.UNKNOWN
    return replace(mention, place=Place(place.country, None, place.country, None, None, precision))


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def agreed(names: Iterable[str | None]) -> str | None:
    """Give the one name that all agree on."""
    distinct = {name for name in names if name}
    return distinct.pop() if len(distinct) == 1 else None
