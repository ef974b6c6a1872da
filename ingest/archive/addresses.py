"""Which addresses are one page: with and without www, encrypted or not, for telephones, to print. Pure."""

import re
from typing import Final
from urllib.parse import urlsplit

_HOSTS: Final = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_PATHS: Final = re.compile(r"^/amp(?=/.)|(?:/amp|/amp\.html|/print|\.amp(?=\.html$))?/?$")
_VARIANTS: Final = re.compile(r"(?:amp|print|printable|m)(?:=(?:1|true|yes|amp)?)?|outputtype=amp", re.IGNORECASE)
_FROM: Final = re.compile(r"(?:utm_\w+|xtor|ref|rss)=", re.IGNORECASE)


def page_of(url: str) -> str:
    """Name the page behind a canonical address: equal for all of its variants, and no address itself.

    What tells pages apart stays: the rest of the query, and a fragment, unless it says where a reader came from.
    """
    parts = urlsplit(url)
    host = _HOSTS.sub("", parts.netloc)
    path = _PATHS.sub("", parts.path)
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _VARIANTS.fullmatch(pair))
    fragment = "" if _FROM.match(parts.fragment) else parts.fragment
    return f"{host}{path}{'?' if query else ''}{query}{'#' if fragment else ''}{fragment}"


def is_of(url: str, domain: str) -> bool:
    """Tell whether an address belongs to a domain or to one under it."""
    host = urlsplit(url).hostname or ""
    return host == domain or host.endswith(f".{domain}")
