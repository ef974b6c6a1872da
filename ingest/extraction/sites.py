"""Sites: bases, camps, ports, waters and the like that bear a proper name."""

import re
from collections.abc import Iterable

from ingest.articles import Place, PlacePrecision, Span
from ingest.extraction.gazetteer import country_of, load_gazetteer, plain
from ingest.extraction.place_mentions import LOCATIVE, PlaceMention, agreed
from ingest.extraction.place_names import LARGE_TOWN, WORD

_FOLLOWS = re.compile(r",\s+\S$")
_SITE_KIND = (
    r"(?:[Aa]ir\s?[Bb]ase|[Aa]irfield|(?:[Nn]aval |[Mm]ilitary |[Aa]ir |[Aa]rmy )?[Bb]ase|(?:[Rr]efugee )?[Cc]amp"
    r"|(?:[Ii]nternational )?[Aa]irport|[Pp]ort|[Ee]mbassy|[Pp]rison|[Hh]ospital|[Bb]arracks|[Ss]tadium|[Cc]rossing"
    r"|[Gg]arrison|[Oo]utpost|[Ll]anding [Zz]one"
    r"|[Cc]ompound|[Cc]onsulate|[Dd]am|[Uu]niversity|[Hh]igh [Ss]chool|[Ss]chool|[Mm]osque|[Cc]hurch"
    r"|[Ss]ynagogue|[Mm]all|[Bb]ridge|[Rr]efinery)\b"
)
_WATERS = r"(?:Sea|Strait|Gulf|Ocean|Channel|Canal|Desert|Mountains|Valley|Peninsula|Islands?)\b"
_OPEN_WATERS = re.compile(r"\b(?:Sea|Ocean|Gulf|Strait|Channel)\b")
"""Waters of no one country."""
_SITE = re.compile(
    rf"\b(?:[A-Z][\w'\u2019-]+ )(?:(?:(?:al|el|an)-)?[A-Z][\w'\u2019-]+ ){{0,3}}{_SITE_KIND}"
    rf"|\b(?:[A-Z][\w'\u2019-]+ ){{1,2}}{_WATERS}"
    r"|\b(?:Camp|Fort|Forward Operating Base|FOB|Naval Air Station|Joint Base"
    r"|Mission Support Site|Combat Outpost|Patrol Base|Gulf of|Strait of|Bay of)"
    r" [A-Z][\w'\u2019-]+",
)
_CALLED_BY_TOWN = re.compile(
    r"(?P<town>[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,2}?) (?:[Ii]nternational )?"
    r"(?:[Aa]irport|[Pp]ort|[Pp]rison)\b"
)
_ONLY_KIND = re.compile(_SITE_KIND)
_NOT_IN_SITE_WORDS = """
A Air An And Army At Central Five Four From General Her High His In International Its Local Main
Military National Naval Near New Of On Our Police Primary Private Public Refugee Several That The
Their This Three To Two
"""
_NOT_IN_SITE = frozenset(_NOT_IN_SITE_WORDS.split())
_NO_PART_OF_SITE = frozenset(
    "After Amid As At Before By During For From In Inside Near On Outside Over Under When While With".split()
)
"""In a title, words that end what stands before a site's name."""


def find_sites(text: str) -> list[Span]:
    """Find bases, camps, waters and the like that bear a proper name."""
    spans = []
    for match in _SITE.finditer(text):
        words = list(WORD.finditer(text, match.start(), match.end()))
        within = [place for place, word in enumerate(words[:-1], start=1) if word.group() in _NO_PART_OF_SITE]
        words = words[within[-1] :] if within else words
        while words and (words[0].group() in _NOT_IN_SITE or country_of(words[0].group())):
            words.pop(0)
        is_town = plain(match.group()) in load_gazetteer().towns
        if len(words) > 1 and not is_town and not _ONLY_KIND.fullmatch(text, words[0].start(), match.end()):
            spans.append(Span(words[0].start(), match.end()))
    return spans


def site_mention(text: str, site: Span, others: Iterable[PlaceMention], country: str | None) -> PlaceMention:
    """Give the site at `site` the country and region that the located `others` agree on, else `country`."""
    if _OPEN_WATERS.search(text, site.start, site.end):
        place = Place(text[site.start : site.end], None, None, None, None, PlacePrecision.SITE)
        return PlaceMention(site, place, located=bool(LOCATIVE.search(text, 0, site.start)))
    located = [other.place for other in others if other.located or _FOLLOWS.match(text, site.end, other.span.start + 1)]
    owner, admin = _owner_within(text, site)
    owner = owner or agreed(place.country for place in located) or country
    admin = admin or agreed(place.admin for place in located if place.country == owner)
    name = re.sub(r"\s+", " ", text[site.start : site.end])
    place = Place(name, admin, owner, None, None, PlacePrecision.SITE)
    return PlaceMention(site, place, located=bool(LOCATIVE.search(text, 0, site.start)))


def _owner_within(text: str, site: Span) -> tuple[str | None, str | None]:
    """Give country and region of an airport, port or prison that is called by its town or land: "Prague airport"."""
    called = _CALLED_BY_TOWN.match(text, site.start, site.end)
    if not called:
        return None, None
    name = plain(called["town"])
    towns = load_gazetteer().towns_called(name)
    if country := country_of(name):
        return country, None
    if not towns or towns[0].population < LARGE_TOWN:
        return None, None
    return towns[0].country, towns[0].admin or None
