"""What it means when Discord does not let the bot in: the real client before a Discord on loopback."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import discord
import pytest

from bot.errors import NotConfigured, NotEntered
from bot.gateway import Presence, stay_connected
from bot.health import TROUBLE
from tests.fakediscord import TOKEN, CloseCode, FakeDiscord
from tests.ports import free_port
from tests.processes import PATIENCE, eventually


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        fake.patch(monkeypatch)
        yield fake


@pytest.mark.usefixtures("fake")
async def test_a_token_that_is_not_accepted_is_to_be_replaced() -> None:
    async with discord.AutoShardedClient(intents=discord.Intents.none()) as client:
        with pytest.raises(
            NotConfigured,
            match=r"^Discord does not accept DISCORD_TOKEN\. Make a new one at https://.* Without one everything",
        ):
            await stay_connected(client, "wrong.bot.token")


@pytest.mark.usefixtures("fake")
async def test_an_intent_that_is_not_allowed_is_to_be_allowed() -> None:
    async with discord.AutoShardedClient(intents=discord.Intents(message_content=True)) as client:
        with pytest.raises(NotConfigured, match=r"^Discord refuses an intent that this version asks for"):
            await stay_connected(client, TOKEN)


async def test_a_token_that_is_reset_while_the_bot_runs_is_to_be_replaced(fake: FakeDiscord) -> None:
    async with discord.AutoShardedClient(intents=discord.Intents(guilds=True)) as client:
        staying = asyncio.create_task(stay_connected(client, TOKEN))
        await fake.gateway.connected()
        await fake.gateway.close(CloseCode.AUTHENTICATION_FAILED)

        with pytest.raises(NotConfigured, match=r"^Discord does not accept DISCORD_TOKEN"):
            await staying


async def test_it_ends_when_the_client_is_closed(fake: FakeDiscord) -> None:
    async with discord.AutoShardedClient(intents=discord.Intents(guilds=True)) as client:
        staying = asyncio.create_task(stay_connected(client, TOKEN))
        await fake.gateway.connected()
        await client.close()

        await asyncio.wait_for(staying, timeout=PATIENCE)


async def test_where_nobody_answers_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{free_port()}/api/v10")
    async with discord.AutoShardedClient(intents=discord.Intents.none()) as client:
        with pytest.raises(
            NotEntered, match=r"^Discord could not be entered: Cannot connect .* Is this machine online\?$"
        ):
            await stay_connected(client, TOKEN)


async def test_where_the_line_is_cut_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", port := free_port()):
        monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{port}/api/v10")
        async with discord.AutoShardedClient(intents=discord.Intents.none()) as client:
            with pytest.raises(NotEntered, match=r"^Discord could not be entered: Server disconnected"):
                await stay_connected(client, TOKEN)


async def test_where_discord_names_no_gateway_one_sentence_says_so(fake: FakeDiscord) -> None:
    fake.fail("GET", ".*/gateway/bot", 403)
    async with discord.AutoShardedClient(intents=discord.Intents.none()) as client:
        with pytest.raises(NotEntered, match=r"^Discord could not be entered: The gateway to connect to"):
            await stay_connected(client, TOKEN)


async def test_when_the_network_is_back_it_enters_by_itself_and_said_meanwhile_what_kept_it_out(
    fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    online = discord.http.Route.BASE
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{free_port()}/api/v10")
    presence = Presence(partial(discord.AutoShardedClient, intents=discord.Intents(guilds=True)), TOKEN)
    staying = asyncio.create_task(presence.keep())
    assert await asyncio.to_thread(eventually, lambda: TROUBLE in presence.says())
    kept_out = presence.says()
    monkeypatch.setattr(discord.http.Route, "BASE", online)
    await fake.gateway.connected(within=PATIENCE)
    assert await asyncio.to_thread(eventually, lambda: TROUBLE not in presence.says())
    staying.cancel()

    assert str(kept_out[TROUBLE]).startswith("Discord could not be entered: Cannot connect")
    assert (kept_out["servers"], kept_out["latency_ms"]) == (0, None)


@pytest.mark.usefixtures("fake")
async def test_a_wrong_token_is_not_tried_again() -> None:
    presence = Presence(partial(discord.AutoShardedClient, intents=discord.Intents.none()), "wrong.bot.token")
    with pytest.raises(NotConfigured):
        await asyncio.wait_for(presence.keep(), timeout=PATIENCE)
