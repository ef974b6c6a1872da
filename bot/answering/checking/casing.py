"""Casing: the capitals of names in a statement that came without any, as its passages write them."""

import re
from collections.abc import Sequence
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_INSIDE: Final = re.compile(r"(?<=[a-z,’'] )[A-Z][^\W\d_]*")
"""A capital that no beginning of a sentence explains."""


def recased(statement: str, passages: Sequence[str]) -> str:
    """Give `statement` with capitals where `passages` write a word with one alone; only if it has none itself.

    No character moves.
    """
    if not statement.islower():
        return statement
    text = "\n".join(passages)
    small = set(_WORD.findall(text))
    names = {name.lower(): name for name in _INSIDE.findall(text) if name.lower() not in small}
    return _WORD.sub(lambda word: names.get(word[0], word[0]), statement)
