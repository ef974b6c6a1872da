"""Setting a server up in a simulated Discord."""

import discord

from bot.records import Kept
from bot.records import Server as Settings
from bot.starters import starter_topics
from ingest import Unusable
from tests.bot.discord.conftest import Backstage, Server, labels, read
from tests.bot.discord.feeds import feed


async def test_the_panel_shows_what_is_chosen(server: Server) -> None:
    result = await server.moderator.slash(server.general, "setup")

    assert result.ephemeral
    assert read(result.response) == "Channel: not chosen\nTime zone: UTC\nSources seen here: 1"
    assert labels(result.response) == ["Time zone", "News to start with"]


async def test_members_do_not_see_the_setup(server: Server) -> None:
    assert {"setup", "forget"}.isdisjoint(server.member.available_commands(server.general))


async def test_what_was_asked_here_is_forgotten_when_a_moderator_says_so(server: Server, backstage: Backstage) -> None:
    now = discord.utils.utcnow()
    here = backstage.records.keep(Kept.ANSWER, "{}", server=server.id, now=now)
    elsewhere = backstage.records.keep(Kept.ANSWER, "{}", server="77", now=now)

    result = await server.moderator.slash(server.general, "forget")

    assert result.ephemeral
    assert "Forgotten: 1 of what I kept for buttons here" in (result.response.content or "")
    assert backstage.records.find(Kept.ANSWER, here, server=server.id) is None
    assert backstage.records.find(Kept.ANSWER, elsewhere, server="77") == "{}"


async def test_a_channel_is_chosen(server: Server, backstage: Backstage) -> None:
    panel = await server.moderator.slash(server.general, "setup")

    await server.moderator.select(panel.response, [server.general])

    assert backstage.records.server(server.id).channel == str(server.general.id)
    assert read(panel.response).startswith("Channel: #general")


async def test_a_channel_in_which_the_bot_may_not_write_is_not_chosen(server: Server, backstage: Backstage) -> None:
    closed = server.guild.create_text_channel(
        "closed",
        overwrites={server.guild.me: discord.PermissionOverwrite(send_messages=False)},  # type: ignore[dict-item]  # because simcord takes the bot too
    )
    panel = await server.moderator.slash(server.general, "setup")

    await server.moderator.select(panel.response, [closed])

    assert "I may not write in #closed" in read(panel.response)
    assert backstage.records.server(server.id).channel is None


async def test_a_time_zone_is_suggested_and_kept(server: Server, backstage: Backstage) -> None:
    choices = await server.moderator.autocomplete(server.general, "setup", "zone", "kyi")

    await server.moderator.slash(server.general, "setup", zone=choices[0]["value"])

    assert backstage.records.server(server.id) == Settings(server.id, zone="Europe/Kyiv")


async def test_a_time_zone_is_filled_into_a_form(server: Server, backstage: Backstage) -> None:
    panel = await server.moderator.slash(server.general, "setup")
    form = await server.moderator.click(panel.response, label="Time zone")

    await server.moderator.submit_modal(form, {"zone": "america/new york"})

    assert backstage.records.server(server.id).zone == "America/New_York"
    assert "Time zone: America/New_York" in read(panel.response)


async def test_a_wrong_time_zone_is_answered_with_the_nearest(server: Server, backstage: Backstage) -> None:
    panel = await server.moderator.slash(server.general, "setup")
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
    panel = await server.moderator.slash(server.general, "setup")
    topics = await server.moderator.click(panel.response, label="News to start with")

    found = await server.moderator.select(topics.response, ["Humanitarian"])

    assert found.ephemeral
    assert "It answers 503 now." in read(found.response)
    assert labels(found.response) == ["Add 2", "Cancel"]
