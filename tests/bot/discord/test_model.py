"""A language model in a simulated Discord: switched on by a moderator, writing above quotes, failing without harm."""

import re
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from bot.client import SitrepBot
from bot.language_model import LanguageModel
from bot.newsroom import SPENT, Writer
from bot.records import Server as Settings
from tests.bot.discord.conftest import HEADLINE, SEEN, Backstage, Server, greeted, labels, read
from tests.bot.discord.people import Done
from tests.fakemodel import PATH, Asked, FakeModel, Written, sources_in, statements
from tests.processes import PATIENCE

QUESTION = "What happened at Al-Asad?"
QUOTE = "“Truck with rocket launcher found after attack on Al-Asad”"
WRITTEN = "Written by a language model, checked against the quotes."


def good(asked: Asked) -> Written:
    """Say what the source of the seized truck says, more briefly."""
    (source,) = [each for each in sources_in(asked) if "Iraqi forces have seized a truck" in each["text"]]
    return statements(("Iraqi forces have seized a truck that was used to fire a rocket at Al-Asad", [source["n"]]))


def lying(_: Asked) -> Written:
    return statements(
        ("The rocket at Al-Asad killed 40 American soldiers", [1]),
        ("Al-Asad was evacuated on Friday, Otto Lind said", [2, 3]),
    )


@pytest_asyncio.fixture
async def model(backstage: Backstage) -> AsyncIterator[FakeModel]:
    with FakeModel() as running:
        async with LanguageModel(running.endpoint(seconds=PATIENCE)) as reader:
            backstage.writer = Writer(reader, "parrot-1", None, most=3)
            yield running


@pytest.fixture
def client(backstage: Backstage, model: FakeModel) -> SitrepBot:
    del model  # is there before the client that asks it
    return backstage.client()


async def switch(server: Server, to: str) -> None:
    await server.moderator.click((await opened(server)).response, label=f"Switch {to}")


async def opened(server: Server) -> Done:
    """Open the panel of the model, out of the settings."""
    page = await server.moderator.slash(server.general, "settings")
    return await server.moderator.click(page.response, label="Language model")


async def test_it_is_off_until_a_moderator_switches_it_on(server: Server, model: FakeModel) -> None:
    model.writes(good)

    asked = await server.member.slash(server.general, "ask", question=QUESTION)
    await switch(server, "on")
    written = await server.member.slash(server.general, "ask", question=QUESTION)
    await switch(server, "off")
    off_again = await server.moderator.slash(server.general, "ask", question=QUESTION, only_me=True)

    assert read(asked.response).splitlines()[0] == read(off_again.response).splitlines()[0]
    assert "Iraqi forces have seized a truck that was used to fire" in read(written.response)
    assert len(model.asked) == 1


async def test_the_panel_says_where_texts_go_and_how_many(server: Server, backstage: Backstage) -> None:
    assert backstage.writer

    panel = await opened(server)

    assert panel.ephemeral
    told = read(panel.response)
    assert "The language model (parrot-1) is off in this server." in told
    assert "a question here goes to a model on this bot's own machine, with at most 6 passages" in told
    assert "not who asked" in told
    assert "at most 3 questions a day" in told
    assert labels(panel.response) == ["Switch on"]


async def test_who_moderates_no_more_may_not_switch_it(server: Server, backstage: Backstage) -> None:
    editors = server.guild.create_role("Editors")
    editor = server.guild.add_member("edda", roles=[editors])
    backstage.records.change(Settings(server.id, moderators=(str(editors.id),)), now=SEEN)
    await greeted(server)
    page = await editor.click(server.last_message(), label="Set up")
    panel = await editor.click(page.response, label="Language model")
    backstage.records.change(Settings(server.id), now=SEEN)

    refused = await editor.click(panel.response, label="Switch on")

    assert read(refused.response) == "This needs the permission Manage Server."
    assert not backstage.records.server(server.id).writes


async def test_about_says_that_it_is_on_and_where_texts_go(server: Server) -> None:
    await switch(server, "on")

    told = read((await server.member.slash(server.general, "about")).response)

    assert "A language model is on here: a question here goes to a model on this bot's own machine" in told.replace(
        "*", ""
    )


async def test_what_it_writes_stands_above_the_quotes_with_its_quote(server: Server, model: FakeModel) -> None:
    model.writes(good)
    await switch(server, "on")

    asked = await server.member.slash(server.general, "ask", question=QUESTION)

    lines = read(asked.response).splitlines()
    assert lines[0].startswith(
        "Iraqi forces have seized a truck that was used to fire a rocket at Al-Asad (Lakeside Now, 22 Dec 2023) ["
    )
    assert any(line.startswith(QUOTE[:40]) for line in lines[1:])
    assert WRITTEN in read(asked.response)
    assert "**" not in "".join(lines[:4])
    opened = await server.member.click(asked.response, label=labels(asked.response)[0])
    assert "Iraqi forces have seized a truck" in read(opened.response)


async def test_a_mention_is_answered_first_and_edited_then(server: Server, model: FakeModel) -> None:
    model.writes(good)
    await switch(server, "on")

    await server.member.send(server.general, f"{server.bot.mention} {QUESTION}")

    assert "Iraqi forces have seized a truck that was used to fire" in read(server.last_message())
    assert server.last_message().edited


async def test_a_lie_is_not_shown_and_that_is_said(server: Server, model: FakeModel) -> None:
    plain = read((await server.member.slash(server.general, "ask", question=QUESTION)).response)
    model.writes(lying)
    await switch(server, "on")

    told = read((await server.member.slash(server.general, "ask", question=QUESTION)).response)

    assert "What the language model wrote is not in the sources." in told
    assert told.splitlines()[0][:60] == plain.splitlines()[0][:60]
    assert "40" not in re.sub(r"<t:\d+:R>", "", told)
    assert "Otto" not in told


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (lambda model: model.refuses(401), "Without the language model: it refused."),
        (lambda model: model.writes("lorem ipsum"), "Without the language model: what it wrote is no answer."),
        (lambda model: model.give(PATH, status=404), "Without the language model: it cannot be reached."),
    ],
    ids=["refused", "broken", "no API"],
)
async def test_where_it_fails_the_answer_stands_with_one_line(
    server: Server,
    model: FakeModel,
    fault: Callable[[FakeModel], None],
    told: str,
) -> None:
    fault(model)
    await switch(server, "on")

    answer = read((await server.member.slash(server.general, "ask", question=QUESTION)).response)

    assert QUOTE[:40] in answer
    assert told in answer


async def test_a_figure_in_bold_is_not_left_to_it(server: Server, model: FakeModel) -> None:
    model.writes({"option": 1})
    await switch(server, "on")

    asked = await server.member.slash(server.general, "ask", question=HEADLINE)

    assert "**At least 102 attacks**" in read(asked.response)
    assert model.asked == []


async def test_beyond_the_days_questions_the_answer_stands_with_one_line(server: Server, model: FakeModel) -> None:
    model.writes(good)
    await switch(server, "on")

    told = [
        read((await server.member.slash(server.general, "ask", question=QUESTION, only_me=True)).response)
        for _ in range(4)
    ]

    assert [SPENT in each for each in told] == [False, False, False, True]
    assert len(model.asked) == 3


async def test_a_written_answer_keeps_its_buttons_after_a_restart(
    server: Server, model: FakeModel, backstage: Backstage
) -> None:
    model.writes(good)
    await switch(server, "on")
    asked = await server.member.slash(server.general, "ask", question=QUESTION)

    await server.house.restart_bot(backstage.client())
    opened = await server.member.click(asked.response, label="Why?")

    assert "Read as:" in read(opened.response)


async def test_where_there_is_none_the_panel_says_so(server: Server, backstage: Backstage) -> None:
    backstage.writer = None
    await server.house.restart_bot(backstage.client())

    panel = await opened(server)

    assert "There is no language model to switch on." in read(panel.response)
    assert labels(panel.response) == []
