"""The bot as a process of its own: `python -m bot`."""

import asyncio
import os
import sys
from argparse import ArgumentParser
from collections.abc import AsyncIterator, Collection, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog

from bot import answering_process, health
from bot.alone import hold, occupy, place_of
from bot.answering_process import Post
from bot.desk import load_question_encoder
from bot.engine import Engine
from bot.errors import AlreadyRunning, BotError, NotConfigured
from bot.exits import FAILED, NOT_CONFIGURED
from bot.language_model import Endpoint, LanguageModel, endpoint_in
from bot.meter import Meter
from bot.metrics import metrics
from bot.newsroom import Newsroom, Writer
from bot.records import Records, installation_key
from bot.scouting import scout_addresses
from bot.settings import BotSettings, discord_token
from ingest import (
    SECRETS,
    Archive,
    ArchiveError,
    Beat,
    Clock,
    Database,
    Role,
    SettingError,
    Settings,
    SitrepError,
    configure_logs,
    read_settings,
    stop_when_told,
    utc_now,
)

if TYPE_CHECKING:
    from bot.gateway import Presence

PART: Final = "bot"
"""What the bot's signs of life are filed under."""
ALONE: Final = frozenset({PART, answering_process.PART})
"""The parts that run where the bot does."""
IN_SERVICE: Final = ALONE | {"worker"}
_BEAT_SECONDS: Final = 10.0
_ENDING_SECONDS: Final = 8.0
"""Whoever stops services kills after ten; leaving Discord may hang for longer."""
_PATIENCE_SECONDS: Final = 12.0
"""So long a bot that was told to end, or whose service was killed, is waited for before the next one gives up."""

log = structlog.get_logger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bot and give the exit code: 0 when told to stop, `os.EX_CONFIG` if a restart is vain, 1 otherwise."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings(BotSettings, data=options.data)
        token = discord_token(settings)
        endpoint = endpoint_in(settings)
        for secret in ("DISCORD_TOKEN", "LLM_API_KEY", *SECRETS):
            os.environ.pop(secret, None)  # so that processes that read strangers' bytes do not inherit it
        configure_logs(settings.log_level, secrets=[token, *([endpoint.key] if endpoint and endpoint.key else [])])
        hold(  # two would answer everything twice
            settings.data / "bot.lock",
            refusal=f"A bot answers from the archive in {settings.data} already. Stop it first.",
            patience=_PATIENCE_SECONDS,
        )
        asyncio.run(serve(settings, token, endpoint, with_parent=options.with_parent))
    except (BotError, SitrepError) as error:
        sys.stderr.write(f"error: {error}\n")
        return NOT_CONFIGURED if isinstance(error, SettingError | NotConfigured | AlreadyRunning) else FAILED
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser("python -m bot", description="Answer in Discord from an archive until stopped.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the archive lives; also SITREP_DATA")
    parser.add_argument(
        "--with-parent", action="store_true", help="end when standard input does, and expect a worker beside it"
    )
    return parser


async def serve(
    settings: BotSettings, token: str, endpoint: Endpoint | None, *, with_parent: bool, clock: Clock = utc_now
) -> None:
    """Be the bot until told to stop; it answers as of `clock`. Raises what `bot.gateway` and the archive raise."""
    from bot.client import SitrepBot
    from bot.gateway import Presence

    stop = stop_when_told(with_parent=with_parent, grace=_ENDING_SECONDS)
    holder = place_of(settings.data)
    meter = Meter(tells_questions=settings.log_questions)
    post = Post(
        data=settings.data,
        database_url=settings.database_url,
        chroma=settings.chroma,
        load_encoder=partial(load_question_encoder, settings.model),
        begin=partial(configure_logs, settings.log_level),
        check_model=settings.check_model,
    )
    with (
        Archive.open(
            settings.data, database_url=settings.database_url, chroma=settings.chroma, role=Role.ONE_SHOT, clock=clock
        ) as archive,
        closing(Database.open(settings.database)) as database,
    ):
        await first_of(stop.wait(), occupy(archive, Beat(PART, utc_now(), {}), holder=holder))
        if stop.is_set():
            return
        async with (
            Engine(post, scout=partial(scout_addresses, _without_token(settings))) as engine,
            _health_served(archive, meter, settings, expected=IN_SERVICE if with_parent else ALONE),
            _writer(endpoint, settings.llm_questions) as writer,
        ):
            newsroom = Newsroom(
                engine=engine,
                archive=archive,
                records=Records(database, key=installation_key(settings.data)),
                keep=timedelta(days=settings.keep_days),
                limits=settings.limits,
                clock=clock,
                writer=writer,
                meter=meter,
            )
            make_client = partial(
                SitrepBot,
                newsroom,
                public_a_minute=settings.public_a_minute,
                message_content=bool(settings.message_content),
            )
            presence = Presence(make_client, token)
            await first_of(stop.wait(), presence.keep(), _beat(archive, presence, holder))
        with suppress(ArchiveError):
            await asyncio.to_thread(archive.leave, PART)


@asynccontextmanager
async def _writer(endpoint: Endpoint | None, most: int) -> AsyncIterator[Writer | None]:
    if endpoint is None:
        yield None
        return
    async with LanguageModel(endpoint) as model:
        yield Writer(model, endpoint.model, None if endpoint.is_here else endpoint.host, most)


def _without_token(settings: BotSettings) -> Settings:
    known = {name: getattr(settings, name) for name in Settings.model_fields}
    return Settings.model_construct(**known | {"database_url": None, "chroma_token": None})


async def first_of(*parts: Coroutine[object, object, object]) -> None:
    """Run all until one ends, end the others, and raise what that one raised."""
    tasks = [asyncio.create_task(part) for part in parts]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    for task in ended:
        task.result()


async def _beat(archive: Archive, presence: "Presence", holder: str) -> None:
    """Give signs of life; `AlreadyRunning` once another took the place, since there were none for long."""
    while True:
        sign = Beat(PART, utc_now(), presence.says())
        try:
            if other := await asyncio.to_thread(archive.occupy, sign, holder=holder):
                raise AlreadyRunning(f"Another bot took over, {other.state['holder']}: this one had been silent.")
        except ArchiveError as error:
            log.warning("beat_missed", part=PART, reason=str(error))
        await asyncio.sleep(_BEAT_SECONDS)


@asynccontextmanager
async def _health_served(
    archive: Archive, meter: Meter, settings: BotSettings, *, expected: Collection[str]
) -> AsyncIterator[None]:
    """Tell on the health port how the service is; where that is not possible, answer in Discord all the same."""
    port, host = settings.health_port, str(settings.health_host)
    async with AsyncExitStack() as stack:
        if port:
            ask = partial(_examined, archive, expected)
            measure = partial(_measured, archive, meter, expected)
            try:
                await stack.enter_async_context(health.served(ask, measure, port, host=host))
            except OSError as error:
                log.error("health_port_cannot_be_opened", port=port, reason=str(error))  # noqa: TRY400 because the sentence says all
        yield


def _examined(archive: Archive, expected: Collection[str]) -> health.Health:
    return health.examine(archive, expected=expected, now=utc_now())


def _measured(archive: Archive, meter: Meter, expected: Collection[str]) -> bytes:
    return metrics(archive, expected=expected, now=utc_now()) + meter.read()


if __name__ == "__main__":
    sys.exit(main())
