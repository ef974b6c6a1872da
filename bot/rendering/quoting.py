"""Quotes and their marks, in a terminal and in Discord alike. Pure."""

import re

_CLINGING_MARK = re.compile(r"(?<=”)(?=\[\d)")


def brings_marks(quote: str) -> bool:
    """Tell whether a quote opens with marks of its own, which others would double.

    One that only ends with them, of a word that it quotes itself, needs its own: else it reads as what the bot says.
    """
    return quote.startswith(("“", '"'))


def parted_marks(line: str) -> str:
    """Part the marks of citations from the quotes they cling to in an answer's text, where words are counted."""
    return _CLINGING_MARK.sub(" ", line)
