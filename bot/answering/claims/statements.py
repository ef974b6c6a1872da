"""The claims of a message: its sentences that say something of the world which news could bear out. Pure."""

import re
from typing import Final

from bot.answering.checking.reading import Sentence, statements_of
from bot.answering.conversation.decomposition import without_interjections

MOST: Final = 5
"""Claims of one message that are checked: more than are read at a glance, and half a second of searching each."""
_LEAST: Final = 3
"""Words of a claim: "omg, rockets" says nothing of anybody."""
_LONGEST: Final = 500
"""Characters of a claim: what is longer is no sentence."""
_MARKUP: Final = re.compile(
    r"<(?:@[!&]?|#|a?:\w+:|t:|/[\w -]+:)\d*[^>]*>|<?https?://\S+|\|\||```.*?```|`|(?<!\w)[*_~]+|[*_~]+(?!\w)", re.DOTALL
)
"""What Discord's messages hold beside words: mentions, emoji, moments, addresses, emphasis."""
_LINKED: Final = re.compile(r"\[([^\[\]\n]+)\]\(<?https?://[^\s)]+\)")
_QUOTED: Final = re.compile(r"^[ \t]*(?:>{1,3}|#{1,3}|-#|[-•])[ \t]+", re.MULTILINE)
_JUDGES: Final = re.compile(
    r"\b(?:I|me|my|mine|we|We|our|you|You|your|Your)\b(?!\.)"
    r"|\b(?:should|ought|must|hopefully|maybe|perhaps|imho|imo|wish|let['’]s|please)\b"
)
"""Who speaks of himself, or says what is to be, says nothing that news reports."""


def claims_in(message: str) -> tuple[str, ...]:
    """Give the claims of a message in order, each a sentence; none where it asks, greets, judges or names nothing."""
    plain = _QUOTED.sub("", _MARKUP.sub(" ", _LINKED.sub(r"\1", message)))
    lines = [" ".join(line.split()) for line in plain.splitlines()]
    sentences = [sentence.text for line in lines if line for sentence in statements_of(line)]
    return tuple(claim for claim in map(without_interjections, sentences) if _is_claim(claim))[:MOST]


def _is_claim(text: str) -> bool:
    if text.rstrip(" \"”'’)").endswith("?") or _JUDGES.search(text):
        return False
    sentence = Sentence(text)
    if len(text) > _LONGEST or len(sentence.words) < _LEAST or len(sentence.items) < _LEAST - 1:
        return False
    return bool(sentence.names or sentence.quantities or sentence.places)
