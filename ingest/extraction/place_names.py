"""Names of the gazetteer in a text, not yet resolved to places."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from ingest.articles import Span
from ingest.extraction.cues import WORDS, cues
from ingest.extraction.dates import CALENDAR
from ingest.extraction.gazetteer import load_gazetteer, plain
from ingest.extraction.place_mentions import overlap

_CUES: Final = cues("place_names")
WORD: Final = _CUES["word"]
REGION_WORD: Final = _CUES["region word"]


_LONGEST_NAME = 5
LARGE_TOWN = 150_000
BESIDE_NAMES: Final = WORDS["beside names"]
_NO_NAMES = CALENDAR | BESIDE_NAMES


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
            if gazetteer.knows(name) and name not in _NO_NAMES and name not in WORDS["streets"]:
                yield Name(span, name)
                free_from = span.end
                break


def longer_name(text: str, name: Name) -> Name | None:
    """Give the longer proper name that ends in a town's: "Abu Kamal" is not Kamal, "East Mosul" is in Mosul."""
    start = name.span.start
    while (before := _CUES["name word before"].search(text, 0, start)) and not _may_precede_town(before["word"]):
        start = before.start("word")
    if start == name.span.start or name.name in WORDS["streets"]:
        return None
    return Name(Span(start, name.span.end), plain(text[start : name.span.end]))


def _may_precede_town(word: str) -> bool:
    """Tell words that stand before a town without being part of its name: "Northern", "Iraqi", "In", "Syria"."""
    gazetteer = load_gazetteer()
    if word in BESIDE_NAMES or word in gazetteer.demonyms or word in gazetteer.countries or word in gazetteer.regions:
        return True
    towns = gazetteer.towns_called(word)
    return bool(towns) and towns[0].population >= LARGE_TOWN
