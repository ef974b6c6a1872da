"""The preview as a process: the real bot behind the real page, ended as Ctrl-C ends it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession, FormData

from bot.preview.loopback.world import World
from bot.preview.scene import SERVER, set_scene
from bot.records import Records, Server
from ingest import ARCHIVE_FILE_NAME, Database, utc_now
from tests.bot.engine_news import fill
from tests.processes import PATIENCE, alive, descendants, eventually

REPOSITORY = Path(__file__).parents[3]
FIGURE = "**At least 40 attacks**"
COMMAND = (sys.executable, "-m", "bot.preview", "--port", "0")


@asynccontextmanager
async def preview(data: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = os.environ | {"SITREP_DATA": str(data), "SITREP_MODEL": str(data / "no model")}
    process = await asyncio.create_subprocess_exec(
        *COMMAND, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def asked(address: str, question: str) -> str:
    """Mention the bot as the member, and give what the channel then shows."""
    scene = set_scene(World(clock=utc_now))
    you, channel = next(iter(scene.people)), scene.guild.channels[0].id
    form = FormData({"you": you, "channel": channel, "locale": "en-US", "fields": json.dumps({"text": question})})
    async with ClientSession() as session:
        async with session.post(f"{address}page/say", data=form) as response:
            assert await response.json() == {}
        query = {"you": you, "channel": channel}
        async with session.ws_connect(f"{address}page/news", params=query) as news, asyncio.timeout(PATIENCE):
            while FIGURE not in (shown := json.dumps((await news.receive_json())["messages"])):
                pass
    return shown


async def test_it_says_where_to_look_answers_there_and_ends_by_ctrl_c_without_orphans(tmp_path: Path) -> None:
    fill(tmp_path)
    database = Database.open(tmp_path / ARCHIVE_FILE_NAME)
    Records(database).change(Server(SERVER, zone="Europe/Kyiv"), now=utc_now())
    async with preview(tmp_path) as process:
        assert process.stdout
        async with asyncio.timeout(PATIENCE):
            told = (await process.stdout.readline()).decode()
        shown = await asked(told.split()[1], "@sitrep how many attacks on US forces since 17 Oct 2023?")
        zone = Records(database).server(SERVER).zone
        family = descendants(process.pid)
        async with preview(tmp_path) as second:
            _, refused = await second.communicate()
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(PATIENCE):
            code = await process.wait()
    database.close()

    assert told.startswith("Open http://127.0.0.1:")
    assert "Hello. I answer questions from the news" in shown
    assert FIGURE in shown
    assert zone == "UTC"
    assert (second.returncode, "runs already. Stop it first." in refused.decode()) == (os.EX_CONFIG, True)
    assert code == 0
    assert len(family) >= 2
    assert eventually(lambda: not alive(family))
