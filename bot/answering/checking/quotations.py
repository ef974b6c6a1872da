"""Quotations: what stands between quotation marks stands in a passage, word for word."""

import re
from collections.abc import Iterator
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason

_QUOTATION: Final = re.compile(
    r"[“\"](?P<double>[^“”\"]+)[”\"]|(?<!\w)[‘'](?P<single>[^‘’']*(?:\w['’]\w[^‘’']*)*)['’](?!\w)"
    r"|``\s*(?P<typed>[^`]+?)\s*''"
)
_MARKS: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})


def altered_quotations(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each quotation of `statement` that `evidence` does not have verbatim.

    White space, the form of quotation marks, the case of the first letter and the last mark do not matter.
    """
    text = _plain(evidence.text)
    for match in _QUOTATION.finditer(statement.text):
        quoted = match["double"] or match["single"] or match["typed"] or ""
        if _plain(quoted).strip(" .,;:!?-…") not in text:
            yield Reason("quotation", match[0], "No passage has these words, in this order.")


def _plain(text: str) -> str:
    return " ".join(text.translate(_MARKS).lower().split())
