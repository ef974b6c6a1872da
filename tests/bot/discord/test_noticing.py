"""What befalls sources, told in a simulated Discord: where, once, and with nobody else kept waiting."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import event
from sqlalchemy.pool import Pool

from bot.cogs.noticing import Noticing
from bot.records import Server as Chosen
from ingest import Health, Offer, PollState, Subscriber
from tests.bot.discord.conftest import Backstage, Server, read
from tests.bot.discord.feeds import NEWEST, feed
from tests.bot.discord.people import Place
from tests.fakediscord import Permission

HARBOUR, MERIDIAN = feed("Harbour"), feed("Meridian")
PROBLEM = "harbour.example answers 503 (unavailable)"
TOLD = f"Harbour has failed for a week ({PROBLEM}). It is asked once a day from now on."


def silence(backstage: Backstage, server: str, *offers: Offer) -> None:
    """Let sources that the server reads turn dormant."""
    now = datetime.now(UTC)
    backstage.archive.subscribe(offers, Subscriber(server), by=None, now=NEWEST)
    backstage.archive.lease(now, worker="w", limit=100)
    for offer in offers:
        silent = PollState(next_check=now, health=Health.DORMANT, problem=PROBLEM)
        assert backstage.archive.polled(backstage.archive.source(offer.url), silent, {}, now=now, worker="w")


def choose(backstage: Backstage, server: Server) -> None:
    """Let the moderators have chosen where the bot may speak."""
    backstage.records.change(Chosen(server.id, channel=str(server.general.id)), now=NEWEST)


async def turn(server: Server) -> None:
    """Let the bot look for news of sources once."""
    cog = server.house.client.get_cog("Noticing")
    assert isinstance(cog, Noticing)
    await cog.tell_all()


async def test_what_befell_sources_is_told_once_in_one_message(server: Server, backstage: Backstage) -> None:
    choose(backstage, server)
    silence(backstage, server.id, HARBOUR, MERIDIAN)

    await turn(server)
    await turn(server)

    [message] = server.general.history()
    assert TOLD in read(message)
    assert "Meridian has failed for a week" in read(message)


async def test_where_it_cannot_be_noted_that_it_was_told_it_is_told_once_all_the_same(
    server: Server, backstage: Backstage
) -> None:
    choose(backstage, server)
    silence(backstage, server.id, HARBOUR)

    with unwritable():
        await turn(server)
        await turn(server)

    assert len(server.general.history()) == 1
    assert backstage.archive.notices(Subscriber(server.id))


@contextmanager
def unwritable() -> Iterator[None]:
    """SQLite's own refusal to write."""

    def refuse(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    def allow(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = OFF")

    event.listen(Pool, "checkout", refuse)
    event.listen(Pool, "checkin", allow)
    try:
        yield
    finally:
        event.remove(Pool, "checkout", refuse)
        event.remove(Pool, "checkin", allow)


async def test_without_a_channel_it_waits_for_the_list(server: Server, backstage: Backstage) -> None:
    silence(backstage, server.id, HARBOUR)

    await turn(server)
    first = await server.moderator.slash(server.general, "sources list")
    second = await server.moderator.slash(server.general, "sources list")

    assert TOLD in read(first.response)
    assert "Harbour" in read(first.followups[0])
    assert TOLD not in read(second.response)
    assert "Harbour" in read(second.response)


async def test_where_the_bot_may_not_write_it_is_not_tried(server: Server, backstage: Backstage) -> None:
    closed = server.guild.create_text_channel("closed", lacking=Permission.SEND_MESSAGES)
    backstage.records.change(Chosen(server.id, channel=str(closed.id)), now=NEWEST)
    silence(backstage, server.id, HARBOUR)

    await turn(server)

    assert closed.last_message is None
    assert backstage.archive.notices(Subscriber(server.id))


async def test_a_server_that_cannot_be_told_stops_no_other(server: Server, backstage: Backstage) -> None:
    other = await server.house.discord.join_guild("Elsewhere")
    await server.house.settle()
    channel = Place(server.house, other.channels[0])
    backstage.records.change(Chosen(str(other.id), channel=str(channel.id)), now=NEWEST)
    choose(backstage, server)
    silence(backstage, server.id, HARBOUR)
    silence(backstage, str(other.id), MERIDIAN)
    server.house.discord.fail("POST", f"/channels/{server.general.id}/messages", 403)

    await turn(server)

    assert "Meridian has failed" in read(channel.last_message)
    assert backstage.archive.notices(Subscriber(server.id))
