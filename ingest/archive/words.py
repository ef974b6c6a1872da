"""Search by words: SQLite's full text finds, BM25 over what the asker may see ranks.

FTS5's own `bm25()` counts every passage in the table, so an article from after the asked moment would change
the scores of those before it. Here the counts are taken over the visible passages only. FTS5 tells which
passages hold a word, not how often; in passages of about a hundred words that costs little (see
docs/decisions/archive-bm25-over-the-visible.md).
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final
from unicodedata import combining, normalize

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Connection, text

from ingest.archive.postings import Postings
from ingest.archive.timeline import Ids, Mask, Timeline, integers
from ingest.articles import SourceId, View

Scores = NDArray[np.float64]
Frequency = tuple[Ids, Scores]
"""Passages in order, and how much of a word each holds."""

_K1: Final = 1.2
_B: Final = 0.75
"""Robertson and Zaragoza's usual values (2009); also those of FTS5."""

_WEIGHTS: Final = {"title": 3, "body": 1}
"""A word in the header counts as three in the body."""

_NOBODY: Final = np.zeros(0, dtype=np.int64)
_WORD: Final = re.compile(r"[^\W_]+")
_MATCHING: Final = "SELECT rowid AS n FROM passage_words WHERE passage_words MATCH :words"
_MATCHING_SINCE: Final = f"{_MATCHING} AND rowid >= :first"
_VOCABULARY: Final = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, passage_words, 'row')"
_TERMS: Final = (
    "SELECT term FROM temp.terms WHERE term >= :first AND term < :next AND length(term) BETWEEN :least AND :most"
)
_LONGEST_ENDING: Final = 1
"""Letters by which a name's stem differs from the name, as "hama" does from "Hamas"."""
_MOST_TERMS: Final = 30


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


def score_words(
    connection: Connection, postings: Postings, timeline: Timeline, view: View, words: Sequence[str]
) -> Scores:
    """One score a passage, 0 where none of the words occurs or the passage is not visible.

    A word may be several, which then have to follow each other. Equal words count once. What the asker calls the
    publisher of a source counts as if it stood in the header.
    """
    names = _names(view)

    def frequency(word: str) -> Frequency:
        called = [source for source, name in names.items() if _holds(name, word)]
        header = np.flatnonzero(np.isin(timeline.source, called)) if called else _NOBODY
        return _frequency(connection, postings, timeline, _quoted(word), called=header)

    return _scores(timeline, timeline.visible(view), words, frequency)


def score_beginnings(  # noqa: PLR0913 because a search says where, for whom and what is looked for
    connection: Connection,
    postings: Postings,
    timeline: Timeline,
    view: View,
    beginnings: Sequence[str],
    *,
    among: Mask,
) -> Scores:
    """Give the same for words that begin so, as if the passages under the mask `among` were all."""

    def frequency(beginning: str) -> Frequency:
        return _frequency(connection, postings, timeline, f"{_quoted(beginning)} *", called=_NOBODY)

    return _scores(timeline, timeline.visible(view) & among, beginnings, frequency)


def in_languages(connection: Connection, timeline: Timeline, view: View, languages: Collection[str]) -> Mask:
    """Which passages are in one of these languages; what the asker says of a source goes before what its texts say."""
    listed = json.dumps(sorted(languages))
    revisions = integers(
        connection,
        "SELECT id AS n FROM revisions WHERE language IN (SELECT value FROM json_each(:listed))",
        listed=listed,
    )
    mask: Mask = np.isin(timeline.revision, revisions)
    for source, own in view.own_words.items():
        if own.language:
            mask[timeline.source == source] = own.language in languages
    return mask


def _scores(
    timeline: Timeline, visible: Mask, words: Sequence[str], frequency_of: Callable[[str], Frequency]
) -> Scores:
    scores = np.zeros(timeline.size)
    passages = np.count_nonzero(visible)
    if not passages:
        return scores
    mean = max(1.0, float(timeline.length.sum(where=visible)) / passages)
    for word in sorted(set(words)):
        ids, frequency = frequency_of(word)
        seen = visible[ids]
        holders, often = ids[seen], frequency[seen]
        norm = 1 - _B + _B * timeline.length[holders] / mean
        rarity = np.log1p((passages - len(holders) + 0.5) / (len(holders) + 0.5))
        scores[holders] += rarity * often * (_K1 + 1) / (often + _K1 * norm)
    return scores


def count_holders(connection: Connection, timeline: Timeline, view: View, words: Iterable[str]) -> dict[str, int]:
    """How many of the visible passages hold each word; a word may be several, which then have to follow each other."""
    visible = timeline.visible(view)
    return {word: int(visible[integers(connection, _MATCHING, words=_quoted(word))].sum()) for word in words}


def near_terms(connection: Connection, word: str, *, edits: int) -> list[str]:
    """Give the terms of the full text from which a word, lower case, lies that many edits away, nearest first.

    Terms are stems and of all passages, whoever sees them: from a whole word one lies a few letters further off.
    """
    connection.execute(text(_VOCABULARY))
    least, most = len(word) - edits - _LONGEST_ENDING, len(word) + edits
    within = {"first": word[0], "next": chr(ord(word[0]) + 1), "least": least, "most": most}
    terms = connection.execute(text(_TERMS), within).scalars().all()
    near = process.extract(word, terms, scorer=OSA.distance, score_cutoff=edits + _LONGEST_ENDING, limit=_MOST_TERMS)
    return [term for term, _, _ in near]


def holders(connection: Connection, timeline: Timeline, view: View, word: str, *, limit: int) -> Ids:
    """Give the newest visible passages that hold a word, the last stored first."""
    ids = integers(connection, _MATCHING, words=_quoted(word))
    seen = ids[timeline.visible(view)[ids]]
    return seen[np.lexsort((seen, timeline.published[seen]))][::-1][:limit]


def words_near(word: str, texts: Iterable[str], *, edits: int) -> list[str]:
    """Give the words of `texts` that lie at most so many edits from `word`, lower case; each as often as it stands."""
    written = [found for each in texts for found in _WORD.findall(each)]
    return [each for each in written if OSA.distance(word, each.casefold(), score_cutoff=edits) <= edits]


def _quoted(word: str) -> str:
    """One FTS5 string: whatever the user wrote is text to find, never syntax."""
    sound = word.encode("utf-8", "replace").decode()  # because JSON can bring in half a surrogate pair
    return '"' + sound.replace("\0", " ").replace('"', '""').lower() + '"'


def _names(view: View) -> dict[SourceId, str]:
    """Give what the asker calls sources where their articles say something else; as plain words."""
    renamed = {source: own.publisher_for(own.title) for source, own in view.own_words.items()}
    return {source: _plain(name) for source, name in renamed.items() if name != view.own_words[source].title}


def _holds(name: str, word: str) -> bool:
    """Whether a name holds a word, or several in a row. Unlike words of a text, names are not inflected."""
    return f" {_plain(word)} " in f" {name} "


def _plain(text: str) -> str:
    """Give words as the full text tells them apart: without accents, case and marks, one blank between two."""
    letters = normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(letter for letter in letters if not combining(letter))))


def _frequency(
    connection: Connection, postings: Postings, timeline: Timeline, phrase: str, *, called: Ids
) -> Frequency:
    """How much of the phrase each passage holds that holds any; those `called` by it hold it in their header."""

    def holders(column: str) -> Ids:
        words = f"{column} : {phrase}"
        return postings.holders(
            words,
            end=timeline.size,
            read=lambda first: integers(connection, _MATCHING_SINCE, words=words, first=first),
        )

    frequency = np.zeros(timeline.size, dtype=np.uint8)  # small, because a search goes through all of it
    frequency[holders("title")] = _WEIGHTS["title"]
    frequency[called] = _WEIGHTS["title"]
    frequency[holders("body")] += _WEIGHTS["body"]
    ids = np.flatnonzero(frequency)
    return ids, frequency[ids].astype(np.float64)
