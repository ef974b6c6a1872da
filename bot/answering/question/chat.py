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
    "wat": "what",
    "wut": "what",
    "wen": "when",
    "wya": "where is",
    "yday": "yesterday",
    "tmrw": "tomorrow",
    "btw": "",
    "pls": "",
    "plz": "",
    "bc": "because",
    "cuz": "because",
    "wtf": "what",
    "wats": "what is",
    "whats": "what is",
    "whos": "who is",
    "b4": "before",
    "sept": "September",
}
CHAT_WORDS = frozenset(_SPELLED)
"""What is no misspelling."""
_CHAT = re.compile(r"\b(?:" + "|".join(_SPELLED) + r")\b", re.IGNORECASE)
_LETTERS = {"r": "are", "u": "you"}
_LETTER = re.compile(r"(?<![\w.&'’-])[ru](?![\w.&'’-])")
"""A letter for a word, but not that of an abbreviation."""
_STANDS_AT = re.compile(
    r"\b(?:what(?:'s|’s|\s+is)|where\s+(?:is|does))\s+(?P<traded>(?:(?!(?:rate|toll|count|number|score|share|percentage|inflation"
    r"|unemployment|turnout|approval)\b)[\w’'-]+\s+){1,4}?)(?:now\s+|currently\s+)?(?:stand\s+|trad(?:e|ing)\s+)?at"
    r"(?=\s*(?:now|today|currently|right\s+now|at\s+the\s+moment)?\W*$)",
    re.IGNORECASE,
)
"""What is quoted "at" so much is asked for its price."""
_HOURS = re.compile(r"\b(\d{1,3})\s?h(?:rs?)?\b", re.IGNORECASE)
_NUMBER_OF = re.compile(r"#\s*of\b")


def written_out(text: str) -> str:
    """Give a question in full words and single spaces: "hw mny ppl" is "how many people"."""
    text = _HOURS.sub(r"\1 hours", _NUMBER_OF.sub("number of", re.sub(r"\s+", " ", text.strip())))
    text = _CHAT.sub(lambda match: _SPELLED[match[0].lower()], text)
    text = _LETTER.sub(lambda match: _LETTERS[match[0]], text)
    return _STANDS_AT.sub(lambda match: f"what is the price of {match['traded'].strip()}", text)
