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
from bot.answering.writing.wording import (
    may_be_reworded,
    reword_request,
    reworded,
    to_translate,
    translate_request,
    translations,
)
from bot.errors import ReaderError
from bot.languages import say, speaking

Version = TypeVar("Version")
Revise: TypeAlias = Callable[[Brief, Sequence[Piece]], Awaitable[Answer]]
"""Gives the answer with what of the pieces is borne out."""
Ask: TypeAlias = Callable[[str], Awaitable[tuple[Answer, Brief | None]]]
"""Answers a question that stands alone."""

READ_BY_MODEL: Final = "Read by a language model as “{question}”"

log = structlog.get_logger(__name__)


def is_for_reader(answer: Answer, brief: Brief | None) -> bool:
    """Tell whether an answer leaves a reader anything to read, to write or to translate."""
    return bool(brief or may_be_reworded(answer) or to_translate(answer))


async def rewritten(
    answer: Answer, brief: Brief | None, reader: Reader, *, revise: Revise, ask: Ask
) -> AsyncGenerator[Answer, None]:
    """Give the answer anew as the reader takes the question, writes of it and translates; each is checked."""
    if may_be_reworded(answer) and (whole := await _put_whole(answer, reader)):
        again, its_brief = await ask(whole)
        if not again.abstained:
            read = READ_BY_MODEL.format(question=again.understood)
            answer = replace(again, question=answer.question, readings=(read, *again.readings), turns=answer.turns)
            brief = brief_of_shown(its_brief, answer)
            yield answer
    if brief:
        async with aclosing(written(brief, reader, revise)) as versions:
            async for answer in versions:
                yield answer
    if to_translate(answer) and (told := await _translated(answer, reader)) != answer:
        yield told


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


async def _put_whole(answer: Answer, reader: Reader) -> str | None:
    """Give the whole question that the reader makes of what `answer` was asked; `None` where ours stands.

    That is where it names what the turns do not, says nothing new, or cannot be had: the answer stands already.
    """
    try:
        return reworded(await reader.said(reword_request(answer)), answer)
    except ReaderError as error:
        log.warning("question_not_reworded", kind=type(error).__name__, reason=str(error))
        return None


async def _translated(answer: Answer, reader: Reader) -> Answer:
    """Give the answer with its English quotes as the reader translates them, as far as that says the same."""
    quotes = to_translate(answer)
    try:
        said = await reader.said(translate_request(quotes, answer.language))
    except ReaderError as error:
        log.warning("quotes_not_translated", kind=type(error).__name__, reason=str(error))
        return answer
    told = [f"{text} [{citation.n}]" for citation, text in translations(said, quotes, answer.language)]
    with speaking(answer.language):
        label = say("Translated by a language model; numbers, dates and names are checked, its words are not:")
    return replace(answer, answer="\n".join((answer.answer, label, *told))) if told else answer


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
