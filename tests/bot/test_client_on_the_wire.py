"""The whole client over real sockets: what a simulation cannot show, such as cuts, limits, failures and deadlines."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import discord
import pytest
from structlog.testing import capture_logs

from bot.client import SitrepBot
from bot.errors import EngineBusy
from bot.records import EVERYWHERE, Kept
from bot.records import Server as Settings
from tests.bot.backstage import Backstage, opened
from tests.bot.busy_embedder import BUSY_SECONDS, BusyEmbedder
from tests.bot.engine_news import engine_for, fill, scout, warm
from tests.bot.engines import HeldEngine, InlineEngine
from tests.embedders import HashingEmbedder
from tests.fakediscord import (
    INVITED,
    CallbackKind,
    Deadlines,
    FakeDiscord,
    Intent,
    MessageFlag,
    Permission,
    User,
)
from tests.processes import settled

HEADLINE = "how many attacks on US forces since Oct 17?"
TOO_MANY = "Too many questions are waiting. Ask again in a minute."
AGAIN = HEADLINE.replace("Oct 17", "17 October")
"""The same in other words: the very same would be linked."""
FIGURE = "**At least 40 attacks**"
MANAGER = INVITED | Permission.MANAGE_GUILD


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fill(directory := tmp_path_factory.mktemp("wire"))
    return directory


@pytest.fixture
def backstage(data: Path) -> Iterator[Backstage]:
    with opened(data) as (archive, records):
        yield Backstage(archive, records, InlineEngine(archive, HashingEmbedder(), scout))


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with discord_at(monkeypatch, Deadlines()) as fake:
        yield fake


@asynccontextmanager
async def discord_at(monkeypatch: pytest.MonkeyPatch, deadlines: Deadlines) -> AsyncIterator[FakeDiscord]:
    """Open a Discord for the clients of this process; in the end every message must have forbidden every mention."""
    async with FakeDiscord(deadlines=deadlines) as fake:
        fake.patch(monkeypatch)
        yield fake
        assert fake.unsafe_bodies() == []


@pytest.fixture
async def bot(fake: FakeDiscord, backstage: Backstage) -> AsyncIterator[SitrepBot]:
    async with running(backstage.client(), fake) as client:
        yield client


@asynccontextmanager
async def running(client: SitrepBot, fake: FakeDiscord) -> AsyncIterator[SitrepBot]:
    everywhere = Settings(fake.guild.id, channels=(EVERYWHERE,))
    client.newsroom.records.change(everywhere, now=datetime.now(UTC))
    async with fake.hosting(client):
        yield client


@pytest.fixture
def alice(fake: FakeDiscord) -> User:
    return fake.user("alice")


async def test_the_client_asks_for_no_privileged_intent(bot: SitrepBot) -> None:
    privileged = discord.Intents(members=True, presences=True, message_content=True)

    assert bot.intents.value & privileged.value == 0
    assert bot.is_ready()


@pytest.mark.usefixtures("bot")
async def test_a_question_is_acknowledged_at_once_and_answered(fake: FakeDiscord, alice: User) -> None:
    interaction = await fake.slash("ask", {"question": HEADLINE}, user=alice)
    answer = await interaction.answer()

    assert interaction.acknowledged_as is CallbackKind.DEFERRED_MESSAGE
    assert interaction.acknowledged_after is not None
    assert interaction.acknowledged_after < 1.0
    assert FIGURE in answer.text
    assert MessageFlag.COMPONENTS_V2 in answer.flags
    assert not answer.ephemeral


@pytest.fixture
def german(fake: FakeDiscord) -> None:
    """Speak German in the server."""
    assert fake.general.guild
    fake.general.guild.locale = "de"


@pytest.mark.usefixtures("german", "bot")
async def test_what_all_read_is_in_the_servers_language_and_what_one_reads_in_theirs(fake: FakeDiscord) -> None:
    claire = fake.user("claire", locale="fr")
    public = await (await fake.slash("ask", {"question": HEADLINE}, user=claire)).answer()
    private = await (await fake.slash("ask", {"question": HEADLINE, "only_me": True}, user=claire)).answer()
    opened = await (await fake.click(public, "Warum?", user=claire)).answer()
    refused = await (await fake.slash("ask", {"question": HEADLINE, "since": "mardi"}, user=claire)).answer()
    mentioned = await fake.reply_to(await fake.message(fake.general, f"{fake.bot.mention} {AGAIN}", claire))

    assert FIGURE in public.text
    assert "neuester Artikel" in public.text
    assert "article le plus récent" in private.text
    assert "Pourquoi cette réponse" in opened.text
    assert "n’est pas un jour que sitrep lit" in refused.content
    assert "neuester Artikel" in mentioned.text


@pytest.mark.usefixtures("bot")
async def test_who_asks_in_arabic_is_told_how_that_was_read(fake: FakeDiscord, alice: User) -> None:
    answer = await (await fake.slash("ask", {"question": "كم عدد القتلى في الموصل؟"}, user=alice)).answer()

    assert "قُرئ السؤال هكذا: «how many killed in Mosul»" in answer.text
    assert "**3 people killed** in Mosul" in answer.text
    await fake.click(answer, "لماذا؟", user=alice)


@pytest.mark.usefixtures("bot")
async def test_commands_are_told_to_discord_in_each_of_its_languages_that_are_spoken(fake: FakeDiscord) -> None:
    (told,) = [each for each in fake.requests if each.method == "PUT" and each.path.endswith("/commands")]
    commands = {command["name"]: command for command in told.body}

    assert commands["sources"]["name_localizations"]["de"] == "quellen"
    assert commands["ask"]["description_localizations"].keys() == {"de", "es-ES", "es-419", "fr"}
    (kind,) = [option for option in commands["latest"]["options"] if option["name"] == "kind"]
    assert kind["choices"][0]["name_localizations"]["fr"] == "Attaque armée"


@pytest.mark.usefixtures("bot")
async def test_what_is_asked_while_the_connection_is_cut_is_answered(fake: FakeDiscord, alice: User) -> None:
    async with fake.gateway.outage():
        asked = await fake.slash("ask", {"question": HEADLINE}, user=alice)
        mentioned = await fake.message(fake.general, f"{fake.bot.mention} {AGAIN}", fake.user("bob"))

    assert FIGURE in (await asked.answer()).text
    assert FIGURE in (await fake.reply_to(mentioned)).text
    assert (fake.gateway.identifies, fake.gateway.resumes) == (1, 1)


@pytest.mark.usefixtures("bot")
async def test_an_acknowledgement_that_discord_limits_is_repeated(fake: FakeDiscord, alice: User) -> None:
    fake.limit("POST", "/callback", retry_after=0.2)

    interaction = await fake.slash("ask", {"question": HEADLINE}, user=alice)

    assert FIGURE in (await interaction.answer()).text
    assert callback_statuses(fake) == [429, 200]


@pytest.mark.usefixtures("bot")
async def test_an_acknowledgement_that_discord_failed_at_is_repeated(fake: FakeDiscord, alice: User) -> None:
    fake.fail("POST", "/callback", 502)

    interaction = await fake.slash("ask", {"question": HEADLINE}, user=alice)

    assert FIGURE in (await interaction.answer()).text
    assert callback_statuses(fake) == [502, 200]


@pytest.mark.usefixtures("bot")
async def test_an_answer_that_discord_refuses_for_now_is_repeated(fake: FakeDiscord, alice: User) -> None:
    fake.fail("PATCH", "@original", 503)

    interaction = await fake.slash("ask", {"question": HEADLINE}, user=alice)

    assert FIGURE in (await interaction.answer()).text


async def test_an_acknowledgement_that_came_too_late_is_logged_once_and_without_a_trace(
    monkeypatch: pytest.MonkeyPatch, backstage: Backstage
) -> None:
    async with discord_at(monkeypatch, Deadlines(acknowledge=0.0)) as fake, running(backstage.client(), fake):
        with capture_logs() as logged:
            interaction = await fake.slash("ask", {"question": HEADLINE}, user=fake.user("alice"))
            await interaction.refusal()
            await settled(lambda: bool(logged))

    assert interaction.late
    assert [(each["event"], each["command"], "exc_info" in each) for each in logged] == [
        ("interaction_expired", "ask", False)
    ]


async def test_an_answer_whose_token_ended_goes_to_the_channel(
    monkeypatch: pytest.MonkeyPatch, backstage: Backstage
) -> None:
    engine = HeldEngine(backstage.archive, HashingEmbedder())
    deadlines = Deadlines(token=0.3)
    async with (
        discord_at(monkeypatch, deadlines) as fake,
        running(replace(backstage, engine=engine).client(), fake),
    ):
        interaction = await fake.slash("ask", {"question": HEADLINE}, user=fake.user("alice"))
        await interaction.acknowledgement()
        await asyncio.sleep(deadlines.token)
        engine.let.set()

        sent = await fake.request("POST", f"/channels/{fake.general.id}/messages")

    assert FIGURE in str(sent.body)


async def test_an_answer_for_the_asker_alone_never_goes_to_the_channel(
    monkeypatch: pytest.MonkeyPatch, backstage: Backstage
) -> None:
    engine = HeldEngine(backstage.archive, HashingEmbedder())
    deadlines = Deadlines(token=0.3)
    async with (
        discord_at(monkeypatch, deadlines) as fake,
        running(replace(backstage, engine=engine).client(), fake),
    ):
        with capture_logs() as logged:
            asked = {"question": HEADLINE, "only_me": True}
            interaction = await fake.slash("ask", asked, user=fake.user("alice"))
            await interaction.acknowledgement()
            await asyncio.sleep(deadlines.token)
            engine.let.set()
            await settled(lambda: any(each["event"] == "answer_came_too_late" for each in logged))

        assert [each.path for each in fake.requests if each.path.endswith(f"/{fake.general.id}/messages")] == []


async def test_a_second_question_of_the_same_person_waits_for_the_first(
    fake: FakeDiscord, alice: User, backstage: Backstage
) -> None:
    engine = HeldEngine(backstage.archive, HashingEmbedder())
    async with running(replace(backstage, engine=engine).client(), fake):
        first = await fake.slash("ask", {"question": HEADLINE}, user=alice)
        await first.acknowledgement()
        second = await (await fake.slash("ask", {"question": HEADLINE}, user=alice)).answer()
        bobs = await fake.slash("ask", {"question": HEADLINE, "only_me": True}, user=fake.user("bob"))
        await bobs.acknowledgement()
        engine.let.set()
        answers = [await first.answer(), await bobs.answer()]

    assert second.ephemeral
    assert second.content == "Your last question is still being answered. One at a time, please."
    assert [FIGURE in answer.text for answer in answers] == [True, True]


async def test_an_engine_at_work_does_not_delay_acknowledgements(
    fake: FakeDiscord, data: Path, backstage: Backstage
) -> None:
    people = [fake.user(f"person {number}") for number in range(4)]
    async with (
        engine_for(data, load_encoder=BusyEmbedder) as engine,
        running(replace(backstage, engine=engine).client(), fake),
    ):
        await warm(engine)
        asked = [await fake.slash("ask", {"question": HEADLINE, "only_me": True}, user=person) for person in people]
        acknowledged = [await interaction.acknowledgement() for interaction in asked]
        unanswered = [interaction for interaction in asked if not interaction.answered]
        answers = [await interaction.answer() for interaction in asked]

    assert acknowledged == [CallbackKind.DEFERRED_MESSAGE] * len(people)
    assert unanswered
    assert max(interaction.acknowledged_after or 9.0 for interaction in asked) < BUSY_SECONDS * (len(people) - 1)
    assert [FIGURE in answer.text for answer in answers] == [True] * len(people)


@pytest.mark.usefixtures("bot")
async def test_what_was_asked_in_a_server_that_removes_the_bot_is_forgotten_at_once(
    fake: FakeDiscord, backstage: Backstage
) -> None:
    server, now = fake.guild.id, datetime.now(UTC)
    name = backstage.records.keep(Kept.ANSWER, "{}", server=server, now=now)

    with capture_logs() as logged:
        await fake.remove_from_guild(fake.guild)
        await settled(lambda: any(each["event"] == "server_left" for each in logged))

    assert backstage.records.find(Kept.ANSWER, name, server=server) is None
    assert backstage.records.server(server).channels == (EVERYWHERE,)
    assert server in backstage.records.left()


async def test_in_a_thread_of_its_own_it_needs_no_mention_where_moderators_chose_that(
    monkeypatch: pytest.MonkeyPatch, backstage: Backstage
) -> None:
    client = backstage.client(message_content=True)
    async with FakeDiscord(approved_intents=Intent.MESSAGE_CONTENT) as fake:
        fake.patch(monkeypatch)
        alice, bob, server = fake.user("alice"), fake.user("bob"), fake.guild.id
        async with running(client, fake):
            answer = await fake.reply_to(await fake.message(fake.general, f"{fake.bot.mention} {HEADLINE}", alice))
            channel = client.get_channel(int(fake.general.id))
            assert isinstance(channel, discord.TextChannel)
            opened = await channel.get_partial_message(int(answer.id)).create_thread(name="More")
            theirs = await channel.create_thread(name="Theirs", type=discord.ChannelType.public_thread)
            await settled(lambda: len(channel.threads) == 2)
            for thread in channel.threads:
                thread.owner_id = int(alice.id)  # as if she had opened both
            mine, other = (fake.world.channel(str(thread.id)) for thread in (opened, theirs))

            await fake.message(mine, "and in Syria?", bob)
            await fake.reply_to(await fake.message(fake.general, f"{fake.bot.mention} And in Iraq?", bob))
            backstage.records.change(Settings(server, channels=(EVERYWHERE,), threads=True), now=datetime.now(UTC))
            await fake.message(other, AGAIN, bob)
            follow_up = await fake.reply_to(await fake.message(mine, "and in Syria?", alice))

        assert "in Syria" in follow_up.text
        assert [message.author for message in fake.messages.of(mine)] == [bob, alice, fake.bot]
        assert [message.author for message in fake.messages.of(other)] == [bob]


@pytest.mark.usefixtures("bot")
async def test_thirty_at_once_are_acknowledged_and_answered_in_turn(fake: FakeDiscord) -> None:
    people = [fake.user(f"person {number}") for number in range(30)]

    asked = [await fake.slash("ask", {"question": HEADLINE, "only_me": True}, user=person) for person in people]
    first = [(await interaction.answer()).text for interaction in asked]
    await settled(lambda: all(FIGURE in (each.original.text if each.original else "") for each in asked))

    assert all(FIGURE in text or re.match(r"Busy: \d+ before you, about \d+ s\.", text) for text in first)
    assert not any(interaction.late for interaction in asked)


async def test_a_failure_takes_the_place_of_a_place_in_the_queue(fake: FakeDiscord, backstage: Backstage) -> None:
    engine = HeldEngine(backstage.archive, HashingEmbedder())
    engine.failure = EngineBusy()
    async with running(replace(backstage, engine=engine).client(), fake):
        people = [fake.user(f"person {number}") for number in range(90)]
        asked = [await fake.slash("ask", {"question": HEADLINE, "only_me": True}, user=person) for person in people]
        waiting = (await asked[-1].answer()).text
        engine.let.set()
        await settled(lambda: all(each.answered and each.original and TOO_MANY in each.original.text for each in asked))

    assert re.fullmatch(r"Busy: 8\d before you, about 2 s\.", waiting)


def callback_statuses(fake: FakeDiscord) -> list[int]:
    return [each.status for each in fake.requests if each.path.endswith("/callback")]
