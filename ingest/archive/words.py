"""Search by words: SQLite's full text finds, BM25 over what the asker may see ranks.

FTS5's own `bm25()` counts every passage in the table, so an article from after the asked moment would change
the scores of those before it. Here the counts are taken over the visible passages only. FTS5 tells which
passages hold a word, not how often; in passages of about a hundred words that costs little (see
docs/decisions/archive-bm25-over-the-visible.md).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from ingest.archive.timeline import Mask, Timeline, integers

Scores = NDArray[np.float64]

_K1: Final = 1.2
_B: Final = 0.75
"""Robertson and Zaragoza's usual values (2009); also those of FTS5."""

_WEIGHTS: Final = {"title": 3.0, "body": 1.0}
"""A word in the header counts as three in the body."""

_MATCHING: Final = "SELECT rowid AS n FROM passage_words WHERE passage_words MATCH :words"


def index_words(connection: Connection, rows: Sequence[dict[str, int | str]]) -> None:
    """Add passages to the full text: rows of `id`, `title` (the header), `body`."""
    if rows:
        connection.execute(
            text("INSERT INTO passage_words (rowid, title, body) VALUES (:id, :title, :body)"), list(rows)
        )


def forget_words(connection: Connection, rows: Sequence[dict[str, int | str]]) -> None:
    """Take passages out of the full text: the very rows that were added, because it keeps no copy of them."""
    if rows:
        connection.execute(
            text("INSERT INTO passage_words (passage_words, rowid, title, body) VALUES ('delete', :id, :title, :body)"),
            list(rows),
        )


def score_words(connection: Connection, timeline: Timeline, visible: Mask, words: Sequence[str]) -> Scores:
    """One score a passage, 0 where none of the words occurs or the passage is not visible.

    A word may be several, which then have to follow each other. Equal words count once.
    """
    scores = np.zeros(timeline.size)
    passages = int(visible.sum())
    if not passages:
        return scores
    norm = _length_norm(timeline, visible)
    for phrase in sorted({_quoted(word) for word in words}):
        frequency = _frequency(connection, phrase, visible)
        holders = np.flatnonzero(frequency > 0)
        rarity = np.log1p((passages - len(holders) + 0.5) / (len(holders) + 0.5))
        often = frequency[holders]
        scores[holders] += rarity * often * (_K1 + 1) / (often + _K1 * norm[holders])
    return scores


def _length_norm(timeline: Timeline, visible: Mask) -> Scores:
    mean = max(1.0, float(timeline.length[visible].mean()))
    return (1 - _B + _B * timeline.length / mean).astype(np.float64)


def _quoted(word: str) -> str:
    """One FTS5 string: whatever the user wrote is text to find, never syntax."""
    sound = word.encode("utf-8", "replace").decode()  # because JSON can bring in half a surrogate pair
    return '"' + sound.replace("\0", " ").replace('"', '""').casefold() + '"'


def _frequency(connection: Connection, phrase: str, visible: Mask) -> Scores:
    """How much of the phrase each passage holds, 0 where it is not visible."""
    frequency = np.zeros(len(visible))
    for column, weight in _WEIGHTS.items():
        frequency[integers(connection, _MATCHING, words=f"{column} : {phrase}")] += weight
    return frequency * visible
