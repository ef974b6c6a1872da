"""Joining: the answers to several questions of one message as one answer. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answers import Answer, Conflict, Figure
from bot.answering.passages.sentences import holds_expected
from bot.answering.question.answer_type import AnswerType
from bot.answering.question.planning import Plan

FIRST_VIEW = 600
"""Characters that are read at a glance: shared by the questions."""
_MARK = re.compile(r"\[(\d+)]")


def joined(answers: Sequence[Answer], plans: Sequence[Plan], question: str) -> Answer:
    """Give one answer: under each question as understood what answers it at a glance, citations numbered through.

    `plans` are of the questions, in their order.
    """
    parts: list[Answer] = []
    for answer in _once([_at_a_glance(*one, FIRST_VIEW // len(answers)) for one in zip(answers, plans, strict=True)]):
        parts.append(_numbered(answer, sum(len(one.citations) for one in parts)))
    leading = next((part for part in parts if not part.abstained), parts[0])
    return replace(
        leading,
        question=question,
        understood=" ".join(part.understood for part in parts),
        readings=(),
        answer="\n".join("\n".join((part.understood, *part.readings, part.answer)) for part in parts),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        figures=tuple(figure for part in parts for figure in part.figures),
        history=(),
        stories=(),
        conflicts=tuple(conflict for part in parts for conflict in part.conflicts),
        citations=tuple(citation for part in parts for citation in part.citations),
        missing=tuple(dict.fromkeys(word for part in parts for word in part.missing)),
        related=tuple(citation for part in parts if not part.citations for citation in part.related),
    )


def _once(answers: Sequence[Answer]) -> list[Answer]:
    """Put questions that are answered first with the same line side by side."""
    told: dict[str, Answer] = {}
    for answer in answers:
        first = _MARK.sub("", answer.answer.split("\n", maxsplit=1)[0])
        asked = f"{told[first].understood} {answer.understood}" if first in told else answer.understood
        told[first] = replace(told.get(first, answer), understood=asked)
    return [*told.values()]


def _at_a_glance(answer: Answer, plan: Plan, room: int) -> Answer:
    """Give an answer with as many of its lines as fit the room beside the question, one at least.

    Of quotes those first that hold what is expected: of a few there may be no other in view.
    """
    lines = answer.answer.splitlines()
    if not answer.figures and not answer.abstained and any(map(_MARK.search, lines)):
        lines = sorted(filter(_MARK.search, lines), key=lambda line: _lacking(plan, answer, line))
    told: list[str] = []
    left = room - sum(map(len, (answer.understood, *answer.readings)))
    for line in lines:
        if line is lines[0] or len(line) <= left:
            told.append(line)
            left -= len(line)
    return replace(answer, answer="\n".join(told))


def _lacking(plan: Plan, answer: Answer, line: str) -> tuple[bool, bool]:
    """Tell whether no quote in a line holds what is expected, and of a number no digit: its source tells nothing."""
    cited = {int(mark[1]) for mark in _MARK.finditer(line)}
    quotes = [citation.quote for citation in answer.citations if citation.n in cited]
    is_number = plan.expects is AnswerType.NUMBER
    return (
        not any(holds_expected(plan, quote) for quote in quotes),
        is_number and not any(map(str.isdigit, "".join(quotes))),
    )


def _numbered(answer: Answer, shift: int) -> Answer:
    """Leave out what is not cited at a glance, and number the rest after the `shift` citations before."""
    figures = [*answer.figures, *(figure for conflict in answer.conflicts for figure in conflict.figures)]
    told = {int(mark[1]) for mark in _MARK.finditer(answer.answer)} | {figure.citation for figure in figures}
    kept = [citation for citation in answer.citations if citation.n in told]
    number = {citation.n: shift + place for place, citation in enumerate(kept, start=1)}
    return replace(
        answer,
        answer=_MARK.sub(lambda mark: f"[{number.get(int(mark[1]), mark[1])}]", answer.answer),
        figures=_figures(answer.figures, number),
        conflicts=tuple(Conflict(one.about, _figures(one.figures, number)) for one in answer.conflicts),
        citations=tuple(replace(citation, n=number[citation.n]) for citation in kept),
    )


def _figures(figures: Sequence[Figure], number: dict[int, int]) -> tuple[Figure, ...]:
    return tuple(replace(figure, citation=number[figure.citation]) for figure in figures)
