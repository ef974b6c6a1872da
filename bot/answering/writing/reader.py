"""The port to whoever reads a brief, and the archive as one: it says what its own answer quotes, word for word."""

from collections.abc import AsyncGenerator
from typing import Protocol

from bot.answering.answers import Citation
from bot.answering.writing.briefs import Brief, Choice, Piece, Statement
from bot.answering.writing.prompting import MOST_STATEMENTS, Request
from ingest import FoundPassage


class Reader(Protocol):
    """Reads a brief and says what it finds, piece by piece.

    Laws of every reader, which one suite tests on all: where options are given it gives at most one `Choice`, of one
    of them, and no statement; else at most `MOST_STATEMENTS` statements, none empty, each citing passages of the brief
    alone, and no choice. No piece is "not answered". A brief is read the same however often it was read before.
    What it writes to a request for other words is taken as far as it is borne out; nothing is no words. What hinders
    it is a `ReaderError`.
    """

    def read(self, brief: Brief) -> AsyncGenerator[Piece, None]:
        """Give the pieces as they are ready."""

    async def said(self, request: Request) -> str:
        """Give all that it writes to a request."""


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
