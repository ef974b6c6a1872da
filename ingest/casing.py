"""Casing: the capitals of a text that came all in lower or all in upper case, as posts and old wires do."""

import re

PARAGRAPH = "\n\n"
_FIRST_LETTER = re.compile(r"(?:\A|[.!?…][\"”’'\)\]]*\s+|\n\s*)[\"“‘'(\[]*[^\W\d_]")
_ABBREVIATION = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof|st|gen|brig|maj|col|lt|sgt|capt|adm|gov|sen|rep|rev|jan|feb|aug|sept|oct|nov|dec)\."
)
"""By its capital it is known for one that ends no sentence."""


def recased(text: str) -> str:
    """Give `text` with capitals where sentences begin, in the paragraphs whose letters are all of one case.

    No character moves. Names stay in lower case: which words are names is not known here.
    """
    return PARAGRAPH.join(map(_recased_paragraph, text.split(PARAGRAPH)))


def _recased_paragraph(paragraph: str) -> str:
    if not (paragraph.islower() or paragraph.isupper()):
        return paragraph
    lowered = paragraph.lower()
    if len(lowered) != len(paragraph):
        return paragraph
    titled = _ABBREVIATION.sub(lambda match: match[0].capitalize(), lowered)
    return _FIRST_LETTER.sub(_raised, titled)


def _raised(first: re.Match[str]) -> str:
    """Give the capital, unless it takes two letters, as that of "ß" does."""
    raised = first[0].upper()
    return raised if len(raised) == len(first[0]) else first[0]
