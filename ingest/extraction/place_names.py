"""Names of the gazetteer in a text, not yet resolved to places."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.articles import Span
from ingest.extraction.dates import CALENDAR
from ingest.extraction.gazetteer import load_gazetteer, plain
from ingest.extraction.place_mentions import overlap

_LONGEST_NAME = 5
LARGE_TOWN = 150_000
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_][\w'\u2019]*(?:-[\w'\u2019]+)*")
REGION_WORD = re.compile(
    r"\s+(?:[Pp]rovince|[Gg]overnorate|[Rr]egion|[Oo]blast|[Ss]tate|[Cc]ounty|[Pp]refecture|[Dd]istrict)\b"
)
_NAME_WORD_BEFORE = re.compile(r"(?:\A|(?<=[^\w.]))(?P<word>[A-Z][\w'\u2019-]*)[ ]$")
BESIDE_NAMES = frozenset(
    "In At Near Outside Inside Around Across From To Of On Off Over And Or But The A An When While After Before As By"
    " With For Into Toward Towards Between Downtown Central Greater Inner Outer Upper Lower Mid Old Midtown Uptown"
    " Suburban Metro Metropolitan Occupied North South East West Northern Southern Eastern Western Northeast Northwest"
    " Southeast Southwest Northeastern Northwestern Southeastern Southwestern Monday Tuesday Wednesday Thursday Friday"
    " Saturday Sunday City Town Village Province Region State District Capital Nearby"
    " One Two Three Four Five Six Seven Eight Nine Ten".split()
)
"""Words that may stand before a town's name without being part of it."""
_NO_NAMES = CALENDAR | BESIDE_NAMES


_STREETS = frozenset(
    "Street Avenue Road Boulevard Drive Lane Highway Parkway Court Circle Place Way Terrace Crescent".split()
)


class Name(NamedTuple):
    """A gazetteer name found in a text, not yet resolved."""

    span: Span
    name: str


def find_names(text: str, words: list[Span], taken: list[Span]) -> Iterator[Name]:
    """Find the longest gazetteer names that start at a capitalised word outside `taken`."""
    gazetteer = load_gazetteer()
    free_from = 0
    for index, word in enumerate(words):
        if word.start < free_from or not text[word.start].isupper() or any(overlap(word, site) for site in taken):
            continue
        for last in range(min(index + _LONGEST_NAME, len(words)) - 1, index - 1, -1):
            span = Span(word.start, words[last].end)
            name = plain(text[span.start : span.end])
            if text[words[last].start].islower():
                continue
            if gazetteer.knows(name) and name not in _NO_NAMES and name not in _STREETS:
                yield Name(span, name)
                free_from = span.end
                break


def longer_name(text: str, name: Name) -> Name | None:
    """Give the longer proper name that ends in a town's: "Abu Kamal" is not Kamal, "East Mosul" is in Mosul."""
    start = name.span.start
    while (before := _NAME_WORD_BEFORE.search(text, 0, start)) and not _may_precede_town(before["word"]):
        start = before.start("word")
    if start == name.span.start or name.name in _STREETS:
        return None
    return Name(Span(start, name.span.end), plain(text[start : name.span.end]))


def _may_precede_town(word: str) -> bool:
    """Tell words that stand before a town without being part of its name: "Northern", "Iraqi", "In", "Syria"."""
    gazetteer = load_gazetteer()
    if word in BESIDE_NAMES or word in gazetteer.demonyms or word in gazetteer.countries or word in gazetteer.regions:
        return True
    towns = gazetteer.towns_called(word)
    return bool(towns) and towns[0].population >= LARGE_TOWN
