"""Lost capitals: names of places in a text that came all in lower or all in upper case."""

import re

from ingest.casing import PARAGRAPH, recased
from ingest.extraction.gazetteer import load_gazetteer
from ingest.extraction.place_names import LARGE_TOWN

_NAME = r"[^\W\d_]+"
_PLACED = re.compile(
    r"\b(?P<before>(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]f|[Ff]rom|[Oo]utside|[Tt]o) "
    r"(?:(?:the|downtown|(?:north|south|east|west)ern|central) )?)"
    rf"(?P<name>{_NAME}(?: {_NAME}){{0,2}})"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_COUNTRIES_LIKE_WORDS = frozenset({"chad", "china", "jordan", "polish", "turkey"})


def legible(text: str) -> str:
    """Give `text` as it would be written, as far as can be told, in the paragraphs whose letters are all of one case.

    Capitals come back where sentences begin, to the names and peoples of countries, and to regions and large towns
    behind a preposition. No character moves.
    """
    return PARAGRAPH.join(map(_legible_paragraph, text.split(PARAGRAPH)))


def _legible_paragraph(paragraph: str) -> str:
    cased = recased(paragraph)
    if cased == paragraph:
        return paragraph
    named = _PLACED.sub(_with_place, _WORD.sub(_with_country, cased))
    return named if len(named) == len(cased) else cased


def _with_country(word: re.Match[str]) -> str:
    name = word[0].capitalize()
    gazetteer = load_gazetteer()
    is_country = name in gazetteer.countries or name in gazetteer.demonyms
    return name if is_country and word[0] not in _COUNTRIES_LIKE_WORDS else word[0]


def _with_place(placed: re.Match[str]) -> str:
    words = placed["name"].split(" ")
    for length in range(len(words), 0, -1):
        name = " ".join(word.capitalize() for word in words[:length])
        if _is_known(name):
            return " ".join((placed["before"] + name, *words[length:]))
    return placed[0]


def _is_known(name: str) -> bool:
    """Tell whether `name` is that of a region, a large town or a country, and no word of the language besides."""
    gazetteer = load_gazetteer()
    towns = gazetteer.towns_called(name)
    is_known = name in gazetteer.countries or name in gazetteer.regions or (towns and towns[0].population >= LARGE_TOWN)
    return bool(is_known) and gazetteer.doubtful.get(name) != "word"
