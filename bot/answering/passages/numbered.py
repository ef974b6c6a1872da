"""Things of a numbered kind: "Rover 2" is not "Rover 1", nor "Rover". Pure."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.answering.question.wording import Term
from ingest import Span

_NUMBERED_LIKE = re.compile(
    r"\s(?:\d{1,2}(?![\d.,:/–%-]|(?:st|nd|rd|th)\b|\s(?:per|million|billion|[A-Z]))|I{2,3}V?|IV|VI{0,3})\b"
)
_ANY_NUMBER = r"(?:\d{1,2}|I{2,3}|IV|VI{0,3})"


def names_another(term: Term, text: str) -> bool:
    """Tell whether `text` names only another of a numbered kind: "Rover 2" where "Rover" is asked for."""
    followed = [bool(_NUMBERED_LIKE.match(text, match.end())) for match in term.pattern.finditer(text)]
    return term.is_name and bool(followed) and all(followed)


def is_of_sibling(sentence: str, answer: Span, terms: Sequence[Term]) -> bool:
    """Tell whether another of the asked one's kind stands nearer: May in "Rover 1 landed in May, before Rover 2"."""
    return any(
        _distance(rf"{kind}[\s-]?(?!{number}(?!\w)){_ANY_NUMBER}", answer, sentence)
        < _distance(rf"{kind}[\s-]?{number}", answer, sentence)
        for kind, number in _numbered(terms)
    )


def _numbered(terms: Sequence[Term]) -> Iterable[tuple[str, str]]:
    """Give the numbered names among `terms`, each as the name and its number."""
    for one, other in pairwise(terms):
        if one.is_name and re.fullmatch(r"\d{1,2}", other.name):
            yield re.escape(one.name), other.name
    for term in terms:
        if term.is_name and (parts := re.fullmatch(r"([a-z]+)-(\d{1,2})", term.name)):
            yield parts[1], parts[2]


def _distance(named: str, answer: Span, sentence: str) -> int:
    """Give how far `answer` is from what is named, in characters: further if that comes after it, most if never."""
    found = re.finditer(rf"\b{named}(?!\w)", sentence, re.IGNORECASE)
    gaps = (answer.start - one.end() if one.end() <= answer.start else len(sentence) + one.start() for one in found)
    return min(gaps, default=2 * len(sentence))
