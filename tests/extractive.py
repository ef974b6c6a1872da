"""The archive as a reader: it says what its own answer quotes, word for word."""

from collections.abc import AsyncGenerator

from bot.answering.answers import Citation
from bot.answering.writing.briefs import Brief, Choice, Piece, Statement
from bot.answering.writing.prompting import MOST_STATEMENTS, Request
from ingest import FoundPassage


class Extractive:
    """Chooses what the archive holds for likeliest, or says its quotes."""

    async def read(self, brief: Brief) -> AsyncGenerator[Piece, None]:
        """Give them at once."""
        if brief.options:
            likeliest = max(brief.options, key=lambda option: option.probability)
            yield Choice(brief.options.index(likeliest) + 1)
            return
        for citation in brief.answer.citations[:MOST_STATEMENTS]:
            yield Statement(citation.quote, _stating(citation, brief.passages))

    async def said(self, _request: Request) -> str:
        """Put nothing in other words."""
        return ""


def _stating(citation: Citation, passages: tuple[FoundPassage, ...]) -> tuple[int, ...]:
    return tuple(n for n, passage in enumerate(passages, start=1) if citation.quote in passage.stored.article.text)
