"""Watches: answers that the bot looks at again, for whom, how long, and as what they are asked again. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.answering.answers import Answer, Figure
from bot.answering.questions import Question


class Kind(StrEnum):
    """What a watch waits for."""

    APPEARS = "appears"
    """Something that answers what nothing did."""
    MOVES = "moves"
    """Another number, or none, where a member follows a figure."""
    CORRECTED = "corrected"
    """The same, to correct what everybody in a channel reads."""


LASTS: Final[Mapping[Kind, timedelta]] = {
    Kind.APPEARS: timedelta(hours=24),
    Kind.MOVES: timedelta(days=30),
    Kind.CORRECTED: timedelta(hours=24),
}


@dataclass(frozen=True, slots=True)
class Watch:
    """An answer that was given somewhere, and what is waited for."""

    id: str
    kind: Kind
    server: str | None
    """`None` in direct messages."""
    channel: str
    """Or thread: where is told what came."""
    message: str
    """The one that shows the answer."""
    member: str | None
    """Who is to be told; `None` where everybody reads it. Kept as it is, because a mention needs it."""
    language: str
    """ISO 639-1, in which it is told."""
    is_private: bool
    """Whether the answer was shown to the member alone."""
    is_plain: bool
    """Whether it was shown without a layout."""
    question: str
    """As it was understood."""
    answer: str
    """As the records keep answers."""
    made: datetime
    ends: datetime


def may_appear(answer: Answer) -> bool:
    """Tell whether something may come that answers what this does not."""
    return answer.kind == "no_coverage" and not answer.is_aside


def headline(answer: Answer) -> Figure | None:
    """Give the figure that an answer to one question rests on."""
    if answer.abstained or answer.is_aside or _is_of_several(answer):
        return None
    return next(iter(answer.figures), None)


def asked_again(answer: Answer) -> Question:
    """Give the question of an answer such that it means the same days, whenever it is asked.

    Where nothing was found in a window that was not over, what comes later is meant as well.
    """
    window = answer.window
    since = window.since.date() if window.since and not _is_of_several(answer) else None
    until = window.until.date() if window.until and not _is_of_several(answer) else None
    if may_appear(answer) and window.until and window.until >= answer.as_of:
        until = None
    return Question(answer.understood or answer.question, since=since, until=until)


def _is_of_several(answer: Answer) -> bool:
    """Tell an answer to several questions: it says each as understood, before what answers it."""
    return answer.understood.startswith(f"{answer.answer.partition(chr(10))[0]} ")
