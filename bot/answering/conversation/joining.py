"""Joining: the answers to several questions of one message as one answer. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answers import Answer, Conflict, Figure

_MARK = re.compile(r"\[(\d+)]")


def joined(answers: Sequence[Answer], question: str) -> Answer:
    """Give one answer: under each question as understood what answers it, citations numbered through."""
    numbered = [
        _renumbered(answer, sum(len(one.citations) for one in answers[:at])) for at, answer in enumerate(answers)
    ]
    leading = next((answer for answer in numbered if not answer.abstained), numbered[0])
    return replace(
        leading,
        question=question,
        understood=" ".join(answer.understood for answer in numbered),
        readings=(),
        answer="\n".join(line for answer in numbered for line in _lines(answer)),
        notes=tuple(dict.fromkeys(note for answer in numbered for note in answer.notes)),
        figures=tuple(figure for answer in numbered for figure in answer.figures),
        history=(),
        conflicts=tuple(conflict for answer in numbered for conflict in answer.conflicts),
        citations=tuple(citation for answer in numbered for citation in answer.citations),
        missing=tuple(dict.fromkeys(word for answer in numbered for word in answer.missing)),
        related=tuple(citation for answer in numbered for citation in answer.related),
    )


def _lines(answer: Answer) -> tuple[str, ...]:
    return (answer.understood, *answer.readings, answer.answer)


def _renumbered(answer: Answer, shift: int) -> Answer:
    return replace(
        answer,
        answer=_MARK.sub(lambda mark: f"[{int(mark[1]) + shift}]", answer.answer),
        figures=_figures(answer.figures, shift),
        conflicts=tuple(Conflict(one.about, _figures(one.figures, shift)) for one in answer.conflicts),
        citations=tuple(replace(citation, n=citation.n + shift) for citation in answer.citations),
    )


def _figures(figures: Sequence[Figure], shift: int) -> tuple[Figure, ...]:
    return tuple(replace(figure, citation=figure.citation + shift) for figure in figures)
