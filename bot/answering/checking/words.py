"""Words in the form in which a statement and a passage share them: "rose" and "rising", "wounded" and "injuries"."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from snowballstemmer import stemmer

from bot.answering.question.lexicon import lexicon
from bot.answering.question.terms import STOP_WORDS
from ingest import Span, country_of, measure_of

NEGATIONS: Final = frozenset("not no never none nobody nothing neither nor without cannot n't".split())
"""Words that undo what follows them."""
FUNCTION_WORDS: Final = (STOP_WORDS - NEGATIONS) | lexicon(__package__).words("function words")
"""Words that carry no content of their own."""
_TOKEN: Final = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:[.,:/–-]\d+)*[^\W\d_]*|n[’']t\b|[^\W\d_]+?(?=n[’']t\b)|\w+")
_COUNTRY_WORDS: Final = (3, 2)
"""Of the names of countries that are several words."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    text: str
    """As it stands there."""
    form: str
    """Its normal form, lower case."""
    span: Span

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_content(self) -> bool:
        """Whether it says something by itself."""
        return not self.is_negation and self.text.lower() not in FUNCTION_WORDS

    @property
    def is_negation(self) -> bool:
        """Whether it undoes what follows."""
        return self.text.replace("’", "'").lower() in NEGATIONS

    @property
    def is_past(self) -> bool:
        """Whether it may be a verb in the past."""
        lowered = self.text.lower()
        return lowered.endswith("ed") or lowered in _infinitives()


def words_of(text: str) -> tuple[Word, ...]:
    """Give the words of `text` in order, those joined by hyphens apart."""
    words: list[Word] = []
    tokens = [*_TOKEN.finditer(text)]
    while tokens:
        size = next((size for size in _COUNTRY_WORDS if _is_country(text, tokens[:size], size)), 1)
        span = Span(tokens[0].start(), tokens[size - 1].end())
        written = text[span.start : span.end]
        words.append(Word(written, form_of(written), span))
        tokens = tokens[size:]
    return tuple(words)


def _is_country(text: str, tokens: list[re.Match[str]], size: int) -> bool:
    """Tell whether so many `tokens` are together the name of a country."""
    if len(tokens) < size or not (tokens[0][0][0].isupper() and tokens[-1][0][0].isupper()):
        return False
    is_article = tokens[0][0].lower() == "the"
    return not is_article and country_of(text[tokens[0].start() : tokens[-1].end()]) is not None


@lru_cache(maxsize=1 << 15)
def form_of(word: str) -> str:
    """Give the normal form of a word: of a country's names its name, of an irregular verb its infinitive; a stem."""
    lowered = word.replace("’", "'").lower()
    if word[0].isupper() and (country := country_of(word)):
        return country.lower()
    plain = lowered.replace(".", "") if word[0].isalpha() else lowered
    return _stem(measure_of(_infinitives().get(plain, plain)))


@cache
def _infinitives() -> dict[str, str]:
    """Give the infinitive of each form of an irregular verb."""
    return {form: infinitive for infinitive, *forms in lexicon(__package__).groups("irregular verbs") for form in forms}


def meaning(form: str) -> frozenset[str]:
    """Give the normal forms that news uses for one another with `form`, itself among them."""
    return _synonyms().get(form, frozenset()) | {form}


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    """Give for each normal form those of all groups that it stands in."""
    groups = [frozenset(map(form_of, line)) for line in lexicon(__package__).groups("synonyms")]
    forms = frozenset[str]().union(*groups)
    return {form: frozenset[str]().union(*(group for group in groups if form in group)) for form in forms}


def _stem(word: str) -> str:
    stem: str = stemmer("english").stemWord(word)
    return stem
