"""The first word in a new server, in whatever form its channels allow."""

from bot.preview.loopback.world import Guild
from tests.bot.discord.conftest import Server, greeted, labels, read
from tests.bot.discord.people import Place, Town
from tests.fakediscord import INVITED, Permission


async def test_the_first_channel_is_greeted_with_a_button_for_managers(server: Server) -> None:
    server.guild.create_text_channel("second")

    await greeted(server)
    opened = await server.moderator.click(server.last_message(), label="Set up")
    refused = await server.member.click(server.last_message(), label="Set up")

    assert [labels(message) for message in server.general.history()] == [["Set up"]]
    assert "try </ask:" in read(server.last_message())
    assert opened.ephemeral
    assert "**Time zone:** UTC" in read(opened.response)
    assert refused.ephemeral
    assert read(refused.response) == "This needs the permission Manage Server."


def elsewhere(server: Server, *, lacking: Permission) -> tuple[Guild, Place]:
    """Give a server that the bot is not in yet, with one channel in which it will lack a permission."""
    guild = server.house.discord.world.add_guild("Elsewhere")
    [channel] = guild.channels
    channel.app_permissions = INVITED & ~lacking
    return guild, Place(server.house, channel)


async def test_where_embeds_are_not_allowed_the_greeting_is_plain_and_its_button_works(server: Server) -> None:
    guild, bare = elsewhere(server, lacking=Permission.EMBED_LINKS)
    town = Town(server.house, guild)
    owner = town.add_member("olga", roles=[town.create_role("Owners", permissions=Permission.MANAGE_GUILD)])

    await server.house.discord.enter(guild)
    await server.house.settle()
    opened = await owner.click(bare.last_message, label="Set up")

    assert bare.last_message
    assert bare.last_message.content.startswith("Hello.")
    assert "**Time zone:** UTC" in read(opened.response)


async def test_where_no_channel_is_open_nothing_is_said(server: Server) -> None:
    guild, closed = elsewhere(server, lacking=Permission.SEND_MESSAGES)

    await server.house.discord.enter(guild)
    await server.house.settle()

    assert closed.history() == []
