"""The port to whoever reads a brief: the archive itself, or a language model.

ReaderError
├── ReaderUnreachable     nobody answers, or no API does
├── ReaderRefused         the key, the model or the request is not accepted
├── ReaderSlow            it took longer than a person waits
└── ReaderUnintelligible  what it wrote is no answer
"""

from collections.abc import AsyncGenerator
from typing import ClassVar, Protocol

from bot.answering.writing.briefs import Brief, Piece


class Reader(Protocol):
    """Reads a brief and says what it finds, piece by piece.

    Laws of every reader, which one suite tests on all: where options are given it gives at most one `Choice`, of one
    of them, and no statement; else at most `MOST_STATEMENTS` statements, none empty, each citing passages of the brief
    alone, and no choice. No piece is "not answered". A brief is read the same however often it was read before.
    What hinders it is a `ReaderError`.
    """

    def read(self, brief: Brief) -> AsyncGenerator[Piece, None]:
        """Give the pieces as they are ready."""


class ReaderError(Exception):
    """A reader could not read; the message tells whoever runs the installation what to do."""

    told: ClassVar[str] = "it failed"
    """The same to whoever asked: the end of a sentence."""


class ReaderUnreachable(ReaderError):
    """Nobody answers at its address, or no API does."""

    told = "it cannot be reached"


class ReaderRefused(ReaderError):
    """It does not accept the key, the model or the request."""

    told = "it refused"


class ReaderSlow(ReaderError):
    """It took longer than a person waits."""

    told = "it took too long"


class ReaderUnintelligible(ReaderError):
    """What it wrote is no answer."""

    told = "what it wrote is no answer"
