"""What words of other languages are in English: those that ask, those of the news, names of places and months. Pure."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

from bot.answering.question.terms import STOP_WORDS, WORD
from ingest import country_of

if TYPE_CHECKING:
    from babel import Locale

END_OF_LATIN: Final = "ɐ"
"""The first letter behind those of the Latin script."""
NEWS_LANGUAGES: Final = ("es", "de", "fr", "ar")
"""In the order of `news_words.txt`."""
CAPITALISING: Final = frozenset({"de"})
"""Languages that capitalise all nouns."""
_DECLINING: Final = frozenset({"pl", "ru", "uk"})
"""Languages in which the names of places bend."""
_ROMANCE: Final = frozenset({"es", "it", "pt"})
"""Languages whose adjectives end in a vowel that changes."""
_SHORTEST: Final = 3
"""Letters of what begins a word."""
_FEMININE: Final = "\u0647"
"""The ending of what Arabic calls languages, without its dots."""
_SAYING_NOTHING: Final = "said"
_WORLD: Final = "001"
"""The world among CLDR's territories."""
_ARABIC: Final = str.maketrans("ىة", "يه")
"""Letters that are typed one for the other."""


def folded(text: str) -> str:
    """Give text in small letters without accents and vowel signs, so that what is typed without them fits."""
    letters = normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not combining(letter)).translate(_ARABIC)


@cache
def asking_words(language: str) -> Mapping[str, tuple[str, ...]]:
    """Give the words and phrases with which `language`, ISO 639-1, asks, folded, by the English for them."""
    listed = tomllib.loads(files(__package__).joinpath("asking_words.toml").read_text("utf-8"))
    return {
        "" if english == _SAYING_NOTHING else english: tuple(map(_spelling, words.split()))
        for english, words in listed.get(language, {}).items()
    }


@cache
def words_that_ask(language: str) -> frozenset[str]:
    """Give the words with which `language` asks, folded."""
    return frozenset(word for phrases in asking_words(language).values() for each in phrases for word in each.split())


@cache
def saying_nothing(language: str) -> frozenset[str]:
    """Give these and the stop words of `language`, folded; none of a language without any."""
    from stop_words import LANGUAGE_MAPPING, get_stop_words  # type: ignore[import-untyped]  # because it ships no types

    stop_words = get_stop_words(language) if language in LANGUAGE_MAPPING else ()
    return frozenset(folded(part) for word in stop_words for part in WORD.findall(word)) | words_that_ask(language)


def english_for(phrase: str, language: str) -> str | None:
    """Give the English for a word or phrase, folded; "" for what says nothing, `None` for what is not known."""
    words = _words(language)
    if phrase in words.whole:
        return words.whole[phrase]
    ends = range(len(phrase), max(_SHORTEST - 1, phrase.rfind(" ") + 1), -1)
    known = next((words.beginning[phrase[:end]] for end in ends if phrase[:end] in words.beginning), None)
    return "" if known is None and phrase in saying_nothing(language) else known


def is_empty(word: str, language: str) -> bool:
    """Tell whether a word says what English takes for nothing to look for: "people", "happened", "the world"."""
    english = english_for(folded(word), language)
    return english is not None and STOP_WORDS.issuperset(english.split())


def days_in(text: str, language: str) -> frozenset[str]:
    """Give the words by which a question names a day or a month, folded: its window is nothing to look for."""
    words = {folded(word) for word in WORD.findall(text)}
    relative = {*asking_words(language).get("today", ()), *asking_words(language).get("yesterday", ())}
    months = words & _months(language).keys()
    return frozenset(
        relative
        | months
        | (words & _weekdays(language).keys())
        | ({word for word in words if word.isdigit()} if months else set())
    )


@cache
def places_of(language: str) -> Mapping[str, str]:
    """Give countries as the gazetteer calls them, regions and cities as English does, by their names there, folded.

    Unicode's CLDR has them; of cities those that time zones are named for. The world is "": no place in particular.
    """
    locale, english = _locale(language), _locale("en")
    cities = {
        zone["city"]: english.time_zones.get(id_of_zone, {}).get("city", id_of_zone.split("/")[-1].replace("_", " "))
        for id_of_zone, zone in locale.time_zones.items()
        if "city" in zone
    }
    countries = {
        name: "" if code == _WORLD else country_of(english.territories[code]) or english.territories[code]
        for code, name in locale.territories.items()
        if code in english.territories
    }
    return {" ".join(WORD.findall(folded(name))): place for name, place in (cities | countries).items()}


@dataclass(frozen=True, slots=True)
class _Words:
    """The English for words of a language, folded."""

    whole: Mapping[str, str]
    """For whole words and phrases."""
    beginning: Mapping[str, str]
    """For what begins so."""


@cache
def _words(language: str) -> _Words:
    whole = {**places_of(language), **_months(language), **_weekdays(language)}
    beginning = dict((*_bent(language), *_nationalities(language)))
    for english, spellings in (*_news(language), *asking_words(language).items()):
        for spelling in spellings:
            if spelling.endswith("*"):
                beginning[spelling[:-1]] = english
            else:
                whole[spelling] = english
    return _Words(whole, beginning)


def _news(language: str) -> Iterator[tuple[str, list[str]]]:
    if language in NEWS_LANGUAGES:
        for line in files(__package__).joinpath("news_words.txt").read_text("utf-8").splitlines():
            if not line.startswith("#"):
                english, *columns = line.split("|")
                yield english.strip(), list(map(_spelling, columns[NEWS_LANGUAGES.index(language)].split()))


def _spelling(listed: str) -> str:
    return folded(listed).replace("_", " ").strip()


def _weekdays(language: str) -> Mapping[str, str]:
    english, theirs = (_locale(each).days["format"]["wide"] for each in ("en", language))
    return {folded(name): f"on {english[number]}" for number, name in theirs.items()}


@cache
def _months(language: str) -> Mapping[str, str]:
    """Give the English names of months by their whole names there, folded: Unicode's CLDR has them."""
    english, forms = _locale("en").months["format"]["wide"], _locale(language).months
    return {folded(name): english[number] for form in forms.values() for number, name in form["wide"].items()}


def _nationalities(language: str) -> Iterator[tuple[str, str]]:
    """Give countries by what begins their languages' names, as CLDR has them: "türkische" begins with "türkisch"."""
    english = _locale("en").languages
    for code, name in _locale(language).languages.items():
        if (country := country_of(english.get(code, ""))) and len(name) > _SHORTEST:
            bare = folded(name).removeprefix("ال").removesuffix(_FEMININE)
            yield bare[:-1] if language in _ROMANCE else bare, country


def _bent(language: str) -> Iterator[tuple[str, str]]:
    """Give places by what begins their names where those bend: "Вене" begins as "Вена" does."""
    for name, place in places_of(language).items() if language in _DECLINING else ():
        if len(name) > _SHORTEST and " " not in name:
            yield name[:-1], place


def _locale(language: str) -> "Locale":
    """Give what Unicode's CLDR knows of a language; of one that it does not know, what it knows of English."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except UnknownLocaleError:
        return Locale.parse("en")
