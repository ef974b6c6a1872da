"""Names of the gazetteer in a text, not yet resolved to places, and what the text says about which are meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ingest.articles import Span
from ingest.extraction.cues import WORDS, cues
from ingest.extraction.dates import CALENDAR
from ingest.extraction.gazetteer import load_gazetteer, owner_of, plain
from ingest.extraction.place_mentions import agreed, overlap

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
            if text[words[last].start].islower():
                continue
            name = plain(text[span.start : span.end])
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
    """Tell words that stand before a town without being part of its name: "Northern", "Iraqi", "In", "Syria's"."""
    gazetteer = load_gazetteer()
    names = BESIDE_NAMES, gazetteer.demonyms, gazetteer.countries, gazetteer.regions
    if word.endswith(("'s", "\u2019s")) or any(word in known for known in names):
        return True
    towns = gazetteer.towns_called(word)
    return bool(towns) and towns[0].population >= LARGE_TOWN


@dataclass(frozen=True, slots=True)
class Context:
    """What the article around a text says about where it is."""

    country: str | None = None
    region: str | None = None
    holders: Mapping[str, str] = field(default_factory=dict)
    """Of towns that it names with their region or country, which: each name has one sense in an article."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What else a text says about where it is: the countries and regions that it names."""

    countries: frozenset[str]
    adjectives: frozenset[str]
    regions: frozenset[str]
    default: str | None
    home: str | None
    """The region that the article is about: a small town elsewhere is not meant by a bare name."""
    holders: Mapping[str, str]

    @classmethod
    def of(cls, text: str, words: list[Span], names: list[Name], context: Context) -> "Hints":
        """Read the hints off a text."""
        gazetteer = load_gazetteer()
        adjectives = (gazetteer.demonyms.get(text[word.start : word.end]) for word in words)
        regions = {name.name for name in names if name.name in gazetteer.regions} | {context.region}
        return cls(
            frozenset(gazetteer.countries[name.name] for name in names if name.name in gazetteer.countries),
            frozenset(filter(None, adjectives)),
            frozenset(filter(None, regions)),
            context.country,
            context.region,
            context.holders,
        )


def country_named(hints: Hints) -> str | None:
    """Give the one country that the text names, itself or by a region; else the one it is read for."""
    return agreed((*hints.countries, *(owner_of(region)[0] for region in hints.regions))) or hints.default


def is_region_here(name: str, hints: Hints) -> bool:
    """Tell whether a country's name is meant as the region of another country that the text names."""
    owners = load_gazetteer().regions.get(name, ())
    others = [owner for owner in owners if owner != load_gazetteer().countries[name]]
    return any(owner in hints.countries or owner in hints.adjectives or owner == hints.default for owner in others)


def names_rather_a_town(name: str, hints: Hints) -> bool:
    """Tell whether a region's name means a large town: "Aleppo" and "Charlotte" do, "Virginia" does not."""
    towns = load_gazetteer().towns_called(name)
    lies_there = (
        bool(towns) and towns[0].population >= LARGE_TOWN and towns[0].country in load_gazetteer().regions[name]
    )
    return lies_there or is_town_elsewhere(name, hints)


def is_town_elsewhere(name: str, hints: Hints) -> bool:
    """Tell whether a region's name means a large town of another country: Kochi is in India, and a region of Japan."""
    gazetteer = load_gazetteer()
    towns, owners = gazetteer.towns_called(name), gazetteer.regions[name]
    if not towns or towns[0].population < LARGE_TOWN or towns[0].country in owners:
        return False
    if gazetteer.doubtful.get(name) == "region":
        return False
    meant = hints.countries | hints.adjectives | {hints.default}
    return name not in gazetteer.states.values() and meant.isdisjoint(owners)
