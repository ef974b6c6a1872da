"""An answer as a language model writes it, version by version: each is checked before it is given."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Final, TypeAlias, TypeVar

import structlog

from bot.answering.answers import Answer
from bot.answering.writing.briefing import brief_of_shown
from bot.answering.writing.briefs import Brief, Piece
from bot.answering.writing.reader import Reader
from bot.answering.writing.revising import failed
from bot.answering.writing.rewording import may_be_reworded, reword_request, reworded
from bot.errors import ReaderError

Version = TypeVar("Version")
Revise: TypeAlias = Callable[[Brief, Sequence[Piece]], Awaitable[Answer]]
"""Gives the answer with what of the pieces is borne out."""
Ask: TypeAlias = Callable[[str], Awaitable[tuple[Answer, Brief | None]]]
"""Answers a question that stands alone."""

READ_BY_MODEL: Final = "Read by a language model as “{question}”"

log = structlog.get_logger(__name__)


def is_for_reader(answer: Answer, brief: Brief | None) -> bool:
    """Tell whether an answer leaves a reader anything to read or to write."""
    return bool(brief or may_be_reworded(answer))


async def rewritten(
    answer: Answer, brief: Brief | None, reader: Reader, *, revise: Revise, ask: Ask
) -> AsyncGenerator[Answer, None]:
    """Give the answer anew as the reader takes the question and writes of it; each is checked.

    Where the reader fails, the archive's own stands and says so; it is not asked for anything more.
    """
    try:
        if may_be_reworded(answer) and (whole := reworded(await reader.said(reword_request(answer)), answer)):
            again, its_brief = await ask(whole)
            if not again.abstained:
                answer = _read_as(again, answer)
                brief = brief_of_shown(its_brief, answer)
                yield answer
        if brief:
            async with aclosing(_written(brief, reader, revise)) as versions:
                async for version in versions:
                    yield version
    except ReaderError as error:
        log.warning("language_model_failed", kind=type(error).__name__, reason=str(error))
        yield failed(answer, error.told)


async def _written(brief: Brief, reader: Reader, revise: Revise) -> AsyncGenerator[Answer, None]:
    """Give the answer anew with each piece."""
    pieces: list[Piece] = []
    async with aclosing(reader.read(brief)) as reading:
        async for piece in reading:
            pieces.append(piece)
            yield await revise(brief, pieces)


def _read_as(again: Answer, first: Answer) -> Answer:
    """Give the answer to the whole question as one to what was asked at first."""
    read = READ_BY_MODEL.format(question=again.understood)
    return replace(again, question=first.question, readings=(read, *again.readings), turns=first.turns)


async def paced(versions: AsyncGenerator[Version, None], *, seconds: float) -> AsyncGenerator[Version, None]:
    """Give the versions at most every `seconds`, those in between left out, the last in any case."""
    now = asyncio.get_running_loop().time
    due = now()
    held: Version | None = None
    async with aclosing(versions):
        async for version in versions:
            held = version
            if now() >= due:
                yield version
                due, held = now() + seconds, None
    if held is not None:
        await asyncio.sleep(due - now())
        yield held
