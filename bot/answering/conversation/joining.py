"""Joining: the answers to several questions of one message as one answer. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answers import Answer, Conflict, Figure

FIRST_VIEW = 600
"""Characters that are read at a glance: shared by the questions."""
_MARK = re.compile(r"\[(\d+)]")


def joined(answers: Sequence[Answer], question: str) -> Answer:
    """Give one answer: under each question as understood what answers it at a glance, citations numbered through."""
    parts: list[Answer] = []
    for answer in answers:
        parts.append(
            _numbered(_at_a_glance(answer, FIRST_VIEW // len(answers)), sum(len(one.citations) for one in parts))
        )
    leading = next((part for part in parts if not part.abstained), parts[0])
    return replace(
        leading,
        question=question,
        understood=" ".join(part.understood for part in parts),
        readings=(),
        answer="\n".join(part.answer for part in parts),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        figures=tuple(figure for part in parts for figure in part.figures),
        history=(),
        stories=(),
        conflicts=tuple(conflict for part in parts for conflict in part.conflicts),
        citations=tuple(citation for part in parts for citation in part.citations),
        missing=tuple(dict.fromkeys(word for part in parts for word in part.missing)),
        related=tuple(citation for part in parts for citation in part.related),
    )


def _at_a_glance(answer: Answer, room: int) -> Answer:
    """Give the question as understood with as much of its answer as fits the room, its first line at least."""
    first, *others = answer.answer.splitlines()
    told = [answer.understood, *answer.readings, first]
    for line in others:
        if sum(map(len, told)) + len(line) > room:
            break
        told.append(line)
    return replace(answer, answer="\n".join(told))


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
