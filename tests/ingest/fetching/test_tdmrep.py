"""What sites and headers reserve against text mining is known with the page."""

import json

import pytest

from ingest.fetching import Fetcher
from ingest.fetching.tdmrep import SiteReservations, understood
from ingest.live import Failure, FailureKind, Fetched, Resource
from tests.webserver import WebServer

AT = "https://harbour.example/.well-known/tdmrep.json"
NEWS = "https://harbour.example/news/ferry"
PATH = "/.well-known/tdmrep.json"


def stated(body: str) -> SiteReservations:
    reservations = understood(Fetched(AT, body.encode(), "application/json"))
    assert isinstance(reservations, SiteReservations)
    return reservations


@pytest.mark.parametrize(
    ("rules", "is_reserved"),
    [
        pytest.param([{"location": "/", "tdm-reservation": 1}], True, id="the whole site"),
        pytest.param([{"location": "/news/", "tdm-reservation": 1}], True, id="a folder"),
        pytest.param([{"location": "/sport/", "tdm-reservation": 1}], False, id="another folder"),
        pytest.param([{"location": "*", "tdm-reservation": "1"}], True, id="a star, and the number as text"),
        pytest.param([{"location": "/*.pdf$", "tdm-reservation": 1}], False, id="another ending"),
        pytest.param([{"location": "/", "tdm-reservation": 0}], False, id="nothing"),
        pytest.param(
            [{"location": "/", "tdm-reservation": 1}, {"location": "/news/", "tdm-reservation": 0}],
            False,
            id="all but this",
        ),
        pytest.param([{"location": "/", "tdm-reservation": 2}], False, id="a number that means nothing"),
        pytest.param([{"location": "/x\nDisallow: /", "tdm-reservation": 1}], False, id="a torn location"),
        pytest.param([{"tdm-reservation": 1}, "/", None], False, id="no rules"),
        pytest.param({"location": "/", "tdm-reservation": 1}, False, id="no list"),
    ],
)
def test_the_longest_pattern_that_fits_decides(rules: object, is_reserved: bool) -> None:  # noqa: FBT001 because it is a table's column
    assert stated(json.dumps(rules)).cover(NEWS) is is_reserved


@pytest.mark.parametrize("body", ["", "<html>", "[" * 100_000, "[1,"])
def test_what_cannot_be_read_reserves_nothing(body: str) -> None:
    assert not stated(body).cover(NEWS)


def test_a_site_without_such_a_file_reserves_nothing_and_one_that_fails_is_asked_again() -> None:
    failed = Failure(FailureKind.TRANSIENT, "harbour.example answers 500")

    assert understood(Failure(FailureKind.MISSING, "harbour.example answers 404")) == SiteReservations()
    assert understood(failed) == failed


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"tdm-reservation": "1"}, "reserves itself against text mining (tdm-reservation)"),
        ({"TDM-Reservation": " 1"}, "reserves itself against text mining (tdm-reservation)"),
        ({"tdm-reservation": "0"}, None),
        ({"X-Robots-Tag": "noai"}, "reserves itself against text mining (noai)"),
        ({"X-Robots-Tag": "noimageai, NoAI"}, "reserves itself against text mining (noai)"),
        ({"X-Robots-Tag": "sitrep: noai"}, "reserves itself against text mining (noai)"),
        ({"X-Robots-Tag": "otherbot: noai"}, None),
        ({"X-Robots-Tag": "noindex, nofollow, noarchive"}, None),
        ({"X-Robots-Tag": "none"}, None),
        ({"X-Robots-Tag": "noimageai"}, None),
    ],
)
@pytest.mark.parametrize("resource", [Resource.PAGE, Resource.FEED])
async def test_headers_reserve_what_they_come_with(
    server: WebServer, fetcher: Fetcher, headers: dict[str, str], reason: str | None, resource: Resource
) -> None:
    server.give("/page", "text", headers=headers)

    page = await fetcher.fetch(server.url("/page"), resource)

    assert isinstance(page, Fetched)
    assert page.reserved == reason


async def test_a_site_reserves_by_path_and_is_asked_once_and_for_pages_only(
    server: WebServer, fetcher: Fetcher
) -> None:
    server.give(PATH, json.dumps([{"location": "/news/", "tdm-reservation": 1}]), content_type="application/json")
    for path in ("/feed", "/news/1", "/news/2", "/about"):
        server.give(path, "text")

    feed = await fetcher.fetch(server.url("/feed"), Resource.FEED)
    asked_for_the_feed = [request.path for request in server.requests]
    pages = [await fetcher.fetch(server.url(path), Resource.PAGE) for path in ("/news/1", "/news/2", "/about")]

    reserved = "is reserved by its site against text mining (tdmrep.json)"
    assert [page.reserved for page in (feed, *pages) if isinstance(page, Fetched)] == [None, reserved, reserved, None]
    assert PATH not in asked_for_the_feed
    assert [request.path for request in server.requests].count(PATH) == 1


async def test_where_a_page_was_found_in_the_end_decides(server: WebServer, fetcher: Fetcher) -> None:
    server.give(PATH, json.dumps([{"location": "/news/", "tdm-reservation": 1}]))
    server.redirect("/old", "/news/1")
    server.give("/news/1", "text")

    page = await fetcher.fetch(server.url("/old"), Resource.PAGE)

    assert isinstance(page, Fetched)
    assert page.reserved


async def test_a_file_that_hangs_keeps_no_page_from_being_read(server: WebServer, hasty: Fetcher) -> None:
    server.hang(PATH)
    server.give("/page", "text")

    page = await hasty.fetch(server.url("/page"), Resource.PAGE)

    assert isinstance(page, Fetched)
    assert page.reserved is None
