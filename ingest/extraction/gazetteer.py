"""The gazetteer: which countries, regions or towns a name stands for."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_FOLDER = files("ingest.extraction")
_SMALL_WORDS = frozenset({"of", "the"})
"""A question's terms lack them: "District of Columbia" is asked for as "district columbia"."""
_SPELLED = 8_192
"""Names that are remembered as they were read: a ledger compares each of some thousand places with the asked one."""


@lru_cache(maxsize=_SPELLED)
def country_of(name: str) -> str | None:
    """Give the English short name of the country called `name`: its name, abbreviation, alias or demonym."""
    wanted = plain(name).removeprefix("the ").removeprefix("The ")
    return load_gazetteer().countries.get(wanted) or load_gazetteer().demonyms.get(wanted)


def country_terms(country: str) -> tuple[str, ...]:
    """Give the words that stand for a country: its names, abbreviations and demonyms."""
    gazetteer = load_gazetteer()
    owners = gazetteer.demonyms | gazetteer.countries
    return tuple(name for name, owner in owners.items() if owner == country)


def owner_of(holder: str | None) -> tuple[str | None, str | None]:
    """Give the country and region that a name behind a comma stands for."""
    if not holder:
        return None, None
    gazetteer = load_gazetteer()
    owners = gazetteer.regions.get(holder, ())
    if holder in gazetteer.countries and len(owners) != 1:
        return gazetteer.countries[holder], None
    return (owners[0] if len(owners) == 1 else None), holder


class Town(NamedTuple):
    """One town: the region and country that it lies in, its point, its people."""

    admin: str
    country: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The package's tables, read."""

    countries: dict[str, str]
    """Name, alias or abbreviation to English short name."""
    demonyms: dict[str, str]
    codes: dict[str, str]
    regions: dict[str, tuple[str, ...]]
    """Region name to the countries that have one."""
    states: dict[str, str]
    """Abbreviation of a state of the United States to its name."""
    counties: dict[str, tuple[str, ...]]
    """County or parish of the United States, the word included, to the states that have one so called."""
    doubtful: dict[str, str]
    """Town names that are also a `word` or a `surname`, or that mostly mean a `region` of another country."""
    towns: dict[str, str]
    """Town name to its unread rows: reading all of them takes eight times the memory."""

    def knows(self, name: str) -> bool:
        """Tell whether `name` is, to the letter, that of a country, a region or a town."""
        return name in self.countries or name in self.regions or name in self.towns

    def towns_called(self, name: str) -> tuple[Town, ...]:
        """Give the towns of that name, the most populous first."""
        rows = self.towns.get(name)
        return _read_towns(rows) if rows else ()


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Read the tables, once a process."""
    countries: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    codes: dict[str, str] = {}
    for code, name, aliases, adjectives in _rows("countries.tsv"):
        codes[code] = name
        countries |= dict.fromkeys((name, *filter(None, aliases.split(";"))), name)
        demonyms |= dict.fromkeys((adjective.replace("-", " ") for adjective in adjectives.split()), name)
    regions = {
        name: tuple(codes[code] for code in owners.split() if code in codes) for name, owners in _rows("regions.tsv")
    }
    states = {short: name for name, shorts in _rows("us_states.tsv") for short in shorts.split()}
    counties = {name: tuple(owners.split(";")) for name, owners in _rows("us_counties.tsv")}
    doubtful = dict(_rows("doubtful_names.tsv"))
    packed = gzip.decompress((_FOLDER / "towns.tsv.gz").read_bytes()).decode("utf-8")
    towns = dict(line.split("\t", 1) for line in packed.splitlines())
    return Gazetteer(countries, demonyms, codes, regions, states, counties, doubtful, towns)


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in (_FOLDER / name).read_text("utf-8").splitlines())


@lru_cache(maxsize=4096)
def _read_towns(rows: str) -> tuple[Town, ...]:
    """Read the towns of one name, the most populous first."""
    codes = load_gazetteer().codes
    towns = []
    for row in rows.split(";"):
        admin, code, latitude, longitude, population = row.split("|")
        towns.append(Town(admin, codes.get(code, code), float(latitude), float(longitude), int(population)))
    return tuple(towns)


def plain(name: str) -> str:
    """Write a name as the tables do: single blanks, straight apostrophes."""
    return re.sub(r"\s+", " ", name.replace("\u2019", "'"))


@lru_cache(maxsize=_SPELLED)
def fold(name: str) -> str:
    """Write a name for comparison: no case, hyphens or small words."""
    return " ".join(word for word in re.split(r"[\s'-]+", plain(name).casefold()) if word and word not in _SMALL_WORDS)
