"""What a command that asks is told: an answer, or a batch's row by row, of which a malformed row gets its line too."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from bot.answering.answers import Answer, JsonValue, unanswered
from bot.answering.conversation.conversing import latest_turn
from bot.answering.explanation import Explanation
from bot.answering.questions import Question
from bot.errors import BotError, RowError, WrongInput
from bot.hatch import Inquiry, Reply
from bot.inputs.moments import parse_moment
from ingest import InputError, SitrepError

if TYPE_CHECKING:
    from rich.console import RenderableType


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every row that does not say otherwise."""

    now: datetime
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and why it is what it is if that was asked."""

    answer: Answer
    explanation: Explanation | None = None

    def row(self) -> dict[str, JsonValue]:
        """Give the row that `sitrep ask --json` prints."""
        if self.explanation is None:
            return self.answer.as_json()
        return self.answer.as_json() | {"why": list(self.answer.why), "explanation": self.explanation.as_json()}

    def shown(self) -> "tuple[RenderableType, ...]":
        """Give what `sitrep ask` shows, one below the other."""
        from bot.rendering.terminal.answers import render_answer
        from bot.rendering.terminal.explanations import render_explanation

        explained = [render_explanation(self.explanation, self.answer.why)] if self.explanation else []
        return (render_answer(self.answer), *explained)


Ask = Callable[[Question, datetime, Answer | None], Told]
"""Answers a question as of a moment, after an answer that it may lean on."""


def open_rows(file: Path) -> BinaryIO:
    """Open a file of JSON lines."""
    try:
        return file.open("rb")
    except OSError as cause:
        raise InputError(f"{file} cannot be opened: {cause.strerror}. Give a file of JSON lines.") from cause


def replied(inquiry: Inquiry, answer: Ask, *, now: datetime) -> Iterator[Reply]:
    """Give what a command is replied at the hatch, `now` where it names no moment; what it fails with comes last."""
    defaults = Defaults(inquiry.as_of or now.replace(microsecond=0), inquiry.since, inquiry.until)
    try:
        if inquiry.rows is not None:
            yield from answer_rows(inquiry.rows, answer, defaults)
            return
        told = answer(question_in(inquiry), defaults.now, None)
        yield told.row() if inquiry.json else told.shown()
    except (BotError, SitrepError) as error:
        yield error


def question_in(inquiry: Inquiry) -> Question:
    """Give the one question; raises `QuestionError` if it cannot be asked."""
    return Question(speakable(inquiry.question), since=inquiry.since, until=inquiry.until)


def answer_rows(lines: Iterable[bytes], answer: Ask, defaults: Defaults) -> Iterator[dict[str, JsonValue]]:
    """Give one row of `ask --json` for each line that is not blank, in order."""
    turns: dict[str, Answer | None] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer_line(line, number, answer, defaults, turns)


def _answer_line(
    line: bytes,
    number: int,
    answer: Ask,
    defaults: Defaults,
    turns: dict[str, Answer | None],
) -> dict[str, JsonValue]:
    row: dict[str, JsonValue] = {}
    try:
        row = object_in(line, like='{"id": "q1", "question": "How many ...?"}')
        now = _moment(row) or defaults.now
        question = Question(_text(row, "question") or "", since=defaults.since, until=defaults.until)
        before = _before(row, turns)
        told = answer(question, now, before)
        turns[json.dumps(row.get("id"))] = latest_turn(told.answer, before)
        answered = told.row()
    except WrongInput as error:
        question_text = row.get("question")
        asked = question_text if isinstance(question_text, str) else ""
        answered = unanswered(asked, f"Line {number}: {error}", now=defaults.now).as_json()
    return answered | {"id": row.get("id")}


def _before(row: dict[str, JsonValue], turns: Mapping[str, Answer | None]) -> Answer | None:
    """Give the answer that a row goes on from."""
    named = row.get("follows")
    if named is None:
        return None
    if json.dumps(named) not in turns:
        raise RowError(f'"follows" names {json.dumps(named)}, and no row above that was answered has this id.')
    return turns[json.dumps(named)]


def object_in(line: bytes, *, like: str) -> dict[str, JsonValue]:
    """Read the JSON object of a line; raises `RowError`, with what one should look `like`."""
    try:
        row: JsonValue = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as cause:
        raise RowError("this is not JSON.") from cause
    if not isinstance(row, dict):
        raise RowError(f"this is not an object like {like}.")
    return row


def _moment(row: dict[str, JsonValue]) -> datetime | None:
    written = _text(row, "as_of")
    return None if written is None else parse_moment(written)


def _text(row: dict[str, JsonValue], key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise RowError(f'"{key}" must be text.')
    return None if value is None else speakable(value)


def speakable(text: str) -> str:
    """Put `?` for half characters, which JSON escapes and broken terminals can smuggle in and no encoder takes."""
    return text.encode("utf-8", "replace").decode()
