"""Questions from a file, answered row by row; a malformed row gets its line too."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from bot.answering.answers import Answer, AnswerWindow, CountedIncidents, Freshness, JsonValue
from bot.answering.questions import Question
from bot.errors import RowError, WrongInput
from bot.inputs.moments import parse_moment
from ingest import InputError, View


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every row that does not say otherwise."""

    now: datetime
    since: date | None = None
    until: date | None = None


def open_rows(file: Path) -> BinaryIO:
    """Open a file of questions."""
    try:
        return file.open("rb")
    except OSError as cause:
        raise InputError(f"{file} cannot be opened: {cause.strerror}. Give a JSON lines file of questions.") from cause


def answer_rows(
    lines: Iterable[bytes],
    answer: Callable[[Question, View], dict[str, JsonValue]],
    view: Callable[[datetime], View],
    defaults: Defaults,
) -> Iterator[dict[str, JsonValue]]:
    """Give one row of `ask --json` for each line that is not blank, in order."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer_line(line, number, lambda question, now: answer(question, view(now)), defaults)


def _answer_line(
    line: bytes, number: int, answer: Callable[[Question, datetime], dict[str, JsonValue]], defaults: Defaults
) -> dict[str, JsonValue]:
    row: dict[str, JsonValue] = {}
    try:
        row = object_in(line, like='{"id": "q1", "question": "How many ...?"}')
        now = _moment(row) or defaults.now
        question = Question(_text(row, "question") or "", since=defaults.since, until=defaults.until)
        answered = answer(question, now)
    except WrongInput as error:
        answered = _unanswered(row, f"Line {number}: {error}", defaults.now).as_json()
    return answered | {"id": row.get("id")}


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


def _unanswered(row: dict[str, JsonValue], reason: str, now: datetime) -> Answer:
    question = row.get("question")
    return Answer(
        id=None,
        question=question if isinstance(question, str) else "",
        as_of=now,
        kind="no_coverage",
        abstained=True,
        answer=reason,
        readings=(),
        notes=(),
        window=AnswerWindow(since=None, until=None),
        figures=(),
        history=(),
        conflicts=(),
        incidents=CountedIncidents(count=0, ids=(), possible=0),
        citations=(),
        ranked=(),
        freshness=Freshness(newest=None, sources_failing=0, reason=reason),
        timings_ms={},
    )
