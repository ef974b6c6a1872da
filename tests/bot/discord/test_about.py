"""What the bot tells of itself, and of its commands."""

import re

from discord import app_commands

from tests.bot.discord.conftest import Backstage, Server, read


async def test_about_tells_what_is_read_kept_and_not_to_be_trusted(server: Server) -> None:
    told = read((await server.member.slash(server.general, "about")).response)

    assert "49 articles from 1 source" in told
    assert "for 7 days" in told
    assert "It can be wrong" in told
    assert "never collected" in told
    assert "how it is deleted: </privacy:" in told
    assert re.search(r"sitrep \d+\.\d+", told)


async def test_help_names_every_command_so_that_it_can_be_clicked(server: Server) -> None:
    told = read((await server.member.slash(server.general, "help")).response)

    known = await server.house.client.tree.fetch_commands()
    ask = next(command for command in known if command.name == "ask")
    assert f"</ask:{ask.id}>" in told
    assert "In the menu of a message, under Apps: **Check this claim**" in told
    assert set(re.findall(r"</([\w -]+):\d+>", told)) == {
        "about",
        "alerts add",
        "alerts import",
        "alerts list",
        "alerts pause",
        "alerts quiet",
        "alerts remove",
        "alerts resume",
        "alerts test",
        "ask",
        "corrections",
        "digest",
        "digests add",
        "digests list",
        "digests pause",
        "digests remove",
        "digests resume",
        "forget",
        "forget-me",
        "help",
        "latest",
        "privacy",
        "review",
        "settings",
        "sources add",
        "sources check",
        "sources edit",
        "sources export",
        "sources import",
        "sources list",
        "sources log",
        "sources mute",
        "sources pause",
        "sources poll",
        "sources remove",
        "sources restore",
        "sources resume",
        "sources show",
        "sources upload",
        "sources why",
        "watching",
    }


async def test_commands_are_synced_once_and_not_again_after_a_restart(server: Server, backstage: Backstage) -> None:
    await server.house.restart_bot(backstage.client())
    told = read((await server.member.slash(server.general, "help")).response)

    synced = [entry for entry in server.house.discord.requests if entry.method == "PUT" and "commands" in entry.path]
    assert len(synced) == 1
    assert "</ask:" in told


async def test_every_command_and_option_is_described(server: Server) -> None:
    tree = server.house.client.tree
    commands = [each for each in tree.walk_commands() if isinstance(each, app_commands.Command)]

    assert [each.qualified_name for each in commands if len(each.description) < 10] == []
    undescribed = [
        (each.qualified_name, option.name)
        for each in commands
        for option in each.parameters
        if len(str(option.description)) < 10
    ]
    assert undescribed == []
    assert len({each.qualified_name for each in commands}) == len(commands)
