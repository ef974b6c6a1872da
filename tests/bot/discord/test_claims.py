"""Claims in a simulated Discord: the menu of a message, the verdicts, and sharing them."""

from dataclasses import replace

from tests.bot.discord.conftest import HEADLINE, Backstage, Server, labels, read
from tests.fakediscord import Permission

CHECK = "Check this claim"
OUTDATED = "US forces have been attacked 55 times since October 17, 2023."


async def test_each_claim_of_a_message_gets_its_verdict_for_the_one_who_asks(server: Server) -> None:
    said = await server.member.send(server.general, f"> lol look\n{OUTDATED} Aliens have landed in Texas.")

    checked = await server.moderator.context_menu(CHECK, said)

    told = read(checked.response)
    assert checked.ephemeral
    assert f"Outdated: “{OUTDATED}”" in told.replace("**", "")
    assert "It was reported so on 14 Nov 2023. The newest figure: **at least 102 attacks**." in told
    assert "attacked at least 102 times since October 17" in told
    assert "21 Dec 2023" in told
    assert "garrisonreview.example" in told
    assert "Not found: “Aliens have landed in Texas.”" in told.replace("**", "")
    assert "This does not make it false." in told
    assert labels(checked.response) == ["Share"]


async def test_what_is_shared_stands_in_the_channel_once_after_a_restart_too(
    server: Server, backstage: Backstage
) -> None:
    said = await server.member.send(server.general, OUTDATED)
    checked = await server.member.context_menu(CHECK, said)
    await server.house.restart_bot(backstage.client())

    await server.member.click(checked.response, label="Share")

    shared = server.last_message()
    assert shared.author.id == server.bot.id
    assert not shared.ephemeral
    assert "at least 102 attacks" in read(shared)
    assert labels(checked.response) == []


async def test_who_may_not_write_in_a_channel_shares_nothing_there(server: Server) -> None:
    quiet = server.guild.create_text_channel("quiet")
    reader = replace(server.member, permissions=server.member.permissions & ~Permission.SEND_MESSAGES)
    said = await server.moderator.send(quiet, OUTDATED)
    checked = await reader.context_menu(CHECK, said)

    await reader.click(checked.response, label="Share")

    assert quiet.last_message
    assert quiet.last_message.id == said.id
    assert labels(checked.response) == ["Share"]


async def test_a_message_that_states_nothing_gets_no_verdict_and_nothing_to_share(server: Server) -> None:
    said = await server.member.send(server.general, "what do you think? lol")

    checked = await server.member.context_menu(CHECK, said)

    assert "Nothing checkable" in read(checked.response)
    assert labels(checked.response) == []


async def test_of_an_answer_of_the_bots_own_it_says_where_its_quotes_are(server: Server) -> None:
    asked = await server.member.slash(server.general, "ask", question=HEADLINE)

    checked = await server.member.context_menu(CHECK, asked.response)

    assert "I wrote this myself: the buttons beneath it" in read(checked.response)
