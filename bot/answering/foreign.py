"""Answers a question in another language than English: in the words of articles in that language.

Figures and incidents are read from English alone, and it says so, in the language of the question. English articles
that name the same names stand beneath, labelled; where no other article answers, they do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.answering.composition.composing import Citations, Composed, compose_quotes
from bot.answering.composition.quoting import Excerpt
from bot.answering.evidence import Evidence
from bot.answering.passages.foreign import EnglishSpoken, ForeignSpoken, english_spoken, foreign_spoken, newest_spoken
from bot.answering.passages.selection import fitting, selected
from bot.answering.passages.sentences import sentences_of
from bot.answering.question.aim import Aim
from bot.answering.question.answer_type import AnswerType
from bot.answering.question.foreign import ForeignPlan
from bot.answering.question.planning import Plan
from bot.answering.question.terms import Term, coverage
from bot.answering.questions import Question
from bot.answering.retrieval.finding import Retrieval
from bot.languages import say, say_day
from ingest import Window

_ENGLISH: Final = ("en", "und")
_LOOKED_AT: Final = 8
"""Best stories that sentences are taken from."""


@dataclass(frozen=True, slots=True)
class ForeignAnswer:
    """What articles in the language of a question answer."""

    composed: Composed
    is_answered: bool
    """Whether articles in the language answer, or English ones that say of its names what is asked."""
    related: tuple[Excerpt, ...]
    newest: datetime | None
    """When the newest visible article in the language was published."""
    evidence: Evidence
    why: tuple[str, ...]


def english_words(asked: ForeignPlan) -> str:
    """Give what is known of a question in English, by which English articles are found that mean the same."""
    return " ".join(term.name for term in (*asked.english, *asked.news))


def foreign_answer(
    asked: ForeignPlan, plan: Plan, retrieval: Retrieval, in_english: Retrieval, citations: Citations
) -> ForeignAnswer:
    """Answer within the window of `plan`; `in_english` looks for the question's `english_words`."""
    newest = retrieval.newest_in((asked.language,), Window(), limit=1)
    if asked.asks_for_news:
        found = retrieval.newest_in((asked.language,), plan.window)
        spoken = newest_spoken(found)
    else:
        beginnings = [beginning for term in asked.terms for beginning in term.beginnings]
        found = retrieval.find_in((asked.language,), beginnings, plan.window)
        spoken = foreign_spoken(asked, found[:_LOOKED_AT])
    english = _english(asked, plan, in_english, is_alone=not spoken.answering)
    published = newest[0].stored.article.published if newest else None
    return ForeignAnswer(
        _composed(asked, spoken, english, published, citations),
        is_answered=bool(spoken.answering) or english.is_answering,
        related=() if spoken.answering else spoken.near,
        newest=published,
        evidence=Evidence(plan, found, spoken.answering, (), (), None, None),
        why=tuple(_why(asked, len(found), len(spoken.answering))),
    )


def _english(asked: ForeignPlan, plan: Plan, retrieval: Retrieval, *, is_alone: bool) -> EnglishSpoken:
    """Give what English articles say; the newest of them where only news is asked for, and no other article tells any.

    Which of their sentences are shown is chosen as it is for a question in English.
    """
    if asked.asks_for_news:
        spoken = newest_spoken(retrieval.newest_in(_ENGLISH, plan.window)).answering if is_alone else ()
        return EnglishSpoken((), spoken, is_answering=bool(spoken))
    forms = [form for term in (*asked.english, *asked.news) for form in term.forms]
    found = retrieval.find_in(_ENGLISH, forms, plan.window)
    wanted = replace(plan, core=asked.english, expects=asked.expects)
    english = english_spoken(asked, wanted, found)
    if not english.is_answering:
        return english
    told = [
        sentence
        for sentence in sentences_of(wanted, found)
        if sentence.holds and not sentence.is_title and (not asked.news or coverage(asked.news, sentence.text))
    ]
    best = selected(replace(wanted, core=(*asked.english, *asked.news)), told)
    return replace(english, spoken=tuple(dict.fromkeys((*english.spoken, *fitting(best)))))


def in_words_alone(plan: Plan, asked: ForeignPlan, question: Question) -> Plan:
    """Give the plan of a question of which nothing but words and a window is read: English makes only noise of it."""
    return replace(
        plan,
        aim=Aim.PASSAGES,
        measure=None,
        unit="",
        core=tuple(Term(term.typed, (term.typed,), is_name=False) for term in asked.terms),
        agents=(),
        places=(),
        since=question.since or asked.since,
        until=question.until or asked.until,
        years=(),
        expects=AnswerType.ANYTHING,
        dates=(),
        asks_still=False,
    )


def _composed(
    plan: ForeignPlan, spoken: ForeignSpoken, english: EnglishSpoken, newest: datetime | None, citations: Citations
) -> Composed:
    told = compose_quotes(spoken.answering, citations).text
    beneath = compose_quotes(english.spoken, citations).text
    names = ", ".join(english.names)
    named = say("Read from English articles alone, which name {names}:", names=names)
    label = named if names else say("Newest articles in English:")
    lines = (told or _silence(plan, newest), *((label, beneath) if beneath else ()))
    note = say("Figures and incidents are read from English articles alone.")
    return Composed("\n".join(lines), notes=(note,) if told or beneath else ())


def _silence(plan: ForeignPlan, newest: datetime | None) -> str:
    if newest is None:
        return say("There are no articles in your language here.")
    if not plan.terms and not plan.asks_for_news:
        return say("The question names nothing to look for. Name an event, a place or a person.")
    return say("No article in your language answers this. The newest of them is of {day}.", day=say_day(newest))


def _why(plan: ForeignPlan, found: int, answering: int) -> Iterator[str]:
    yield say("Looked for in articles in your language: {words}.", words=", ".join(term.typed for term in plan.terms))
    yield say(
        "Of {found} passages found, {quoted} are quoted: those that name most of these words.",
        found=found,
        quoted=answering,
    )
