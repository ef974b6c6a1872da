"""A question in another language than English: the words to look for, and when. Pure.

Nothing is parsed: which words are names, verbs or counts is not told. What a language's stop words and the words that
ask leave over is looked for by its beginning, since most languages bend the ends of words.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Final

from bot.answering.question.answer_type import AnswerType
from bot.answering.question.asking_words import END_OF_LATIN, asking_words, folded, news_words, saying_nothing
from bot.answering.question.foreign_days import named_day
from bot.answering.question.terms import WORD, Term, forms_of
from ingest import country_of, country_terms

_ENDS: Final = ((8, 3), (6, 2), (4, 1))
"""From so many letters on, so many at the end of a word are its inflection's: the word may end in others."""
_LONGER: Final = 3
"""Letters by which an inflected form may exceed the word asked for."""
_OPENING: Final = 3
"""Words at its beginning that tell what a question asks for."""
_SHORTEST: Final = 3
"""Letters of what a compound may begin with ("Gaza" in "Gazastreifen"), and that stay of a word without its article."""
_HEAD: Final = 6
"""Letters of what a compound may end with: "Ministerin" in "Verkehrsministerin"."""
_WORLD: Final = "001"
"""The world among CLDR's territories."""
_CAPITALISING: Final = frozenset({"de"})
"""Languages that capitalise every noun."""
_DECLINING: Final = frozenset({"pl", "ru", "uk"})
"""Languages in which the names of countries bend, too."""
_CLITICS: Final = {
    "ar": ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف"),
    "he": ("וה", "מה", "שה", "ה", "ו", "ב", "ל", "מ", "ש", "כ"),
}
"""Articles, conjunctions and prepositions that are written as one word with what follows them; the longest first."""


@dataclass(frozen=True, slots=True)
class ForeignTerm:
    """A word to look for."""

    typed: str
    """Lower case."""
    clitics: tuple[str, ...] = ()
    """What may be written before it as one word with it."""
    is_required: bool = False
    """A name, as far as can be told: what does not name it answers nothing."""

    @property
    def beginnings(self) -> tuple[str, ...]:
        """How words of full text begin that may be forms of it."""
        stems = [form[: len(form) - _end(form)] for form in _forms(self.typed, self.clitics)]
        return tuple(dict.fromkeys(clitic + stem for stem in stems for clitic in ("", *self.clitics)))

    def fits(self, word: str) -> bool:
        """Tell whether a word of a text, which `folded` gave, is a form of it or a compound that begins with it."""
        asked = _forms(folded(self.typed), self.clitics)
        return any(_is_form(told, form) for told in _forms(word, self.clitics) for form in asked)


@dataclass(frozen=True, slots=True)
class ForeignPlan:
    """A question in another language, read."""

    language: str
    terms: tuple[ForeignTerm, ...]
    since: date | None
    """The first day of the window, where one is asked for."""
    until: date | None
    """Its last; open where something is looked for, since reports follow."""
    wants_newest: bool
    wants_number: bool
    english: tuple[Term, ...]
    """The same as English may have it; `is_name` where a name is plain."""
    news: tuple[Term, ...] = ()
    """The common words of it that are known in English: what is told of those names."""
    expects: AnswerType = AnswerType.ANYTHING
    """What would answer, as far as the words that ask tell."""

    @property
    def asks_for_news(self) -> bool:
        """Whether it names nothing but the present, or a day."""
        return not self.terms and (self.wants_newest or self.since is not None)


def foreign_plan(text: str, language: str, *, today: date) -> ForeignPlan:
    """Read a question in `language`, ISO 639-1, as asked on `today`."""
    asking, words = asking_words(language), WORD.findall(text)
    said = {folded(word) for word in words}
    day = named_day(words, language, today=today)
    left_out = saying_nothing(language) | (day.words if day else frozenset()) | {_world(language)}
    terms = {
        folded(word): ForeignTerm(word.lower(), _CLITICS.get(language, ()), _is_required(before, word, language))
        for before, word in pairwise(("", *words))
        if folded(word) not in left_out and (len(word) > 1 or word.isdigit())
    }
    is_of_yesterday = bool(said & asking.get("yesterday", frozenset()))
    is_of_today = bool(said & asking.get("today", frozenset()))
    since = today - timedelta(days=1) if is_of_yesterday else today if is_of_today else day.first if day else None
    last = day.last if day else since
    news = {word: known for word in terms if (known := _english_of(word, language))}
    wants_number = bool(said & asking.get("many", frozenset()))
    return ForeignPlan(
        language,
        tuple(terms.values()),
        since,
        None if terms else last,
        wants_newest=is_of_today or bool(said & asking.get("newest", frozenset())),
        wants_number=wants_number,
        english=_in_english(text, [term for word, term in terms.items() if word not in news], language),
        news=tuple(_news_term(words) for words in dict.fromkeys(news.values())),
        expects=AnswerType.NUMBER if wants_number else _expected(words, language),
    )


def _news_term(words: str) -> Term:
    """Give English words for one thing, as `news_words.toml` lists them, as a term."""
    first, *others = words.split("|")
    return Term(first, tuple(dict.fromkeys((*forms_of(first), *others))), is_name=False)


def _expected(words: Sequence[str], language: str) -> AnswerType:
    """Tell by the word that a question begins with, or the one behind its preposition, what would answer.

    What something is called, or in which town it is, is asked a word later: "cómo se llama", "en qué ciudad".
    """
    asking, first = asking_words(language), [folded(word) for word in words[:_OPENING]]
    kinds = (
        ("who", first[:2], AnswerType.NAME),
        ("when", first[:2], AnswerType.DATE),
        ("place", first[:2], AnswerType.PLACE),
        ("town", first[2:], AnswerType.PLACE),
        ("called", first, AnswerType.NAME),
    )
    return next((kind for use, among, kind in kinds if asking.get(use, frozenset()) & {*among}), AnswerType.ANYTHING)


def _english_of(word: str, language: str) -> str | None:
    """Give what English calls what a common word of the news tells of."""
    known = news_words(language)
    return next(
        (
            known[word[:end] + mark]
            for end in range(len(word), 2, -1)
            for mark in ("", "*")
            if (mark or end == len(word)) and word[:end] + mark in known
        ),
        None,
    )


def _is_required(before: str, word: str, language: str) -> bool:
    """Tell a place by the word before it, or a country; where only names are capitalised within sentences, a name."""
    is_name = bool(before) and word[0].isupper() and language not in _CAPITALISING
    is_place = folded(before) in asking_words(language).get("where", frozenset())
    return is_name or is_place or folded(word) in places_of(language)


def _in_english(text: str, terms: Collection[ForeignTerm], language: str) -> tuple[Term, ...]:
    """Give what English texts may name of a question: countries by their English names, else words as they are."""
    words = [folded(word) for word in WORD.findall(text)]
    bare = [_forms(word, _CLITICS.get(language, ()))[-1] for word in words]
    spoken = f" {' '.join(words)}  {' '.join(bare)} "
    named = {name: place for name, place in places_of(language).items() if f" {name} " in spoken}
    if not named and language in _DECLINING:
        named = {
            name: place
            for name, place in places_of(language).items()
            if any(len(name) <= len(term.typed) + _LONGER for term in named_in(terms, name))  # no compound: "вене"
        }
    countries = [
        Term(place, tuple(sorted(map(str.lower, country_terms(place) or [place]))), is_name=True)
        for place in named.values()
    ]
    consumed = {word for name in named for word in name.split()}
    others = [
        Term(term.typed, (term.typed,), term.is_required)
        for term in terms
        if folded(term.typed) not in consumed and term.typed[0] < END_OF_LATIN
    ]
    return (*dict.fromkeys(countries), *others)


@cache
def places_of(language: str) -> Mapping[str, str]:
    """Give countries as the gazetteer calls them, regions and cities as English does, by their names there, folded.

    Unicode's CLDR has them; of cities those that time zones are named for.
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except UnknownLocaleError:
        return {}
    english = Locale.parse("en")
    countries = {
        name: country_of(english.territories.get(code, "")) or english.territories.get(code)
        for code, name in locale.territories.items()
        if code != _WORLD
    }
    cities = {
        zone["city"]: english.time_zones.get(id_of_zone, {}).get("city", id_of_zone.split("/")[-1].replace("_", " "))
        for id_of_zone, zone in locale.time_zones.items()
        if "city" in zone
    }
    told = {" ".join(WORD.findall(folded(name))): place for name, place in (cities | countries).items()}
    return {name: place for name, place in told.items() if place}


@cache
def _world(language: str) -> str:
    """Give the word for the world, folded: the news of all of it is no news of anything in particular."""
    from babel import Locale, UnknownLocaleError

    try:
        return folded(Locale.parse(language).territories.get(_WORLD, ""))
    except UnknownLocaleError:
        return ""


def named_in(terms: Iterable[ForeignTerm], text: str) -> frozenset[ForeignTerm]:
    """Give which of `terms` a text names."""
    words = WORD.findall(folded(text))
    return frozenset(term for term in terms if any(term.fits(word) for word in words))


def _forms(word: str, clitics: Sequence[str]) -> tuple[str, ...]:
    """Give a word as it is written, then without each of what may be written before it."""
    bare = (word.removeprefix(clitic) for clitic in clitics if word.startswith(clitic))
    return (word, *(form for form in bare if len(form) >= _SHORTEST))


def _is_form(told: str, asked: str) -> bool:
    stem = asked[: len(asked) - _end(asked)]
    longer = _LONGER if len(stem) > _SHORTEST else 1
    is_inflected = told.startswith(stem) and len(told) <= len(asked) + longer
    is_compound = told.startswith(asked) or (len(asked) >= _HEAD and told.endswith(asked))
    return told == asked or (len(asked) >= _SHORTEST and (is_inflected or is_compound))


def _end(word: str) -> int:
    if word.isdigit():
        return 0
    return next((end for length, end in _ENDS if len(word) >= length), 0)
