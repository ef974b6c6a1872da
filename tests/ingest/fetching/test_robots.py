from datetime import timedelta

import pytest

from ingest.fetching import Fetcher
from ingest.fetching.origins import Origins
from ingest.fetching.robots import PATH, Rules, understood
from ingest.live import Failure, FailureKind, Fetched, Outcome, Resource
from tests.ingest.fetching.conftest import NO_PACE, Clock, Names, lines, named
from tests.webserver import LOOPBACK, WebServer

FOR_US = "User-agent: *\nDisallow:\n\nUser-agent: sitrep\nDisallow: /private\n"


def parsed(text: str | bytes) -> Rules:
    body = text.encode() if isinstance(text, str) else text
    rules = understood(Fetched(url="https://example.org/robots.txt", body=body, content_type="text/plain"))
    assert isinstance(rules, Rules)
    return rules


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("User-agent: SitRep\nDisallow: /", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: sitrep\nDisallow:", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", True),
        ("User-agent: *\nDisallow: /*.xml$", False),
        ("User-agent: *\nDisallow: /News/", True),
        ("<html>User-agent: none of this is a rule</html>", True),
        (b"\xff\xfe\x00\x01garbage", True),
    ],
)
def test_rules_are_read_as_rfc_9309_says(text: str | bytes, allowed: bool) -> None:  # noqa: FBT001 because it is a table's column
    assert parsed(text).allow("https://example.org/news/feed.xml") is allowed


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nDisallow:", 0),
        ("User-agent: *\nCrawl-delay: 7", 7),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nCrawl-delay: 9999", 30),
        ("User-agent: *\nCrawl-delay: soon", 0),
        ("User-agent: *\nCrawl-delay: -1", 0),
    ],
)
def test_a_crawl_delay_is_heeded_up_to_half_a_minute(text: str, seconds: float) -> None:
    assert parsed(text).delay == seconds


@pytest.mark.parametrize("kind", [FailureKind.MISSING, FailureKind.GONE, FailureKind.BLOCKED, FailureKind.MALFORMED])
def test_a_host_without_a_robots_txt_allows_everything(kind: FailureKind) -> None:
    assert understood(Failure(kind, "example.org answers")) == Rules()


@pytest.mark.parametrize("resource", [Resource.FEED, Resource.PAGE])
async def test_what_robots_may_not_read_is_not_read(server: WebServer, fetcher: Fetcher, resource: Resource) -> None:
    server.give("/robots.txt", FOR_US, content_type="text/plain")
    server.give("/private/feed", "secret")
    server.give("/feed", "news")

    private = await fetcher.fetch(server.url("/private/feed"), resource)
    public = await fetcher.fetch(server.url("/feed"), resource)

    assert private == Failure(FailureKind.BLOCKED, "127.0.0.1 does not let robots read this (robots.txt)")
    assert isinstance(public, Fetched)
    assert server.paths == ["/feed"]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 418])
async def test_where_robots_txt_is_not_to_be_had_all_may_be_read(
    server: WebServer, fetcher: Fetcher, status: int
) -> None:
    server.give("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    server.give("/feed", "news")

    assert isinstance(await fetcher.fetch(server.url("/feed"), Resource.FEED), Fetched)


async def test_where_the_server_fails_nothing_may_be_read(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/robots.txt", status=500)
    server.give("/feed", "news")

    outcome = await fetcher.fetch(server.url("/feed"), Resource.FEED)

    assert outcome == Failure(
        FailureKind.TRANSIENT, "127.0.0.1 answers 500 (internal server error) (asked for its robots.txt first)"
    )
    assert server.paths == []


async def test_where_robots_txt_hangs_nothing_may_be_read(server: WebServer, hasty: Fetcher) -> None:
    server.hang("/robots.txt")

    outcome = await hasty.fetch(server.url("/feed"), Resource.FEED)

    assert outcome == Failure(FailureKind.TRANSIENT, "127.0.0.1 fell silent (asked for its robots.txt first)")


async def test_a_throttled_robots_txt_throttles_the_host(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/robots.txt", status=429, headers=lines(Retry_After="60"))

    outcome = await fetcher.fetch(server.url("/feed"), Resource.FEED)

    assert isinstance(outcome, Failure)
    assert (outcome.kind, outcome.retry_after) == (FailureKind.THROTTLED, timedelta(minutes=1))


async def test_what_a_site_states_to_robots_is_asked_for_once(server: WebServer, fetcher: Fetcher) -> None:
    for path in ("/a", "/b", "/c"):
        server.give(path, "text")
        await fetcher.fetch(server.url(path), Resource.PAGE)

    assert [request.path for request in server.requests] == [
        "/robots.txt",
        "/a",
        "/.well-known/tdmrep.json",
        "/b",
        "/c",
    ]


@pytest.mark.parametrize(
    ("outcome", "seconds"),
    [
        (Fetched(url="https://example.org/robots.txt", body=b"", content_type=""), 3600),
        (Failure(FailureKind.GONE, "example.org answers 404 (not found)"), 3600),
        (Failure(FailureKind.TRANSIENT, "example.org answers 500"), 60),
    ],
    ids=["rules", "none", "unknown"],
)
async def test_rules_are_known_for_an_hour_and_a_failure_for_a_minute(outcome: Outcome, seconds: float) -> None:
    clock, asked = Clock(), list[str]()

    async def fetch(url: str) -> Outcome:
        asked.append(url)
        return outcome

    robots = Origins(PATH, understood, fetch, clock)
    for moment in (0, seconds - 1, seconds):
        clock.now = 1000 + moment
        await robots.stated("https://example.org/feed")
        await robots.stated("https://EXAMPLE.org/page")

    assert asked == ["https://example.org/robots.txt", "https://example.org/robots.txt"]


async def test_a_redirected_robots_txt_counts(server: WebServer, fetcher: Fetcher) -> None:
    server.redirect("/robots.txt", "/rules.txt", status=301)
    server.give("/rules.txt", FOR_US)

    outcome = await fetcher.fetch(server.url("/private"), Resource.PAGE)

    assert isinstance(outcome, Failure)
    assert outcome.kind is FailureKind.BLOCKED


async def test_of_a_huge_robots_txt_the_beginning_counts(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/robots.txt", FOR_US + "# filler\n" * 200_000 + "Disallow: /\n")
    server.give("/feed", "news")

    assert isinstance(await fetcher.fetch(server.url("/feed"), Resource.FEED), Fetched)
    assert isinstance(await fetcher.fetch(server.url("/private"), Resource.FEED), Failure)


async def test_a_redirect_to_another_host_is_up_to_that_hosts_rules(server: WebServer) -> None:
    server.redirect("/feed", named(server, "other.example", "/private"))
    server.give("/private", "secret")
    names = Names(first_example=[["127.0.0.1"]], other_example=[["127.0.0.1"]])

    async with Fetcher(user_agent="sitrep/0", allowed_networks=LOOPBACK, pace=NO_PACE, resolver=names) as fetcher:
        await fetcher.fetch(named(server, "first.example", "/"), Resource.FEED)
        server.give("/robots.txt", FOR_US)
        outcome = await fetcher.fetch(named(server, "first.example", "/feed"), Resource.FEED)

    assert outcome == Failure(FailureKind.BLOCKED, "other.example does not let robots read this (robots.txt)")
