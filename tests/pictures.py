"""Pictures of every kind of message: what `sitrep preview` shows, drawn by a Chromium of this machine.

Run as `python -m tests.pictures FOLDER`: each message in four files, NAME-WIDTH-THEME.png, at a phone's width and a
desk's, light and dark. With `--docs`, as `make pictures` does, only the few that the documentation shows.
"""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, Locator, Page, async_playwright
from playwright.async_api import Error as PlaywrightError

from tests.webserver import RSS, WebServer

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
MEMBER, MODERATOR = "1000000000000000002", "1000000000000000003"
WIDTHS: Final = {"phone": 390, "desk": 1000}
THEMES: Final = ("light", "dark")
DOCS: Final = {
    "ask-desk-light": "ask",
    "ask-phone-dark": "ask-phone",
    "quotes-desk-light": "quotes",
    "latest-desk-light": "latest",
    "latest-phone-dark": "latest-phone",
    "chart-desk-light": "chart",
    "map-desk-light": "map",
    "timeline-desk-light": "timeline",
    "sources-add-desk-light": "sources-add",
}
"""What the documentation shows, and under which names."""
HEADLINE: Final = "how many attacks on US forces since Oct 17?"
_HEIGHT: Final = 2800
"""Of the window: what scrolls within it is cut."""
_BUSY_MS: Final = 60_000
_QUIET_MS: Final = 700
_READY: Final = "Open "
_SHOWN: Final = """() => Object.fromEntries([...document.querySelectorAll("#messages > li")]
    .map(each => [each.dataset.message, each.querySelector(".body").textContent]))"""
_NEWS: Final = """before => document.querySelector("#form[open]") ? "form" :
    [...document.querySelectorAll("#messages > li:has(.face.bot)")].reverse()
    .find(each => before[each.dataset.message] !== each.querySelector(".body").textContent)?.dataset.message"""


@dataclass(frozen=True)
class Kept:
    """A message to be drawn: what it is called, who sees it, where."""

    name: str
    you: str
    message: str


@dataclass
class Player:
    """Plays on the page, and keeps what is to be drawn."""

    page: Page
    address: str
    you: str = MEMBER
    kept: list[Kept] = field(default_factory=list)

    async def become(self, you: str) -> None:
        """Look at the channel as somebody."""
        self.you = you
        await self.page.goto(f"{self.address}?you={you}")
        await self.page.wait_for_selector("body[data-ready]")

    async def ask(self, name: str, text: str) -> Locator:
        """Mention the bot, and keep its reply."""
        return await self._after(name, self._write(f"@sitrep {text}"))

    async def command(self, name: str, path: str, **options: str) -> Locator:
        """Give a command, and keep what it answers."""
        return await self._after(name, self._give(path, options))

    async def press(self, name: str, message: Locator, label: str) -> Locator:
        """Press a button whose label has `label` in it, and keep what comes of it."""
        button = message.locator(f"button.button:has-text('{label}')").first
        return await self._after(name, button.click())

    async def fill(self, name: str, **entries: str) -> Locator:
        """Fill in the open form, and keep what is answered."""
        for label, text in entries.items():
            await self.page.locator(f"#form [aria-label^='{label.replace('_', ' ')}']").fill(text)
        return await self._after(name, self.page.locator("#form [type=submit]").click())

    async def _write(self, text: str) -> None:
        await self.page.fill("#text", text)
        await self.page.press("#text", "Enter")

    async def _give(self, path: str, options: dict[str, str]) -> None:
        await self._write(f"/{path}")
        for option, value in options.items():
            entry = self.page.locator(f"[data-option='{option}']").locator("input, select")
            if await entry.evaluate("each => each.tagName") == "SELECT":
                await entry.select_option(label=value)
            else:
                await entry.fill(value)
        if await self.page.input_value("#text"):  # without options it is on its way already
            await self.page.locator("#composer [type=submit]").click()

    async def _after(self, name: str, doing: Awaitable[object]) -> Locator:
        """Wait for what is new, or written anew, once nothing is on its way any more; give it, the form aside."""
        sys.stderr.write(f"{name}\n")
        before = await self.page.evaluate(_SHOWN)
        await doing
        await self.page.wait_for_function(_NEWS, arg=before, timeout=_BUSY_MS)
        await self.page.wait_for_function("!document.querySelector('.loading')", timeout=_BUSY_MS)
        await self.page.wait_for_timeout(_QUIET_MS)
        message = await self.page.evaluate(_NEWS, before)
        if name:
            self.kept.append(Kept(name, self.you, message))
        return self.page.locator(f"[data-message='{message}']")


async def play(player: Player, feeds: list[str]) -> None:
    """Play a member's and a moderator's five minutes, so that every kind of message comes up."""
    await player.become(MEMBER)
    while "words alone" in str(await (await player.ask("", "what happened in Gansu?")).text_content()):
        await player.page.wait_for_timeout(_QUIET_MS)  # until the encoder is loaded
    answer = await player.ask("ask", HEADLINE)
    await player.press("quotes", answer, "quotes")
    await player.press("why", answer, "Why")
    await player.press("chart", answer, "Chart")
    await player.ask("follow-up", "and in Syria?")
    await player.ask("passages", "what happened at Al-Asad?")
    await player.ask("ledger", "how many airstrikes in Syria since Nov 1?")
    unknown = await player.ask("unknown", "how many people were hurt in the earthquake in Peru?")
    await player.press("nearest", unknown, "Nearest")
    digest = await player.ask("digest", "what's new?")
    await player.press("stories", digest, "stories")
    await player.ask("small-talk", "hello")
    await player.command("command", "ask", question="who attacked Al-Asad?", only_me="True")
    listed = await player.command("latest", "latest")
    await player.press("timeline", listed, "Timeline")
    await player.press("map-of-everything", listed, "Map")
    there = await player.command("latest-place", "latest", place="Iraq")
    await player.press("map", there, "Map")
    await player.press("latest-next", there, "Next")
    await player.command("latest-nothing", "latest", place="Peru")
    await player.command("timeline-of-stories", "digest", topic="attacks on US forces", form="Timeline")
    await player.command("help", "help")
    await player.command("about", "about")
    await player.command("wrong-day", "ask", question=HEADLINE, since="yesteryear")
    await player.become(MODERATOR)
    await player.command("settings", "settings")
    await player.command("", "sources add")
    offers = await player.fill("", Addresses="\n".join(feeds[:2]))
    await player.press("sources-added", offers, "Add")
    await player.command("", "sources add")
    await player.fill("sources-add", Addresses="\n".join(feeds[2:]))
    await player.command("sources-list", "sources list")
    await player.command("sources-show", "sources show", source="Harbour Post")
    await player.command("sources-log", "sources log")


async def draw(browser: Browser, address: str, kept: list[Kept], folder: Path, named: dict[str, str]) -> None:
    """Draw what was kept at every width and in every theme; only what is `named`, if anything is."""
    for size, width in WIDTHS.items():
        for theme in THEMES:
            for you in (MEMBER, MODERATOR):
                page = await browser.new_page(viewport={"width": width, "height": _HEIGHT}, bypass_csp=True)
                await page.goto(f"{address}?you={you}&theme={theme}")
                await page.wait_for_selector("body[data-ready]")
                await page.wait_for_timeout(_QUIET_MS)
                for each in kept:
                    name = f"{each.name}-{size}-{theme}"
                    if each.you == you and (name in named or not named):
                        picture = folder / f"{named.get(name, name)}.png"
                        await page.locator(f"[data-message='{each.message}']").screenshot(path=picture)
                await page.close()


@asynccontextmanager
async def preview(data: Path) -> AsyncIterator[str]:
    """Run `sitrep preview` on a free port, and give its address."""
    command = (sys.executable, "-m", "bot.cli", "preview", "--port", "0", "--data", str(data))
    settings = {"SITREP_ALLOW_NETWORKS": "127.0.0.0/8"}
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, env=os.environ | settings)
    assert process.stdout
    try:
        async for line in process.stdout:
            if line.startswith(_READY.encode()):
                yield line.split()[1].decode()
                break
    finally:
        process.send_signal(signal.SIGINT)
        await process.wait()


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """Open a browser of this machine: Playwright's own would have to be downloaded."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit("No Chromium or Chrome was found; on Debian and Ubuntu: apt install chromium")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        yield await playwright.chromium.launch(executable_path=browser, args=arguments)


def give_feeds(web: WebServer) -> list[str]:
    """Let the web have feeds of today, one of them in French, and one that died; gives the addresses to try."""
    feeds = {
        "/harbour.xml": _feed("Harbour Post", "en", "Ferries run again after three days of storm", "Two held at port"),
        "/coast.xml": _feed("Coast Wire", "en", "Ministry counts 14 attacks on convoys since May", "River talks go on"),
        "/lake.xml": _feed("Lake Review", "en", "Power is back in the northern districts", "Bridge to open on Friday"),
        "/journal.xml": _feed("Le Journal du port", "fr", "Les ferrys repartent après la tempête"),
    }
    for path, feed in feeds.items():
        web.give(path, feed, content_type=RSS)
    return [web.url(path) for path in (*feeds, "/gone.xml")]


def _feed(title: str, language: str, *headlines: str) -> str:
    now = datetime.now(UTC)
    items = "".join(
        f"<item><title>{each}</title><link>https://news.example/{number}</link>"
        f"<pubDate>{format_datetime(now - timedelta(hours=3 * number + 1))}</pubDate>"
        f"<description>{each}. " + "More on this is told in the whole article. " * 12 + "</description></item>"
        for number, each in enumerate(headlines)
    )
    return f"<rss version='2.0'><channel><title>{title}</title><language>{language}</language>{items}</channel></rss>"


async def main(folder: Path, named: dict[str, str]) -> None:
    """Play, and draw into `folder`."""
    with tempfile.TemporaryDirectory() as data, WebServer() as web:
        async with preview(Path(data)) as address, browsing() as browser:
            player = Player(await browser.new_page(viewport={"width": 1100, "height": 1000}, bypass_csp=True), address)
            player.page.on("pageerror", lambda error: sys.stderr.write(f"page: {error}\n"))
            try:
                await play(player, give_feeds(web))
            except PlaywrightError:
                await player.page.screenshot(path=folder / "failed.png")
                raise
            await draw(browser, address, player.kept, folder, named)


if __name__ == "__main__":
    parser = ArgumentParser("python -m tests.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--docs", action="store_true", help="only what the documentation shows")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(options.folder, DOCS if options.docs else {}))
