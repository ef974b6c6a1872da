"""Alerts over real sockets: what comes is posted once, and corrected where it was posted."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.alerting.alerts import Wanted, What
from bot.client import SitrepBot
from bot.preview.loopback.commands import Options
from bot.records import Server
from ingest import Outline, write_opml
from tests.bot.alert_news import BOMB, BOMB_WORSE, Stage, fill, offer, own, staged, turn
from tests.fakediscord import INVITED, FakeDiscord, Message, Permission, Upload, User
from tests.processes import PATIENCE, settled

MANAGER = INVITED | Permission.MANAGE_GUILD


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
    async with fake.hosting(client):
        await turn(client, 0)
        yield client


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
    assert f"(<{address}>)" in first.text
    assert f"(<{address}>)" in reply.text
    figures = bot.newsroom.meter.read().decode()
    assert 'sitrep_alerts_total{what="posted"} 2.0' in figures
    assert 'sitrep_alerts_total{what="struck"} 1.0' in figures


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


async def test_in_a_thread_it_is_posted_and_corrected_in_the_thread(fake: FakeDiscord, stage: Stage) -> None:
    thread = fake.world.add_thread(fake.general, "attacks")
    stage.alert(fake.guild.id, thread.id)
    address = stage.bring(BOMB_WORSE, title="Attack in Mosul")
    async with running(stage.client(), fake) as bot:
        await turn(bot)
        stage.bring(BOMB_WORSE.replace("14", "31"), title="Attack in Mosul", url=address)
        await turn(bot)

    first, reply = fake.messages.of(thread)
    assert "~~14 killed~~ 31 killed" in first.text
    assert reply.reference is first
    assert posts(fake) == []


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


@pytest.fixture
def otto(fake: FakeDiscord) -> User:
    return fake.user("otto")


async def said(fake: FakeDiscord, otto: User, command: str, options: Options | None = None) -> Message:
    interaction = await fake.slash(f"alerts {command}", options, user=otto, permissions=MANAGER)
    return await interaction.answer()


@pytest.mark.usefixtures("bot")
async def test_an_alert_is_shown_with_examples_before_it_is_saved_and_then_listed(
    fake: FakeDiscord, stage: Stage, otto: User
) -> None:
    stage.bring(BOMB)
    proposal = await said(fake, otto, "add", {"place": "Iraq", "severity": 2, "any_words": "bomb, blast"})
    shown = proposal.text
    assert stage.records.alerts.of(fake.guild.id) == ()

    await (await fake.click(proposal, "Save", user=otto)).acknowledgement()
    await settled(lambda: len(stage.records.alerts.of(fake.guild.id)) == 1)
    listed = await said(fake, otto, "list")

    assert "it would have posted 1:" in shown
    assert "Mosul, Iraq" in shown
    assert "🟢 **1.** Incidents · in Iraq · with any of bomb, blast · Somebody killed" in listed.text
    assert f"<#{fake.general.id}>" in listed.text


@pytest.mark.usefixtures("bot")
async def test_a_topic_is_chosen_among_real_examples_on_either_side_of_its_edge(
    fake: FakeDiscord, stage: Stage, otto: User
) -> None:
    stage.bring("Grain exports from Tamra rose on {day}, the harbour office said.", title="Grain exports rise")
    stage.bring("The council of Tamra met about schools on {day}, its mayor said.", title="Schools discussed")
    proposal = await said(fake, otto, "add", {"what": "items", "topic": "grain exports rise"})
    before = proposal.text

    await (await fake.choose(proposal, ["from 30% on"], user=otto)).acknowledgement()
    await settled(lambda: "about “grain exports rise” (at least 30% near)" in proposal.text)

    assert "❌ Schools discussed" in before
    assert "✅ Grain exports rise" in proposal.text


@pytest.mark.usefixtures("bot")
async def test_what_cannot_be_posted_is_refused_when_it_is_asked_for(fake: FakeDiscord, otto: User) -> None:
    refused = await said(fake, otto, "add", {"what": "stories", "kind": "bombing"})
    await fake.permit(fake.general, INVITED & ~Permission.READ_MESSAGE_HISTORY)
    unwritable = await said(fake, otto, "add", {})

    assert "Only incidents have a kind and a severity." in refused.text
    assert "I lack the permission Read Message History" in unwritable.text


@pytest.mark.usefixtures("bot")
async def test_a_test_is_posted_where_the_alert_posts_and_marked_as_one(
    fake: FakeDiscord, stage: Stage, otto: User
) -> None:
    stage.bring(BOMB)
    stage.alert(fake.guild.id, fake.general.id, role=77)

    told = await said(fake, otto, "test", {"alert": 1})

    [example] = [message for message in posts(fake) if message is not told]
    assert "Mosul, Iraq" in example.text
    assert "A test of alert 1: this is no news." in example.text
    assert "<@&77>" not in example.text
    assert "is posted in" in told.text


async def test_what_came_while_an_alert_was_paused_is_not_posted_after_it(
    fake: FakeDiscord, bot: SitrepBot, stage: Stage, otto: User
) -> None:
    stage.alert(fake.guild.id, fake.general.id)
    await said(fake, otto, "pause", {"alert": 1})
    stage.bring(BOMB_WORSE)
    await turn(bot)
    await said(fake, otto, "resume", {"alert": 1})
    await turn(bot)
    stage.bring("Gunmen shot dead 12 villagers near Basra, Iraq, on {day}, a mayor said.")
    await turn(bot)

    news = [message.text for message in posts(fake) if not message.ephemeral]
    assert ["Basra" in text for text in news] == [True]
    assert "Mosul" not in news[0]


@pytest.mark.usefixtures("bot")
async def test_a_removed_alert_is_gone_and_anothers_cannot_be(fake: FakeDiscord, stage: Stage, otto: User) -> None:
    stage.alert(fake.guild.id, fake.general.id)
    theirs = stage.alert("99", "98")

    removed = await said(fake, otto, "remove", {"alert": 1})
    refused = await said(fake, otto, "remove", {"alert": theirs.id})

    assert "Alert 1 is removed (Incidents)." in removed.text
    assert "There is no alert 2 here." in refused.text
    assert stage.records.alerts.of(fake.guild.id) == ()
    assert stage.records.alerts.of("99") == (theirs,)


async def test_an_old_bots_list_of_feeds_is_taken_over_and_each_new_article_is_posted(
    fake: FakeDiscord, bot: SitrepBot, stage: Stage, otto: User
) -> None:
    harbour = "https://harbour.example/feed"
    stage.web[harbour] = offer(harbour, "Harbour Post")
    opml = write_opml([Outline("Harbour", harbour), Outline("Dead", "https://dead.example/feed")], title="Old bot")

    told = await said(fake, otto, "import", {"file": Upload("feeds.opml", opml)})
    await fake.bell.until(lambda: "is saved" in told.text or None, what="the alert", within=PATIENCE)
    stage.bring("A storm passed over Tamra on {day}.", title="Storm over Tamra", publisher="Post", source=harbour)
    await turn(bot)
    stage.clock.pass_by(seconds=30)
    await turn(bot)

    assert "Alert 1 is saved: each new article of 1 feed is posted" in told.text
    assert "https://dead.example/feed" in told.text.replace("\\", "")
    [item] = [message for message in posts(fake) if not message.ephemeral]
    assert "[Storm over Tamra](<https://wire.example/" in item.text


async def test_what_comes_in_quiet_hours_is_one_message_when_they_end(
    fake: FakeDiscord, bot: SitrepBot, stage: Stage, otto: User
) -> None:
    stage.alert(fake.guild.id, fake.general.id)
    now = stage.clock()
    ends = now + timedelta(hours=1)
    told = await said(fake, otto, "quiet", {"since": f"{now:%H:%M}", "until": f"{ends:%H:%M}"})
    stage.bring(BOMB_WORSE)
    await turn(bot)
    stage.bring("Gunmen shot dead 12 villagers near Basra, Iraq, on {day}, a mayor said.")
    await turn(bot, 2)
    silent = [message for message in posts(fake) if not message.ephemeral]

    stage.clock.pass_by(hours=1, minutes=1)
    await turn(bot, 2)

    assert "Quiet from" in told.text
    assert silent == []
    [message] = [message for message in posts(fake) if not message.ephemeral]
    assert "**While it was quiet**" in message.text
    assert "Mosul" in message.text
    assert "Basra" in message.text
