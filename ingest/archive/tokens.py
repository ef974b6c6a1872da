"""A text's words as the full text tells them apart: without accents, case and marks. Pure."""

import re
from typing import Final
from unicodedata import combining, normalize

WORD: Final = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[str]:
    """Give the words in the order of the text."""
    letters = normalize("NFKD", text.lower())
    return WORD.findall("".join(letter for letter in letters if not combining(letter)))
