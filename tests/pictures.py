"""Pictures for README and docs: the messages in a simulated Discord as Chromium shows them, and what the bot draws.

Run as `python -m tests.pictures FOLDER`, or with `make pictures`. Needs a Chromium or Chrome on this machine.
"""

import asyncio
import os
import re
import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import simcord
from playwright.async_api import BrowserType

from bot.client import SitrepBot
from bot.demo import SAMPLE
from bot.desk import load_question_encoder
from bot.records import Records
from ingest import (
    ARCHIVE_FILE_NAME,
    DEFAULT_MODEL,
    Archive,
    Database,
    DateKind,
    Embedder,
    Limits,
    Offer,
    Sample,
    Scouted,
    SourceKind,
    TextKind,
    Unusable,
    ingest,
    read_file,
    utc_now,
)
from tests.bot.engines import InlineEngine

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
PHONE, DESK = 420, 860
"""Widths in pixels."""
FOUND: dict[str, Scouted] = {
    "harbourpost.example": Offer(
        address="harbourpost.example",
        url="https://harbourpost.example/world/feed.xml",
        kind=SourceKind.FEED,
        title="Harbour Post: World",
        samples=(
            Sample("Ferry service resumes after three days of storm", None, datetime(2025, 12, 31, 17, tzinfo=UTC)),
            Sample("Ministry counts 14 attacks on convoys since May", None, datetime(2025, 12, 31, 9, tzinfo=UTC)),
            Sample("Talks on the river treaty enter a second week", None, datetime(2025, 12, 30, 20, tzinfo=UTC)),
        ),
        items=30,
        dates=DateKind.STATED,
        text=TextKind.FULL,
        language="en",
    ),
    "https://lejournal.example/rss": Offer(
        address="https://lejournal.example/rss",
        url="https://lejournal.example/rss",
        kind=SourceKind.FEED,
        title="Le Journal du port",
        samples=(Sample("Les ferrys repartent après la tempête", None, datetime(2025, 12, 31, 16, tzinfo=UTC)),),
        items=12,
        dates=DateKind.STATED,
        text=TextKind.SUMMARY,
        language="fr",
    ),
    "oldtimes.example": Unusable(
        "oldtimes.example", "oldtimes.example answers 404 (not found). Check the address for a slip of the pen."
    ),
}


def main(folder: str) -> None:
    """Draw every picture into `folder`."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        asyncio.run(_draw(Path(data), Path(folder)))


async def _draw(data: Path, folder: Path) -> None:
    _launch_the_browser_of_this_machine()
    embedder = load_question_encoder(DEFAULT_MODEL)
    database = Database.open(data / ARCHIVE_FILE_NAME)
    with Archive.open(data) as archive:
        _fill(archive, embedder)
        engine = InlineEngine(archive, embedder, lambda addresses: tuple(FOUND[each] for each in addresses))
        client = SitrepBot(
            engine=engine,
            archive=archive,
            records=Records(database),
            keep=timedelta(days=7),
            limits=Limits(sources=100, articles_a_day=2_000),
            clock=utc_now,
            guild_ready_timeout=0.05,
            shard_count=1,
        )
        async with simcord.run(client) as env:
            if client.user:
                await client.user.edit(username="sitrep")
            await _scenes(env, folder)
    database.close()


def _fill(archive: Archive, embedder: Embedder) -> None:
    for _ in ingest(read_file(SAMPLE), archive=archive, embedder=embedder, source=SAMPLE.name, seen=SEEN):
        pass


async def _scenes(env: simcord.Env, folder: Path) -> None:
    guild = env.create_guild(name="Harbour watch")
    managers = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    mia = guild.add_member(env.create_user("mia"))
    otto = guild.add_member(env.create_user("otto"), roles=[managers])

    async def shoot(name: str, channel: Any, viewer: Any, width: int) -> None:  # noqa: ANN401 because simcord names them in its internals
        async with env.preview(channel, viewers=[viewer], layout="channel", width=width, height=1400) as preview:
            await preview.screenshot(str(folder / name), mode="surface")

    asked = guild.create_text_channel("ask")
    answer = await mia.slash(asked, "ask", question="how many attacks on US forces since Oct 17?")
    await shoot("ask.png", asked, mia, DESK)
    await shoot("ask-phone.png", asked, mia, PHONE)
    await mia.click(answer.response, label=_label(answer.response, "quotes"))
    await shoot("quotes.png", asked, mia, DESK)

    charted = guild.create_text_channel("chart")
    answer = await mia.slash(charted, "ask", question="how many attacks on US forces since Oct 17?")
    chart = await mia.click(answer.response, label="Chart")
    await shoot("chart-phone.png", charted, mia, PHONE)
    await _save(chart.response, folder)

    latest = guild.create_text_channel("latest")
    await mia.slash(latest, "latest", place="Iraq")
    await shoot("latest.png", latest, mia, DESK)
    everywhere = await mia.slash(latest, "latest")
    for label in ("Map", "Timeline"):
        await _save((await mia.click(everywhere.response, label=label)).response, folder)

    sources = guild.create_text_channel("sources")
    form = await otto.slash(sources, "sources add")
    await otto.submit_modal(form, {"addresses": "\n".join(FOUND)})
    await shoot("sources-add.png", sources, otto, DESK)


async def _save(message: Any, folder: Path) -> None:  # noqa: ANN401 because simcord names it in its internals
    """Save what is attached: chart.png, map.png, timeline.png."""
    for attached in message.attachments:
        await attached.save(folder / attached.filename)


def _label(message: Any, word: str) -> str:  # noqa: ANN401 because simcord names it in its internals
    found = re.search(rf"'label': '([^']*{word}[^']*)'", str(message.components))
    if found is None:
        raise LookupError(f"no button tells of {word}")
    return found[1]


def _launch_the_browser_of_this_machine() -> None:
    """Let Playwright use an installed browser: its own would have to be downloaded."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit("No Chromium or Chrome was found; on Debian and Ubuntu: apt install chromium")
    launch = BrowserType.launch
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []

    async def launched(kind: BrowserType, **options: Any) -> Any:  # noqa: ANN401 because they are Playwright's own
        return await launch(kind, executable_path=browser, args=arguments, **options)

    BrowserType.launch = launched  # type: ignore[method-assign]  # because simcord has no setting for it


if __name__ == "__main__":
    main(*sys.argv[1:])
