"""A room's vocabulary: the words that the `lexicon.toml` beside its modules lists by their use."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists of words by their use, each text as the file has it."""

    lists: Mapping[str, str]

    def words(self, use: str) -> frozenset[str]:
        """Give the words of a list."""
        return frozenset(self.lists[use].split())

    def groups(self, use: str) -> tuple[tuple[str, ...], ...]:
        """Give a list that has a group of words a line, line by line."""
        return tuple(tuple(line.split()) for line in self.lists[use].strip().splitlines())


@cache
def lexicon(package: str) -> Lexicon:
    """Read the vocabulary of a package."""
    return Lexicon(tomllib.loads(files(package).joinpath("lexicon.toml").read_text("utf-8")))
