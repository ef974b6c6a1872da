"""Setting a server up in a simulated Discord."""

import re
from datetime import timedelta

import discord

from bot.records import Kept
from bot.records import Server as Settings
from bot.starters import starter_topics
from ingest import Unusable
from tests.bot.discord.conftest import HEADLINE, SEEN, Backstage, Server, greeted, labels, read
from tests.bot.discord.feeds import feed
from tests.fakediscord import Permission


async def test_the_page_shows_what_is_chosen(server: Server, backstage: Backstage) -> None:
    backstage.records.change(Settings(server.id), now=SEEN)

    result = await server.moderator.slash(server.general, "settings")

    assert result.ephemeral
    assert read(result.response).splitlines() == [
        "**Mentions:** answered nowhere until you choose; who mentions me is told so, and that /ask works",
        "**Where I speak unasked:** not chosen",
        (
            "**Moderators:** Manage Server. Discord shows their commands to Manage Server alone; allow other roles in "
            "Server Settings, Integrations."
        ),
        "**Answers:** in public, unless the asker chooses otherwise",
        "**Time zone:** UTC",
        "**Answers are kept for 7 days**",
        "**Language model:** none; whoever runs this bot has set none up",
        "**My threads:** a question needs a mention, since whoever runs this bot has not set DISCORD_MESSAGE_CONTENT=1",
        "**Sources seen here:** 1",
    ]
    assert labels(result.response) == [
        "Mentions: everywhere",
        "Answers: to the asker alone",
        "Threads: without a mention",
        "Time zone",
        "Language model",
        "News to start with",
    ]


async def test_members_do_not_see_the_settings(server: Server) -> None:
    assert {"settings", "forget"}.isdisjoint(server.member.available_commands(server.general))


async def test_every_choice_is_kept_and_shown_after_a_restart_too(server: Server, backstage: Backstage) -> None:
    news = server.guild.create_text_channel("news")
    editors = server.guild.create_role("Editors")
    page = await server.moderator.slash(server.general, "settings")
    await server.house.restart_bot(backstage.client())

    await server.moderator.select(page.response, [news, server.general], custom_id="settings:channels")
    await server.moderator.select(page.response, [server.general], custom_id="setup:channel")
    await server.moderator.select(page.response, [editors], custom_id="settings:moderators")
    await server.moderator.select(page.response, ["ar"], custom_id="settings:language")
    await server.moderator.select(page.response, ["3"], custom_id="settings:keeping")
    await server.moderator.click(page.response, label="Answers: to the asker alone")

    assert backstage.records.server(server.id) == Settings(
        server.id,
        channel=str(server.general.id),
        channels=(str(news.id), str(server.general.id)),
        moderators=(str(editors.id),),
        language="ar",
        keep_days=3,
        only_me=True,
    )
    told = read(page.response)
    assert f"answered in <#{news.id}>, <#{server.general.id}>; elsewhere" in told
    assert f"Manage Server, <@&{editors.id}>" in told
    assert "to the asker alone" in told
    assert "kept for 3 days" in told


async def test_everywhere_is_one_press_and_back(server: Server, backstage: Backstage) -> None:
    page = await server.moderator.slash(server.general, "settings")

    await server.moderator.click(page.response, label="Mentions: nowhere")
    nowhere = backstage.records.server(server.id).channels
    await server.moderator.click(page.response, label="Mentions: everywhere")

    assert nowhere == ()
    assert backstage.records.server(server.id).channels == ("*",)
    assert "answered in every channel" in read(page.response)


async def test_what_is_kept_for_less_time_is_forgotten_at_once(server: Server, backstage: Backstage) -> None:
    old = backstage.records.keep(Kept.ANSWER, "{}", server=server.id, now=discord.utils.utcnow() - timedelta(days=2))
    page = await server.moderator.slash(server.general, "settings")

    await server.moderator.select(page.response, ["1"], custom_id="settings:keeping")

    assert backstage.records.find(Kept.ANSWER, old, server=server.id) is None


async def test_where_nothing_is_kept_answers_have_no_buttons(server: Server, backstage: Backstage) -> None:
    backstage.records.change(Settings(server.id, channels=("*",), keep_days=0), now=SEEN)

    asked = await server.member.slash(server.general, "ask", question=HEADLINE)

    assert "102 attacks" in read(asked.response)
    assert labels(asked.response) == []


async def test_all_read_the_language_that_was_chosen(server: Server, backstage: Backstage) -> None:
    backstage.records.change(Settings(server.id, channels=("*",), language="de"), now=SEEN)

    asked = await server.member.slash(server.general, "ask", question=HEADLINE)
    await server.member.send(server.general, server.bot.mention)
    await greeted(server)

    assert "neuester Artikel" in read(asked.response)
    mentioned, greeting = server.general.history()[-2:]
    assert "Frag" in read(mentioned)
    assert "Hallo" in read(greeting)


async def test_a_role_that_moderates_opens_the_page_and_another_does_not(server: Server, backstage: Backstage) -> None:
    editors, readers = server.guild.create_role("Editors"), server.guild.create_role("Readers")
    editor = server.guild.add_member("edda", roles=[editors])
    reader = server.guild.add_member("rita", roles=[readers])
    backstage.records.change(Settings(server.id, moderators=(str(editors.id),)), now=SEEN)
    await greeted(server)

    opened = await editor.click(server.last_message(), label="Set up")
    refused = await reader.click(server.last_message(), label="Set up")

    assert "**Time zone:** UTC" in read(opened.response)
    assert read(refused.response) == "This needs the permission Manage Server."


async def test_what_was_asked_here_is_forgotten_when_a_moderator_says_so(server: Server, backstage: Backstage) -> None:
    now = discord.utils.utcnow()
    here = backstage.records.keep(Kept.ANSWER, "{}", server=server.id, now=now)
    elsewhere = backstage.records.keep(Kept.ANSWER, "{}", server="77", now=now)

    result = await server.moderator.slash(server.general, "forget")

    assert result.ephemeral
    assert "Forgotten: 1 of what I kept for buttons here" in (result.response.content or "")
    assert backstage.records.find(Kept.ANSWER, here, server=server.id) is None
    assert backstage.records.find(Kept.ANSWER, elsewhere, server="77") == "{}"


async def test_channels_in_which_the_bot_may_not_write_are_not_chosen(server: Server, backstage: Backstage) -> None:
    closed = server.guild.create_text_channel("closed", lacking=Permission.SEND_MESSAGES)
    page = await server.moderator.slash(server.general, "settings")

    await server.moderator.select(page.response, [closed], custom_id="setup:channel")
    told_of_one = read(page.response)
    await server.moderator.select(page.response, [closed, server.general], custom_id="settings:channels")

    assert "I may not write in #closed" in told_of_one
    assert "I may not write in #closed" in read(page.response)
    assert backstage.records.server(server.id) == Settings(server.id, channels=(str(server.general.id),))


async def test_what_was_deleted_since_is_not_shown(server: Server, backstage: Backstage) -> None:
    gone = Settings(server.id, channel="77", channels=("77", str(server.general.id)), moderators=("78",))
    backstage.records.change(gone, now=SEEN)

    page = await server.moderator.slash(server.general, "settings")

    shown = re.findall(r"'default_values': \[([^]]*)\]", str(page.response.components))
    assert shown == [f"{{'id': '{server.general.id}', 'type': 'channel'}}"]


async def test_a_time_zone_is_suggested_and_kept(server: Server, backstage: Backstage) -> None:
    choices = await server.moderator.autocomplete(server.general, "settings", "zone", "kyi")

    await server.moderator.slash(server.general, "settings", zone=choices[0]["value"])

    assert backstage.records.server(server.id) == Settings(server.id, channels=("*",), zone="Europe/Kyiv")


async def test_a_time_zone_is_filled_into_a_form(server: Server, backstage: Backstage) -> None:
    panel = await server.moderator.slash(server.general, "settings")
    form = await server.moderator.click(panel.response, label="Time zone")

    await server.moderator.submit_modal(form, {"zone": "america/new york"})

    assert backstage.records.server(server.id).zone == "America/New_York"
    assert "**Time zone:** America/New_York" in read(panel.response)


async def test_a_wrong_time_zone_is_answered_with_the_nearest(server: Server, backstage: Backstage) -> None:
    panel = await server.moderator.slash(server.general, "settings")
    form = await server.moderator.click(panel.response, label="Time zone")

    refused = await server.moderator.submit_modal(form, {"zone": "Kiyv"})

    assert refused.ephemeral
    assert "Did you mean" in read(refused.response)
    assert "Europe/Kyiv" in read(refused.response)
    assert backstage.records.server(server.id).zone == "UTC"


async def test_news_to_start_with_is_looked_at_by_topic(server: Server, backstage: Backstage) -> None:
    topic = next(each for each in starter_topics() if each.name == "Humanitarian")
    backstage.web.update({address: feed(f"Feed{number}") for number, address in enumerate(topic.addresses)})
    backstage.web[topic.addresses[0]] = Unusable(topic.addresses[0], "It answers 503 now. Try again later.")
    panel = await server.moderator.slash(server.general, "settings")
    topics = await server.moderator.click(panel.response, label="News to start with")

    found = await server.moderator.select(topics.response, ["Humanitarian"])

    assert found.ephemeral
    assert "It answers 503 now." in read(found.response)
    assert labels(found.response) == ["Add 2", "Cancel"]
