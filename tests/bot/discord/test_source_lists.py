"""Many sources at once in a simulated Discord: lists of feeds in and out, several paused together, polled, checked."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import TypeVar

import pytest

from bot.views import offers
from bot.views.importing import MOST_LOOKED_AT, sorted_out
from ingest import (
    OPERATOR,
    Archive,
    Description,
    Desk,
    Health,
    Outline,
    PollState,
    SourceId,
    Standing,
    Subscriber,
    poll_due,
    read_opml,
    scout,
    utc_now,
    write_opml,
)
from ingest.fetching import Fetcher
from tests.bot.discord.conftest import LIMITS, Backstage, Server, labels, read
from tests.bot.discord.feeds import DEAD, NEWEST, deliver, feed
from tests.embedders import HashingEmbedder
from tests.ingest.fetching.conftest import NO_PACE
from tests.ingest.newsroom import Item, rss
from tests.webserver import RSS, WebServer

Result = TypeVar("Result")

HARBOUR, MERIDIAN, GULL = feed("Harbour"), feed("Meridian"), feed("Gull")
LOOK_SECONDS = 60.0


@pytest.fixture(autouse=True)
def _looks_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offers, "LOOK_SECONDS", LOOK_SECONDS)
    monkeypatch.setattr(offers, "LOOKS", 3)


@pytest.fixture
def web(backstage: Backstage) -> Backstage:
    backstage.web.update({each.address: each for each in (HARBOUR, MERIDIAN, GULL, DEAD)})
    return backstage


@pytest.fixture
def three(server: Server, backstage: Backstage) -> Backstage:
    """A server with three sources of its own, two of which bear a tag, beside one that the operator shares."""
    mine = Subscriber(server.id)
    backstage.archive.subscribe([HARBOUR, MERIDIAN, GULL], mine, by=None, now=NEWEST)
    for name in ("Harbour", "Gull"):
        source = backstage.archive.source(feed(name).url)
        backstage.archive.describe(source, mine, Description(tags=("sea",)), by=None, now=NEWEST)
    return backstage


def opml(*outlines: Outline) -> bytes:
    return write_opml(outlines, title="mine")


def standings(server: Server, backstage: Backstage) -> dict[str, Standing]:
    sources = backstage.archive.sources(Subscriber(server.id))
    return {source.name: source.standing for source in sources if not source.shared}


async def test_a_list_is_looked_at_and_added_with_what_it_says(server: Server, web: Backstage) -> None:
    outlines = (
        Outline("Harbour", HARBOUR.url, publisher="The Harbour", tags=("sea", "ports"), language="en-GB"),
        Outline("Gone", DEAD.address),
        Outline("Meridian", MERIDIAN.url),
    )

    found = await server.moderator.slash(server.general, "sources import", file=("feeds.opml", opml(*outlines)))
    told, offered, left = read(found.response), labels(found.response), found.followups[0]
    await server.moderator.click(found.response, label="Add 2")

    harbour, meridian = (web.archive.source(each.url) for each in (HARBOUR, MERIDIAN))
    own = {source.id: source for source in web.archive.sources(Subscriber(server.id))}
    assert "gone.example answers 404 (not found)" in told
    assert offered == ["Add 2", "Cancel"]
    assert (own[harbour].publisher, own[harbour].tags, own[harbour].language) == ("The Harbour", ("ports", "sea"), "en")
    assert own[meridian].tags == ()
    assert read(left) == "1 feed of feeds.opml cannot be added now.\nThey are in this list, for another try."
    assert [each.name for each in left.attachments] == ["not-added.opml"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"\x89PNG not XML at all", "This is no list of feeds: it holds no OPML."),
        (b"<!doctype html><html><body>Sign in</body></html>", "This is no list of feeds: it holds no OPML."),
        (
            b'<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml><body><outline text="&b;"/></body></opml>',
            "This list of feeds defines entities of its own, which is refused: export it again without.",
        ),
        (opml(), "feeds.opml lists no feeds."),
    ],
    ids=["no XML", "HTML", "entities", "empty"],
)
async def test_what_is_no_list_is_refused_in_a_sentence(
    server: Server, backstage: Backstage, body: bytes, said: str
) -> None:
    result = await server.moderator.slash(server.general, "sources import", file=("feeds.opml", body))

    assert read(result.response) == said
    assert standings(server, backstage) == {}


def test_of_five_thousand_feeds_as_many_are_looked_at_as_there_is_room_and_time_for() -> None:
    feeds = read_opml(opml(*(Outline("", f"https://f{number}.example/feed") for number in range(5_000))))
    known = {"https://f0.example/feed", "https://f7.example/feed"}

    roomy, narrow, full = (sorted_out(feeds, known, room=room) for room in (10_000, 3, -1))

    assert [(found.known, len(found.wanted), len(found.left)) for found in (roomy, narrow, full)] == [
        (2, MOST_LOOKED_AT, 4_998 - MOST_LOOKED_AT),
        (2, 3, 4_995),
        (2, 0, 4_998),
    ]
    assert [each.url for each in narrow.wanted] == [f"https://f{number}.example/feed" for number in (1, 2, 3)]


async def test_where_there_is_no_room_or_nothing_new_it_is_said(server: Server, web: Backstage) -> None:
    mine = Subscriber(server.id)
    web.archive.subscribe([HARBOUR], mine, by=None, now=NEWEST)
    known = await server.moderator.slash(
        server.general, "sources import", file=("a.opml", opml(Outline("", HARBOUR.url)))
    )
    more = [feed(f"Feed{number:02}") for number in range(LIMITS.sources - 1)]
    web.archive.subscribe(more, mine, by=None, now=NEWEST)

    full = await server.moderator.slash(server.general, "sources import", file=("a.opml", opml(Outline("", GULL.url))))

    assert read(known.response) == "The 1 feed of a.opml is a source of this server already."
    assert read(full.response).startswith("This server reads 60 sources of its own, and that is the most.")


async def test_a_servers_own_feeds_go_out_as_they_come_in(server: Server, three: Backstage) -> None:
    three.archive.subscribe([feed("Shared")], OPERATOR, by=None, now=NEWEST)

    given = await server.moderator.slash(server.general, "sources export")

    assert given.response
    (file,) = given.response.attachments
    assert given.ephemeral
    assert {(each.url, each.tags) for each in read_opml(file.content)} == {
        (HARBOUR.url, ("sea",)),
        (MERIDIAN.url, ()),
        (GULL.url, ("sea",)),
    }


@pytest.mark.parametrize(
    ("typed", "paused"),
    [("all", {"Gull", "Harbour", "Meridian"}), ("tag:SEA", {"Gull", "Harbour"}), ("gull, meri", {"Gull", "Meridian"})],
)
async def test_several_sources_are_paused_and_resumed_at_once(
    server: Server, three: Backstage, typed: str, paused: set[str]
) -> None:
    done = await server.moderator.slash(server.general, "sources pause", source=typed)
    after = standings(server, three)
    await server.moderator.slash(server.general, "sources resume", source=typed)

    assert read(done.response) == (
        f"{len(paused)} sources are paused: {', '.join(sorted(paused))}. Undo: /sources resume"
    )
    assert {name for name, standing in after.items() if standing is Standing.PAUSED} == paused
    assert set(standings(server, three).values()) == {Standing.ACTIVE}


async def test_one_of_several_that_is_not_there_changes_none(server: Server, three: Backstage) -> None:
    result = await server.moderator.slash(server.general, "sources pause", source="Gull, Lighthouse")

    assert "There is no source Lighthouse." in read(result.response)
    assert set(standings(server, three).values()) == {Standing.ACTIVE}


@pytest.mark.usefixtures("three")
async def test_all_and_tags_are_suggested_before_single_sources(server: Server) -> None:
    choices = await server.moderator.autocomplete(server.general, "sources pause", "source", "")
    typed = await server.moderator.autocomplete(server.general, "sources pause", "source", "se")

    assert [(each["name"], each["value"]) for each in choices[:2]] == [("All 3", "all"), ("Tag sea (2)", "tag:sea")]
    assert [each["name"] for each in typed] == ["Tag sea (2)"]


async def test_two_sources_of_one_name_are_told_apart(server: Server, backstage: Backstage) -> None:
    backstage.archive.subscribe(
        [HARBOUR, replace(MERIDIAN, title="Harbour")], Subscriber(server.id), by=None, now=NEWEST
    )

    choices = await server.moderator.autocomplete(server.general, "sources pause", "source", "harb")
    paused = await server.moderator.slash(server.general, "sources pause", source=choices[1]["value"])

    assert [each["name"] for each in choices] == ["Harbour — harbour.example/feed", "Harbour — meridian.example/feed"]
    assert read(paused.response).startswith("Harbour — meridian.example/feed is paused")


async def test_a_source_is_polled_when_asked_for_and_not_twice_in_a_row(server: Server, three: Backstage) -> None:
    archive, source = three.archive, three.archive.source(HARBOUR.url)
    archive.lease(datetime.now(UTC), worker="w", limit=100)
    later = datetime.now(UTC) + timedelta(hours=3)
    for each in (HARBOUR, MERIDIAN, GULL):
        state = PollState(later, Health.OK, checked=NEWEST)
        assert archive.polled(archive.source(each.url), state, {}, now=NEWEST, worker="w")

    asked = await server.moderator.slash(server.general, "sources poll", source="Harbour")
    told = read(asked.response)
    leased = archive.lease(datetime.now(UTC), worker="w", limit=100)
    deliver(archive, HARBOUR)
    state = PollState(later, Health.OK, checked=datetime.now(UTC))
    assert archive.polled(source, state, {}, now=datetime.now(UTC), worker="w")
    await server.house.pass_time()
    again = await server.moderator.slash(server.general, "sources poll", source="Harbour")

    assert told == "Asked for: Harbour."
    assert [each.id for each in leased] == [source]
    assert read(asked.response).startswith("Harbour: 1 new article")
    assert (
        read(again.response)
        == "Not asked for, because paused, read for good, or polled in the last 5 minutes: Harbour."
    )


async def test_a_source_or_an_address_is_checked_without_being_added(server: Server, web: Backstage) -> None:
    stale = replace(MERIDIAN, doubt="its newest item is of 3 Jan 2025, 300 days ago")
    web.web[MERIDIAN.address] = stale
    web.archive.subscribe([HARBOUR], Subscriber(server.id), by=None, now=NEWEST)

    own = await server.moderator.slash(server.general, "sources check", source="harbour")
    other = await server.moderator.slash(server.general, "sources check", source=MERIDIAN.address)

    assert "already here" in read(own.response)
    assert "🟡 doubtful: its newest item is of 3 Jan 2025" in read(other.response)
    assert labels(other.response) == []
    assert standings(server, web).keys() == {"Harbour"}


async def test_an_empty_feed_is_told_of_once_it_was_read(server: Server, web: Backstage) -> None:
    web.web[HARBOUR.address] = replace(HARBOUR, doubt="it lists nothing", items=0, samples=())
    found = await server.moderator.slash(server.general, "sources add", address=HARBOUR.address)
    before = read(found.response)
    await server.moderator.click(found.response, label="Add 1")
    web.archive.lease(datetime.now(UTC), worker="w", limit=100)
    doubtful = PollState(NEWEST, Health.DOUBTFUL, checked=NEWEST, problem="it lists nothing")
    assert web.archive.polled(web.archive.source(HARBOUR.url), doubtful, {}, now=NEWEST, worker="w")
    await server.house.pass_time()

    assert "🟡 doubtful: it lists nothing" in before
    assert read(found.response) == "Harbour: it lists nothing. It is tried again by itself."


async def test_what_the_operator_halted_a_server_cannot_resume(server: Server, three: Backstage) -> None:
    source = three.archive.source(HARBOUR.url)
    three.archive.halt(source, now=NEWEST)

    refused = await server.moderator.slash(server.general, "sources resume", source="Harbour")
    listed = await server.moderator.slash(server.general, "sources list")

    assert read(refused.response) == ("It was paused by whoever runs this bot, and only they can resume it. Ask them.")
    assert "paused by whoever runs this bot" in read(listed.response)
    assert SourceId(source) not in (three.archive.view(NEWEST, Subscriber(server.id)).sources or ())


def on_the_network(work: Callable[[Fetcher], Awaitable[Result]]) -> Callable[[], Result]:
    """Have something done that asks real sockets of this machine; in a thread of its own, by the real clock."""

    async def done() -> Result:
        networks = (ip_network("127.0.0.0/8"),)
        async with Fetcher(user_agent="sitrep/test", allowed_networks=networks, pace=NO_PACE) as fetcher:
            return await work(fetcher)

    return lambda: asyncio.run(done())


@pytest.mark.usefixtures("_reader_lent")
async def test_real_feeds_that_are_empty_old_or_none_are_not_green_before_and_after(
    server: Server, backstage: Backstage
) -> None:
    now, loop = datetime.now(UTC), asyncio.get_running_loop()
    with WebServer() as site:
        listed = {
            "/well": rss([Item(1, None, "Ferry in distress", published=now - timedelta(hours=3))]),
            "/old": rss([Item(1, None, "Ferry built", published=now - timedelta(days=400))]),
            "/empty": rss([]),
        }
        for path, body in listed.items():
            site.give(path, body.replace("Harbour Post", path.strip("/").title()), content_type=RSS)
        site.give("/page", "<html><title>Sign in</title><body>Sign in first.</body></html>")
        urls = [site.url(path) for path in (*listed, "/page")]
        found = await loop.run_in_executor(None, on_the_network(lambda fetcher: scout(urls, fetcher=fetcher, now=now)))
        backstage.web.update({each.address: each for each in found})

        shown = await server.moderator.slash(
            server.general, "sources import", file=("feeds.opml", opml(*(Outline("", url) for url in urls)))
        )
        before, offered = read(shown.response), labels(shown.response)
        await server.moderator.click(shown.response, label=offered[0])
        await loop.run_in_executor(None, on_the_network(lambda fetcher: polled(backstage.archive, fetcher)))
    after = read((await server.moderator.slash(server.general, "sources list")).response)

    assert offered == ["Add 3", "Cancel"]
    assert "🟡 doubtful: it lists nothing" in before
    assert "🟡 doubtful: its newest item is of" in before
    assert "it names no feed, and it does not read like an article" in before
    assert [sign + name in after for sign, name in (("🟢 ", "**Well**"), ("🟡 ", "**Old**"), ("🟡 ", "**Empty**"))] == [
        True
    ] * 3


async def polled(archive: Archive, fetcher: Fetcher) -> None:
    """Poll once what is due."""
    with closing(Desk(archive, HashingEmbedder)) as desk:
        await poll_due(archive=archive, fetcher=fetcher, desk=desk, name="w", clock=utc_now, done=lambda _: None)
