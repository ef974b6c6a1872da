"""The first word in a new server, in whatever form its channels allow."""

import discord
from simcord import Env

from tests.bot.discord.conftest import Server, joined, labels, read


async def test_the_first_channel_is_greeted_with_a_button_for_managers(server: Server) -> None:
    server.guild.create_text_channel("second")

    await joined(server.env, server.guild)
    opened = await server.moderator.click(server.last_message(), label="Set up")
    refused = await server.member.click(server.last_message(), label="Set up")

    assert [labels(message) for message in server.general.history()] == [["Set up"]]
    assert "try </ask:" in read(server.last_message())
    assert opened.ephemeral
    assert "Time zone: UTC" in read(opened.response)
    assert refused.ephemeral
    assert read(refused.response) == "This needs the permission Manage Server."


async def test_where_embeds_are_not_allowed_the_greeting_is_plain_and_its_button_works(simcord_env: Env) -> None:
    guild = simcord_env.create_guild()
    bare = guild.create_text_channel(
        "bare", overwrites={guild.default_role: discord.PermissionOverwrite(embed_links=False)}
    )
    owner = guild.add_member(
        simcord_env.create_user("olga"),
        roles=[guild.create_role("Owners", permissions=discord.Permissions(manage_guild=True))],
    )

    await joined(simcord_env, guild)
    opened = await owner.click(bare.last_message, label="Set up")

    assert bare.last_message
    assert bare.last_message.content.startswith("Hello.")
    assert "Time zone: UTC" in read(opened.response)


async def test_where_no_channel_is_open_nothing_is_said(simcord_env: Env) -> None:
    guild = simcord_env.create_guild()
    closed = guild.create_text_channel(
        "closed", overwrites={guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )

    await joined(simcord_env, guild)

    assert closed.history() == []
