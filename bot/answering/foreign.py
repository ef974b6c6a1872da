"""Answers a question in another language than English: by articles in that language, above what it finds in English.

What is said around the quotes is said in the language of the question, and how that was put in English.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.answering.answers import Answer, Citation, CountedIncidents
from bot.answering.outcomes import cited
from bot.answering.passages.foreign import ForeignSpoken, foreign_spoken, newest_spoken
from bot.answering.question.aim import Aim
from bot.answering.question.foreign import ForeignTerm, foreign_terms
from bot.answering.question.planning import Plan
from bot.answering.retrieval.finding import Retrieval
from bot.languages import say, say_day
from ingest import FoundPassage, Window

_LOOKED_AT: Final = 8
"""Best stories that sentences are taken from."""


@dataclass(frozen=True, slots=True)
class ForeignCoverage:
    """What articles in the language of a question say to it."""

    terms: tuple[ForeignTerm, ...]
    asks_for_news: bool
    """Whether the question names nothing but the present, or a day."""
    spoken: ForeignSpoken
    found: int
    """Passages that were looked through."""
    newest: datetime | None
    """When the newest visible article in the language was published."""


def foreign_coverage(text: str, language: str, plan: Plan, retrieval: Retrieval) -> ForeignCoverage:
    """Look for the words of a question in articles in its language; `plan` is the question put in English."""
    terms = foreign_terms(text, language)
    asks_for_news = plan.aim is Aim.STORIES and not plan.topic
    newest = retrieval.newest_in((language,), Window(), limit=1)
    if not newest or not (terms or asks_for_news):
        return ForeignCoverage(terms, asks_for_news, ForeignSpoken((), ()), 0, _published(newest))
    if asks_for_news:
        found = retrieval.newest_in((language,), plan.window)
        spoken = newest_spoken(found)
    else:
        found = retrieval.find_in((language,), [each for term in terms for each in term.beginnings], plan.window)
        spoken = foreign_spoken(terms, plan, found[:_LOOKED_AT])
    return ForeignCoverage(terms, asks_for_news, spoken, len(found), _published(newest))


def with_coverage(english: Answer, coverage: ForeignCoverage, quoted: str, citations: tuple[Citation, ...]) -> Answer:
    """Put what articles in the language say, `quoted` with its `citations`, above the answer from English ones."""
    read = say("Read as “{question}”", question=english.question)
    answer = replace(
        english,
        readings=english.readings if quoted else (read, *english.readings),
        notes=(say("Figures and incidents are read from English articles alone."), *english.notes),
        why=(*_why(coverage), *english.why),
    )
    if not english.abstained:
        return replace(answer, answer=f"{quoted}\n{read}:\n{english.answer}") if quoted else answer
    if quoted:
        return replace(
            answer,
            kind="passages",
            abstained=False,
            readings=(),
            answer=quoted,
            citations=citations,
            figures=(),
            incidents=CountedIncidents(0, (), 0),
            related=(),
            freshness=replace(english.freshness, newest=coverage.newest, reason=None),
        )
    reason = _silence(coverage)
    near = english.answer.partition("\n")[2] if english.citations else ""
    return replace(
        answer,
        notes=english.notes,
        answer=f"{reason}\n{say('Nearest:')}\n{near}" if near else reason,
        related=english.related or cited(coverage.spoken.near),
        freshness=replace(english.freshness, reason=reason),
    )


def _silence(coverage: ForeignCoverage) -> str:
    if coverage.newest is None:
        return say("There are no articles in your language here.")
    if not coverage.terms and not coverage.asks_for_news:
        return say("The question names nothing to look for. Name an event, a place or a person.")
    return say(
        "No article in your language answers this. The newest of them is of {day}.", day=say_day(coverage.newest)
    )


def _why(coverage: ForeignCoverage) -> Iterator[str]:
    words = ", ".join(term.typed for term in coverage.terms)
    yield say("Looked for in articles in your language: {words}.", words=words)
    if coverage.found:
        yield say(
            "Of {found} passages found, {quoted} are quoted: those that name most of these words.",
            found=coverage.found,
            quoted=len(coverage.spoken.answering),
        )


def _published(newest: Sequence[FoundPassage]) -> datetime | None:
    return newest[0].stored.article.published if newest else None
