"""Hints: what else a text says about where it is."""

from dataclasses import dataclass

from ingest.articles import Span
from ingest.extraction.gazetteer import load_gazetteer, owner_of
from ingest.extraction.place_mentions import agreed
from ingest.extraction.place_names import LARGE_TOWN, Name


@dataclass(frozen=True, slots=True)
class Hints:
    """What else a text says about where it is: the countries and regions that it names."""

    countries: frozenset[str]
    adjectives: frozenset[str]
    regions: frozenset[str]
    default: str | None
    home: str | None
    """The region that the article is about: a small town elsewhere is not meant by a bare name."""

    @classmethod
    def of(cls, text: str, words: list[Span], names: list[Name], default: str | None, region: str | None) -> "Hints":
        """Read the hints off a text."""
        gazetteer = load_gazetteer()
        adjectives = (gazetteer.demonyms.get(text[word.start : word.end]) for word in words)
        regions = frozenset(name.name for name in names if name.name in gazetteer.regions) | (
            {region} if region else set()
        )
        return cls(
            frozenset(gazetteer.countries[name.name] for name in names if name.name in gazetteer.countries),
            frozenset(filter(None, adjectives)),
            regions,
            default,
            region,
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
    meant = hints.countries | hints.adjectives | {hints.default}
    return name not in gazetteer.states.values() and meant.isdisjoint(owners)
