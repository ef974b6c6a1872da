import pytest

from ingest.fetching import Fetcher
from ingest.fetching.redirects import Redirect, Trail
from ingest.live import Failure, FailureKind, Fetched, Resource
from tests.webserver import WebServer


@pytest.mark.parametrize(
    ("here", "location", "there"),
    [
        ("https://example.org/a/feed", "/b", "https://example.org/b"),
        ("https://example.org/a/feed", "b?c=1#d", "https://example.org/a/b?c=1"),
        ("https://example.org/a", "//other.example/", "https://other.example/"),
        ("http://example.org/a", "https://example.org/a", "https://example.org/a"),
    ],
    ids=["absolute-path", "relative", "same-scheme", "upgrade"],
)
def test_a_location_is_read_from_where_one_is(here: str, location: str, there: str) -> None:
    assert Trail(here).follow(Redirect(302, location)) == Trail(there, before=(here,), permanent=False)


@pytest.mark.parametrize(
    ("location", "kind", "reason"),
    [
        ("http://example.org/", FailureKind.REFUSED, "example.org redirects from https to http, which is not followed"),
        ("https://example.org/feed", FailureKind.MALFORMED, "example.org redirects in a circle"),
        ("file:///etc/passwd", FailureKind.REFUSED, "file: addresses are not fetched, only http: and https:"),
        ("https://me:pw@example.org/", FailureKind.REFUSED, "addresses with a user name or password are not fetched"),
        ("https://[::1", FailureKind.MALFORMED, "example.org redirects to what is not a web address"),
    ],
    ids=["downgrade", "circle", "file", "credentials", "nonsense"],
)
def test_where_nobody_goes(location: str, kind: FailureKind, reason: str) -> None:
    assert Trail("https://example.org/feed").follow(Redirect(302, location)) == Failure(kind, reason)


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [
        ([], None),
        ([301], "https://example.org/1"),
        ([308, 301], "https://example.org/2"),
        ([301, 302], None),
        ([307, 301], None),
        ([303], None),
    ],
)
def test_only_permanent_redirects_move_an_address(statuses: list[int], moved_to: str | None) -> None:
    trail: Trail | Failure = Trail("https://example.org/0")
    for number, status in enumerate(statuses, start=1):
        assert isinstance(trail, Trail)
        trail = trail.follow(Redirect(status, f"/{number}"))

    assert isinstance(trail, Trail)
    assert trail.moved_to == moved_to


def chain(server: WebServer, hops: int) -> None:
    for hop in range(hops):
        server.redirect(f"/{hop}", f"/{hop + 1}", status=301)
    server.give(f"/{hops}", "news")


async def test_five_redirects_are_followed(server: WebServer, fetcher: Fetcher) -> None:
    chain(server, 5)

    outcome = await fetcher.fetch(server.url("/0"), Resource.FEED)

    assert isinstance(outcome, Fetched)
    assert (outcome.url, outcome.moved_to, outcome.body) == (server.url("/5"), server.url("/5"), b"news")


async def test_a_sixth_redirect_is_not(server: WebServer, fetcher: Fetcher) -> None:
    chain(server, 6)

    outcome = await fetcher.fetch(server.url("/0"), Resource.FEED)

    assert outcome == Failure(FailureKind.MALFORMED, "127.0.0.1 redirects more than 5 times")
    assert server.paths == ["/0", "/1", "/2", "/3", "/4", "/5"]


async def test_a_redirect_that_does_not_say_where_to_is_an_answer_like_any_other(
    server: WebServer, fetcher: Fetcher
) -> None:
    server.give("/", status=302)

    assert await fetcher.fetch(server.url(), Resource.FEED) == Failure(
        FailureKind.MALFORMED, "127.0.0.1 answers 302 (found)"
    )


async def test_a_location_in_no_encoding_is_a_failure(server: WebServer, fetcher: Fetcher) -> None:
    server.raw("/", b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/caf\xe9\r\nContent-Length: 0\r\n\r\n")

    assert isinstance(await fetcher.fetch(server.url(), Resource.FEED), Failure)
