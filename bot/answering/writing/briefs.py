"""The nouns of writing: what a reader gets to read, and the pieces that it says."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.answering.answers import Answer
from bot.answering.question.planning import Plan
from ingest import FoundPassage


@dataclass(frozen=True, slots=True)
class Option:
    """A value that may be the number asked for, as the archive's own answer quotes it."""

    value: float
    words: str
    """The quote that states it."""
    citation: int
    """The `n` of that quote in the archive's own answer."""
    probability: float
    """That it is what is asked for, as the archive weighed it."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A question with its evidence. Passages and options are numbered from 1, in their order here."""

    question: str
    now: datetime
    plan: Plan
    passages: tuple[FoundPassage, ...]
    options: tuple[Option, ...]
    """Where a number is asked for: then one of them is to be chosen, and nothing to be written."""
    answer: Answer
    """The archive's own, which stands unless something better is borne out."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, and the numbers of the passages that are said to state it."""

    text: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The number of the option that is what is asked for."""

    option: int


Piece: TypeAlias = Statement | Choice
