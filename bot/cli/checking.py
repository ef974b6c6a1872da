"""The command that checks statements against passages."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from bot.cli.door import bugs_logged
from bot.cli.options import Data, Json
from bot.cli.screens import notices, show, write_json
from bot.errors import RowError
from bot.exits import WRONG_INPUT

if TYPE_CHECKING:
    from bot.answering.answers import JsonValue
    from bot.answering.checking.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Claim:
    """A row: a statement, the passages that it cites, and the row's own name."""

    id: "JsonValue"
    statement: str
    passages: tuple[str, ...]


def check_statements(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="JSON lines; without one, standard input is read.", show_default=False),
    ] = None,
    *,
    json: Json = False,
    data: Data = None,
) -> None:
    """Check statements: rows {"id", "statement", "passages"} become verdicts with their reasons, in order.

    It says of each which passages support it, or which number, date, name, negation, direction, superlative or
    quotation they do not have. A row that cannot be read is told on the error output, and the rest goes on.
    """
    from bot.answering.checking.checker import check
    from bot.cli.workplace import prepared
    from bot.rendering.terminal.verdicts import render_verdict
    from ingest import entailment_of

    settings = prepared(data)
    read = refused = 0
    with bugs_logged(settings.data), _opened(file) as lines:
        entailment = entailment_of(settings.check_model)
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                claim = _claim(line)
            except RowError as error:
                notices().print(f"Line {number}: {error}", soft_wrap=True)
                refused += 1
                continue
            read += 1
            verdict = check(claim.statement, claim.passages, entailment)
            if json:
                write_json(verdict_row(claim, verdict))
            else:
                show(render_verdict(str(number if claim.id is None else claim.id), verdict))
    if refused and not read:
        raise typer.Exit(WRONG_INPUT)


@contextmanager
def _opened(file: Path | None) -> Iterator[BinaryIO]:
    from bot.replying import open_rows

    if file is None:
        yield sys.stdin.buffer
        return
    with open_rows(file) as rows:
        yield rows


def _claim(line: bytes) -> Claim:
    from bot.replying import object_in, speakable

    row = object_in(line, like='{"id": "s1", "statement": "...", "passages": ["..."]}')
    statement, passages = row.get("statement"), row.get("passages")
    if not isinstance(statement, str):
        raise RowError('"statement" must be text.')
    listed = passages if isinstance(passages, list) else [None]
    texts = [passage for passage in listed if isinstance(passage, str)]
    if len(texts) < len(listed):
        raise RowError('"passages" must be a list of texts.')
    return Claim(row.get("id"), speakable(statement), tuple(map(speakable, texts)))


def verdict_row(claim: Claim, verdict: "Verdict") -> "dict[str, JsonValue]":
    """Give a verdict as one row; spans are offsets into the statement, citations indices of the row's passages."""
    return {
        "id": claim.id,
        "verdict": "supported" if verdict.supported else "unsupported",
        "reasons": [
            {"kind": reason.kind, "statement_span": _span(claim.statement, reason.words), "detail": reason.detail}
            for reason in verdict.reasons
        ],
        "citations": list(verdict.cited),
    }


def _span(statement: str, words: str) -> "list[JsonValue]":
    start = statement.index(words)
    return [start, start + len(words)]
