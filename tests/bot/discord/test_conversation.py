"""A conversation in a simulated Discord: what a message leans on, and whose it never is."""

import re
from datetime import timedelta

import pytest

from bot.records.conversations import CONTEXT_ENDS
from tests.bot.discord.conftest import HEADLINE, Backstage, Server, labels, read

AFTER = "and in Syria?"
UNDERSTOOD = "How many attacks on US forces since Oct 17 in Syria?"


async def asked(server: Server) -> None:
    await server.member.send(server.general, f"{server.bot.mention} {HEADLINE}")


def without_moments(text: str) -> str:
    return re.sub(r"<t:\d+:R>", "", text)


async def test_a_reply_is_read_with_the_question_before_and_says_so(server: Server) -> None:
    await asked(server)

    await server.member.send(server.general, AFTER, reply_to=server.last_message())

    assert f"Read as “{UNDERSTOOD}”" in read(server.last_message())


async def test_a_further_mention_in_the_channel_is_read_with_it_too(server: Server) -> None:
    await asked(server)

    await server.member.send(server.general, f"{server.bot.mention} {AFTER}")

    assert UNDERSTOOD in read(server.last_message())


async def test_the_command_begins_a_conversation(server: Server) -> None:
    await server.member.slash(server.general, "ask", question=HEADLINE)

    result = await server.member.slash(server.general, "ask", question=AFTER)

    assert UNDERSTOOD in read(result.response)


async def test_what_is_asked_of_the_answer_is_told_from_it(server: Server) -> None:
    await asked(server)

    await server.member.send(server.general, "who said that?", reply_to=server.last_message())

    assert "102 attacks: " in read(server.last_message())
    assert "[1]" in read(server.last_message())
    assert "7 quotes" in labels(server.last_message())


async def test_a_word_beside_the_news_leaves_the_conversation_where_it_was(server: Server) -> None:
    await asked(server)
    await server.member.send(server.general, "thanks!", reply_to=server.last_message())
    thanked = server.last_message()

    await server.member.send(server.general, AFTER, reply_to=thanked)

    assert "You're welcome." in read(thanked)
    assert labels(thanked) == []
    assert UNDERSTOOD in read(server.last_message())


async def test_a_conversation_goes_on_after_a_restart(server: Server, backstage: Backstage) -> None:
    await asked(server)

    await server.house.restart_bot(backstage.client())
    await server.member.send(server.general, f"{server.bot.mention} {AFTER}")

    assert UNDERSTOOD in read(server.last_message())


async def test_a_conversation_never_crosses_members(server: Server) -> None:
    await asked(server)
    answered = server.last_message()

    await server.moderator.send(server.general, AFTER, reply_to=answered)
    assert "Read as" not in read(server.last_message())

    await server.moderator.send(server.general, f"{server.bot.mention} {AFTER}")
    assert "Read as" not in read(server.last_message())


async def test_a_conversation_never_crosses_channels(server: Server) -> None:
    await asked(server)
    other = server.guild.create_text_channel("other")

    await server.member.send(other, f"{server.bot.mention} {AFTER}")

    assert other.last_message
    assert "Read as" not in read(other.last_message)


async def test_a_message_that_stands_alone_is_answered_as_ever(server: Server) -> None:
    other = server.guild.create_text_channel("other")
    await server.member.send(other, f"{server.bot.mention} {HEADLINE}")
    await server.member.send(server.general, f"{server.bot.mention} What happened at Al-Asad?")

    await server.member.send(server.general, HEADLINE, reply_to=server.last_message())

    assert without_moments(read(server.last_message())) == without_moments(read(other.last_message))


async def test_a_refused_window_is_widened_by_a_button(server: Server) -> None:
    result = await server.member.slash(
        server.general, "ask", question="How many attacks on US forces?", since="2022-01-01", until="2022-02-01"
    )

    assert "At any time" in labels(result.response)
    opened = await server.moderator.click(result.response, label="At any time")
    assert opened.ephemeral
    assert "102" in read(opened.response)


async def test_what_no_article_has_is_named(server: Server) -> None:
    result = await server.member.slash(server.general, "ask", question="Who won the regatta at Splitwater?")

    assert "No article here has “regatta” or “Splitwater”." in read(result.response)


@pytest.mark.parametrize("message", ["hello!", "you are useless", "tell me a joke", "what do you think of taxes?"])
async def test_small_talk_gets_one_friendly_line(server: Server, message: str) -> None:
    await server.member.send(server.general, f"{server.bot.mention} {message}")

    told = read(server.last_message())
    assert "Ask me about the news" in told
    assert "Nothing in the archive" not in told
    assert len(told.splitlines()) == 1


def test_a_conversation_ends_within_the_day() -> None:
    assert timedelta(minutes=10) <= CONTEXT_ENDS <= timedelta(days=1)
