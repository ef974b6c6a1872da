"""Lines in which two directions of writing meet: each keeps its own (Unicode UAX 9). Pure."""

import re
from typing import Final

from bot.languages import RIGHT_TO_LEFT, spoken

_WRITTEN_LEFTWARDS: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_COUNTED: Final = re.compile("(?<=[A-Za-z)>*])([,:]? )(?=\\d+ [\u0590-\u08ff])")
"""What parts a Latin name from a day: without a mark the number of the day goes with the name."""
_QUOTE: Final = re.compile("“[^”\n]*”")
_OPENING: Final = re.compile(r"^(?:-# |#{1,3} |> )?")
"""Markup that has to begin its line."""
_ISOLATED: Final = "\u2068{}\u2069"
_LEFTWARDS: Final = "\u200f"


def directed(text: str) -> str:
    """Give text whose quotes keep their own direction, and whose lines have that of the language that is spoken.

    Without it a line takes the direction of its first letter, which may be a publisher's name; the marks are not seen.
    """
    return "\n".join(map(_directed, text.split("\n"))) if _WRITTEN_LEFTWARDS.search(text) else text


def _directed(line: str) -> str:
    if not _WRITTEN_LEFTWARDS.search(line):
        return line
    isolated = _QUOTE.sub(lambda quote: _ISOLATED.format(quote[0]), line)
    if spoken() not in RIGHT_TO_LEFT:
        return isolated
    counted = _COUNTED.sub(lambda parting: parting[0] + _LEFTWARDS, isolated)
    return _OPENING.sub(lambda markup: markup[0] + _LEFTWARDS, counted)
