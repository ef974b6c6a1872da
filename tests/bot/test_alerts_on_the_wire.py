"""Alerts over real sockets: what comes is posted once, and corrected where it was posted."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.alerting.alerts import Wanted, What
from bot.client import SitrepBot
from bot.records import Server
from tests.bot.alert_news import BOMB, BOMB_WORSE, Stage, fill, own, staged, turn
from tests.fakediscord import INVITED, TOKEN, FakeDiscord, Message, Permission


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    fill(tmp_path)
    with staged(tmp_path) as stage:
        yield stage


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(buckets=()) as fake:
        fake.patch(monkeypatch)
        yield fake
        assert fake.unsafe_bodies() == []


@pytest.fixture
async def bot(fake: FakeDiscord, stage: Stage) -> AsyncIterator[SitrepBot]:
    async with running(stage.client(), fake) as client:
        yield client


@asynccontextmanager
async def running(client: SitrepBot, fake: FakeDiscord) -> AsyncIterator[SitrepBot]:
    task = asyncio.create_task(client.start(TOKEN))
    try:
        await fake.gateway.connected(sessions=1)
        await client.wait_until_ready()
        await turn(client, 0)
        yield client
    finally:
        await client.close()
        await task


def posts(fake: FakeDiscord) -> list[Message]:
    return [message for message in fake.messages.of(fake.general) if message.author == fake.bot]


async def test_what_comes_is_posted_once_and_what_was_there_is_not(
    fake: FakeDiscord, bot: SitrepBot, stage: Stage
) -> None:
    stage.bring("Gunmen killed four people in Basra, Iraq, on {day}, police said.")
    stage.alert(fake.guild.id, fake.general.id, Wanted(place="Iraq"))
    await turn(bot)
    stage.bring(BOMB)
    stage.bring("A roadside bomb killed two people in Lima, Peru, on {day}, police said.")

    await turn(bot)
    assert posts(fake) == []
    stage.clock.pass_by(seconds=30)
    await turn(bot, 3)

    [message] = posts(fake)
    assert "Mosul, Iraq" in message.text
    assert "3 killed" in message.text
    assert "Lima" not in message.text
    assert "Basra" not in message.text


async def test_a_toll_that_rises_is_edited_where_it_stands_and_told_in_a_reply(
    fake: FakeDiscord, bot: SitrepBot, stage: Stage
) -> None:
    stage.alert(fake.guild.id, fake.general.id, Wanted(place="Iraq"))
    address = stage.bring(BOMB)
    await turn(bot)
    stage.clock.pass_by(seconds=30)
    await turn(bot)

    stage.bring(BOMB_WORSE, url=address)
    await turn(bot)

    first, reply = posts(fake)
    assert "~~3 killed~~ 14 killed" in first.text
    assert reply.reference is first
    assert "~~3 killed~~ 14 killed" in reply.text
    await turn(bot)
    assert len(posts(fake)) == 2


async def test_what_its_publisher_took_back_is_struck_and_said_so(
    fake: FakeDiscord, bot: SitrepBot, stage: Stage
) -> None:
    stage.alert(fake.guild.id, fake.general.id, Wanted(place="Iraq"))
    address = stage.bring(BOMB, title="Attack in Mosul")
    await turn(bot)
    stage.clock.pass_by(seconds=30)
    await turn(bot)

    stage.bring("Nobody was hurt in Mosul, Iraq, on {day}, police said.", title="Attack in Mosul", url=address)
    await turn(bot, 2)

    first, reply = posts(fake)
    assert "~~**Bombing**, Mosul, Iraq~~" in first.text
    assert "police said" not in first.text
    assert reply.reference is first
    assert "Withdrawn" in reply.text


async def test_what_is_severe_waits_for_nothing_and_mentions_its_role_alone(
    fake: FakeDiscord, bot: SitrepBot, stage: Stage
) -> None:
    stage.alert(fake.guild.id, fake.general.id, Wanted(place="Iraq"), role=77, full=True)
    stage.bring(BOMB_WORSE)

    await turn(bot)

    [message] = posts(fake)
    assert "<@&77>" in message.text
    assert "“A roadside bomb killed 14 people" in message.text
    assert message.allowed_mentions == {"parse": [], "roles": [77]}


async def test_what_would_be_too_many_messages_is_one_that_goes_on(
    fake: FakeDiscord, bot: SitrepBot, stage: Stage
) -> None:
    stage.alert(fake.guild.id, fake.general.id, Wanted(What.ITEMS))
    for number in range(8):
        stage.bring(f"Shipment {number * 11} left Tamra on {{day}}, its office said.", title=f"Shipment {number}")
        await turn(bot)
        stage.clock.pass_by(seconds=30)
        await turn(bot)

    *single, rolling = posts(fake)
    assert len(single) == 6
    assert "Much is happening" in rolling.text
    assert "Shipment 6" in rolling.text
    assert "Shipment 7" in rolling.text


async def test_a_lost_permission_pauses_and_is_told_once_elsewhere(fake: FakeDiscord, stage: Stage) -> None:
    told = fake.world.add_channel(fake.guild, "moderators")
    stage.records.change(Server(fake.guild.id, channel=told.id), now=stage.clock())
    stage.alert(fake.guild.id, fake.general.id, Wanted(place="Iraq"))
    stage.bring(BOMB_WORSE)
    fake.general.app_permissions = INVITED & ~Permission.SEND_MESSAGES
    async with running(stage.client(), fake) as bot:
        await turn(bot, 3)

    assert posts(fake) == []
    [notice] = fake.messages.of(told)
    assert "Alert 1 is paused. I lack the permission Send Messages in \\#general." in notice.text
    [alert] = stage.records.alerts.of(fake.guild.id)
    assert alert.standing == "lost"


async def test_a_server_is_posted_its_own_news_and_no_others(fake: FakeDiscord, bot: SitrepBot, stage: Stage) -> None:
    other = await fake.join_guild("Elsewhere")
    theirs = "https://theirs.example/feed"
    own(stage, other.id, theirs)
    stage.alert(fake.guild.id, fake.general.id)
    stage.alert(other.id, other.channels[0].id)
    stage.bring(BOMB_WORSE, source=theirs)

    await turn(bot)

    assert posts(fake) == []
    _greeting, message = fake.messages.of(other.channels[0])
    assert "14 killed" in message.text


async def test_in_a_forum_each_thing_is_a_post_of_its_own_that_is_edited(
    fake: FakeDiscord, bot: SitrepBot, stage: Stage
) -> None:
    forum = fake.world.add_forum(fake.guild, "news")
    await fake.permit(forum, INVITED)
    stage.alert(fake.guild.id, forum.id)
    address = stage.bring(BOMB_WORSE)

    await turn(bot)
    stage.bring("A roadside bomb killed 31 people in Mosul, Iraq, on {day}, police said.", url=address)
    await turn(bot, 2)

    [thread] = [channel for channel in fake.guild.channels if channel.parent is forum]
    first, reply = fake.messages.of(thread)
    assert thread.name == "Bombing, Mosul, Iraq: 14 killed"
    assert "~~14 killed~~ 31 killed" in first.text
    assert "31 killed" in reply.text
