"""Questions for a count in other words, put as "how many": "did over 200 die", "how many of the dead were women"."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, pairwise
from math import inf, nextafter

from bot.answering.question.lexicon import lexicon
from bot.answering.question.terms import opening
from ingest import (
    CASUALTIES,
    Number,
    Qualifier,
    are_called_people,
    counted_in,
    family_of,
    find_dates,
    find_numbers,
)

_YES_OR_NO = lexicon(__package__).words("opens on the past") | lexicon(__package__).words("opens on the present")
_BARELY = re.compile(r"\W*(?:more|fewer|over|under|at\s+least)\b.*\?", re.IGNORECASE)
"""What asks so without a verb: "over 100 dead?"."""
BOUND = re.compile(
    r"(?:\bno\s+)?(?:\b(?:more|fewer|less|greater|higher|lower|as|many|much|at|up|to|than|over|under|above|below|exceed\w*|surpass\w*"
    r"|pass(?:es|ed)?|least|most|about|around|some|nearly|almost|roughly|approximately|only|just)\s+)+$",
    re.IGNORECASE,
)
"""What stands before a number and says how exactly it is meant."""
PER_CENT = re.compile(r"\s?-?(?:%|per\s?cent\b)", re.IGNORECASE)
_PART = re.compile(
    r"\bhow\s+many\s+(?:(?:people\s+)?(?:of|among)\s+(?:(?P<whole>(?:them|(?:the|those|these)\s[^?,]*?)\s+(?:were|was|are|is)|them)\s+"
    r"(?P<group>(?:[\w’'-]+\s+)?[\w’'-]+))\s*(?=[?.,]|$)"
    r"|(?P<counted>[^?,]+?)\s+(?:were|are|is|was)\s+among\s+(?P<all>(?:the|those|these)\s[^?,]*))",
    re.IGNORECASE,
)
"""A part of those whom something befell: "how many of the dead were women", "how many women were among the dead"."""
_BELOW = frozenset("fewer less lower under below most up".split())
_WITH_IT = frozenset({"at least", "at most", "as many", "as much", "up to"})
"""What a bound says that counts the number itself as well."""
_ROUGHLY = frozenset("about around some nearly almost roughly approximately".split())
_NEAR = 0.05
"""How far "about" may lie from what it is about, as a share."""
_FAR = 0.2
"""How far a count may lie from the bound that texts give of it: "more than 1,600" for 1,994."""
_ANYONE = re.compile(r"\b(?:anyone|anybody|any(?=\s))", re.IGNORECASE)
_BEING = frozenset("were was are is".split())
_OPENING = _BEING | frozenset("the those these them who".split())
"""What the whole of which a part is asked for opens with."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What a count is asked to be: "more than 80", "under 100", "30"; both ends included."""

    least: float
    most: float

    def holds(self, value: float, qualifier: Qualifier) -> bool | None:
        """Tell whether a reported count is so; `None` where that is open: of "at least 70" whether it is over 80."""
        least, most = _meant(value, qualifier)
        if most < self.least or self.most < least:
            return False
        return True if self.least <= least and most <= self.most else None


def _meant(value: float, qualifier: Qualifier) -> tuple[float, float]:
    match qualifier:
        case Qualifier.EXACT:
            return value, value
        case Qualifier.ABOUT:
            return value * (1 - _NEAR), value * (1 + _NEAR)
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return (value if qualifier is Qualifier.AT_LEAST else nextafter(value, inf)), value / (1 - _FAR)
        case Qualifier.AT_MOST | Qualifier.NEARLY:
            return value * (1 - _FAR), value


def as_count(text: str, *, today: date) -> str:
    """Give `text` as the question for a count that it is, else as it stands."""
    if part := _PART.search(text):
        return text[: part.start()] + _of_a_part(part, text) + text[part.end() :]
    return _without_bound(text, today) or text


def _of_a_part(part: re.Match[str], text: str) -> str:
    """Put "how many of those killed in X were women" as "how many women killed in X"."""
    group, whole = part["group"] or part["counted"], part["whole"] or part["all"]
    told = [*dropwhile(lambda word: word.lower() in _OPENING, whole.split())]
    words = told[:-1] if told and told[-1].lower() in _BEING else told
    if not are_called_people(group.split()[-1]):
        return part[0]
    befallen = [at for at, word in enumerate(words) if family_of(word) in CASUALTIES]
    if befallen:
        at = befallen[0]
        return " ".join(("how many", group, *words[at:], *words[:at]))
    if words and words[0].lower() != "victims":
        return part[0]
    fates = (word for word in re.findall(r"[a-z]+", text.lower()) if family_of(word) in CASUALTIES)
    return f"how many {group} {next(fates, 'killed')}"


def bound_asked(text: str, *, today: date) -> Bound | None:
    """Give what a yes/no question for a count asks it to be."""
    if numbered := _bounded(text, today):
        number, start = numbered
        return _bound(text[start : number.span.start], number.value)
    return Bound(nextafter(0, inf), inf) if _without_bound(text, today) else None


def _bound(words: str, value: float) -> Bound:
    told = words.lower().split()
    if not _ROUGHLY.isdisjoint(told):
        return Bound(*_meant(value, Qualifier.ABOUT))
    if not BOUND.search(words):
        return Bound(value, value)
    is_below, is_denied = not _BELOW.isdisjoint(told), told[0] == "no"
    is_with_it = is_denied or not _WITH_IT.isdisjoint(map(" ".join, pairwise(told)))
    if is_below is not is_denied:
        return Bound(-inf, value if is_with_it else nextafter(value, -inf))
    return Bound(value if is_with_it else nextafter(value, inf), inf)


def _bounded(text: str, today: date) -> tuple[Number, int] | None:
    """Give the number that a yes/no question has in the place of a count, and where its bound begins."""
    if not _asks_whether(text):
        return None
    days = [mention.span for mention in find_dates(text, today=today)]
    for number in find_numbers(text):
        bound = BOUND.search(text, 0, number.span.start)
        start = bound.start() if bound else number.span.start
        counted = counted_in(text[number.span.end :], text[:start])
        is_day = any(day.start <= number.span.start < day.end for day in days)
        if not is_day and (bound or (counted and counted[0] in CASUALTIES)):
            return number, start
    return None


def _asks_whether(text: str) -> bool:
    return opening(text) in _YES_OR_NO or bool(_BARELY.match(text))


def _without_bound(text: str, today: date) -> str | None:
    """Put "did more than 200 die" as "did how many die": whatever the number, the newest one answers."""
    if numbered := _bounded(text, today):
        number, start = numbered
        before, after = text[:start], text[number.span.end :]
        if PER_CENT.match(after):
            return f"what {before}{PER_CENT.sub('', after, 1)}"
        return f"{before}how {'much' if number.is_money else 'many'}{after}"
    anyone = _ANYONE.search(text) if _asks_whether(text) else None
    after = text[anyone.end() :] if anyone else ""
    counted = counted_in(after.replace(" hurt", " were hurt", 1) if anyone else "")
    return f"{text[: anyone.start()]}how many{after}" if anyone and counted and counted[0] in CASUALTIES else None
