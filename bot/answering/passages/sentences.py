"""The sentences and titles of the best stories, each measured beside a question. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log1p
from typing import Final

from bot.answering.composition.quoting import Excerpt
from bot.answering.passages.names import Names
from bot.answering.question.answer_type import AnswerType
from bot.answering.question.planning import Plan
from bot.answering.question.terms import COMPOUND, ORDINALS, YEAR, coverage
from bot.answering.retrieval.stories import sentences_in
from ingest import (
    CASUALTIES,
    EVENTS,
    FoundPassage,
    PassageId,
    Span,
    find_dates,
    find_numbers,
    measure_of,
)

STORIES: Final = 8
"""Best stories that sentences are taken from: of 671 labelled questions with an answer, what was asked stands in the
first view of .78 with five stories, of .82 with eight (docs/decisions/answering-quotes-first.md)."""
BESIDE: Final = 5
"""Words between a number and what it counts."""
LEAST_WORDS: Final = 3
"""Of a sentence: less is a dateline, or what a list or a search engine cut."""
_CUT: Final = re.compile(r"\s(?:[·|•]|\.\.\.|…)(?:\s+|$)")
"""What stands between headlines in one line, or where a text was cut."""
_NUMBER: Final = re.compile(rf"\d+|\b(?:{'|'.join(ORDINALS[1:])})\b", re.IGNORECASE)
"""From the second on: texts that tell of a first often do not say so."""
_NOBODY: Final = re.compile(
    r"\b(?:nobody|no[ -]?one|no\s+(?:\w+\s+)?(?:group|side|party|organi[sz]ation|person|country|company|suspect))\b",
    re.IGNORECASE,
)
"""What answers who did something where it is told that nobody did: "no group has claimed the attack"."""
_COUNTED: Final = {
    "money": re.compile(r"[$€£₹¥]|\b(?:dollars?|euros?|pounds?|yuan|rupees?|yen)\b", re.IGNORECASE),
    "percent": re.compile(r"%|\bper\s?cent\b|\bpoints?\b", re.IGNORECASE),
}
"""How text names what stands behind no noun."""
AHEAD: Final = re.compile(
    r"\b(?:will|would|could|may|might|should|set\s+to|ahead\s+of|expected\s+to|likely|(?:plan|aim)s?\s+to|if|whether|yet\s+to"
    r"|to\s+be|upcoming|next)\b",
    re.IGNORECASE,
)
"""What tells of what is to come or may come."""
_A_DAY: Final = timedelta(days=1)
_ANY_DAY: Final = date(2000, 1, 1)
"""Whether a sentence holds a date does not depend on the day of reading."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence beside a question; shares are weighted and between 0 and 1."""

    excerpt: Excerpt
    passage: PassageId
    named: float
    """The share of the question's terms that it names."""
    described: float
    """The share of those that are no names."""
    in_context: float
    """The share of all, with its article's title."""
    holds: bool
    """Whether it holds what is expected: a number, a date, a name that the question does not say itself."""
    is_counted: bool
    """Whether a number stands beside what is counted; `True` where nothing is."""
    tells_numbers: bool
    """Whether every number, rank and year that the question names is named: "Rover 2", "the 2019 final"."""
    is_ahead: bool
    """Whether it tells of what is to come or may come: "will meet in the final", "if he is expelled"."""
    age: float
    """Days before the newest of the stories, as log(1 + days)."""

    @property
    def text(self) -> str:
        """Its words, as they are stored."""
        return self.excerpt.text

    @property
    def is_title(self) -> bool:
        """Whether it is its article's title."""
        return self.excerpt.span == Span(0, len(self.excerpt.stored.article.title))


def sentences_of(plan: Plan, passages: Sequence[FoundPassage]) -> tuple[Sentence, ...]:
    """Give the sentences and titles of the best of `passages`, as they are ranked."""
    stories = passages[:STORIES]
    published = [passage.stored.article.published for passage in stories]
    excerpts = [[Excerpt(passage.stored, span) for span in _stretches(passage)] for passage in stories]
    wants_name = plan.expects in {AnswerType.NAME, AnswerType.PLACE}
    names = Names(one.text for of_story in excerpts for one in of_story if wants_name)
    return tuple(
        _measured(plan, names, passage, one, log1p((max(published) - told) / _A_DAY))
        for passage, told, of_story in zip(stories, published, excerpts, strict=True)
        for one in of_story
    )


def _stretches(passage: FoundPassage) -> Iterator[Span]:
    """Give the title and sentences of a passage, those that a list or a search engine strings together apart."""
    article = passage.stored.article
    for sentence in sentences_in(passage):
        if sentence == Span(0, len(article.title)):
            yield sentence
            continue
        cuts = [*_CUT.finditer(article.text, sentence.start, sentence.end)]
        starts = [sentence.start, *(cut.end() for cut in cuts)]
        ends = [*(cut.start() for cut in cuts), sentence.end]
        for start, end in zip(starts, ends, strict=True):
            if len(COMPOUND.findall(article.text[start:end])) >= LEAST_WORDS:
                yield Span(start, end)


def _measured(plan: Plan, names: Names, passage: FoundPassage, excerpt: Excerpt, age: float) -> Sentence:
    text = excerpt.text
    context = f"{passage.stored.article.title}\n{text}"
    expected = _expected(plan, text, names)
    return Sentence(
        excerpt=excerpt,
        passage=passage.id,
        named=coverage(plan.terms, text),
        described=coverage([term for term in plan.terms if not term.is_name], text),
        in_context=coverage(plan.terms, context),
        holds=expected is None or bool(expected),
        is_counted=plan.measure is None or _stand_together(text, expected or (), _counted(plan, text)),
        tells_numbers=_tells_numbers(plan, passage, context),
        is_ahead=bool(AHEAD.search(text)),
        age=age,
    )


def _stand_together(text: str, numbers: Sequence[Span], counted: Sequence[int]) -> bool:
    """Tell whether few words stand between one of the numbers and one of the places at which its noun begins."""
    gaps = ((min(span.start, noun), max(span.start, noun)) for span in numbers for noun in counted)
    return any(len(COMPOUND.findall(text[start:end])) <= BESIDE for start, end in gaps)


def _expected(plan: Plan, text: str, names: Names) -> list[Span] | None:
    """Give the stretches of `text` that are what the question expects; `None` where any words may answer."""
    match plan.expects:
        case AnswerType.NUMBER:
            spans = (number.span for number in find_numbers(text))
            return [span for span in spans if not YEAR.fullmatch(text[span.start : span.end])]
        case AnswerType.DATE:
            return [mention.span for mention in find_dates(text, today=_ANY_DAY)]
        case AnswerType.NAME:
            nobody = (Span(*found.span()) for found in _NOBODY.finditer(text))
            return [*_not_asked(plan, text, names.of(text)), *nobody]
        case AnswerType.PLACE:
            return _not_asked(plan, text, names.of_places(text))
        case AnswerType.ANYTHING:
            return None


def _not_asked(plan: Plan, text: str, names: Iterable[Span]) -> list[Span]:
    """Give those of `names` that the question does not say itself."""
    return [name for name in names if not any(term.pattern.search(text[name.start : name.end]) for term in plan.terms)]


def holds_expected(plan: Plan, text: str) -> bool:
    """Tell whether `text` holds what the question expects: a number, a date, a name that it does not say itself."""
    expected = _expected(plan, text, Names([text]))
    return expected is None or bool(expected)


def _counted(plan: Plan, text: str) -> list[int]:
    """Give where `text` names what is counted."""
    if pattern := _COUNTED.get(plan.measure or ""):
        return [match.start() for match in pattern.finditer(text)]
    measures = plan.measures
    return [word.start() for word in COMPOUND.finditer(text) if measure_of(word[0].lower()) in measures]


def names_harm(plan: Plan, text: str) -> bool:
    """Tell whether `text` names the harm that is counted, if any is."""
    return plan.measure not in CASUALTIES | EVENTS or bool(_counted(plan, text))


def _tells_numbers(plan: Plan, passage: FoundPassage, context: str) -> bool:
    """Tell whether `context` names the question's numbers; of years its own, else those of its passage or its day."""
    asked = set(plan.years).union(*(_numbers_in(term.name) for term in plan.terms))
    if not asked:
        return True
    told = _numbers_in(context) | {str(passage.stored.article.published.year)}
    return asked <= (told if YEAR.search(context) else told | set(YEAR.findall(passage.text)))


def _numbers_in(text: str) -> set[str]:
    """Give the whole numbers that `text` names in digits or as ordinals, as digits."""
    found = (match[0].lower() for match in _NUMBER.finditer(text))
    return {number if number.isdigit() else str(ORDINALS.index(number) + 1) for number in found}
