"""Strangers' text on a picture and in its alt text: one line, nothing unseen, cut where it is long. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

ALT_CHARACTERS: Final = 1_024
"""Of an alt text: Discord's limit."""
DETAILS: Final = 12
"""So many figures, stretches or places of an alt text somebody listens to."""
NAME_CHARACTERS: Final = 40
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories: controls, formats (zero-width, direction of writing), halves of pairs, private use, none."""
_STACKED = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{2})[\u0300-\u036f\u0483-\u0489\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""More accents on a letter than any language has: they would be drawn over what stands above."""


def plain(text: str, most: int = NAME_CHARACTERS) -> str:
    """Give text on one line, without what is not seen, of at most `most` characters."""
    seen = "".join(" " if char.isspace() else char for char in text if char.isspace() or not _is_unseen(char))
    line = _STACKED.sub(r"\1", unicodedata.normalize("NFC", " ".join(seen.split())))
    return line if len(line) <= most else line[: most - 1].rstrip(" ,;:") + "…"


def alt_text(finding: Sequence[str], opening: str, details: Sequence[str]) -> str:
    """Give the finding's sentences and as many details as fit, then how many more there are."""
    told = _cut(" ".join(filter(None, finding)), ALT_CHARACTERS)
    for shown in range(min(len(details), DETAILS), 0, -1):
        rest = len(details) - shown
        listed = "; ".join(details[:shown]) + (f"; and {rest:,} more." if rest else ".")
        whole = f"{told} {opening} {listed}"
        if _size(whole) <= ALT_CHARACTERS:
            return whole
    return told


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN


def _size(text: str) -> int:
    """Count as Discord's clients do: in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def _cut(text: str, most: int) -> str:
    kept = text
    while _size(kept) > most:
        kept = kept[: len(kept) - max(1, (_size(kept) - most) // 2) - 1].rstrip() + "…"
    return kept
