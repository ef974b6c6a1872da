"""Digests in a simulated Discord: the command, its pages, and the button beneath an answer."""

import pytest

from bot.errors import EngineBusy
from tests.bot.discord.conftest import Backstage, Server, labels, read


async def test_what_is_new_is_told_page_by_page(server: Server) -> None:
    result = await server.member.slash(server.general, "digest")

    assert not result.ephemeral
    assert "the newest day that has any" in read(result.response)
    assert labels(result.response) in ([], ["Next"])


async def test_pages_turn_both_ways_in_the_same_message_after_a_restart_too(
    server: Server, backstage: Backstage
) -> None:
    told = await server.member.slash(server.general, "digest", topic="attacks on US forces since 17 October 2023")
    first = read(told.response)

    await server.member.click(told.response, label="Next")
    second = read(told.response)
    await server.house.restart_bot(backstage.client())
    await server.member.click(told.response, label="Previous")

    assert "on attacks on US forces" in first
    assert "page 2 of" in second
    assert read(told.response) == first


async def test_a_timeline_begins_with_the_first_event(server: Server) -> None:
    told = await server.member.slash(server.general, "digest", topic="attacks on US forces", form="timeline")

    assert "Timeline of attacks on US forces" in read(told.response)


async def test_it_is_for_the_asker_alone_if_they_want(server: Server) -> None:
    told = await server.member.slash(server.general, "digest", only_me=True)

    assert told.ephemeral


async def test_where_there_is_nothing_it_says_so(server: Server) -> None:
    told = await server.member.slash(server.general, "digest", topic="Liechtenstein", window="yesterday")

    assert "Nothing on Liechtenstein was published here on" in read(told.response)
    assert labels(told.response) == ["Tell me when something appears", "Why?", "Helpful", "Not helpful"]


async def test_a_failure_is_told_where_the_digest_was_awaited(server: Server, backstage: Backstage) -> None:
    backstage.engine.failure = EngineBusy()

    told = await server.member.slash(server.general, "digest")

    assert "Too many questions are waiting" in read(told.response)


@pytest.mark.parametrize("question", ["news about attacks on US forces", "timeline of attacks on US forces"])
async def test_a_question_for_stories_has_them_all_behind_a_button(server: Server, question: str) -> None:
    asked = await server.member.slash(server.general, "ask", question=question)
    stories = labels(asked.response)[0]
    opened = await server.moderator.click(asked.response, label=stories)

    assert stories.endswith(("stories", "story"))
    assert opened.ephemeral
    assert "attacks on US forces" in read(opened.response)


async def test_stories_that_are_no_longer_kept_are_said_to_be(server: Server, backstage: Backstage) -> None:
    asked = await server.member.slash(server.general, "ask", question="news about attacks on US forces")
    backstage.records.forget_kept(server.id)

    opened = await server.moderator.click(asked.response, label=labels(asked.response)[0])

    assert "no longer kept" in read(opened.response)
