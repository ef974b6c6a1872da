"""The answers that sentences give to one question: which are the same, which differ, which are outvoted. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.evidence import shingles_of
from bot.answering.passages import Spoken
from bot.answering.phrasing import day
from bot.answering.planning import Plan
from bot.answering.relations import Expected
from bot.answering.wording import STOP_WORDS
from ingest import country_of, find_dates, find_numbers

LOOKED_AT = 20
"""Best sentences that are heard."""
FIRST_ANSWERS = 2
"""Of one sentence, the nearest to the question's verb first."""
OUTNUMBERED = 4
"""How many times as many texts may say something else."""
VERSION = 0.5
"""Share of the shorter stretch's word trigrams from which two texts are versions of one. In RAMDocs half of the false
documents reach it with a true one, and no two true documents with different answers do."""
AROUND = 600
"""Characters before and after a sentence by which texts are compared."""
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")
_LEADING = re.compile(r"^(?:on|in|at|by|from|during)\s+(?:the\s+)?", re.IGNORECASE)
_ENDING = re.compile(r"(?:er|ing|s|e)$")


@dataclass(frozen=True, slots=True)
class Side:
    """One answer, with the sentences that give it: the best first, versions of one text once."""

    answer: str
    spoken: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the sentences answer."""

    standing: tuple[Side, ...]
    outvoted: tuple[Side, ...]
    """Answers given only in versions of texts that give another, which more texts give."""


def are_weighed(plan: Plan) -> bool:
    """Tell whether one answer is expected, so that two differ: not for a "why", nor for a state that changes."""
    return plan.expects not in {Expected.CAUSE, Expected.ANYTHING} and not plan.wants_newest and not plan.is_long


def heard(plan: Plan, spoken: Sequence[Spoken]) -> Hearing:
    """Group sentences by what they answer: exact dates before bare years, then what more texts say, then as ranked.

    Where many texts answer, what few of them say does not stand.
    """
    sides: list[Side] = []
    for answer, sentence in _chosen(plan.expects, spoken[:LOOKED_AT]):
        number = next((at for at, side in enumerate(sides) if _are_one(answer, side.answer, plan.expects)), None)
        if number is None:
            sides.append(Side(answer, (sentence,)))
        else:
            sides[number] = _joined(sides[number], answer, sentence, plan.expects)
    outvoted = tuple(side for side in sides if any(_outvotes(other, side) for other in sides))
    most = max(len(side.spoken) for side in sides)
    standing = [
        side
        for side in sides
        if side not in outvoted and len(side.spoken) * OUTNUMBERED > most and not _holds_another(side, sides)
    ]
    standing.sort(key=lambda side: (-_exactness(side.answer, plan.expects), -len(side.spoken)))
    return Hearing(tuple(standing), outvoted)


def _chosen(expected: Expected, spoken: Sequence[Spoken]) -> list[tuple[str, Spoken]]:
    """Give each sentence with the one of its first answers that most sentences hold; of equals the first."""
    told = [[_told(answer, sentence, expected) for answer in sentence.answers[:FIRST_ANSWERS]] for sentence in spoken]

    def votes(answer: str) -> int:
        return sum(any(_are_one(answer, other, expected) for other in others) for others in told)

    return [(max(answers, key=votes), sentence) for answers, sentence in zip(told, spoken, strict=True)]


def _told(answer: str, sentence: Spoken, expected: Expected) -> str:
    """Give an answer in few words; a weekday as the date that it was."""
    answer = _LEADING.sub("", answer)
    if expected is Expected.DATE and not _parts(answer):
        mentions = find_dates(answer, today=sentence.stored.article.published.date())
        return day(mentions[0].first) if mentions else answer
    return answer


def _joined(side: Side, answer: str, sentence: Spoken, expected: Expected) -> Side:
    """Add a sentence to a side; the more exact of two dates is the side's, and its sentence goes first."""
    if any(_are_versions(sentence, known) for known in side.spoken):
        return side
    if _exactness(answer, expected) > _exactness(side.answer, expected):
        return Side(answer, (sentence, *side.spoken))
    return replace(side, spoken=(*side.spoken, sentence))


def _exactness(answer: str, expected: Expected) -> int:
    return len(_parts(answer)) if expected is Expected.DATE else 0


def _are_one(one: str, other: str, expected: Expected) -> bool:
    """Tell whether two answers are one: a date and its year, a name and its last part, equal numbers."""
    match expected:
        case Expected.DATE:
            first, second = _parts(one), _parts(other)
            shared = first.keys() & second.keys()
            return one == other or (bool(shared) and all(first[part] == second[part] for part in shared))
        case Expected.NUMBER:
            return _values(one) == _values(other)
        case _:
            words, others = _key_words(one), _key_words(other)
            return words <= others or others <= words


def _parts(date: str) -> dict[str, str]:
    year, month, numeral = _YEAR.search(date), _MONTH.search(date), _DAY.search(date)
    parts = {"year": year and year[0], "month": month and month[0].lower(), "day": month and numeral and numeral[1]}
    return {part: told for part, told in parts.items() if told}


def _values(text: str) -> set[float]:
    return {number.value for number in find_numbers(text)}


def _key_words(answer: str) -> set[str]:
    """Give the words that matter, so that a footballer and football are one."""
    return {_ENDING.sub("", word) for word in re.findall(r"[\w.]+", answer.lower()) if word not in STOP_WORDS}


def _outvotes(one: Side, other: Side) -> bool:
    """Tell whether `one` is told by more, and all of `other` in versions of texts that tell `one`."""
    return len(one.spoken) > len(other.spoken) and all(
        any(_are_versions(sentence, rival) for rival in one.spoken) for sentence in other.spoken
    )


def _holds_another(side: Side, sides: Sequence[Side]) -> bool:
    """Tell whether a side only names the country of another's place."""
    return country_of(side.answer) is not None and any(
        side.answer in one.stored.article.text[one.span.start : one.span.end]
        for other in sides
        if country_of(other.answer) is None
        for one in other.spoken
    )


def _are_versions(one: Spoken, other: Spoken) -> bool:
    first, second = _surroundings(one), _surroundings(other)
    return len(first & second) >= VERSION * min(len(first), len(second))


def _surroundings(spoken: Spoken) -> frozenset[str]:
    text = spoken.stored.article.text
    return shingles_of(text[max(0, spoken.span.start - AROUND) : spoken.span.end + AROUND])
