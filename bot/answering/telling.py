"""From several answers to one question to a text that states each with its words. Pure."""

from collections.abc import Sequence

from bot.answering.composing import Citations, Composed
from bot.answering.phrasing import day_of
from bot.answering.quoting import excerpt
from bot.answering.sides import Side

MAX_SIDES = 4
MAX_MARKS = 2
"""Citations of one answer."""
MAX_WORDS = 76
"""Of the whole text."""
LEAST_WORDS = 8
"""Of each excerpt."""
WORDS_OF_SOURCE = 7


def compose_sides(sides: Sequence[Side], outvoted: Sequence[Side], citations: Citations, *, opening: str) -> Composed:
    """State each answer with its citations, then the words of each around the answer.

    What is outvoted is cited beneath, in a note. Without an `opening` ("Sources differ") the words stand alone.
    """
    cited = [
        [citations.cite(one.stored, one.span, around=side.answer) for one in side.spoken[:MAX_MARKS]] for side in sides
    ]
    stated = "; ".join(f"{side.answer} {_marks(numbers)}" for side, numbers in zip(sides, cited, strict=True))
    headline = f"{opening}: {stated}." if opening else ""
    room = max(LEAST_WORDS, (MAX_WORDS - len(headline.split())) // len(sides) - WORDS_OF_SOURCE)
    lines = [_line(side, numbers[0], citations, room) for side, numbers in zip(sides, cited, strict=True)]
    beneath = [
        citations.cite(side.spoken[0].stored, side.spoken[0].span, around=side.answer) for side in outvoted[:MAX_SIDES]
    ]
    notes = (f"Another version of the text says otherwise {_marks(beneath)}.",) if beneath else ()
    return Composed("\n".join([headline, *lines] if headline else lines), notes=notes)


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in dict.fromkeys(numbers))


def _line(side: Side, number: int, citations: Citations, room: int) -> str:
    citation = citations.all()[number - 1]
    words = excerpt(citation.quote, side.answer, room)
    return f"“{words}” — {citation.publisher}, {day_of(citation)} [{number}]"
