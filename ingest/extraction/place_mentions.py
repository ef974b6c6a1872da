"""Mentions of places in a text, told from where it puts something."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from ingest.articles import Place, PlacePrecision, Span
from ingest.extraction.cues import cues

_CUES: Final = cues("place_mentions")
LOCATIVE: Final = _CUES["locative"]


_FAR_BEFORE = 80


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
    return bool(_CUES["topic"].match(text, span.end) or _CUES["topic before"].search(before))


def is_origin(text: str, span: Span) -> bool:
    """Tell where somebody is from, from where something happened: "the suspect was from X"."""
    return bool(_CUES["origin"].search(text, max(0, span.start - _FAR_BEFORE), span.start))


def is_taken_to(text: str, mention: PlaceMention) -> bool:
    """Tell where somebody was brought afterwards from where it happened: "taken to a hospital in X"."""
    before = max(0, mention.span.start - _FAR_BEFORE), mention.span.start
    if _CUES["hospital"].search(mention.place.name or "") and _CUES["within"].search(text, *before):
        return True
    return bool(_CUES["taken to"].search(text, *before))


def not_in_town(text: str, mention: PlaceMention) -> PlaceMention:
    """Give the region or land instead of a town from which the text only takes its bearings: "north of X"."""
    place = mention.place
    if place.precision is not PlacePrecision.TOWN or not _CUES["bearing"].search(text, 0, mention.span.start):
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
