"""The page's own requests, with a small bot of discord.py behind it instead of ours."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from bot.preview.loopback.discord import LoopbackDiscord
from bot.preview.loopback.seams import client_addresses
from bot.preview.page import PAGE, Page
from bot.preview.scene import Scene, set_scene
from ingest import utc_now
from tests.fakediscord.newsdesk import Newsdesk
from tests.processes import PATIENCE

TOKEN = "opens nothing"  # noqa: S105 because it opens nothing
YEARS = timedelta(days=-1000)


class Browser:
    """What somebody does on the page, as one of the two people."""

    def __init__(self, session: ClientSession, discord: LoopbackDiscord, scene: Scene) -> None:
        self._session = session
        self._address = discord.address
        self.member, self.moderator = scene.people
        self.channel = scene.guild.channels[0].id

    async def do(self, act: str, fields: dict[str, Any], *, you: str = "", **uploads: bytes) -> dict[str, Any]:
        form = FormData()
        for name, value in {"you": you or self.member, "channel": self.channel, "locale": "en-US"}.items():
            form.add_field(name, value)
        form.add_field("fields", json.dumps(fields))
        for name, content in uploads.items():
            form.add_field(name, content, filename="notes.txt")
        async with self._session.post(f"{self._address}{PAGE}/{act}", data=form) as response:
            assert response.status == 200
            outcome: dict[str, Any] = await response.json()
            return outcome

    async def sees(self, *, you: str = "", until: str = "") -> dict[str, Any]:
        """Give what is shown, once `until` is in it."""
        query = {"you": you or self.member, "channel": self.channel}
        async with self._session.ws_connect(f"{self._address}{PAGE}/news", params=query) as news:
            while True:
                shown: dict[str, Any] = await news.receive_json(timeout=PATIENCE)
                if until in json.dumps(shown["messages"]):
                    return shown


@pytest.fixture
async def browser(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Browser]:
    async with previewed(monkeypatch) as (discord, scene), ClientSession() as session:
        yield Browser(session, discord, scene)


@asynccontextmanager
async def previewed(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[LoopbackDiscord, Scene]]:
    discord = LoopbackDiscord(token=TOKEN, clock=utc_now)
    scene = set_scene(discord.world)
    Page(discord, scene, ahead=YEARS)
    async with discord:
        for owner, name, address in client_addresses(rest_url=discord.rest_url, gateway_url=discord.gateway.url):
            monkeypatch.setattr(owner, name, address)
        await discord.enter(scene.guild)
        async with Newsdesk() as bot:
            await bot.login(TOKEN)
            connecting = asyncio.create_task(bot.connect())
            await bot.wait_until_ready()
            yield discord, scene
            await bot.close()
            await connecting


async def test_a_command_is_answered_and_what_is_for_one_alone_is_shown_to_them_alone(browser: Browser) -> None:
    assert await browser.do("command", {"path": "whisper", "options": {}}, you=browser.moderator) == {}
    theirs = await browser.sees(you=browser.moderator, until="otto may manage")
    others = await browser.sees()

    assert [message["is_only_for_you"] for message in theirs["messages"]] == [True]
    assert theirs["messages"][0]["interaction"]["name"] == "whisper"
    assert others["messages"] == []


async def test_a_mention_is_answered_by_a_reply_at_the_bots_own_time(browser: Browser) -> None:
    await browser.do("say", {"text": "@sitrep what is new?"})
    shown = await browser.sees(until="heard")

    asked, replied = shown["messages"]
    assert replied["message_reference"]["message_id"] == asked["id"]
    assert replied["written"] < (utc_now() + YEARS / 2).timestamp()


async def test_a_button_opens_a_form_whose_entries_reach_the_bot(browser: Browser) -> None:
    await browser.do("command", {"path": "pick", "options": {}})
    (message,) = (await browser.sees(until="page 1"))["messages"]
    jump = next(each for each in message["components"][0]["components"] if each["label"] == "Jump")
    form = await browser.do("use", {"message": message["id"], "custom_id": jump["custom_id"]})
    await browser.do("submit", {"form": form["form"], "entries": {"Page": "7"}})

    assert form["title"] == "Jump to a page"
    assert await browser.sees(until="page 7")


async def test_a_choice_in_a_select_reaches_the_bot(browser: Browser) -> None:
    await browser.do("command", {"path": "pick", "options": {}})
    (message,) = (await browser.sees(until="page 1"))["messages"]
    (select,) = [row["components"][0] for row in message["components"] if row["components"][0]["type"] == 3]
    await browser.do("use", {"message": message["id"], "custom_id": select["custom_id"], "values": ["space"]})

    assert await browser.sees(until="chose space")


async def test_options_are_suggested_while_they_are_typed(browser: Browser) -> None:
    typed = {"path": "ask", "options": {"question": "what", "topic": "mar"}, "focused": "topic"}

    assert await browser.do("suggest", typed) == {"choices": [{"name": "Markets", "value": "markets"}]}


async def test_a_file_is_an_option(browser: Browser) -> None:
    await browser.do("command", {"path": "upload", "options": {}}, file=b"a storm passed")

    assert await browser.sees(until="notes.txt: a storm passed")


async def test_a_context_menu_is_offered_and_chosen(browser: Browser) -> None:
    await browser.do("say", {"text": "40 attacks"})
    shown = await browser.sees(until="40 attacks")
    await browser.do("menu", {"message": shown["messages"][0]["id"], "name": "Fact-check"})

    assert shown["menus"] == ["Fact-check"]
    assert await browser.sees(until="checking: 40 attacks")


async def test_what_cannot_be_done_is_said_on_the_page(browser: Browser) -> None:
    assert "no command 'nothing'" in (await browser.do("command", {"path": "nothing", "options": {}}))["refused"]
    assert "needs ['question']" in (await browser.do("command", {"path": "ask", "options": {}}))["refused"]
    assert (await browser.do("use", {"message": "1", "custom_id": "x"}))["refused"] == "Unknown Message"


async def test_only_me_messages_can_be_dismissed_and_the_bot_written_to_directly(browser: Browser) -> None:
    await browser.do("command", {"path": "whisper", "options": {}})
    (message,) = (await browser.sees(until="may not manage"))["messages"]
    await browser.do("dismiss", {"message": message["id"]})
    assert (await browser.sees())["messages"] == []

    browser.channel = (await browser.do("direct", {}))["channel"]
    await browser.do("say", {"text": "hello"})
    assert await browser.sees(until="heard hello")


async def test_another_page_of_the_browser_and_another_name_of_the_machine_are_refused(browser: Browser) -> None:
    async with ClientSession() as session:
        for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}):
            for path in ("/", PAGE + "/news", "/api/v10/gateway"):
                async with session.get(browser._address + path, headers=headers) as response:  # noqa: SLF001 because it is this file's own
                    assert response.status == 403
        async with session.get(browser._address + "/") as response:  # noqa: SLF001 because it is this file's own
            assert response.status == 200
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
