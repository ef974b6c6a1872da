"""Interjections: what chat puts around a question and does not ask. Pure."""

import re

_BEFORE = re.compile(
    r"^(?:(?:yo|hey|hi|hello|lol|lmao|omg|bro|bruh|dude|guys|ok|okay|so|damn|wow|wait|um+|uh+|hm+|please|pls|plz|rip|sitrep|bot)"
    r"\b[\s,!.…:-]+)+(?=\w)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[\s,]+(?:lol|lmao|lmfao|haha+|xd|bro|bruh|dude|tho|though|please|pls|plz|thx|thanks|mate|fr|ngl|tbh|btw|smh|omg|wtf)"
    r"\b)+(?P<mark>\s*[?!.]*)\s*$",
    re.IGNORECASE,
)


def without_interjections(message: str) -> str:
    """Give `message` without greetings before and laughter behind; the message itself if nothing else is in it."""
    rest = _AFTER.sub(lambda found: found["mark"].strip(), _BEFORE.sub("", message.strip()))
    return rest if re.search(r"\w", rest) else message
