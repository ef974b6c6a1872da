"""An answer as a language model writes it, for a command that waits for the last version."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from functools import cache, partial
from typing import TypeAlias

from bot.answering.answers import Answer
from bot.answering.checking.checker import check
from bot.answering.writing.briefing import brief_of_shown
from bot.answering.writing.briefs import Brief, Piece
from bot.answering.writing.revising import revised
from bot.answering.writing.vetting import Check
from bot.language_model import Endpoint, LanguageModel
from bot.writing import Ask, is_for_reader, rewritten
from ingest import entailment_of

Write: TypeAlias = Callable[[Answer, Brief | None, Ask], Answer]
"""Gives an answer as a language model writes it; the last is who answers a question that stands alone."""


def as_written(answer: Answer, brief: Brief | None, ask: Ask, *, endpoint: Endpoint, check_model: str | None) -> Answer:
    """Give the answer as the model at `endpoint` reads and writes it; as it was where nothing is left to write.

    `check_model`, where one is set, has to agree that passages bear a statement out.
    """
    given = brief_of_shown(brief, answer)
    if not is_for_reader(answer, given):
        return answer
    return asyncio.run(_last_version(answer, given, ask, endpoint, _check(check_model)))


@cache
def _check(model: str | None) -> Check:
    return partial(check, entailment=entailment_of(model))


async def _last_version(answer: Answer, brief: Brief | None, ask: Ask, endpoint: Endpoint, check: Check) -> Answer:
    async def revise(brief: Brief, pieces: Sequence[Piece]) -> Answer:
        return revised(brief, pieces, check=check)

    async with (
        LanguageModel(endpoint) as reader,
        aclosing(rewritten(answer, brief, reader, revise=revise, ask=ask)) as versions,
    ):
        async for version in versions:
            answer = version
    return answer
