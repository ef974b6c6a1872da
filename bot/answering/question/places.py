"""Where, as far as a question says "in" or "at"."""

import re
from collections.abc import Sequence

from bot.answering.question.terms import Term, terms_of
from ingest import PlacePrecision, Span, country_of, find_places

_WHERE = re.compile(r"\b(?:in|at|near|around|across|inside)\s+(?=(?P<place>[^?.;]+))", re.IGNORECASE)
_NAME_GOES_ON = re.compile(r"(?:\s[A-Z][a-z’'-]+)+$")
"""Further words of a name that the gazetteer knows a part of."""
_PLACE_ENDS = re.compile(
    r"\b(?:since|on|by|during|between|from|this|last|over|after|before|until|for|with|against|have|has|were|was|are|is|did|do|when|who|that|which)\b",
    re.IGNORECASE,
)


def asked_places(text: str, left_out: frozenset[str]) -> tuple[str, tuple[Term, ...]]:
    """Give the first "in ..." or "at ..." that names places, in whatever case: the stretch, and its terms.

    "Springfield, Illinois" is one place, which texts call Springfield.
    """
    for match in _WHERE.finditer(text):
        ends = _PLACE_ENDS.search(match["place"])
        phrase = match["place"][: ends.start()].strip() if ends else match["place"].strip()
        titled = phrase.title() if phrase.islower() else phrase
        mentions = find_places(f"in {titled}")
        if not mentions or mentions[0].span.start > len("in the "):
            continue
        if match[0].lower().startswith("at") and mentions[0].place.precision is PlacePrecision.COUNTRY:
            continue  # because what is fired at a country is not counted in it
        spans = [Span(found.span.start - len("in "), found.span.end - len("in ")) for found in mentions]
        if rest := _NAME_GOES_ON.match(phrase, spans[-1].end):
            spans[-1] = Span(spans[-1].start, rest.end())
        stretch = phrase[: spans[-1].end]
        if _lies_in_next(phrase, spans):
            town = phrase[spans[0].start : spans[0].end]
            return stretch, (Term(stretch[spans[0].start :], (town.lower(),), is_name=True),)
        names = [titled[span.start : span.end] for span in spans]
        return stretch, _terms(titled[: spans[-1].end], names, left_out)
    return "", ()


def _terms(stretch: str, names: Sequence[str], left_out: frozenset[str]) -> tuple[Term, ...]:
    """Give the terms of places, one for each name: "Grand Canyon" is no place Grand."""
    whole = [name for name in names if " " in name and not country_of(name)]
    for name in whole:
        stretch = stretch.replace(name, " ", 1)
    return (
        *(Term(name, (name.lower(),), is_name=True) for name in whole),
        *terms_of(f"in {stretch}", left_out=left_out),  # because a capital that opens a text tells no name
    )


def _lies_in_next(phrase: str, spans: list[Span]) -> bool:
    return len(spans) > 1 and phrase[spans[0].end : spans[1].start].strip() == ","
