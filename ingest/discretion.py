"""What of a line or a traceback may be written down: addresses without their keys, and none of the named secrets.

It works on the finished text, because a secret may stand in any field, in an exception's message or in its cause.
"""

import json
import re
import traceback
from collections.abc import Callable, Collection
from typing import Final

_HIDDEN: Final = "[hidden]"
_MASK: Final = "***"
_STOPS: Final = re.compile(r"([\s\"'<>\\\x1b]+)")
"""What no address goes over."""
_BEGINNING: Final = re.compile(r"(?<![a-z0-9+.-])(?=(?:[a-z][a-z0-9+.-]{0,20}:)?//)", re.IGNORECASE)
"""Of an address, with its scheme or without."""
_VALUE: Final = re.compile(r"(?<=[?&;])([^=?&;#]*)=[^&;#)\]}]*")
_SEGMENT: Final = re.compile(r"(?<=/)[\w~.-]{20,}(?=[/?#)\]},;:]|$)")
_MIXED: Final = re.compile(r"[A-Za-z]\d|\d[A-Za-z]")
_MIXTURES_OF_A_KEY: Final = 3
"""Changes between letters and digits: a slug with a date has none, a random word of twenty letters a dozen."""


def discreet(text: str, secrets: Collection[str] = ()) -> str:
    """Give the text without the secrets, and its addresses without credentials and without what looks like a key."""
    from ingest.fetching import masked  # here, because it brings aiohttp, which a command that never fetches can spare

    forms = {form for secret in secrets if secret for form in _forms(secret)}
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, _HIDDEN)

    def closed(word: str) -> str:
        return "".join(_SEGMENT.sub(_without_key, masked(part)) for part in _BEGINNING.split(word))

    return _in_addresses(text, closed)


def told(error: BaseException, secrets: Collection[str] = ()) -> str:
    """Give an exception's traceback as it may be kept and passed on: of no address any parameter's value shows."""
    story = "".join(traceback.format_exception(error)).rstrip("\n")
    return discreet(_in_addresses(story, lambda word: _VALUE.sub(rf"\1={_MASK}", word)), secrets)


def _in_addresses(text: str, change: Callable[[str], str]) -> str:
    """Change the words that hold an address, or a path with a query as a request's first line has it."""
    return "".join(change(word) if "//" in word or "?" in word else word for word in _STOPS.split(text))


def _without_key(segment: re.Match[str]) -> str:
    is_key = len(_MIXED.findall(segment[0])) >= _MIXTURES_OF_A_KEY
    return _MASK if is_key else segment[0]


def _forms(secret: str) -> tuple[str, str]:
    """Give a secret as it is, and as JSON writes it."""
    return secret, json.dumps(secret)[1:-1]
