"""What became of a labelled question, and how sure a share of such verdicts is. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from math import isclose
from random import Random

from ingest import Span, find_numbers
from tests.benchmarks.metrics import Row, headline

FIRST_VIEW = 600
"""Characters of an answer that a reader sees before scrolling."""
WHOLE_WORD = 3
"""Letters up to which a label's word must stand as a word of its own; a longer one may be a stem ("suspend")."""
ROUNDS = 1_000


class Verdict(StrEnum):
    RIGHT = "right"
    STALE = "stale"
    NEIGHBOUR = "neighbour"
    WRONG = "wrong"
    SILENT = "silent"


def verdict(label: Row, prediction: Row, *, view: int | None = None) -> Verdict:
    """Judge a prediction: a figure by its headline figure, anything else by the first `view` characters of its text."""
    if label["kind"] == "none":
        return Verdict.RIGHT if prediction["abstained"] else Verdict.WRONG
    if label["kind"] == "figure":
        return figure_verdict(label, headline(prediction))
    if prediction["abstained"]:
        return Verdict.SILENT
    return _of_words(label, prediction["answer"][:view])


def in_first_view(label: Row, prediction: Row, *, view: int | None = None) -> bool:
    """Tell whether what was asked stands in the first `view` characters, whether or not it is the headline figure."""
    if label["kind"] == "none":
        return bool(prediction["abstained"])
    if prediction["abstained"]:
        return False
    text = prediction["answer"][:view]
    if label["kind"] == "figure":
        return any(is_among(number.value, label["right"]) for number in find_numbers(text))
    return states(text, label["words"])


def interval(outcomes: Mapping[str, Sequence[bool]]) -> tuple[float, float]:
    """Give the 95 % interval of the share that holds, by drawing whole topics again: those of one topic hang together.

    See Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13 (percentile interval).
    """
    random = Random(0)  # noqa: S311 because the same draw is wanted again, nothing is kept secret
    topics = list(outcomes.values())
    shares = sorted(_share(random.choices(topics, k=len(topics))) for _ in range(ROUNDS))
    return shares[round(0.025 * ROUNDS)], shares[round(0.975 * ROUNDS) - 1]


def _share(topics: Sequence[Sequence[bool]]) -> float:
    return sum(map(sum, topics)) / sum(map(len, topics))


def figure_verdict(label: Row, figure: float | None) -> Verdict:
    """Judge a value as the answer to a question for a figure."""
    if figure is None:
        return Verdict.SILENT
    if is_among(figure, label["right"]):
        return Verdict.RIGHT
    if is_among(figure, label["stale"]):
        return Verdict.STALE
    return Verdict.NEIGHBOUR if is_among(figure, label["neighbour"]) else Verdict.WRONG


def is_among(figure: float, values: Sequence[float]) -> bool:
    """Tell whether a figure is one of `values`."""
    return any(isclose(figure, value, rel_tol=1e-6) for value in values)


def _of_words(label: Row, text: str) -> Verdict:
    if states(text, label["words"]):
        return Verdict.RIGHT
    if states(text, label["stale"]):
        return Verdict.STALE
    return Verdict.NEIGHBOUR if states(text, label["neighbour"]) else Verdict.WRONG


def states(text: str, words: Sequence[str]) -> bool:
    """Tell whether one of `words` stands in `text`: whole up to three letters, else as the beginning of a word."""
    return any(_pattern(word).search(_folded(text)) for word in words)


def places_of_word(word: str, text: str) -> Iterator[Span]:
    """Give where `text` has a word, or what begins with it, as `states` does."""
    folded = "".join(map(_folded_letter, text))
    return (Span(*found.span()) for found in _pattern(word).finditer(folded))


def _pattern(word: str) -> re.Pattern[str]:
    end = r"(?!\w)" if len(word) <= WHOLE_WORD else ""
    return re.compile(rf"(?<!\w){re.escape(_folded(word))}{end}")


@cache
def _folded_letter(letter: str) -> str:
    return _folded(letter)[:1] or " "


def _folded(text: str) -> str:
    """Leave out case, accents and the slant of apostrophes."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
