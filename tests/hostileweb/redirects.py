"""Faults of where a feed leads: in circles, out of HTTP, into private networks."""

from collections.abc import Callable

from ingest.live import FailureKind
from tests.hostileweb import Fault
from tests.ingest.newsroom import Item, items, page, rss
from tests.webserver import RSS, WebServer

MALFORMED, REFUSED = FailureKind.MALFORMED, FailureKind.REFUSED
PRIVATE = {
    "loopback": "http://127.0.0.2/",
    "loopback-short": "http://127.2/",
    "loopback-decimal": "http://2130706434/",
    "loopback-octal": "http://0177.0.0.2/",
    "loopback-hex": "http://0x7f.2/",
    "loopback-wide-digits": "http://\uff11\uff12\uff17.0.0.2/",
    "loopback-ipv6": "http://[::1]/",
    "loopback-mapped": "http://[::ffff:127.0.0.2]/",
    "loopback-mapped-hex": "http://[::ffff:7f00:2]/",
    "loopback-nat64": "http://[64:ff9b::7f00:2]/",
    "loopback-6to4": "http://[2002:7f00:2::]/",
    "loopback-root-dot": "http://127.0.0.2./",
    "this-network": "http://0.0.0.0/",
    "unspecified-ipv6": "http://[::]/",
    "link-local": "http://169.254.1.1/",
    "link-local-scoped": "http://[fe80::1%25lo]/",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "metadata-ipv6": "http://[fd00:ec2::254]/",
    "private": "http://10.0.0.1/",
    "provider": "http://100.64.0.1/",
    "multicast": "http://224.0.0.1/",
    "broadcast": "http://255.255.255.255/",
    "ssh": "http://8.8.8.8:22/",
    "user": "http://user@example.org/",
    "user-and-password": "http://user:secret@127.0.0.1/",
    "backslash": "http://example.org\\@127.0.0.2/",
    "file": "file:///etc/passwd",
    "ftp": "ftp://example.org/feed",
    "data": "data:text/xml,<rss/>",
    "javascript": "javascript:alert(1)",
}


def to(target: str) -> Callable[[WebServer], None]:
    """Redirect the feed there."""
    return lambda server: server.redirect("/feed", target)


def circle(server: WebServer) -> None:
    """Lead from one to the other and back."""
    server.redirect("/feed", "/other")
    server.redirect("/other", "/feed")


def hops(count: int) -> Callable[[WebServer], None]:
    """Lead to a feed over so many redirects."""

    def play(server: WebServer) -> None:
        server.redirect("/feed", "/hop/1")
        for hop in range(1, count):
            server.redirect(f"/hop/{hop}", f"/hop/{hop + 1}")
        server.give(f"/hop/{count}", rss(items(2)), content_type=RSS)

    return play


def robots_elsewhere(server: WebServer) -> None:
    """Answer for robots.txt with a way into a private network."""
    server.redirect("/robots.txt", "http://10.0.0.1/robots.txt")
    server.give("/feed", rss(items(2)), content_type=RSS)


def robots_forbid(server: WebServer) -> None:
    """Say in robots.txt that nobody may read the feed."""
    server.give("/robots.txt", "User-agent: *\nDisallow: /feed", content_type="text/plain")
    server.give("/feed", rss(items(2)), content_type=RSS)


def robots_fail(server: WebServer) -> None:
    """Answer 500 for robots.txt."""
    server.give("/robots.txt", status=500)
    server.give("/feed", rss(items(2)), content_type=RSS)


def robots_hang(server: WebServer) -> None:
    """Say nothing when asked for robots.txt."""
    server.hang("/robots.txt")
    server.give("/feed", rss(items(2)), content_type=RSS)


def robots_bomb(server: WebServer) -> None:
    """Send a hundred megabytes as robots.txt."""
    server.bomb("/robots.txt", 100 * 1024 * 1024, content_type="text/plain")
    server.give("/feed", rss(items(2)), content_type=RSS)


def links_into_private_networks(server: WebServer) -> None:
    """List items whose pages are in private networks; the one with the root's dot is the one without."""
    listed = [Item(number, url, f"Story {number}") for number, url in enumerate(PRIVATE.values())]
    server.give("/feed", rss(listed), content_type=RSS)


def pages_that_lead_into_private_networks(server: WebServer) -> None:
    """List items whose pages redirect there."""
    for number in range(2):
        server.redirect(f"/{number}", "http://10.0.0.1/")
    server.give("/feed", rss(items(2, at=server.url("/{}"), first=0)), content_type=RSS)


def pages_whose_canonical_address_is_private(server: WebServer) -> None:
    """Say in pages that their true address is in a private network."""
    head = "<link rel='canonical' href='http://10.0.0.1/story'><link rel='icon' href='http://10.0.0.1/favicon.ico'>"
    for number in range(2):
        server.give(f"/{number}", page(f"Story {number}", head=head))
    server.give("/feed", rss(items(2, at=server.url("/{}"), first=0)), content_type=RSS)


FAULTS = (
    Fault("circle", circle, MALFORMED),
    Fault("to-itself", to("/feed"), MALFORMED),
    Fault("five-hops", hops(5), 2),
    Fault("six-hops", hops(6), MALFORMED),
    Fault("nowhere", lambda server: server.give("/feed", status=302), MALFORMED),
    Fault("to-nonsense", to("http://[nonsense"), MALFORMED),
    *(Fault(f"to-{name}", to(target), REFUSED) for name, target in PRIVATE.items()),
    Fault("robots-elsewhere", robots_elsewhere, REFUSED),
    Fault("robots-forbid", robots_forbid, FailureKind.BLOCKED),
    Fault("robots-fail", robots_fail, FailureKind.TRANSIENT),
    Fault("robots-hang", robots_hang, FailureKind.TRANSIENT),
    Fault("robots-bomb", robots_bomb, 2),
    Fault("links-into-private-networks", links_into_private_networks, len(PRIVATE) - 1),
    Fault("pages-that-lead-into-private-networks", pages_that_lead_into_private_networks, 2),
    Fault("pages-whose-canonical-address-is-private", pages_whose_canonical_address_is_private, 2),
)
