"""URLs in one form, so that the same page is the same article."""

import re
from urllib.parse import SplitResult, urlsplit

from ingest.reading.characters import clean

_LONGEST = 2048
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl"
    r"|mkt_tok|vero_id|oly_anon_id|oly_enc_id|__twitter_impression|at_medium|at_campaign|at_custom\d|at_bbc_team|at_ptr_name"
    r"|at_link_\w+|at_format|ns_mchannel|ns_campaign|ns_source|ns_linkname|cmpid|ftag|ito|smid|smtyp|srnd|traffic_source|wt_mc",
    re.IGNORECASE,
)
"""Query parameters that say where a reader came from; the list grew from feeds, not from a standard."""
_ARCHIVED = re.compile(r"https?://[^/?#]+/[^?#]*?(?P<page>https?://\S+)")
"""The address of a page in a web archive, which holds the page's own."""
_PORTS = {"http": 80, "https": 443}


def canonical(url: str | None) -> str | None:
    """Give the URL with a small-letter host and without tracking parameters, credentials and default port.

    The rest, fragment included, stays as it is written: pages are told apart by it. `None` for what is no
    http(s) URL.
    """
    parts = _parts(url) if url else None
    if parts is None:
        return None
    query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0]))
    whole = parts._replace(netloc=_netloc(parts), path=parts.path or "/", query=query).geturl()
    return whole if len(whole) <= _LONGEST else None


def host(url: str) -> str:
    """Give a canonical URL's host, without `www.`; of a page in a web archive, the page's own."""
    archived = _ARCHIVED.match(url)
    return (urlsplit(archived["page"] if archived else url).hostname or "").removeprefix("www.")


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(clean(url).strip().replace(" ", "%20"))
        usable = parts.scheme in _PORTS and parts.hostname and (parts.port is None or parts.port)
    except ValueError:
        return None
    return parts if usable else None


def _netloc(parts: SplitResult) -> str:
    name = parts.hostname or ""
    name = f"[{name}]" if ":" in name else name
    return name if parts.port in {None, _PORTS[parts.scheme]} else f"{name}:{parts.port}"
