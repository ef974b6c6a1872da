"""Gaps: what is asked and not answered, questions of one thing together, with what could answer them. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.answering.answers import Answer
from bot.answering.question.terms import terms_of
from bot.coverage import Suggestion, suggested

_ALIKE: Final = 2 / 3
"""Share of the words of the shorter question that another on the same thing has."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions of one thing that nothing answered."""

    questions: tuple[str, ...]
    """Each wording once, the newest first."""
    asked: int
    """How often."""
    newest: datetime
    suggestions: tuple[Suggestion, ...]


def gaps(answers: Sequence[Answer], *, read: Collection[str]) -> tuple[Gap, ...]:
    """Group what was not answered of `answers`, given the newest first; the most asked groups first.

    `read` are the addresses of sources that are read already.
    """
    groups: list[list[Answer]] = []
    for answer in answers:
        if not answer.abstained or answer.is_aside:
            continue
        group = next((group for group in groups if _are_alike(_words(group[0]), _words(answer))), None)
        if group:
            group.append(answer)
        else:
            groups.append([answer])
    told = [_gap(group, read) for group in groups]
    return tuple(sorted(told, key=lambda gap: (-gap.asked, -gap.newest.timestamp())))


def _gap(group: Sequence[Answer], read: Collection[str]) -> Gap:
    questions = tuple(dict.fromkeys(answer.question for answer in group))
    return Gap(questions, len(group), group[0].as_of, suggested(" ".join(questions), read=read))


def _words(answer: Answer) -> frozenset[str]:
    return frozenset(term.name for term in terms_of(answer.understood or answer.question))


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= max(1.0, _ALIKE * min(len(one), len(other)))
