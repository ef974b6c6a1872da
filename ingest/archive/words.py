"""Search by words: the database's full text finds, BM25 over what the asker may see ranks.

A full text's own ranking counts every passage in the table, so an article from after the asked moment would change
the scores of those before it. Here the counts are taken over the visible passages only. The full text tells which
passages hold a word, not how often; in passages of about a hundred words that costs little (see
docs/decisions/archive-bm25-over-the-visible.md).
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Connection

from ingest.archive.dialects import dialect_of
from ingest.archive.postings import Postings
from ingest.archive.timeline import Counted, Ids, Mask, Timeline, integers
from ingest.archive.tokens import tokens
from ingest.articles import SourceId, View

Scores = NDArray[np.float64]
Frequency = tuple[Ids, Scores]
"""Passages, each once, and how much of a word each holds."""

_K1: Final = 1.2
_B: Final = 0.75
"""Robertson and Zaragoza's usual values (2009); also those of FTS5."""

_WEIGHTS: Final = {"title": 3, "body": 1}
"""A word in the header counts as three in the body."""

_NOBODY: Final = np.zeros(0, dtype=np.int64)
_LONGEST_ENDING: Final = 1
"""Letters by which a name's stem differs from the name, as "hama" does from "Hamas"."""
_ENDINGS: Final = ("", "s", "er")
"""What stemming cuts off names: "kissing" of "Kissinger"."""
_MOST_TERMS: Final = 30


def score_words(  # noqa: PLR0913 because a search says where, for whom and what is looked for
    connection: Connection,
    postings: Postings,
    timeline: Timeline,
    view: View,
    words: Sequence[str],
    *,
    within: Mask,
) -> Scores:
    """One score a passage, 0 where none of the words occurs or the passage is not visible, or not `within` the mask.

    A word may be several, which then have to follow each other. Equal words count once. What the asker calls the
    publisher of a source counts as if it stood in the header.
    """
    names = _names(view)

    def frequency(word: str) -> Frequency:
        called = [source for source, name in names.items() if _holds(name, word)]
        header = np.flatnonzero(np.isin(timeline.source, called)) if called else _NOBODY
        return _frequency(connection, postings, timeline, word, called=header)

    return _scores(timeline, timeline.seen(view), words, frequency, within=within)


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
        return _frequency(connection, postings, timeline, beginning, begins=True, called=_NOBODY)

    counted = timeline.counted(timeline.visible(view) & among)
    return _scores(timeline, counted, beginnings, frequency, within=counted.mask)


def in_languages(connection: Connection, timeline: Timeline, view: View, languages: Collection[str]) -> Mask:
    """Which passages are in one of these languages; what the asker says of a source goes before what its texts say."""
    named = {f"language{number}": language for number, language in enumerate(sorted(languages))}
    listed = ", ".join(f":{name}" for name in named) or "NULL"
    revisions = integers(connection, f"SELECT id AS n FROM revisions WHERE language IN ({listed})", **named)  # noqa: S608 because only parameter names are put in
    mask: Mask = np.isin(timeline.revision, revisions)
    for source, own in view.own_words.items():
        if own.language:
            mask[timeline.source == source] = own.language in languages
    return mask


def _scores(
    timeline: Timeline,
    counted: Counted,
    words: Sequence[str],
    frequency_of: Callable[[str], Frequency],
    *,
    within: Mask,
) -> Scores:
    """Weigh what is counted, and score what of it is `within`: of ten years a window may be a month."""
    scores = np.zeros(timeline.size)
    visible, passages, mean = counted
    if not passages:
        return scores
    for word in sorted(set(words)):
        ids, frequency = frequency_of(word)
        seen = visible[ids]
        held = np.count_nonzero(seen)
        scored = seen & within[ids]
        holders, often = ids[scored], frequency[scored]
        norm = 1 - _B + _B * timeline.length[holders] / mean
        rarity = np.log1p((passages - held + 0.5) / (held + 0.5))
        scores[holders] += rarity * often * (_K1 + 1) / (often + _K1 * norm)
    return scores


def count_holders(connection: Connection, timeline: Timeline, view: View, words: Iterable[str]) -> dict[str, int]:
    """How many of the visible passages hold each word; a word may be several, which then have to follow each other."""
    visible = timeline.visible(view)
    return {word: int(visible[_holders(connection, word)].sum()) for word in words}


def near_terms(connection: Connection, word: str, *, edits: int) -> list[str]:
    """Give the terms of the full text from which a word, lower case, lies that many edits away, nearest first.

    Terms are stems and of all passages, whoever sees them: from a whole word one lies a few letters further off.
    """
    least, most = len(word) - edits - _LONGEST_ENDING, len(word) + edits
    terms = dialect_of(connection).terms(connection, first=word[0], least=least, most=most)
    near = process.extract(word, terms, scorer=OSA.distance, score_cutoff=edits + _LONGEST_ENDING, limit=_MOST_TERMS)
    return [term for term, _, _ in near]


def holders(connection: Connection, timeline: Timeline, view: View, word: str, *, limit: int) -> Ids:
    """Give the newest visible passages that hold a word, the last stored first."""
    ids = _holders(connection, word)
    seen = ids[timeline.visible(view)[ids]]
    return seen[np.lexsort((seen, timeline.published[seen]))][::-1][:limit]


def alike_words(connection: Connection, letters: str, is_alike: Callable[[str], bool], *, nearest: str) -> list[str]:
    """Give words that `is_alike` takes and that begin with one of these letters, those nearest to a word first.

    They are made of the terms of all passages, whoever sees them, and the endings that stemming cuts off.
    """
    words = [
        term + ending
        for letter in letters
        for term in dialect_of(connection).terms(connection, first=letter, least=2, most=2 * len(nearest) + 1)
        for ending in _ENDINGS
        if is_alike(term + ending)
    ]
    near = process.extract(nearest, words, scorer=OSA.distance, limit=_MOST_TERMS)
    return [word for word, _, _ in near]


def _holders(connection: Connection, word: str) -> Ids:
    statement, parameters = dialect_of(connection).holding(word, column=None, begins=False)
    return integers(connection, statement, **parameters)


def _names(view: View) -> dict[SourceId, str]:
    """Give what the asker calls sources where their articles say something else; as plain words."""
    renamed = {source: own.publisher_for(own.title) for source, own in view.own_words.items()}
    return {source: " ".join(tokens(name)) for source, name in renamed.items() if name != view.own_words[source].title}


def _holds(name: str, word: str) -> bool:
    """Whether a name holds a word, or several in a row. Unlike words of a text, names are not inflected."""
    return f" {' '.join(tokens(word))} " in f" {name} "


def _frequency(  # noqa: PLR0913 because a search says where, for whom and what is looked for
    connection: Connection,
    postings: Postings,
    timeline: Timeline,
    word: str,
    *,
    called: Ids,
    begins: bool = False,
) -> Frequency:
    """How much of the word each passage holds that holds any; those `called` by it hold it in their header."""

    def holders(column: str) -> Ids:
        statement, parameters = dialect_of(connection).holding(word, column=column, begins=begins)
        since = f"SELECT n FROM ({statement}) AS held WHERE n >= :first"  # noqa: S608 because the dialect's is a constant
        return postings.holders(
            f"{column} {'begins' if begins else 'is'} {word}",
            end=timeline.size,
            read=lambda first: integers(connection, since, first=first, **parameters),
        )

    titled, told = holders("title"), holders("body")
    headers = np.union1d(titled, called) if len(called) else titled
    place = np.searchsorted(told, headers)
    both = np.append(told, -1)[place] == headers
    often = np.full(len(told), _WEIGHTS["body"], dtype=np.float64)
    often[place[both]] += _WEIGHTS["title"]
    alone = headers[~both]
    return np.concatenate([told, alone]), np.concatenate([often, np.full(len(alone), float(_WEIGHTS["title"]))])
