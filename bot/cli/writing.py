"""An answer as a language model writes it, for a command that waits for the last version."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing

from bot.answering.answers import Answer
from bot.answering.checking.checker import check
from bot.answering.writing.briefing import brief_of_shown
from bot.answering.writing.briefs import Brief, Piece
from bot.answering.writing.revising import revised
from bot.language_model import Endpoint, LanguageModel
from bot.writing import written


def as_written(answer: Answer, brief: Brief | None, endpoint: Endpoint) -> Answer:
    """Give the answer as the model at `endpoint` writes it; as it was where nothing is left to write."""
    given = brief_of_shown(brief, answer)
    return asyncio.run(_last_version(given, endpoint)) if given else answer


async def _last_version(brief: Brief, endpoint: Endpoint) -> Answer:
    answer = brief.answer
    async with LanguageModel(endpoint) as reader, aclosing(written(brief, reader, _revise)) as versions:
        async for version in versions:
            answer = version
    return answer


async def _revise(brief: Brief, pieces: Sequence[Piece]) -> Answer:
    return revised(brief, pieces, check=check)
