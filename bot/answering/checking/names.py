"""Names: people, places and organisations of a statement, found in its passages under any name of theirs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Kind, Reason
from bot.answering.checking.words import Word, form_of
from bot.answering.question.lexicon import lexicon
from ingest import country_of

ORGANISATIONAL: Final = lexicon(__package__).words("organisations")
"""Words of the names of organisations."""
_SEATS: Final = {
    seat: form_of(country.replace("-", " ").title())
    for country, *seats in lexicon(__package__).groups("seats")
    for seat in seats
}
"""Seats of government that stand for their country, each with its normal form."""
_ADJECTIVAL: Final = frozenset("i n s an ian ns ans ese ish ern".split())
"""Endings that make an adjective or plural of a name: "Kashmiri", "Venetians", "Eastern"."""
_SHARED: Final = 4
"""Letters that forms of one name share."""
_ACRONYM: Final = re.compile(r"[A-Z]{2,6}")
_BEGINNING: Final = re.compile(r"(?:^|[:“\"‘'(—–?!.])\s*[“\"‘'(]?\s*$")
_POSSESSIVE: Final = re.compile(r"['’]s?(?!\w)")
_WHERE: Final = re.compile(r"\b(?:in|at|near|off|outside)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """Words beside each other that are written as a name."""

    words: tuple[Word, ...]
    text: str


def unsupported_names(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each name of `statement` that `evidence` does not have."""
    for name in names_of(statement):
        missing = [word.text for word in name.words if not _is_named(word, evidence)]
        if missing and not _is_a_seat(statement, name, evidence):
            listed = " and ".join(missing)
            yield Reason(kind_of(statement, name), name.text, f"No passage names {listed}.")
        elif not missing and not _stand_together(name, evidence):
            yield Reason(kind_of(statement, name), name.text, f"No sentence has all of the name {name.text}.")


def names_of(statement: Sentence) -> tuple[Name, ...]:
    """Give the names of `statement`; of a headline's capitals, which tell no names, those of countries alone."""
    runs: list[list[Word]] = []
    for word in _written_as_names(statement):
        if runs and not statement.text[runs[-1][-1].span.end : word.span.start].strip(" .-"):
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(Name(tuple(run), statement.text[run[0].span.start : run[-1].span.end]) for run in runs)


def _written_as_names(statement: Sentence) -> Iterator[Word]:
    for word in statement.content:
        is_written_so = not (statement.is_headline or _begins(statement, word))
        if word.is_capital and len(word.text) > 1 and (is_written_so or country_of(word.text)):
            yield word


def _begins(statement: Sentence, word: Word) -> bool:
    """Tell whether a word may have its capital from standing first, in a sentence or behind a mark that begins one."""
    if not _BEGINNING.search(statement.text[: word.span.start]):
        return False
    is_place = any(mention.span.start == word.span.start for mention in statement.places)
    return not (is_place or _POSSESSIVE.match(statement.text, word.span.end))


def _is_named(word: Word, text: Evidence | Sentence) -> bool:
    """Tell whether a text names `word`: to the letter, inflected, as an adjective, or by what it stands for."""
    lowered = word.text.lower()
    if word.form in text.forms or lowered in text.spelled:
        return True
    if any(_roots(lowered) & _roots(other) for other in text.names if other[:_SHARED] == lowered[:_SHARED]):
        return True
    plain = word.text.replace(".", "")
    return bool(_ACRONYM.fullmatch(plain)) and any(plain in letters for letters in text.initials)


def _roots(name: str) -> set[str]:
    """Give what is left of a name without the endings of adjectives and plurals: "Texas" and "Texan" share one."""
    stripped = {name.removesuffix(ending) for ending in _ADJECTIVAL}
    return {root for root in stripped if len(root) >= _SHARED}


def _is_a_seat(statement: Sentence, name: Name, evidence: Evidence) -> bool:
    """Tell whether a seat of government stands for a country of the evidence: "Moscow denies it", not "in Moscow"."""
    is_where = _WHERE.search(statement.text[: name.words[0].span.start])
    return not is_where and _SEATS.get(name.text.lower()) in evidence.forms


def _stand_together(name: Name, evidence: Evidence) -> bool:
    """Tell whether each two words of `name` stand in one sentence of the evidence."""
    parts = [word for word in name.words if not country_of(word.text)]
    return all(
        any(_is_named(one, sentence) and _is_named(other, sentence) for sentence in evidence.sentences)
        for one, other in pairwise(parts)
    )


def kind_of(statement: Sentence, name: Name) -> Kind:
    """Tell what a name is one of, for whoever reads the reason: nothing is decided by it."""
    start, end = name.words[0].span.start, name.words[-1].span.end
    if country_of(name.text) or any(start <= mention.span.start < end for mention in statement.places):
        return "place"
    if _WHERE.search(statement.text[:start]):
        return "place"
    lowered = {word.text.lower() for word in name.words}
    is_called_the = statement.text[:start].lower().endswith("the ")
    if lowered & ORGANISATIONAL or is_called_the or any(_ACRONYM.fullmatch(word.text) for word in name.words):
        return "organisation"
    return "person"
