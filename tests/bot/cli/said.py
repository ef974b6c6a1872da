"""What a command said, for the tests of the command line."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.cli import main


@dataclass(frozen=True)
class Said:
    """What one command wrote, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """What stands on stderr, on one line."""
        return " ".join(self.err.split())

    @property
    def in_short(self) -> tuple[int, str, str]:
        """The exit code, and each of the two streams on one line."""
        return self.code, " ".join(self.out.split()), self.complaint

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def rows(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.lines]

    @property
    def row(self) -> dict[str, object]:
        (row,) = self.rows
        return row


Run = Callable[..., Said]


def running(capsys: pytest.CaptureFixture[str]) -> Run:
    """Give what runs a command of these words and gives what it said."""

    def run(*arguments: object) -> Said:
        code = main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Said(code, written.out, written.err)

    return run
