"""The fake against the real client: discord.py as it is, over real sockets."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
from discord.gateway import DiscordWebSocket

from bot.preview.loopback.messages import Draft
from tests.fakediscord import (
    INVITED,
    TOKEN,
    Bucket,
    FakeDiscord,
    NotOffered,
    Permission,
    User,
)
from tests.fakediscord.newsdesk import Newsdesk
from tests.processes import PATIENCE, settled

REPOSITORY = Path(__file__).parents[2]
BUCKETS = (Bucket("message-create", "POST", r"/channels/(\d+)/messages", 2, 0.5),)


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        fake.patch(monkeypatch)
        yield fake


@pytest.fixture
async def bot(fake: FakeDiscord) -> AsyncIterator[Newsdesk]:
    bot = Newsdesk()
    async with fake.hosting(bot):
        yield bot


@pytest.fixture
def alice(fake: FakeDiscord) -> User:
    return fake.user("alice")


async def test_a_wrong_token_closes_the_gateway(fake: FakeDiscord) -> None:
    async with Newsdesk() as bot:
        await bot.login(TOKEN)
        bot.http.token = "wrong"  # noqa: S105 because it opens nothing

        with pytest.raises(discord.ConnectionClosed) as refusal:
            await bot.connect()

    assert refusal.value.code == 4004
    assert fake.gateway.identifies == 0


async def test_commands_keep_their_ids_when_they_are_registered_again(fake: FakeDiscord, bot: Newsdesk) -> None:
    first = {command.name: command.id for command in await bot.tree.fetch_commands()}

    second = {command.name: command.id for command in await bot.tree.sync()}

    assert first == second
    assert first["ask"] == int(fake.commands.find("ask")["id"])


@pytest.mark.usefixtures("bot")
async def test_who_waits_for_delivery_does_not_wait_for_what_happens_later(fake: FakeDiscord, alice: User) -> None:
    async def chat() -> None:
        while True:
            fake.messages.post(Draft(content="and another thing"), author=alice, channel=fake.general)
            await asyncio.sleep(0)

    chatting = asyncio.create_task(chat())
    try:
        async with asyncio.timeout(PATIENCE):
            await fake.gateway.delivered()
    finally:
        chatting.cancel()


@pytest.mark.usefixtures("bot")
async def test_the_first_followup_to_a_deferral_is_the_answer(fake: FakeDiscord, alice: User) -> None:
    interaction = await fake.slash("follow", user=alice)

    answer = await interaction.answer()
    followup = await interaction.followup()

    assert (answer.content, answer.ephemeral, answer.loading) == ("the answer", True, False)
    assert followup.content == "one more"


@pytest.mark.parametrize(
    ("path", "options"),
    [
        pytest.param("aks", {}, id="an unknown command"),
        pytest.param("ask", {}, id="a required option left out"),
        pytest.param("ask", {"question": "?", "colour": "red"}, id="an unknown option"),
        pytest.param("ask", {"question": 3}, id="a value of another type"),
        pytest.param("sources remove", {}, id="an unknown subcommand"),
    ],
)
@pytest.mark.usefixtures("bot")
async def test_a_person_cannot_send_what_is_not_offered(
    fake: FakeDiscord, alice: User, path: str, options: dict[str, str | int]
) -> None:
    with pytest.raises(NotOffered):
        await fake.slash(path, options, user=alice)


@pytest.mark.usefixtures("bot")
async def test_a_select_takes_what_it_offers(fake: FakeDiscord, alice: User) -> None:
    page = await (await fake.slash("pick", user=alice)).answer()

    choice = await fake.choose(page, ["Space"], user=alice)

    assert (await choice.answer()).content == "chose space"
    with pytest.raises(NotOffered):
        await fake.choose(page, ["Sport"], user=alice)
    with pytest.raises(NotOffered):
        await fake.click(page, "Previous", user=alice)


@pytest.mark.usefixtures("bot")
async def test_a_modal_must_be_filled_in(fake: FakeDiscord, alice: User) -> None:
    interaction = await fake.slash("feedback", user=alice)

    with pytest.raises(NotOffered):
        await fake.submit(interaction, {"Details": "a day old"})


async def test_a_second_acknowledgement_is_refused(fake: FakeDiscord, bot: Newsdesk, alice: User) -> None:
    interaction = await fake.slash("twice", user=alice)

    refusal = await interaction.refusal()

    assert (refusal.status, refusal.code, interaction.late) == (400, 40060, False)
    assert (await interaction.answer()).content == "once"
    await settled(lambda: bot.errors)
    assert "40060" in str(bot.errors[0])


async def test_a_refused_body_says_where_it_is_wrong(fake: FakeDiscord, bot: Newsdesk, alice: User) -> None:
    await fake.slash("blurt", {"what": "content"}, user=alice)

    await settled(lambda: bot.errors)

    assert "In content: Must be 2000 or fewer in length." in str(bot.errors[0])
    assert "50035" in str(bot.errors[0])


async def test_messages_are_posted_read_and_edited(fake: FakeDiscord, bot: Newsdesk) -> None:
    channel = general(fake, bot)

    sent = await channel.send("first")
    await sent.edit(content="second")
    read = await channel.fetch_message(sent.id)
    listed = [message.content async for message in channel.history()]

    assert (read.content, listed) == ("second", ["second"])


async def test_content_is_read_only_where_the_bot_is_addressed(fake: FakeDiscord, bot: Newsdesk, alice: User) -> None:
    answer = await fake.reply_to(await fake.message(fake.general, f"{fake.bot.mention} hello", alice))
    await fake.message(fake.general, "between ourselves", alice)
    await fake.reply_to(await fake.message(fake.general, "by reply", alice, reply_to=answer))
    await fake.reply_to(await fake.message(fake.direct(alice), "in private", alice))

    told = [text for text in bot.heard if not text.startswith("heard")]
    assert told == [f"{fake.bot.mention} hello", "", "by reply", "in private"]


async def test_a_bot_may_lack_a_permission(fake: FakeDiscord, bot: Newsdesk, alice: User) -> None:
    await fake.permit(fake.general, INVITED & ~Permission.EMBED_LINKS)
    interaction = await fake.slash("whisper", user=alice)

    assert (await interaction.answer()).content == "alice may not manage; plain text"
    channel = general(fake, bot)
    assert not channel.permissions_for(channel.guild.me).embed_links


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        (Permission.SEND_MESSAGES, 50013),
        (Permission.ATTACH_FILES, 50013),
        (Permission.VIEW_CHANNEL, 50001),
    ],
)
async def test_a_bot_may_not_post_everywhere(fake: FakeDiscord, bot: Newsdesk, lacking: Permission, code: int) -> None:
    await fake.permit(fake.general, INVITED & ~lacking)

    with pytest.raises(discord.Forbidden) as refusal:
        await general(fake, bot).send("hello", file=discord.File(REPOSITORY / "LICENSE"))

    assert refusal.value.code == code


async def test_a_full_bucket_makes_the_client_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeDiscord(buckets=BUCKETS) as fake:
        fake.patch(monkeypatch)
        bot = Newsdesk()
        async with fake.hosting(bot):
            began = time.perf_counter()
            await asyncio.gather(*(general(fake, bot).send(str(number)) for number in range(4)))

    assert time.perf_counter() - began > 0.4
    assert [request.status for request in fake.requests if request.path.endswith("/messages")] == [200] * 4


async def test_bodies_that_could_ring_everyone_are_found(fake: FakeDiscord, bot: Newsdesk, alice: User) -> None:
    await (await fake.slash("ask", {"question": "how many?"}, user=alice)).followup()
    await (await fake.slash("chart", user=alice)).answer()
    await fake.reply_to(await fake.message(fake.general, f"{fake.bot.mention} @everyone", alice))
    await general(fake, bot).send("hello")
    assert fake.unsafe_bodies() == []

    answer = await (await fake.slash("blurt", {"what": "everyone"}, user=alice)).answer()

    [unsafe] = fake.unsafe_bodies()
    assert unsafe.path.endswith("/callback")
    assert answer.rings_everyone


async def test_a_route_that_is_not_imitated_says_so(fake: FakeDiscord, bot: Newsdesk) -> None:
    with pytest.raises(discord.DiscordServerError, match="does not imitate"):
        await bot.guilds[0].audit_logs().__anext__()

    assert fake.requests[-1].status == 501


def test_the_client_finds_discord_again_when_a_test_ends() -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        FakeDiscord().patch(monkeypatch)
        assert discord.http.Route.BASE == ""

    assert discord.http.Route.BASE.startswith("https://discord.com/")
    assert str(DiscordWebSocket.DEFAULT_GATEWAY).startswith("wss://gateway.discord.gg")


def general(fake: FakeDiscord, bot: discord.Client) -> discord.TextChannel:
    channel = bot.get_channel(int(fake.general.id))
    assert isinstance(channel, discord.TextChannel)
    return channel
