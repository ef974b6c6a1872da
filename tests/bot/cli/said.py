"""What a command said, for the tests of the command line."""

import json
from dataclasses import dataclass


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
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def rows(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.lines]

    @property
    def row(self) -> dict[str, object]:
        (row,) = self.rows
        return row
