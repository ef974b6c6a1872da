"""The part of reindex that brings an archive to another embedding model."""

from typing import TYPE_CHECKING

import typer

from bot.cli.options import this_moment
from bot.cli.screens import notices, show
from bot.exits import STOPPED

if TYPE_CHECKING:
    from bot.settings import BotSettings
    from ingest import Archive


def change_model(settings: "BotSettings", archive: "Archive", model: str) -> None:
    """Make vectors of another model beside those in use; put them in their place if no part of the service is alive."""
    from bot.answering.composition.phrasing import count_words
    from bot.cli.progress import filling
    from bot.cli.workplace import ingest_encoder
    from ingest import Encoder, InputError, reencode

    if archive.encoder is None:
        raise InputError(f"The archive in {settings.data} has no vectors yet: set SITREP_MODEL={model}.")
    if archive.encoder.name == model:
        raise InputError(f"The archive's vectors are of {model} already.")
    embedder = ingest_encoder(settings.model_copy(update={"model": model}))
    encoder = Encoder(embedder.name, embedder.dimension)
    archive.begin_reencoding(encoder)
    lacking = archive.count_lacking()
    try:
        with filling() as tell:
            reencode(archive, embedder, tell=lambda done: tell(done / max(done, lacking)))
    except KeyboardInterrupt:
        left = count_words(archive.count_lacking(), "passage is", "passages are")
        show(f"Stopped. What was encoded is kept; {left} left. Run the same command again to go on.")
        raise typer.Exit(STOPPED) from None
    if alive := _alive(archive):
        show(
            f"Every passage has a vector of {model} now. Answers still come from those of {archive.encoder.name}, "
            f"because the service runs ({', '.join(alive)}). Stop it, run the same command once more, "
            f"set SITREP_MODEL={model}, and start it."
        )
        return
    if not archive.switch_encoder(encoder):
        notices().print("Something came in meanwhile. Run the same command once more.", style="yellow")
        raise typer.Exit(STOPPED)
    show(f"The archive answers from vectors of {model} now. Set SITREP_MODEL={model}, then start the service.")


def _alive(archive: "Archive") -> list[str]:
    from bot.health import PartState, judge

    parts = judge(archive.beats(), expected=(), now=this_moment())
    return [name for name, part in parts.items() if part.state in {PartState.UP, PartState.TROUBLED}]
