"""Questions in a simulated Discord: the command, mentions, replies, quotes, and what can go wrong."""

import re

import pytest

from bot.cogs.turns import QUESTIONS
from bot.errors import EngineBusy, EngineUnavailable
from bot.records import EVERYWHERE
from bot.records import Server as Settings
from ingest import OPERATOR, Arrival, Document, ingest
from tests.bot.discord.conftest import HEADLINE, SEEN, UNCOVERED, Backstage, Server, labels, pictures, read
from tests.bot.discord.feeds import feed
from tests.embedders import HashingEmbedder
from tests.fakediscord import Permission

FIGURE = "**At least 102 attacks**"


async def test_a_question_is_answered_in_public_with_figure_and_source(server: Server) -> None:
    result = await server.member.slash(server.general, "ask", question=HEADLINE)

    assert not result.ephemeral
    assert FIGURE in read(result.response)
    assert "garrisonreview.example" in read(result.response)
    assert labels(result.response) == [
        "7 quotes",
        "Chart",
        "Follow this figure",
        "Why?",
        "Helpful",
        "Not helpful",
    ]


async def test_an_answer_is_for_the_asker_alone_if_they_want(server: Server) -> None:
    result = await server.member.slash(server.general, "ask", question=HEADLINE, only_me=True)

    assert result.ephemeral
    assert FIGURE in read(result.response)


async def test_that_nothing_was_found_is_an_answer_too(server: Server) -> None:
    result = await server.member.slash(server.general, "ask", question=UNCOVERED)

    assert not result.ephemeral
    assert "Nothing in the archive answers this" in read(result.response)
    assert labels(result.response) == ["Tell me when something appears", "Why?", "Helpful", "Not helpful"]


async def test_the_options_since_and_until_bound_the_answer(server: Server) -> None:
    result = await server.member.slash(
        server.general, "ask", question="How many attacks on US forces?", since="2023-10-17", until="2023-11-22"
    )

    assert "66" in read(result.response)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"since": "last Tuesday"}, "“last Tuesday” is not a day that sitrep reads. Write 2023"),
        ({"since": "2023-11-22", "until": "2023-10-17"}, "Swap them."),
    ],
    ids=["no day", "days swapped"],
)
async def test_what_cannot_be_read_is_told_to_the_asker_alone(
    server: Server, options: dict[str, str], told: str
) -> None:
    result = await server.member.slash(server.general, "ask", question=HEADLINE, **options)

    assert result.ephemeral
    assert told in read(result.response)


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (EngineBusy(), "Too many questions are waiting. Ask again in a minute."),
        (EngineUnavailable(), "Ask again in a minute."),
        (ValueError("a bug"), "Something went wrong here; it is in the log"),
    ],
    ids=["busy", "unavailable", "bug"],
)
async def test_a_failure_is_told_where_the_answer_was_awaited(
    server: Server, backstage: Backstage, failure: Exception, told: str
) -> None:
    backstage.engine.failure = failure

    result = await server.member.slash(server.general, "ask", question=HEADLINE)

    assert told in read(result.response)


async def test_while_typing_a_day_is_suggested(server: Server) -> None:
    choices = await server.member.autocomplete(server.general, "ask", "since", "2023-10-17", question="?")

    assert [(choice["name"], choice["value"]) for choice in choices] == [("Tuesday, 2023-10-17", "2023-10-17")]


async def test_quotes_open_for_whoever_presses(server: Server) -> None:
    asked = await server.member.slash(server.general, "ask", question=HEADLINE)

    opened = await server.moderator.click(asked.response, label="7 quotes")

    assert opened.ephemeral
    assert "What the answer rests on" in read(opened.response)
    assert "“" in read(opened.response)


@pytest.mark.parametrize("label", ["7 quotes", "Chart", "Why?"])
async def test_what_stands_beneath_an_answer_opens_after_a_restart_and_not_once_that_is_forgotten(
    server: Server, backstage: Backstage, label: str
) -> None:
    asked = await server.member.slash(server.general, "ask", question=HEADLINE)

    await server.house.restart_bot(backstage.client())
    opened = await server.member.click(asked.response, label=label)
    backstage.records.forget_server(server.id)
    forgotten = await server.member.click(asked.response, label=label)

    assert "no longer kept" not in read(opened.response)
    assert "no longer kept: answers are forgotten after 7 days" in read(forgotten.response)


async def test_why_an_answer_is_what_it_is_opens_for_whoever_presses(server: Server) -> None:
    asked = await server.member.slash(server.general, "ask", question=HEADLINE)

    opened = await server.moderator.click(asked.response, label="Why?")

    assert opened.ephemeral
    assert "Read as: how many attacks, about “United States”, “forces”, since 17 Oct 2023." in read(opened.response)
    assert "102 was chosen out of" in read(opened.response)


async def test_what_is_near_in_time_opens_where_there_is_no_story(server: Server) -> None:
    asked = await server.member.slash(server.general, "ask", question="latest news on Syria in March 2022")

    opened = await server.member.click(asked.response, label="Nearest coverage")

    assert opened.ephemeral
    assert "It does not answer the question." in read(opened.response)
    assert "Syria" in read(opened.response)


async def test_why_nothing_was_found_opens_too(server: Server) -> None:
    asked = await server.member.slash(server.general, "ask", question=UNCOVERED)

    opened = await server.member.click(asked.response, label="Why?")

    assert "Read as:" in read(opened.response)
    assert re.search(r"\d passages? do(?:es)? not: (?:it|each)", read(opened.response))


async def test_a_chart_opens_for_whoever_presses_with_its_finding_as_alt_text(server: Server) -> None:
    asked = await server.member.slash(server.general, "ask", question=HEADLINE)

    opened = await server.moderator.click(asked.response, label="Chart")

    assert opened.ephemeral
    (shown,) = pictures(opened.response)
    assert shown.is_png
    assert shown.alt == shown.gallery_alt
    assert "Attacks since 17 Oct 2023: the reported figure rose from 52 on 13 Nov 2023 to at least 102" in (
        shown.alt or ""
    )


async def test_a_picture_that_cannot_be_drawn_is_excused(server: Server, backstage: Backstage) -> None:
    asked = await server.member.slash(server.general, "ask", question=HEADLINE)
    backstage.engine.failure = EngineBusy()

    opened = await server.member.click(asked.response, label="Chart")

    assert "Too many questions are waiting." in read(opened.response)


async def test_where_files_may_not_be_attached_the_missing_permission_is_named(server: Server) -> None:
    bare = server.guild.create_text_channel("bare", lacking=Permission.ATTACH_FILES)
    asked = await server.member.slash(bare, "ask", question=HEADLINE)

    opened = await server.member.click(asked.response, label="Chart")

    assert "I lack the permission Attach Files in this channel." in read(opened.response)


async def test_an_answer_of_one_day_has_no_chart(server: Server) -> None:
    result = await server.member.slash(server.general, "ask", question=HEADLINE, until="2023-11-13")

    assert "Chart" not in labels(result.response)


async def test_a_mention_is_answered_with_a_reply_that_pings_nobody(server: Server) -> None:
    question = await server.member.send(server.general, f"{server.bot.mention} {HEADLINE}")

    reply = server.last_message()
    assert reply.author == server.bot
    assert reply.reference is question
    assert reply.mentions == []
    assert FIGURE in read(reply)


async def test_where_embeds_are_not_allowed_a_mention_is_answered_in_plain_text(server: Server) -> None:
    bare = server.guild.create_text_channel("bare", lacking=Permission.EMBED_LINKS)

    await server.member.send(bare, f"{server.bot.mention} {HEADLINE}")

    assert bare.last_message
    assert FIGURE in bare.last_message.content
    assert bare.last_message.components == []


async def test_where_the_bot_may_not_write_it_keeps_silent(server: Server) -> None:
    closed = server.guild.create_text_channel("closed", lacking=Permission.SEND_MESSAGES)

    await server.member.send(closed, f"{server.bot.mention} {HEADLINE}")

    assert closed.last_message
    assert closed.last_message.author.id == server.member.id


async def test_a_reply_to_an_answer_is_a_question(server: Server) -> None:
    await server.member.send(server.general, f"{server.bot.mention} {HEADLINE}")

    await server.moderator.send(server.general, "How many attacks on US forces?", reply_to=server.last_message())

    reply = server.last_message()
    assert reply.author == server.bot
    assert "102" in read(reply)


async def test_a_mention_alone_is_answered_with_how_to_ask(server: Server) -> None:
    await server.member.send(server.general, server.bot.mention)

    assert server.last_message().content.startswith("Ask me about the news: mention me with a question, or use </ask:")


async def test_where_history_may_not_be_read_the_answer_is_no_reply(server: Server) -> None:
    blind = server.guild.create_text_channel("blind", lacking=Permission.READ_MESSAGE_HISTORY)

    await server.member.send(blind, f"{server.bot.mention} {HEADLINE}")

    assert blind.last_message
    assert blind.last_message.reference is None
    assert FIGURE in read(blind.last_message)


async def test_a_long_question_is_excused(server: Server) -> None:
    await server.member.send(server.general, f"{server.bot.mention} {'how many ' * 150}")

    assert "at most 1,000 are read" in server.last_message().content


async def test_a_failure_is_told_where_the_bot_was_mentioned(server: Server, backstage: Backstage) -> None:
    backstage.engine.failure = EngineBusy()

    await server.member.send(server.general, f"{server.bot.mention} {HEADLINE}")

    assert server.last_message().content == "Too many questions are waiting. Ask again in a minute."


@pytest.mark.parametrize("text", ["How many attacks?", "@everyone how many attacks?"], ids=["talk", "everyone"])
async def test_what_is_not_said_to_the_bot_is_not_answered(server: Server, text: str) -> None:
    await server.moderator.send(server.general, text)

    assert server.last_message().author.id == server.moderator.id


async def test_a_reply_to_somebody_else_is_not_answered(server: Server) -> None:
    said = await server.moderator.send(server.general, "Two attacks, I think.")

    await server.member.send(server.general, "How many attacks?", reply_to=said)

    assert server.last_message().author.id == server.member.id


async def test_until_channels_are_chosen_a_mention_gets_how_to_set_up_and_ask_works(
    server: Server, backstage: Backstage
) -> None:
    backstage.records.change(Settings(server.id), now=SEEN)

    for _ in range(2):
        await server.member.send(server.general, f"{server.bot.mention} {HEADLINE}")
    asked = await server.member.slash(server.general, "ask", question=HEADLINE)

    told = [message.content for message in server.general.history() if message.author == server.bot]
    assert re.sub(r":\d+>", ":1>", told[0]) == (
        "I answer mentions once a moderator has chosen in which channels: </settings:1>. </ask:1> works at once."
    )
    assert len([each for each in told if each]) == 1
    assert FIGURE in read(asked.response)
    assert not asked.ephemeral


async def test_in_channels_that_were_not_chosen_the_asker_alone_is_answered_and_knows_why(
    server: Server, backstage: Backstage
) -> None:
    news = server.guild.create_text_channel("news")
    backstage.records.change(Settings(server.id, channels=(str(news.id),)), now=SEEN)

    asked = await server.member.slash(server.general, "ask", question=HEADLINE)
    await server.member.send(server.general, f"{server.bot.mention} {HEADLINE}")
    await server.member.send(news, f"{server.bot.mention} {HEADLINE}")

    assert asked.ephemeral
    assert FIGURE in read(asked.response)
    assert [each.content for each in asked.followups] == ["Here I answer you alone: moderators chose other channels."]
    assert server.last_message().content.startswith(f"Moderators chose other channels for mentions: <#{news.id}>.")
    assert FIGURE in read(news.last_message)


async def test_where_moderators_chose_so_the_asker_alone_is_answered_unless_they_choose_otherwise(
    server: Server, backstage: Backstage
) -> None:
    backstage.records.change(Settings(server.id, channels=(EVERYWHERE,), only_me=True), now=SEEN)

    asked = await server.member.slash(server.general, "ask", question=HEADLINE)
    shared = await server.member.slash(server.general, "ask", question=HEADLINE, only_me=False)
    latest = await server.member.slash(server.general, "latest")
    digest = await server.member.slash(server.general, "digest")

    assert [each.ephemeral for each in (asked, shared, latest, digest)] == [True, False, True, True]


async def test_the_very_same_is_linked_where_it_was_answered_a_moment_ago(server: Server) -> None:
    first = await server.member.slash(server.general, "ask", question=HEADLINE)
    again = await server.moderator.slash(server.general, "ask", question=f" {HEADLINE.lower()} ")
    alone = await server.moderator.slash(server.general, "ask", question=HEADLINE, only_me=True)
    elsewhere = await server.moderator.slash(server.guild.create_text_channel("other"), "ask", question=HEADLINE)

    assert re.fullmatch(
        rf"Answered here <t:\d+:R>, and nothing new since: https://\S+/{first.response.id}", read(again.response)
    )
    assert FIGURE in read(alone.response)
    assert FIGURE in read(elsewhere.response)


async def test_an_answer_that_was_deleted_is_given_again(server: Server) -> None:
    first = await server.member.slash(server.general, "ask", question=HEADLINE)
    server.house.discord.messages.delete(first.response)
    await server.house.settle()

    again = await server.moderator.slash(server.general, "ask", question=HEADLINE)

    assert FIGURE in read(again.response)


async def test_what_new_evidence_answers_otherwise_is_given_again(server: Server, backstage: Backstage) -> None:
    question = "Who won the chess championship in Syria?"
    await server.member.slash(server.general, "ask", question=question)
    chess = feed("Chess")
    backstage.archive.subscribe([chess], OPERATOR, by=None, now=SEEN)
    article = Document(
        origin=chess.url,
        body="Mira Holm won the chess championship in Syria on Monday, the federation said.",
        url="https://chess.example/final",
        title="Holm wins the chess championship in Syria",
        published=SEEN,
        publisher="Chess",
        language="en",
        external_id=None,
    )
    for _ in ingest(
        [Arrival(article, 1)], archive=backstage.archive, embedder=HashingEmbedder(), source=chess.url, seen=SEEN
    ):
        pass

    again = await server.moderator.slash(server.general, "ask", question=question)

    assert "Mira Holm" in read(again.response)


async def test_beyond_a_minutes_public_answers_the_asker_alone_is_answered(
    server: Server, backstage: Backstage
) -> None:
    backstage.public_a_minute = 1
    await server.house.restart_bot(backstage.client())

    first = await server.member.slash(server.general, "ask", question=HEADLINE)
    second = await server.moderator.slash(server.general, "ask", question=UNCOVERED)
    await server.moderator.send(server.general, f"{server.bot.mention} {UNCOVERED}")

    assert [first.ephemeral, second.ephemeral] == [False, True]
    assert [each.content for each in second.followups] == [
        "1 answer a minute is given here in public; this one is for you alone."
    ]
    assert server.last_message().content.startswith("I have answered a lot here within a minute. </ask:")


async def test_who_mentions_faster_than_one_person_is_answered_is_told_so_once(server: Server) -> None:
    for number in range(QUESTIONS + 3):
        await server.member.send(server.general, f"{server.bot.mention} thanks {number}")

    said = [message for message in server.general.history() if message.author == server.bot]
    assert len(said) == QUESTIONS + 1
    assert said[-1].content.startswith("You ask faster than I answer one person. Ask again in ")


async def test_a_direct_message_is_answered_from_shared_sources(server: Server) -> None:
    await server.member.send_dm(HEADLINE)

    answered = [entry for entry in server.house.discord.requests if entry.method == "POST" and "messages" in entry.path]
    assert len(answered) == 1
    assert FIGURE in str(answered[0].body)


async def test_where_nothing_is_read_members_are_told_what_a_moderator_can_do(
    server: Server, backstage: Backstage
) -> None:
    (sample,) = backstage.archive.sources(OPERATOR)
    backstage.archive.remove(sample.id, OPERATOR, by=None, now=sample.added)
    bare = server.guild.create_text_channel("bare", lacking=Permission.EMBED_LINKS)

    asked = await server.member.slash(server.general, "ask", question=HEADLINE)
    listed = await server.member.slash(server.general, "latest")
    await server.member.send(bare, f"{server.bot.mention} {HEADLINE}")

    for told in (asked.response, listed.response, bare.last_message):
        assert "A server's moderators add news with /sources add." in read(told)
        assert "sitrep " not in read(told)
