"""Words of a question as terms to be found in text, whatever their form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.answering.question.lexicon import lexicon
from ingest import country_of, country_terms, measure_of

STOP_WORDS = lexicon(__package__).words("stop words")
ANYBODY = lexicon(__package__).words("anybody")
"""Units that name no group of people in particular."""
ASKING = lexicon(__package__).words("asking") | lexicon(__package__).words("auxiliaries")
"""Words that open a question."""
(ORDINALS,) = lexicon(__package__).groups("ordinals")
_GROUPS = lexicon(__package__).groups("groups")
"""Words for the same actors and things."""
WORD = re.compile(r"[^\W_]+")
COMPOUND = re.compile(r"[\w’'-]+")
"""A word with its hyphens and apostrophes: "well-known", "don’t"."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TOKEN = re.compile(r"(?!(?<=['’])s\b)[A-Za-z0-9](?:[\w.&’'-]*\w)?")
_THE_COUNTRY_US = re.compile(
    r"(?<=\bthe )us(?=\s+\w)|(?<!tell )(?<!told )(?<!give )(?<!show )\bus"
    r"(?=\s+(?!(?:all|to|about|that|what|who|how|why|when|where|if|the|an?|and|or)\b)\w)"
)
"""Nobody says "us" of himself before a noun: "us coach", "the us economy"."""
_SENTENCE_CASE = 2
"""At most one word in so many has a capital where capitals tell names: "Who is Time's person of the year?"."""
LONGEST_COUNTRY = 4
"""Words of a country's name."""
LONGEST_ABBREVIATION = 3
"""Letters of a country's abbreviation that is often typed small: "us", "uk", "uae"."""
_ENDINGS = "e|ed|es|ing|ions?|e?ments?|ers?|s|ly|y|ies|ied"
NAME_WEIGHT = 2.0


@dataclass(frozen=True)
class Term:
    """One thing that a question names, with every word or phrase by which a text may name it, lower case."""

    name: str
    forms: tuple[str, ...]
    is_name: bool
    """A proper name: of more weight than a common word."""

    @property
    def weight(self) -> float:
        """Give how much it counts beside other terms."""
        return NAME_WEIGHT if self.is_name else 1.0

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Find any form as whole words, common words inflected; "US" only in capitals, since "us" is a pronoun."""
        choices = [
            re.escape(form.upper()) if len(form) < LONGEST_ABBREVIATION else f"(?i:{self._inflected(form)})"
            for form in self.forms
        ]
        return re.compile(r"(?<!\w)(?:" + "|".join(choices) + r")(?!\w)")

    def _inflected(self, form: str) -> str:
        stem = "" if self.is_name else _stem(form)
        if stem:
            return f"{stem}(?:{_ENDINGS})?"
        spellings = "|".join(sorted({_phrase(form), _phrase(measure_of(form))}))
        return _phrase(form) if self.is_name else f"(?:{spellings})(?:e?s)?"


def opening(text: str) -> str:
    """Give the word that a text opens with, in small letters, behind any "and" or "so"."""
    return next((word for word in WORD.findall(text.lower()) if word not in {"and", "so"}), "")


def terms_of(text: str, *, left_out: frozenset[str] = frozenset()) -> tuple[Term, ...]:
    """Give the terms of a question or phrase, in order, each once; `left_out` are words already understood."""
    terms: dict[str, Term] = {}
    words = _words(text)
    stands_out = _SENTENCE_CASE * sum(is_name for _, is_name in words) < len(words)
    for word, is_name in words:
        plain = without_possessive(word)
        folded = plain.lower()
        if country := _country(plain):
            forms = tuple(sorted({form.lower() for form in country_terms(country)}))
            terms.setdefault(country, Term(country, forms, is_name=True))
        elif (is_name and stands_out and folded != "the") or not {folded, measure_of(folded)} & (STOP_WORDS | left_out):
            forms = forms_of(folded)
            terms.setdefault(folded if is_name else forms[0], Term(folded, forms, is_name))
    return tuple(terms.values())


def without_possessive(word: str) -> str:
    """Give a word without "'s"."""
    return word.removesuffix("'s").removesuffix("’s")


def _country(word: str) -> str | None:
    """Give the country that a word names in whatever case, but for the pronoun "us" and its like."""
    if word.lower() in STOP_WORDS and not word.isupper():
        return None
    return country_of(word) or country_of(word.upper() if len(word) <= LONGEST_ABBREVIATION else word.capitalize())


def _words(text: str) -> list[tuple[str, bool]]:
    """Give the words of `text`, names of countries whole, each with whether it is written as a name."""
    text = re.sub(r"\bu\.?s\.?a?\.(?=\s|$)|\bU\.S\.?", "US", text)
    text = _THE_COUNTRY_US.sub("US", text)
    tokens = [*_TOKEN.finditer(text)]
    words = []
    while tokens:
        length = next((size for size in range(LONGEST_COUNTRY, 1, -1) if country_of(_phrase_at(tokens, size))), 1)
        words.append((_phrase_at(tokens, length), tokens[0][0][0].isupper() and tokens[0].start() > 0))
        tokens = tokens[length:]
    return words


def _phrase_at(tokens: list[re.Match[str]], size: int) -> str:
    words = [token[0] for token in tokens[:size]]
    return " ".join(word if word[0].isupper() or size == 1 else word.capitalize() for word in words)


def forms_of(word: str) -> tuple[str, ...]:
    """Give the group of a common word, else the word; forms that full text's stemming makes one stand once."""
    return tuple(dict.fromkeys(spelling for form in group_of(word) for spelling in _spellings(form)))


def group_of(word: str) -> Sequence[str]:
    """Give the common words for the same actor or thing as `word`, itself among them; a name stands alone."""
    return next((group for group in _GROUPS if measure_of(word) in group), (word,))


_SPELLED = [(one, other) for one, other in lexicon(__package__).groups("endings")]
SHORTEST_STEM = 4
"""Letters before an ending that is spelled in two ways: "colour", but not "four"."""


def _spellings(form: str) -> tuple[str, ...]:
    """Give the ways to spell a word: British and American."""
    spelled = [form]
    for one, other in (*_SPELLED, *((american, british) for british, american in _SPELLED)):
        if form.endswith(one) and len(form) >= SHORTEST_STEM + len(one) - 1:
            spelled.append(form.removesuffix(one) + other)
    return tuple(spelled)


def _stem(word: str) -> str:
    """Give what the forms of a common word share: "agree" and "agreement" share "agre"; "" for a short word."""
    stem = re.sub(r"(?:e?ments?|ions?|ing|ies|ied|ed|es|ers?|ly|s|e|y)$", "", word)
    return stem if len(stem) > 3 and stem.isalpha() else ""  # noqa: PLR2004 because shorter stems fit strangers


def _phrase(form: str) -> str:
    return r"[\s-]+".join(re.escape(part) for part in form.split()) + r"(?:['’]?s)?"


def coverage(terms: Sequence[Term], text: str) -> float:
    """Give the weighted share (0 to 1) of `terms` that `text` names; names count double."""
    total = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if term.pattern.search(text)) / total if total else 0.0
