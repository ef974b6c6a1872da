"""Feedback in a simulated Discord: votes, reasons, the form, and what moderators look through."""

import json

from bot.records import Vote
from tests.bot.discord.conftest import HEADLINE, UNCOVERED, Backstage, Server, labels, read


async def test_a_member_has_one_vote_on_an_answer_and_may_change_it(server: Server, backstage: Backstage) -> None:
    asked = await server.member.slash(server.general, "ask", question=HEADLINE)

    helped = await server.member.click(asked.response, label="Helpful")
    await server.moderator.click(asked.response, label="Helpful")
    changed = await server.member.click(asked.response, label="Not helpful")
    chosen = await server.member.select(changed.response, ["old_news"])

    assert helped.ephemeral
    assert "Noted: helpful." in read(helped.response)
    assert "Noted: “Old news”. The moderators see it, not who said so." in read(chosen.response or changed.response)
    cast = backstage.records.ballots.of_server(server.id)
    assert sorted(each.vote for each in cast) == [Vote.HELPFUL, Vote.OLD_NEWS]


async def test_a_wrong_number_is_stored_with_question_moment_answer_and_trace(
    server: Server, backstage: Backstage
) -> None:
    asked = await server.member.slash(server.general, "ask", question=HEADLINE)
    voted = await server.member.click(asked.response, label="Not helpful")
    form = await server.member.select(voted.response, ["wrong_number"])

    await server.member.submit_modal(form, {"value": "105", "url": "https://harbourpost.example/105"})

    (cast,) = backstage.records.ballots.of_server(server.id)
    answer, trace = json.loads(cast.content), json.loads(cast.amendment.trace or "{}")
    assert cast.vote is Vote.WRONG_NUMBER
    assert (cast.amendment.value, cast.amendment.url) == ("105", "https://harbourpost.example/105")
    assert answer["question"] == HEADLINE
    assert answer["figures"][0]["value"] == 102
    assert trace["question"]["measure"] == "attack"
    assert {figure["value"] for figure in trace["figures"] if figure["outcome"] == "chosen"} == {102}


async def test_moderators_see_what_is_said_and_what_was_not_answered_and_nobody_s_name(server: Server) -> None:
    await server.member.slash(server.general, "ask", question=UNCOVERED)
    await server.member.slash(server.general, "ask", question="How many people were evacuated from Zaporizhzhia?")
    asked = await server.member.slash(server.general, "ask", question=HEADLINE)
    await server.member.click(asked.response, label="Helpful")

    review = await server.moderator.slash(server.general, "review")

    told = read(review.response)
    assert review.ephemeral
    assert f"“{UNCOVERED}”" in told
    assert "The Kyiv Independent covers Ukraine: /sources add" in told
    assert "Helpful: 1" in told
    assert "102" in told
    assert "mia" not in told
    assert "Nobody sees who asked, or who voted." in told


async def test_a_server_sees_its_own_votes_alone_and_members_none(server: Server, backstage: Backstage) -> None:
    asked = await server.member.slash(server.general, "ask", question=HEADLINE)
    await server.member.click(asked.response, label="Helpful")

    assert backstage.records.ballots.of_server("7") == ()
    assert "review" not in server.member.available_commands(server.general)


async def test_what_was_voted_on_is_forgotten_with_the_questions(server: Server, backstage: Backstage) -> None:
    asked = await server.member.slash(server.general, "ask", question=HEADLINE)
    await server.member.click(asked.response, label="Helpful")

    await server.moderator.slash(server.general, "forget")
    late = await server.member.click(asked.response, label="Not helpful")

    assert backstage.records.ballots.all() == ()
    assert "This answer is no longer kept" in read(late.response)


async def test_pages_of_a_review_turn_for_moderators(server: Server) -> None:
    for name in "Ablonsk Bedrovo Cindrel Dorvath Eszterra Fallonby Grunholm".split():
        await server.member.slash(server.general, "ask", question=f"Who is the mayor of {name}?")
    review = await server.moderator.slash(server.general, "review")
    first = read(review.response)

    await server.moderator.click(review.response, label="Next")

    assert "page 1 of 2" in first
    assert "page 2 of 2" in read(review.response)
    assert labels(review.response) == ["Previous"]
