"""Settings become collaborators here, and nowhere else on the command line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.cli.screens import notices
from bot.desk import load_question_encoder
from bot.settings import BotSettings
from ingest import (
    ARCHIVE_FILE_NAME,
    Archive,
    ArchiveError,
    Embedder,
    ModelError,
    Role,
    Settings,
    encoder_folder,
    log_to_a_person,
    open_passage_embedder,
    read_settings,
)


def prepared(data: Path | None) -> BotSettings:
    """Read the settings; from here on the log goes to stderr, because stdout belongs to results."""
    settings = read_settings(BotSettings, data=data)
    log_to_a_person(settings.log_level, sys.stderr)
    return settings


def refuse_no_archive(settings: Settings) -> None:
    """Raise `ArchiveError` where there is none: of a folder that was misspelt none is made."""
    if not settings.database_url and not (settings.data / ARCHIVE_FILE_NAME).exists():
        raise ArchiveError(f"There is no archive in {settings.data}. Name its folder with --data.")


@contextmanager
def opened_archive(settings: Settings) -> Iterator[Archive]:
    """Open the archive for one command.

    As one-shot even for a batch of questions: that uses the vector server of a running service, and starting
    one for itself would cost more memory and time than it saves.
    """
    archive = Archive.open(
        settings.data, database_url=settings.database_url, chroma=settings.chroma, role=Role.ONE_SHOT
    )
    try:
        yield archive
    finally:
        archive.close()


@contextmanager
def opened_answerer(settings: Settings) -> Iterator[tuple[Answerer, Archive]]:
    """Open the archive with the encoder for questions, and give who answers from it."""
    with opened_archive(settings) as archive:
        refuse_other_model(archive, settings)
        yield Answerer(archive=archive, encoder=question_encoder(settings)), archive


def question_encoder(settings: Settings) -> Embedder:
    """Open the encoder for questions; where it has to be prepared first, say so."""
    _tell_of_preparing()
    return load_question_encoder(settings.model)


def ingest_encoder(settings: Settings) -> Embedder:
    """Open the encoder for filling an archive; where it has to be prepared first, say so."""
    _tell_of_preparing()
    return open_passage_embedder(settings.model, encoder_folder())


def _tell_of_preparing() -> None:
    if not any(encoder_folder().glob("*.onnx")):
        notices().print("Preparing the encoder: about half a minute, this once.", style="dim")


def refuse_other_model(archive: Archive, settings: Settings) -> None:
    """Raise `ModelError` if the archive's vectors are of another model than the one that is set."""
    if archive.encoder and archive.encoder.name != settings.model:
        raise ModelError(
            f"The archive in {settings.data} was made with the model {archive.encoder.name}, but SITREP_MODEL is "
            f"{settings.model}: their vectors do not compare. Set SITREP_MODEL={archive.encoder.name}, or bring the "
            f"archive over: sitrep reindex --model {settings.model}"
        )
