"""The port to whoever reads a brief: a language model."""

from collections.abc import AsyncGenerator
from typing import Protocol

from bot.answering.writing.briefs import Brief, Piece
from bot.answering.writing.prompting import Request


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
