"""Questions in a simulated Discord: the command, mentions, replies, quotes, and what can go wrong."""

import pytest

from tests.bot.discord.conftest import HEADLINE, Backstage, Newsroom, labels, read


async def test_a_question_is_answered_in_public_with_figure_and_source(newsroom: Newsroom) -> None:
    result = await newsroom.member.slash(newsroom.general, "ask", question=HEADLINE)

    assert not result.ephemeral
    assert "66" in read(result.response)
    assert len(labels(result.response)) == 1


async def test_a_mention_is_answered_with_a_reply(newsroom: Newsroom) -> None:
    bot = newsroom.env.bot.user
    await newsroom.member.send(newsroom.general, f"<@{bot.id}> {HEADLINE}")

    reply = newsroom.general.last_message
    assert reply.author == bot
    assert reply.reference is not None
    assert "66" in read(reply)
