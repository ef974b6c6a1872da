"""Chat spelling of questions, written out."""

import re

_SPELLED = {
    "ppl": "people",
    "pple": "people",
    "peeps": "people",
    "govt": "government",
    "mny": "many",
    "hw": "how",
    "abt": "about",
    "rn": "right now",
    "atm": "at the moment",
    "thru": "through",
    "wats": "what is",
    "whats": "what is",
    "whos": "who is",
    "b4": "before",
    "sept": "September",
}
_CHAT = re.compile(r"\b(?:" + "|".join(_SPELLED) + r")\b", re.IGNORECASE)
_HOURS = re.compile(r"\b(\d{1,3})\s?h(?:rs?)?\b", re.IGNORECASE)
_NUMBER_OF = re.compile(r"#\s*of\b")


def written_out(text: str) -> str:
    """Give a question in full words and single spaces: "hw mny ppl" is "how many people"."""
    text = _HOURS.sub(r"\1 hours", _NUMBER_OF.sub("number of", re.sub(r"\s+", " ", text.strip())))
    return _CHAT.sub(lambda match: _SPELLED[match[0].lower()], text)
