"""Repeats: what a channel was answered a moment ago, so that the same answer is linked instead of given again.

Equal is what was answered, not what was asked alone: an answer that cites anything new, or says anything else, is
given.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

import discord

from bot.answering.answers import Answer
from bot.answering.questions import Question
from bot.watching.movements import is_provisional

LINKED_FOR: Final = timedelta(minutes=5)

Place: TypeAlias = Hashable
"""A channel, with whatever else tells answers in it apart."""
_Key: TypeAlias = tuple[Place, str, object, object]


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer that stands in a channel."""

    at: datetime
    message: int
    link: str
    said: object


class Repeats:
    """What was answered in each channel lately, in memory alone."""

    def __init__(self) -> None:
        self._shown: dict[_Key, Shown] = {}

    def before(self, question: Question, answer: Answer, place: Place) -> Shown | None:
        """Give the message that says the very same to the very same question in this place."""
        self._forget_old(answer.as_of)
        shown = self._shown.get(_key(question, place))
        return shown if shown and shown.said == _said(answer) else None

    def note(self, question: Question, answer: Answer, place: Place, message: discord.Message) -> None:
        """Note that a message shows an answer."""
        shown = Shown(answer.as_of, message.id, message.jump_url, _said(answer))
        self._shown[_key(question, place)] = shown

    def forget(self, messages: Collection[int]) -> None:
        """Forget messages that were deleted."""
        self._shown = {key: shown for key, shown in self._shown.items() if shown.message not in messages}

    def _forget_old(self, now: datetime) -> None:
        self._shown = {key: shown for key, shown in self._shown.items() if now - shown.at < LINKED_FOR}


def _key(question: Question, place: Place) -> _Key:
    return place, " ".join(question.text.split()).casefold().rstrip("?!. "), question.since, question.until


def _said(answer: Answer) -> object:
    cited = [(each.url or each.title, each.start, each.end) for each in (*answer.citations, *answer.related)]
    return answer.kind, answer.answer, cited, is_provisional(answer)  # because what came of words alone is given anew
