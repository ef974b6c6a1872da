"""Addresses as they are shown: without what may be a key. Pure."""

import re
from typing import Final
from urllib.parse import urlsplit

_HIDDEN: Final = "…"
_KEYLIKE: Final = re.compile(r"key|token|secret|pass|pwd|auth|sig|user|session|hash|credential", re.IGNORECASE)
"""In the name of a parameter whose value is nobody else's business."""
_RANDOM: Final = re.compile(r"(?=[A-Za-z_]*\d)(?=\d*[A-Za-z])\w{20,}", re.ASCII)
"""Letters and digits mixed without a break: nobody writes so, machines that make keys do."""


def masked(url: str) -> str:
    """Give an address without its user, without the values of key-like parameters, and without what looks random."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.rpartition("@")[2].partition("?")[0]
    host = parts.netloc.rpartition("@")
    netloc = f"{_HIDDEN}@{host[2]}" if host[1] else parts.netloc
    path = _RANDOM.sub(_HIDDEN, parts.path)
    query = "&".join(_masked_parameter(pair) for pair in parts.query.split("&")) if parts.query else ""
    return parts._replace(netloc=netloc, path=path, query=query).geturl()


def _masked_parameter(pair: str) -> str:
    name, equals, value = pair.partition("=")
    if equals and (_KEYLIKE.search(name) or _RANDOM.fullmatch(value)):
        return f"{name}={_HIDDEN}"
    return _RANDOM.sub(_HIDDEN, pair)
