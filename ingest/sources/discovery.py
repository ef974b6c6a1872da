"""Where a site's feeds are: what its pages link, where such sites keep them, and which sites have none."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final
from urllib.parse import urldefrag, urlsplit

from ingest.live import FeedLink
from ingest.sources.encodings import decode
from ingest.sources.fields import absolute, line

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # because it ships no types

_USUAL: Final = ("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml")
"""Of WordPress and what copies it, of newspapers' own systems, of Jekyll, of Hugo."""
_FEED_TYPE: Final = re.compile(
    r"(?:application|text)/(?:(?:x-)?(?:rss|atom|rdf)(?:\+xml)?|xml)|application/feed\+json", re.IGNORECASE
)
_FEED_ADDRESS: Final = re.compile(
    r"/(?:feeds?|rss|atom|rdf)[0-9.]*/?(?:\?|\Z)"
    r"|\.(?:rss|atom|rdf)(?:\?|\Z)"
    r"|/(?:[\w.-]*[_.-])?(?:feeds?|rss|atom|rdf)[0-9]*(?:[_.-][\w.-]*)?\.xml(?:\?|\Z)"
    r"|/feeds?/[^?]*\.(?:xml|json)(?:\?|\Z)"
    r"|/feeds?\.json(?:\?|\Z)"
    r"|//(?:feeds?|rss)[0-9]*\."
    r"|[?&](?:feed|format|outputtype)=(?:rss|atom|rdf)",
    re.IGNORECASE,
)
"""How addresses of feeds look; some of them lead to a page about feeds, which trying tells."""
_COMMENTS: Final = re.compile(r"\bcomments\b|comentarios|commentaires|kommentare", re.IGNORECASE)

_SOCIAL: Final = "has no feeds; add the site that its posts link to"
_CHANNEL: Final = "has no feeds; add the website of whoever runs the channel"
_VIDEO: Final = "shows videos, which cannot be read; add the broadcaster's news site"
_AUDIO: Final = "plays audio, which cannot be read; add the programme's own website"
_READER: Final = "shows what others publish; add the publisher's own site"
_NO_SOURCE: Final = {
    "apple.news": f"Apple News {_READER}",
    "bitchute.com": f"BitChute {_VIDEO}",
    "bsky.app": "Bluesky cannot be read by its pages; add the profile's address with /rss at its end",
    "dailymotion.com": f"Dailymotion {_VIDEO}",
    "discord.com": f"Discord {_CHANNEL}",
    "discord.gg": f"Discord {_CHANNEL}",
    "facebook.com": f"Facebook {_SOCIAL}",
    "fb.com": f"Facebook {_SOCIAL}",
    "fb.watch": f"Facebook {_SOCIAL}",
    "flipboard.com": f"Flipboard {_READER}",
    "gab.com": f"Gab {_SOCIAL}",
    "instagram.com": f"Instagram {_SOCIAL}",
    "kick.com": f"Kick {_VIDEO}",
    "line.me": f"LINE {_CHANNEL}",
    "linkedin.com": f"LinkedIn {_SOCIAL}",
    "odysee.com": f"Odysee {_VIDEO}",
    "ok.ru": f"OK {_SOCIAL}",
    "pinterest.com": f"Pinterest {_SOCIAL}",
    "podcasts.apple.com": f"Apple Podcasts {_AUDIO}",
    "quora.com": f"Quora {_SOCIAL}",
    "rumble.com": f"Rumble {_VIDEO}",
    "signal.group": f"Signal {_CHANNEL}",
    "slack.com": f"Slack {_CHANNEL}",
    "snapchat.com": f"Snapchat {_SOCIAL}",
    "spotify.com": f"Spotify {_AUDIO}",
    "t.co": f"X {_SOCIAL}",
    "t.me": f"Telegram {_CHANNEL}",
    "telegram.me": f"Telegram {_CHANNEL}",
    "telegram.org": f"Telegram {_CHANNEL}",
    "threads.com": f"Threads {_SOCIAL}",
    "threads.net": f"Threads {_SOCIAL}",
    "tiktok.com": f"TikTok {_VIDEO}",
    "truthsocial.com": f"Truth Social {_SOCIAL}",
    "twitch.tv": f"Twitch {_VIDEO}",
    "twitter.com": f"X {_SOCIAL}",
    "viber.com": f"Viber {_CHANNEL}",
    "vimeo.com": f"Vimeo {_VIDEO}",
    "vk.com": f"VK {_SOCIAL}",
    "wa.me": f"WhatsApp {_CHANNEL}",
    "weibo.com": f"Weibo {_SOCIAL}",
    "weixin.qq.com": f"WeChat {_CHANNEL}",
    "whatsapp.com": f"WhatsApp {_CHANNEL}",
    "x.com": f"X {_SOCIAL}",
    "youtu.be": f"YouTube {_VIDEO}",
    "youtube.com": f"YouTube {_VIDEO}",
}
"""By domain, which its subdomains share."""
_HAVE_FEEDS: Final = ("bsky.app", "dailymotion.com", "vimeo.com", "youtube.com")
"""Those of them whose feeds exist, for who knows the address: of posts, or of titles and descriptions."""


def feed_links(page: bytes | str, *, url: str) -> tuple[FeedLink, ...]:
    """Give the feeds that a page says it has: first what it declares, then what it links, feeds of comments last.

    Addresses are absolute, of the web, and told once. Whatever the page is, nothing is raised.
    """
    root = _root(page)
    if root is None:
        return ()
    base = _base(root, url)
    found: dict[str, FeedLink] = {}
    for link in chain(_declared(root, base), _linked(root, base)):
        found.setdefault(link.url, link)
    found.pop(url, None)
    return tuple(sorted(found.values(), key=_is_of_comments))


def usual_places(url: str) -> tuple[str, ...]:
    """Give where a site that links no feed may keep one, the likeliest first; nothing for what is no web address."""
    return tuple(filter(None, (_absolute(place, url) for place in _USUAL)))


def why_not(url: str) -> str | None:
    """Tell, in a sentence, why an address cannot be a source and what would be one; `None` if nothing is known."""
    domain = next((domain for domain in _NO_SOURCE if f".{_host(url)}".endswith(f".{domain}")), None)
    if domain is None or (domain in _HAVE_FEEDS and _FEED_ADDRESS.search(url)):
        return None
    return f"{_NO_SOURCE[domain]}."


def _root(page: bytes | str) -> "HtmlElement | None":
    """Give the page's tree; the parser mends what it can, opens nothing, and gives up on what is no text."""
    from lxml import etree, html  # type: ignore[import-untyped]  # because it ships no types

    text = decode(page) if isinstance(page, bytes) else page
    if not text or not text.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def _base(root: "HtmlElement", url: str) -> str:
    stated = next((str(element.get("href")) for element in root.iter("base") if element.get("href")), "")
    return _absolute(stated, url) or url


def _declared(root: "HtmlElement", base: str) -> Iterator[FeedLink]:
    for element in root.iter("link"):
        relations = (element.get("rel") or "").lower().split()
        media_type = (element.get("type") or "").partition(";")[0].strip()
        address = _absolute(element.get("href") or "", base)
        if address and "alternate" in relations and _FEED_TYPE.fullmatch(media_type):
            yield FeedLink(address, line(element.get("title") or ""))


def _linked(root: "HtmlElement", base: str) -> Iterator[FeedLink]:
    for element in root.iter("a"):
        address = _absolute(element.get("href") or "", base)
        if address and _FEED_ADDRESS.search(address) and not why_not(address):
            yield FeedLink(address, line(element.get("title") or element.text_content()))


def _absolute(link: str, base: str) -> str | None:
    address = absolute(link, base)
    return urldefrag(address).url if address else None


def _host(url: str) -> str:
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_of_comments(link: FeedLink) -> bool:
    return _COMMENTS.search(f"{link.title} {link.url}") is not None
