"""Encoding anew: the stored passages by another model, the newest first, while the archive answers from the old one."""

from collections.abc import Callable
from typing import Final

from ingest.archive import Archive, Encoder
from ingest.embedding import Embedder

BATCH: Final = 256
"""Passages in one transaction: ten seconds of encoding on two cores, which a kill loses."""


def reencode(archive: Archive, embedder: Embedder, *, tell: Callable[[int], None]) -> None:
    """Make the vectors of a model for all passages that lack one; `tell` after each batch how many were made so far.

    Ended anywhere, the next one goes on where it ended. Nothing answers from them before `archive.switch_encoder`.
    """
    archive.begin_reencoding(Encoder(embedder.name, embedder.dimension))
    below, done = None, 0
    while True:
        texts = archive.texts_lacking(below=below, limit=BATCH)
        if not texts and below is None:
            return
        if texts:
            vectors = embedder.encode([text for _, text in texts]).astype("<f2")
            made = [(passage, vector.tobytes()) for (passage, _), vector in zip(texts, vectors, strict=True)]
            archive.add_reencoded(made)
            done += len(made)
            tell(done)
        below = texts[-1][0] if texts else None  # once more from the top, for what came in meanwhile
