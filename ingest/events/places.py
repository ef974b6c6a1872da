"""Where: the towns, regions, countries and sites that an English text names, by exact whole names."""

import gzip
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from ingest.articles import Place, PlacePrecision, Span


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as a text names it."""

    span: Span
    place: Place
    located: bool
    """Whether the text puts something there ("in X", "X, Country", a dateline), rather than only naming it."""


def find_places(text: str, *, country: str | None = None, region: str | None = None) -> tuple[PlaceMention, ...]:
    """Give the places that `text` names, in order, without overlaps; the longest name wins.

    A name that several towns share is the one in a region or country that the text names, else the one
    in `country` and `region` (from a dateline, say), else the by far largest; otherwise it has neither country nor
    coordinates. Names that are also words or surnames count only where the text puts something there.
    """
    words = [_trimmed(match) for match in _WORD.finditer(text)]
    sites = _sites(text)
    names = list(_names(text, words, taken=sites))
    hints = _Hints.of(text, words, names, country, region)
    mentions = list(_resolved(text, names, hints))
    mentions += _unlisted(text, [*sites, *(mention.span for mention in mentions)], hints)
    mentions += (_site_mention(text, site, mentions, country) for site in sites)
    return tuple(sorted(mentions, key=lambda mention: mention.span.start))


def dateline_of(text: str) -> PlaceMention | None:
    """Give the place of a dateline ("BAGHDAD (Agency) -", "MOSUL, Iraq:") at the start of a paragraph of `text`."""
    match = _DATELINE.search(text)
    if not match:
        return None
    first, _, second = match["place"].partition(", ")
    town = _as_title(first)
    rest = country_of(second) or country_of(_as_title(second)) or _gazetteer().states.get(second) or second
    found = find_places(f"in {town}, {rest}" if rest else f"in {town}")
    return replace(found[0], span=Span(match.start("place"), match.end("place"))) if found else None


def country_of(name: str) -> str | None:
    """Give the English short name of the country called `name`: its name, abbreviation, alias or demonym."""
    wanted = _plain(name).removeprefix("the ").removeprefix("The ")
    return _gazetteer().countries.get(wanted) or _gazetteer().demonyms.get(wanted)


def country_terms(country: str) -> tuple[str, ...]:
    """Give the words that stand for a country: its names, abbreviations and demonyms."""
    gazetteer = _gazetteer()
    owners = gazetteer.demonyms | gazetteer.countries
    return tuple(name for name, owner in owners.items() if owner == country)


def same_place(query: str, place: Place) -> bool:
    """Tell whether `place` is `query` or lies in it: a country holds its towns and sites, a region its towns."""
    wanted, _, holder = _plain(query).strip().partition(", ")
    if holder:
        return same_place(wanted, place) and same_place(holder, place)
    country = country_of(wanted) or country_of(wanted.title()) or country_of(wanted.upper())
    if country and place.country == country:
        return True
    if place.name and _same_name(wanted, place):
        return True
    if place.admin and _fold(place.admin) == _fold(_REGION_WORD.sub("", wanted)):
        return True
    return not country and _is_spelling_of(wanted, place)


def _is_spelling_of(name: str, place: Place) -> bool:
    """Tell whether a town of that name stands where `place` does: the gazetteer gives all spellings one point."""
    if place.latitude is None or place.longitude is None:
        return False
    towns = _gazetteer().towns_called(name) or _gazetteer().towns_called(name.title())
    here = (place.latitude, place.longitude)
    return any(math.dist((town.latitude, town.longitude), here) < _SAME_POINT for town in towns)


def place_words(name: str) -> frozenset[str]:
    """Give the words that tell a site from others: "Al-Asad air base" and "Al-Asad" share theirs."""
    words = frozenset(word.casefold() for word in re.findall(r"\w{3,}", name))
    return words - _SITE_WORDS or words


def _same_name(query: str, place: Place) -> bool:
    if place.precision is PlacePrecision.SITE:
        return place_words(query) == place_words(place.name or "")
    return _fold(place.name or "") == _fold(query)


def find_unlisted(text: str, *, taken: Iterable[Span], country: str | None) -> tuple[PlaceMention, ...]:
    """Give the proper names outside `taken` where `text` puts something but that the gazetteer lacks: "at Al-Tanf".

    Only for a sentence that tells an event: elsewhere too many capitalised names stand behind "in" and "at".
    """
    taken = tuple(taken)
    found = []
    for match in _PUT_SOMEWHERE.finditer(text):
        span = Span(*match.span("name"))
        words = match["name"].split()
        if any(_is_no_place(word) for word in words) or any(_overlap(span, other) for other in taken):
            continue
        is_region = bool(_REGION_WORD.match(text, span.end))
        precision = PlacePrecision.REGION if is_region else PlacePrecision.SITE
        place = Place(match["name"], match["name"] if is_region else None, country, None, None, precision)
        found.append(PlaceMention(span, place, located=True))
    return tuple(found)


def _is_no_place(word: str) -> bool:
    return word in _NO_PLACES or word.isupper() or word in _gazetteer().demonyms


class _Town(NamedTuple):
    admin: str
    country: str
    latitude: float
    longitude: float
    population: int


class _Name(NamedTuple):
    """A gazetteer name found in a text, not yet resolved."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    countries: dict[str, str]
    """Name, alias or abbreviation to English short name."""
    demonyms: dict[str, str]
    codes: dict[str, str]
    regions: dict[str, tuple[str, ...]]
    """Region name to the countries that have one."""
    states: dict[str, str]
    """Abbreviation of a state of the United States to its name."""
    doubtful: dict[str, str]
    """Town names that are also a `word` or a `surname`."""
    towns: dict[str, str]
    """Town name to its unread rows: reading all of them takes eight times the memory."""

    def knows(self, name: str) -> bool:
        return name in self.countries or name in self.regions or name in self.towns

    def towns_called(self, name: str) -> tuple[_Town, ...]:
        rows = self.towns.get(name)
        return _read_towns(rows) if rows else ()


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
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
    doubtful = dict(_rows("doubtful_names.tsv"))
    packed = gzip.decompress((_FOLDER / "towns.tsv.gz").read_bytes()).decode("utf-8")
    towns = dict(line.split("\t", 1) for line in packed.splitlines())
    return _Gazetteer(countries, demonyms, codes, regions, states, doubtful, towns)


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in (_FOLDER / name).read_text("utf-8").splitlines())


@lru_cache(maxsize=4096)
def _read_towns(rows: str) -> tuple[_Town, ...]:
    """Read the towns of one name, the most populous first."""
    codes = _gazetteer().codes
    towns = []
    for row in rows.split(";"):
        admin, code, latitude, longitude, population = row.split("|")
        towns.append(_Town(admin, codes.get(code, code), float(latitude), float(longitude), int(population)))
    return tuple(towns)


@dataclass(frozen=True, slots=True)
class _Hints:
    """What else a text says about where it is: the countries and regions that it names."""

    countries: frozenset[str]
    adjectives: frozenset[str]
    regions: frozenset[str]
    default: str | None

    @classmethod
    def of(cls, text: str, words: list[Span], names: list[_Name], default: str | None, region: str | None) -> "_Hints":
        """Read the hints off a text."""
        gazetteer = _gazetteer()
        adjectives = (gazetteer.demonyms.get(text[word.start : word.end]) for word in words)
        regions = frozenset(name.name for name in names if name.name in gazetteer.regions) | (
            {region} if region else set()
        )
        return cls(
            frozenset(gazetteer.countries[name.name] for name in names if name.name in gazetteer.countries),
            frozenset(filter(None, adjectives)),
            regions,
            default,
        )


def _names(text: str, words: list[Span], taken: list[Span]) -> Iterator[_Name]:
    """Find the longest gazetteer names that start at a capitalised word outside `taken`."""
    gazetteer = _gazetteer()
    free_from = 0
    for index, word in enumerate(words):
        if word.start < free_from or not text[word.start].isupper() or any(_overlap(word, site) for site in taken):
            continue
        for last in range(min(index + _LONGEST_NAME, len(words)) - 1, index - 1, -1):
            span = Span(word.start, words[last].end)
            name = _plain(text[span.start : span.end])
            if gazetteer.knows(name) and name not in _NO_NAMES:
                yield _Name(span, name)
                free_from = span.end
                break


def _resolved(text: str, names: list[_Name], hints: _Hints) -> Iterator[PlaceMention]:
    consumed = 0
    for index, name in enumerate(names):
        if name.span.start < consumed:
            continue
        following = names[index + 1] if index + 1 < len(names) else None
        mention = _resolve(text, name, following, hints)
        if mention:
            consumed = mention.span.end
            yield mention


def _resolve(text: str, name: _Name, following: _Name | None, hints: _Hints) -> PlaceMention | None:
    gazetteer = _gazetteer()
    if name.name in gazetteer.countries and not _is_region_here(name.name, hints):
        located = bool(_LOCATIVE.search(text, 0, name.span.start)) and not _ADJECTIVAL.match(text, name.span.end)
        return PlaceMention(name.span, _country_place(gazetteer.countries[name.name]), located)
    holder = _holder_after(text, name, following)
    located = bool(holder) or _is_located(text, name)
    region_word = _REGION_WORD.match(text, name.span.end)
    is_part_of_name = not (located or region_word) and (
        _NAME_GOES_ON.match(text, name.span.end) or _longer_name(text, name)
    )
    if is_part_of_name and not _LOCAL_AFTER.match(text, name.span.end):
        return None
    if name.name in gazetteer.regions and (region_word or not _names_rather_a_town(name.name, hints)):
        return _region_mention(name, region_word, holder, hints, located=located)
    longer = _longer_name(text, name)
    if longer and not holder:
        place = Place(longer.name, None, _country_named(hints), None, None, PlacePrecision.SITE)
        return PlaceMention(longer.span, place, located) if located else None
    if holder or (located and _may_be_place(text, name)) or _is_plainly_a_town(text, name):
        return _town_mention(name, holder, hints, located=located)
    return None


def _longer_name(text: str, name: _Name) -> _Name | None:
    """Give the longer proper name that ends in a town's: "Abu Kamal" is not Kamal, "East Mosul" is in Mosul."""
    start = name.span.start
    while (before := _NAME_WORD_BEFORE.search(text, 0, start)) and not _may_precede_town(before["word"]):
        start = before.start("word")
    if start == name.span.start:
        return None
    return _Name(Span(start, name.span.end), _plain(text[start : name.span.end]))


def _may_precede_town(word: str) -> bool:
    """Tell words that stand before a town without being part of its name: "Northern", "Iraqi", "In", "Syria"."""
    gazetteer = _gazetteer()
    if word in _BESIDE_NAMES or word in gazetteer.demonyms or word in gazetteer.countries or word in gazetteer.regions:
        return True
    towns = gazetteer.towns_called(word)
    return bool(towns) and towns[0].population >= _LARGE_TOWN


def _country_named(hints: _Hints) -> str | None:
    return _only((*hints.countries, *(_owner_of(region)[0] for region in hints.regions))) or hints.default


def _names_rather_a_town(name: str, hints: _Hints) -> bool:
    """Tell whether a region's name means a large town: "Aleppo" and "Charlotte" do, "Virginia" does not."""
    gazetteer = _gazetteer()
    towns, owners = gazetteer.towns_called(name), gazetteer.regions[name]
    if not towns or towns[0].population < _LARGE_TOWN:
        return False
    if towns[0].country in owners:
        return True
    meant = hints.countries | hints.adjectives | {hints.default}
    return name not in gazetteer.states.values() and meant.isdisjoint(owners)


def _unlisted(text: str, taken: list[Span], hints: _Hints) -> Iterator[PlaceMention]:
    """Find towns that the gazetteer lacks but the text calls so: "the village of X", "in X, Ind."."""
    for match in _CALLED_TOWN.finditer(text):
        span = Span(*match.span("name"))
        if not any(_overlap(span, other) for other in taken):
            place = Place(match["name"], None, _country_named(hints), None, None, PlacePrecision.TOWN)
            yield PlaceMention(span, place, located=True)
    for match in _STATED_TOWN.finditer(text):
        span = Span(*match.span("name"))
        admin = _gazetteer().states.get(match["holder"], match["holder"])
        if admin in _gazetteer().regions and not any(_overlap(span, other) for other in taken):
            place = Place(match["name"], admin, _owner_of(admin)[0], None, None, PlacePrecision.TOWN)
            yield PlaceMention(span, place, located=True)


def _holder_after(text: str, name: _Name, following: _Name | None) -> str | None:
    """Give the region or country behind a comma: "Mosul, Iraq", "Springfield, Ill."."""
    gazetteer = _gazetteer()
    abbreviated = _STATE_AFTER.match(text, name.span.end)
    if abbreviated and abbreviated["state"] in gazetteer.states:
        return gazetteer.states[abbreviated["state"]]
    if not following or not _COMMA.fullmatch(text, name.span.end, following.span.start):
        return None
    return following.name if following.name in gazetteer.countries or following.name in gazetteer.regions else None


def _is_region_here(name: str, hints: _Hints) -> bool:
    """Tell whether a country's name is meant as the region of another country that the text names."""
    owners = _gazetteer().regions.get(name, ())
    others = [owner for owner in owners if owner != _gazetteer().countries[name]]
    return any(owner in hints.countries or owner in hints.adjectives or owner == hints.default for owner in others)


def _is_located(text: str, name: _Name) -> bool:
    if _LOCAL_AFTER.match(text, name.span.end) and name.name not in _gazetteer().doubtful:
        return True
    return bool(_LOCATIVE.search(text, max(0, name.span.start - 80), name.span.start))


def _may_be_place(text: str, name: _Name) -> bool:
    """Refuse words that are also towns, and names that go on ("in Washington Post offices")."""
    if _gazetteer().doubtful.get(name.name) == "word":
        return False
    return bool(_LOCAL_AFTER.match(text, name.span.end)) or not _NAME_GOES_ON.match(text, name.span.end)


def _is_plainly_a_town(text: str, name: _Name) -> bool:
    """Accept a bare name only for a large town that is not part of a longer name nor doing or saying something."""
    if name.name in _gazetteer().doubtful:
        return False
    towns = _gazetteer().towns_called(name.name)
    if not towns or towns[0].population < _LARGE_TOWN:
        return False
    return not (
        _NAME_GOES_ON.match(text, name.span.end)
        or _PERSON_AFTER.match(text, name.span.end)
        or _NAME_BEFORE.search(text, 0, name.span.start)
    )


def _town_mention(name: _Name, holder: str | None, hints: _Hints, *, located: bool) -> PlaceMention | None:
    elsewhere = replace(hints, regions=hints.regions - {name.name})
    town = _choose(_gazetteer().towns_called(name.name), holder, elsewhere)
    if town:
        place = Place(name.name, town.admin or None, town.country, town.latitude, town.longitude, PlacePrecision.TOWN)
        return PlaceMention(name.span, place, located)
    country, admin = _owner_of(holder)
    return PlaceMention(name.span, Place(name.name, admin, country, None, None, PlacePrecision.TOWN), located)


def _choose(towns: tuple[_Town, ...], holder: str | None, hints: _Hints) -> _Town | None:
    if holder:
        country = _gazetteer().countries.get(holder)
        return next((town for town in towns if _fold(holder) == _fold(town.admin) or country == town.country), None)
    if not towns:
        return None
    in_region = next((town for town in towns if town.admin in hints.regions), None)
    if in_region:
        return in_region
    largest = towns[0]
    for wanted, share in (
        (hints.countries, _NAMED_SHARE),
        (hints.adjectives, _ADJECTIVE_SHARE),
        (frozenset(filter(None, (hints.default,))), _NAMED_SHARE),
    ):
        for town in towns:
            if town.country in wanted and town.population * share >= largest.population:
                return town
    second = next((town for town in towns[1:] if town.country != largest.country or town.admin != largest.admin), None)
    return largest if not second or largest.population >= _DOMINANT * second.population else None


def _region_mention(
    name: _Name, region_word: re.Match[str] | None, holder: str | None, hints: _Hints, *, located: bool
) -> PlaceMention:
    owners = _gazetteer().regions[name.name]
    named = [owner for owner in owners if owner in hints.countries or owner == holder]
    likely = named or [owner for owner in owners if owner in hints.adjectives or owner == hints.default]
    if not likely and name.name in _gazetteer().states.values():
        likely = ["United States"]
    country = likely[0] if likely else _only(owners)
    end = region_word.end() if region_word else name.span.end
    place = Place(name.name, name.name, country, None, None, PlacePrecision.REGION)
    return PlaceMention(Span(name.span.start, end), place, located)


def _owner_of(holder: str | None) -> tuple[str | None, str | None]:
    """Give the country and region that a name behind a comma stands for."""
    if not holder:
        return None, None
    gazetteer = _gazetteer()
    owners = gazetteer.regions.get(holder, ())
    if holder in gazetteer.countries and len(owners) != 1:
        return gazetteer.countries[holder], None
    return (owners[0] if len(owners) == 1 else None), holder


def _country_place(country: str) -> Place:
    return Place(country, None, country, None, None, PlacePrecision.COUNTRY)


def _sites(text: str) -> list[Span]:
    """Find bases, camps, waters and the like that bear a proper name."""
    spans = []
    for match in _SITE.finditer(text):
        words = list(_WORD.finditer(text, match.start(), match.end()))
        while words and (words[0].group() in _NOT_IN_SITE or country_of(words[0].group())):
            words.pop(0)
        is_town = _plain(match.group()) in _gazetteer().towns
        if len(words) > 1 and not is_town and not _ONLY_KIND.fullmatch(text, words[0].start(), match.end()):
            spans.append(Span(words[0].start(), match.end()))
    return spans


def _site_mention(text: str, site: Span, others: Iterable[PlaceMention], country: str | None) -> PlaceMention:
    located = [other.place for other in others if other.located or _FOLLOWS.match(text, site.end, other.span.start + 1)]
    owner = _only(place.country for place in located) or country
    admin = _only(place.admin for place in located if place.country == owner)
    name = re.sub(r"\s+", " ", text[site.start : site.end])
    place = Place(name, admin, owner, None, None, PlacePrecision.SITE)
    return PlaceMention(site, place, located=bool(_LOCATIVE.search(text, 0, site.start)))


def _only(names: Iterable[str | None]) -> str | None:
    """Give the one name that all agree on."""
    distinct = {name for name in names if name}
    return distinct.pop() if len(distinct) == 1 else None


def _trimmed(match: re.Match[str]) -> Span:
    """Leave the possessive ending out."""
    word = match.group()
    return Span(match.start(), match.end() - (2 if word.endswith(("'s", "\u2019s")) else 0))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("\u2019", "'"))


def _fold(name: str) -> str:
    return " ".join(word for word in re.split(r"[\s'-]+", _plain(name).casefold()) if word and word not in _SMALL_WORDS)


def _as_title(name: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name)


_FOLDER = files("ingest.events")
_SAME_POINT = 0.02
"""Degrees, about 2 km: spellings of one town share a point, the boroughs of a city do not."""
_LONGEST_NAME = 5
_SMALL_WORDS = frozenset({"of", "the"})
"""A question's terms lack them: "District of Columbia" is asked for as "district columbia"."""
_LARGE_TOWN = 150_000
_DOMINANT = 5
_NAMED_SHARE = 50
_ADJECTIVE_SHARE = 20

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_][\w'\u2019]*(?:-[\w'\u2019]+)*")
_COMMA = re.compile(r",\s+(?:(?:in\s+)?(?:northern|southern|eastern|western|central)\s+)?")
_DIRECTION = (
    r"(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west)"
)
_LOCATIVE = re.compile(
    r"(?:\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]utside|inside|around|across|throughout|within|into|over|off|on|between|toward"
    r"|towards)"
    rf"|\b(?:city|town|village|port|capital|district|suburb|outskirts|streets|camp|area|island|hamlet|state|province"
    rf"|region"
    rf"|centre|center|coast|municipality|community|{_DIRECTION})\s+of|\bhits?|\brocks?)"
    r"(?:\s+(?:the|an?|its|nearby|neighbou?ring|downtown|central|mid|inner|upper|lower|occupied|rural|suburban|war-torn"
    rf"|(?:{_DIRECTION})(?:ern)?|[A-Z][\w.]+|city|town|village|port|capital|district|province|state|region"
    rf"|of)){{0,5}}?\s+$",
)
_FOLLOWS = re.compile(r",\s+\S$")
_ADJECTIVAL = re.compile(r"\s+(?:forces?|troops|soldiers|army|military|officials?|government|police|president)\b")
_REGION_WORD = re.compile(
    r"\s+(?:[Pp]rovince|[Gg]overnorate|[Rr]egion|[Oo]blast|[Ss]tate|[Cc]ounty|[Pp]refecture|[Dd]istrict)\b"
)
_LOCAL_AFTER = re.compile(
    r"(?:\s+(?:[Pp]olice|[Ss]heriff|[Ff]ire|[Mm]an|[Ww]oman|[Gg]irl|[Bb]oy|[Tt]een|[Hh]ome|[Aa]partment"
    r"|[Nn]eighbou?rhood"
    r"|[Hh]ouse|[Ss]uburb|[Rr]esidents?|[Ff]amily|[Oo]fficers?|[Mm]other|[Ff]ather|[Cc]ouple|[Tt]eenager|[Ss]hooting"
    r"|[Aa]ttack"
    r"|[Bb]ombing|[Hh]omicide|[Hh]ospital|[Hh]igh [Ss]chool))\b",
)
_WEEKDAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec)"
)
_NAME_GOES_ON = re.compile(rf"(?:\s+|-)(?!I\b|[A-Z]+\b|{_WEEKDAYS}|{_MONTHS}\b)[A-Z][a-z]")
_NAME_WORD_BEFORE = re.compile(r"(?:\A|(?<=[^\w.]))(?P<word>[A-Z][\w'\u2019-]*)[ ]$")
_PERSON_AFTER = re.compile(
    r"[,\s]+(?:said|says|told|who|whose|added|wrote|argued|announced|accused|warned|and his|and her|[Jj]r)\b"
)
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w'\u2019-]+|\b[A-Z]\.|Mr|Mrs|Ms|Dr)\.?\s+$")
_DATELINE = re.compile(
    r"(?:\A"
    r"|\n)\s*(?P<place>[A-Z][A-Z'\u2019.-]+(?:[ -][A-Z][A-Z'\u2019.-]+){0,3}(?:, (?:[A-Z][\w.]+)(?: [A-Z]\w+){0,2})?"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}, (?:[A-Z][a-z]{1,4}\.|[A-Z]\.[A-Z]\.|[A-Z]{2}))"
    r"(?:\s*\([^)]{2,40}\))?\s*(?:[-\u2013\u2014:\u2022]|,\s+\w{3,9}\.?\s+\d)",
)
_SITE_KIND = (
    r"(?:[Aa]ir\s?[Bb]ase|[Aa]irfield|(?:[Nn]aval |[Mm]ilitary |[Aa]ir |[Aa]rmy )?[Bb]ase|(?:[Rr]efugee )?[Cc]amp"
    r"|(?:[Ii]nternational )?[Aa]irport|[Pp]ort|[Ee]mbassy|[Pp]rison|[Hh]ospital|[Bb]arracks|[Ss]tadium|[Cc]rossing"
    r"|[Gg]arrison|[Oo]utpost|[Ll]anding [Zz]one"
    r"|[Cc]ompound|[Cc]onsulate|[Dd]am|[Uu]niversity|[Hh]igh [Ss]chool|[Ss]chool|[Mm]osque|[Cc]hurch"
    r"|[Ss]ynagogue|[Mm]all|[Bb]ridge|[Rr]efinery)\b"
)
_WATERS = r"(?:Sea|Strait|Gulf|Ocean|Channel|Canal|Desert|Mountains|Valley|Peninsula|Islands?)\b"
_SITE = re.compile(
    rf"\b(?:[A-Z][\w'\u2019-]+ )(?:(?:(?:al|el|an)-)?[A-Z][\w'\u2019-]+ ){{0,3}}{_SITE_KIND}"
    rf"|\b(?:[A-Z][\w'\u2019-]+ ){{1,2}}{_WATERS}"
    r"|\b(?:Camp|Fort|Forward Operating Base|FOB|Naval Air Station|Joint Base"
    r"|Mission Support Site|Combat Outpost|Patrol Base|Gulf of|Strait of|Bay of)"
    r" [A-Z][\w'\u2019-]+",
)
_ONLY_KIND = re.compile(_SITE_KIND)
_TOWN_NAME = r"(?P<name>(?:(?:al|el|an)-)?[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,2})"
_CALLED_TOWN = re.compile(rf"\b(?:city|town|village|hamlet|suburb|municipality|settlement) of {_TOWN_NAME}")
_STATED_TOWN = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]utside) {_TOWN_NAME}, (?P<holder>[A-Z][\w.]+(?: [A-Z]\w+)?)",
)
_STATE_AFTER = re.compile(r",\s+(?P<state>(?:[A-Z]\.){2}|[A-Z][A-Za-z]{1,4}\.|W\.Va\.|[A-Z]{2}(?!\w))")
_NOT_IN_SITE_WORDS = """
A Air An And Army At Central Five Four From General Her High His In International Its Local Main
Military National Naval Near New Of On Our Police Primary Private Public Refugee Several That The
Their This Three To Two
"""
_NOT_IN_SITE = frozenset(_NOT_IN_SITE_WORDS.split())
_SITE_WORDS = frozenset(
    "air airbase base camp airport port hospital prison school university refugee garrison outpost landing zone dam"
    " compound embassy consulate international military the ain".split()
)
_BESIDE_NAMES = frozenset(
    "In At Near Outside Inside Around Across From To Of On Off Over And Or But The A An When While After Before As By"
    " With For Into Toward Towards Between Downtown Central Greater Inner Outer Upper Lower Mid Old Midtown Uptown"
    " Suburban Metro Metropolitan Occupied North South East West Northern Southern Eastern Western Northeast Northwest"
    " Southeast Southwest Northeastern Northwestern Southeastern Southwestern Monday Tuesday Wednesday Thursday Friday"
    " Saturday Sunday City Town Village Province Region State District Capital Nearby".split()
)
"""Words that may stand before a town's name without being part of it."""
_CALENDAR = frozenset(
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug"
    " Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
_NO_NAMES = _CALENDAR | _BESIDE_NAMES
_NO_PLACES = (
    _BESIDE_NAMES
    | _CALENDAR
    | frozenset(
        "Christmas Easter Thanksgiving Ramadan Eid Halloween Mr Mrs Ms Dr Sen Rep President Minister"
        " Congress Parliament Senate Superior Court County Police Sheriff Department Operation Hospital Medical Center"
        " Centre Trauma Clinic Jail Prison English Internet Twitter Facebook I He She They We It This That His Her"
        " Their Its God There Street Avenue Road Boulevard Drive Lane Highway Interstate Route Block Apartments".split()
    )
)
"""Capitalised words behind "in" and "at" that name no place where an event happens."""
_PUT_SOMEWHERE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|(?:north|south|east|west)(?:-?(?:east|west))? of)(?: the)?"
    r"(?: (?:village|town|city|hamlet|suburb) of)? "
    r"(?P<name>(?>(?:(?:al|el|an|ash|ad)-)?[A-Z][\w-]+(?: (?:(?:al|el|an|ash|ad)-)?[A-Z][\w-]+){0,3}))"
    r"(?!['\u2019]\w|[ -][A-Z])",
)
