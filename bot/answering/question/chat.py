"""Chat spelling of questions, written out."""

import re

from bot.answering.question.lexicon import lexicon

_SPELLED = {word: " ".join(meant) for word, *meant in lexicon(__package__).groups("chat")}
CHAT_WORDS = frozenset(_SPELLED)
"""What is no misspelling."""
_CHAT = re.compile(r"\b(?:" + "|".join(_SPELLED) + r")\b", re.IGNORECASE)
_LETTERS = {"r": "are", "u": "you"}
_LETTER = re.compile(r"(?<![\w.&'’-])[ru](?![\w.&'’-])")
"""A letter for a word, but not that of an abbreviation."""
_HOURS = re.compile(r"\b(\d{1,3})\s?h(?:rs?)?\b", re.IGNORECASE)


def written_out(text: str) -> str:
    """Give a question in full words and single spaces: "hw mny ppl" is "how many people"."""
    text = _HOURS.sub(r"\1 hours", " ".join(text.split()))
    text = _CHAT.sub(lambda match: _SPELLED[match[0].lower()], text)
    return _LETTER.sub(lambda match: _LETTERS[match[0]], text)
