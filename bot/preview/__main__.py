"""The preview as a process of its own: `python -m bot.preview`. It becomes the bot, in a Discord of its own."""

import asyncio
import os
import secrets
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from datetime import datetime, timedelta
from typing import Final

from bot.__main__ import first_of, serve
from bot.alone import hold
from bot.errors import AlreadyRunning, BotError, NotConfigured
from bot.exits import FAILED, NOT_CONFIGURED
from bot.language_model import Endpoint, endpoint_in
from bot.preview import DEFAULT_PORT
from bot.preview.loopback.discord import LoopbackDiscord
from bot.preview.loopback.seams import point_client_at
from bot.preview.page import Page
from bot.preview.scene import SERVER, Scene, set_scene
from bot.records import EVERYWHERE, Records, Server
from bot.settings import BotSettings
from ingest import (
    SECRETS,
    Archive,
    Database,
    Role,
    SettingError,
    SitrepError,
    Subscriber,
    configure_logs,
    read_settings,
    utc_now,
)

_AFTER_THE_NEWS: Final = timedelta(minutes=20)
"""So old is the newest article when the preview begins."""
_ARRIVING_SECONDS: Final = 3.0
"""Servers of the first two seconds are to discord.py those it was in before: they are not greeted."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the preview until told to stop, and give the exit code: 0, 78 if a restart is vain, 1 otherwise."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings(BotSettings)
        endpoint = endpoint_in(settings)
        for secret in ("DISCORD_TOKEN", "LLM_API_KEY", *SECRETS):
            os.environ.pop(secret, None)  # so that processes that read strangers' bytes do not inherit it
        configure_logs(settings.log_level, secrets=[endpoint.key] if endpoint and endpoint.key else [])
        hold(
            settings.data / "bot.lock",
            refusal=f"A preview of the archive in {settings.data} runs already. Stop it first.",
        )
        settings = settings.model_copy(update={"health_port": 0, "database_url": None})
        asyncio.run(_preview(settings, endpoint, options.port))
    except (BotError, SitrepError) as error:
        sys.stderr.write(f"error: {error}\n")
        return NOT_CONFIGURED if isinstance(error, SettingError | NotConfigured | AlreadyRunning) else FAILED
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser("python -m bot.preview", description="Use the bot from a page on this machine.")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, metavar="PORT", help="where the page is; 0 for any")
    return parser


async def _preview(settings: BotSettings, endpoint: Endpoint | None, port: int) -> None:
    ahead = _begin_anew(settings) - utc_now()
    token = secrets.token_urlsafe()
    discord = LoopbackDiscord(token=token, clock=utc_now, port=port)
    scene = set_scene(discord.world)
    Page(discord, scene, ahead=ahead)
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(discord)
        except OSError as cause:
            raise NotConfigured(
                f"Port {port} of this machine cannot be opened: {cause.strerror}. Name another with --port, 0 for any."
            ) from cause
        point_client_at(rest_url=discord.rest_url, gateway_url=discord.gateway.url)
        await stack.enter_async_context(_reading(ahead))
        bot = serve(settings, token, endpoint, with_parent=False, clock=lambda: utc_now() + ahead)
        await first_of(bot, _open(discord, scene))


@asynccontextmanager
async def _reading(ahead: timedelta) -> AsyncIterator[None]:
    """Keep a worker beside the bot, by the bot's clock, so that what a moderator adds is read."""
    command = (sys.executable, "-m", "bot.preview.reading", str(ahead.total_seconds()))
    process = await asyncio.create_subprocess_exec(*command, stdin=subprocess.PIPE)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):  # it ended before, and said why
            process.terminate()
        await process.wait()


def _begin_anew(settings: BotSettings) -> datetime:
    """Forget what was done in the last preview, and give the moment at which this one begins."""
    with (
        Archive.open(settings.data, database_url=settings.database_url, role=Role.ONE_SHOT) as archive,
        closing(Database.open(settings.database)) as database,
    ):
        newest = archive.newest(archive.view(utc_now()))
        now = newest + _AFTER_THE_NEWS if newest else utc_now()
        archive.forget(Subscriber(SERVER), now=now)
        records = Records(database)
        records.forget_server(SERVER)
        records.change(Server(SERVER, channels=(EVERYWHERE,)), now=now)  # so that a mention answers at once
    return now


async def _open(discord: LoopbackDiscord, scene: Scene) -> None:
    """Invite the bot, and say where the page is."""
    await discord.gateway.connected()
    await asyncio.sleep(_ARRIVING_SECONDS)
    await discord.enter(scene.guild)
    sys.stdout.write(f"Open {discord.address}/ in a browser on this machine. Ctrl-C ends it.\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    sys.exit(main())
