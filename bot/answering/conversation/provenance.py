"""Provenance: who said what the answer before told, where, when, how surely; told from what it cites. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from functools import cache

from bot.answering.answers import Answer, AnswerKind, Citation, Figure
from bot.answering.composition.naming import named_speaker
from bot.answering.composition.phrasing import brief_day_of, count_words, day, figure_phrase
from bot.answering.conversation.phrases import read_phrases, said_in
from bot.answering.digests.composing import LISTED
from bot.languages import ANSWERED, say
from ingest import said_by

_ROLE = 3
"""Words of a speaker who is not named: "a defence official"."""
SHOWN = 3
"""Sources told of; the rest is behind the answer that is asked about."""


class Provenance(Enum):
    """What is asked of an answer."""

    WHO = auto()
    SOURCE = auto()
    WHEN = auto()
    SINCE = auto()
    SURE = auto()


def provenance_asked(message: str, before: Answer | None = None) -> Provenance | None:
    """Tell what the whole of `message` asks of the answer `before`, `None` if it asks for something else."""
    said = said_in(message)
    tables = ("provenance", "provenance of stories") if before and before.stories else ("provenance",)
    phrases = [each for table in tables for each in _phrases(table).items()]
    return next((Provenance[name] for name, whole in phrases if whole.fullmatch(said)), None)


def asks_for_source(message: str, language: str) -> bool:
    """Tell whether the whole of `message`, in another language than English, asks who said the answer before."""
    return language in ANSWERED and any(
        whole.fullmatch(said_in(message)) for whole in read_phrases("foreign_provenance.toml", language).values()
    )


@cache
def _phrases(table: str) -> Mapping[str, re.Pattern[str]]:
    return read_phrases("provenance.toml", table)


def provenance_told(asked: Provenance, before: Answer) -> Answer:
    """Give what the answer `before` holds of what is asked of it, with its citations."""
    if not before.citations:
        told = say("There was no answer to “{question}”, so nothing that anybody said.", question=before.understood)
    else:
        told = "\n".join(_lines(asked, before))
    kind: AnswerKind = "passages" if before.citations else "no_coverage"
    return replace(
        before,
        kind=kind,
        answer=told,
        readings=(),
        notes=(),
        figures=(),
        history=(),
        conflicts=(),
        related=(),
        missing=(),
        wider=None,
        stories=(),
        is_aside=True,
        freshness=replace(before.freshness, reason=None),
    )


def _lines(asked: Provenance, before: Answer) -> Sequence[str]:
    cited = before.citations[:SHOWN]
    match asked:
        case Provenance.WHO:
            return _told_by(before) if before.stories else _speakers(before)
        case Provenance.SOURCE:
            return [*(_stated(citation) for citation in cited), *_rest(before, {each.n for each in cited})]
        case Provenance.WHEN:
            return [*_figures_dated(before), *(_published(citation) for citation in cited)]
        case Provenance.SINCE:
            return _window(before)
        case Provenance.SURE:
            return _told_by(before) if before.stories else _support(before)


def _told_by(before: Answer) -> list[str]:
    """Say who tells each of the stories that were listed."""
    quotes = {citation.n: citation for citation in before.citations}
    listed = [(story, quotes[story.citation]) for story in before.stories if story.citation in quotes][:LISTED]
    return [f"{_some(story.publishers)}, {brief_day_of(each)}: “{each.quote}” [{each.n}]" for story, each in listed]


def _speakers(before: Answer) -> list[str]:
    if before.figures:
        return [*_figures_said(before), *_rest(before, {figure.citation for figure in _figures_of(before)})]
    cited = before.citations[:SHOWN]
    return [*map(_said, cited), *_rest(before, {each.n for each in cited})]


def _some(publishers: Sequence[str]) -> str:
    others = len(publishers) - SHOWN
    return ", ".join(publishers[:SHOWN]) + (f" and {count_words(others, 'other')}" if others > 0 else "")


def _figures_said(before: Answer) -> list[str]:
    return [_figure_said(figure, before.citations) for figure in _figures_of(before)]


def _figures_of(before: Answer) -> Sequence[Figure]:
    sides = [figure for conflict in before.conflicts for figure in conflict.figures]
    return sides or before.figures[:1]


def _figure_said(figure: Figure, citations: Sequence[Citation]) -> str:
    citation = next(each for each in citations if each.n == figure.citation)
    speaker = named_speaker(figure.said_by, citation.quote) if figure.said_by else "nobody is named"
    return f"{_opened(figure)}: {speaker}, in {citation.publisher} of {brief_day_of(citation)} [{citation.n}]"


def _opened(figure: Figure) -> str:
    phrase = figure_phrase(figure)
    return phrase[:1].upper() + phrase[1:]


def _said(citation: Citation) -> str:
    speaker = _speaker(citation.quote)
    who = f"{named_speaker(speaker, citation.quote)}, in {citation.publisher}" if speaker else citation.publisher
    return f"{who}, {brief_day_of(citation)}: “{citation.quote}” [{citation.n}]"


def _speaker(quote: str) -> str | None:
    """Give who says what is quoted; a long phrase without a name is none, but another clause."""
    speaker = said_by(quote)
    return speaker if speaker and (len(speaker.split()) <= _ROLE or speaker != speaker.lower()) else None


def _stated(citation: Citation) -> str:
    return f"{citation.publisher}, {brief_day_of(citation)}: “{citation.quote}” [{citation.n}]"


def _published(citation: Citation) -> str:
    return f"{citation.publisher} reported on {brief_day_of(citation)}: “{citation.quote}” [{citation.n}]"


def _figures_dated(before: Answer) -> list[str]:
    return [f"{_opened(figure)}: as of {day(figure.as_of)} [{figure.citation}]" for figure in before.figures[:1]]


def _rest(before: Answer, told: Collection[int]) -> list[str]:
    """Name the publishers that are cited beside those told of; `told` are the numbers of these citations."""
    named = {each.publisher for each in before.citations if each.n in told}
    others = dict.fromkeys(each.publisher for each in before.citations if each.publisher not in named)
    return [say("Also cited: {publishers}.", publishers=", ".join(others))] if others else []


def _window(before: Answer) -> list[str]:
    figure = next(iter(before.figures), None)
    since = figure.since if figure and figure.since else before.window.since
    if since:
        told = f"Since {day(since)}, as of {day(figure.as_of if figure else before.as_of)}."
    else:
        told = "No first day is stated."
    oldest = min(before.citations, key=lambda citation: citation.published)
    return [told, f"The oldest report that is cited: {_published(oldest)}"]


def _support(before: Answer) -> list[str]:
    """Say how many publishers state it, and who speaks; whether it is true is not known here."""
    publishers = dict.fromkeys(citation.publisher for citation in before.citations)
    told = [
        f"I cannot confirm it; {count_words(len(publishers), 'publisher')} here reported it: {', '.join(publishers)}."
    ]
    if before.conflicts:
        told = ["It is disputed: the reports disagree.", *told[1:]]
    return [
        *told,
        *_figures_said(before),
        *(_said(citation) for citation in before.citations[:SHOWN] if not before.figures),
    ]
