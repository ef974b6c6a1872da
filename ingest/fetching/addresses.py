"""Addresses: which may be asked at all, and how they are shown."""

import re
from collections.abc import Collection
from typing import Final
from urllib.parse import unquote_plus, urlsplit

from yarl import URL

from ingest.live import Failure, FailureKind

_LONGEST: Final = 2048  # what browsers, proxies and sitemaps agree on
_LONGEST_HOST: Final = 253  # RFC 1035
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")  # parsers disagree on what these mean, and attackers live on that
_MASK: Final = "***"
_CREDENTIALS = re.compile(r"^((?:[a-z][a-z0-9+.-]*:)?//)?[^/?#]*@", re.IGNORECASE)
_PARAMETER = re.compile(r"(?<=[?&;#])([^=?&;#]*)=([^&;#]*)")
_SECRET_NAME = re.compile(
    r"token|secret|passw|signature|credential|session|jwt|hmac|api.?key|(?:key|auth|sig|pass|pwd|sid)$|^(?:key|auth|sig)[^a-z]",
    re.IGNORECASE,
)
"""Names that a secret goes by; the short ones only at an end, so that `author` and `keyword` stay readable."""


def usable(url: str) -> str | Failure:
    """Give the address as it can be asked for, without fragment, or say why it is not asked at all.

    Where it leads is judged when it is connected to (`ingest.fetching.guard`), not here.
    """
    url = url.strip().replace(" ", "%20")
    if len(url) > _LONGEST:
        return _refusal(f"addresses of more than {_LONGEST} characters are not fetched")
    try:
        parts = urlsplit(url)
        host_of(url)
        named = parts.port != 0 and 0 < len(parts.hostname or "") <= _LONGEST_HOST
    except ValueError:
        return _refusal("this is not a web address")
    if parts.scheme and parts.scheme not in {"http", "https"}:
        return _refusal(f"{parts.scheme}: addresses are not fetched, only http: and https:")
    if not parts.scheme or not named or _UNSAFE.search(url):
        return _refusal("this is not a web address")
    if "@" in parts.netloc:
        return _refusal("addresses with a user name or password are not fetched")
    return parts._replace(fragment="").geturl()


def host_of(url: str) -> str:
    """Give a usable address's host as name servers are asked for it: ASCII, small letters, without the root's dot.

    So two spellings of one host share its turns, and one that looks like another's does not look so when it is named.
    Raises `ValueError` where there is none.
    """
    return (URL(url).raw_host or "").rstrip(".").lower()


def covers(hosts: Collection[str], host: str) -> bool:
    """Whether `host` is one of these hosts, or of one of their subdomains."""
    return any(host == known or host.endswith(f".{known}") for known in hosts)


def origin_of(url: str) -> str:
    """Give a usable address's scheme, host and port: what a robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def masked(url: str) -> str:
    """Give the address as logs and messages may show it: credentials and key-like parameters replaced.

    Takes anything, a wrong address too, and never raises.
    """
    shown = _CREDENTIALS.sub(rf"\g<1>{_MASK}@", url)
    return _PARAMETER.sub(_without_secret, shown)


def _without_secret(parameter: re.Match[str]) -> str:
    name, value = parameter.groups()
    return f"{name}={_MASK if _SECRET_NAME.search(unquote_plus(name)) else value}"


def _refusal(reason: str) -> Failure:
    return Failure(FailureKind.REFUSED, reason)
