"""An answer as a language model writes it, version by version: each is checked before it is given."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import TypeAlias, TypeVar

import structlog

from bot.answering.answers import Answer
from bot.answering.writing.briefs import Brief, Piece
from bot.answering.writing.reader import Reader
from bot.answering.writing.revising import failed
from bot.errors import ReaderError

Version = TypeVar("Version")
Revise: TypeAlias = Callable[[Brief, Sequence[Piece]], Awaitable[Answer]]
"""Gives the answer with what of the pieces is borne out."""

log = structlog.get_logger(__name__)


async def written(brief: Brief, reader: Reader, revise: Revise) -> AsyncGenerator[Answer, None]:
    """Give the answer anew with each piece; where the reader fails, the archive's own, which says so."""
    pieces: list[Piece] = []
    try:
        async with aclosing(reader.read(brief)) as reading:
            async for piece in reading:
                pieces.append(piece)
                yield await revise(brief, pieces)
    except ReaderError as error:
        log.warning("language_model_failed", kind=type(error).__name__, reason=str(error))
        yield failed(brief.answer, error.told)


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
