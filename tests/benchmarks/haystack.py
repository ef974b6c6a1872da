"""The part of a stream in which labelled questions are asked: what they rest on, what is near, a sample of the rest."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from html import unescape
from itertools import zip_longest

from ingest import Document
from tests.benchmarks.metrics import Row, compared_url

NEAR = 20
"""Of each question, the best-ranked items of its past that are taken: what a search finds is what confuses."""
NEAR_SHARE = 0.8
"""Of the cap, how much may be such; the rest is an even sample of the stream, so that word counts stay its own."""
QUESTION_WORDS = frozenset(
    "a an and are as at be been by did do does for from has have how in is it its many much of on or still that the"
    " their there this to was were what when where which who whom will with".split()
)
"""Left out of a search: they stand in most texts, weigh nothing and take nine tenths of its time."""
_TAG = re.compile(r"<[^>]+>")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[“\"'‘(]?[A-Z0-9])")
_FULL_TEXT = "fts5(text, published UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2')"


def part_of(stream: Sequence[Document], labels: Sequence[Row], *, cap: int) -> list[Document]:
    """Choose at most `cap` documents, in the stream's order; what the labels cite is always among them."""
    cited = {compared_url(url) for label in labels for url in label["urls"]}
    chosen = {place for place, document in enumerate(stream) if compared_url(document.url or "") in cited}
    for place in _near(stream, labels):
        if len(chosen) >= NEAR_SHARE * cap:
            break
        chosen.add(place)
    rest = max(0, cap - len(chosen))
    chosen.update(number * len(stream) // rest for number in range(rest))
    return [stream[place] for place in sorted(chosen)]


def _near(stream: Sequence[Document], labels: Sequence[Row]) -> Iterator[int]:
    """Give places of documents, the best one of every question first, then the second best of every question."""
    with closing(FullText((plain(document), published(document)) for document in stream)) as texts:
        ranked = [texts.nearest(label["question"], by=last_moment(label), limit=NEAR) for label in labels]
    for of_one_rank in zip_longest(*ranked):
        yield from (place for place in of_one_rank if place is not None)


class FullText:
    """Texts with their time of publication, ranked by BM25 (as SQLite computes it: k1 1.2, b 0.75, stemmed words)."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.execute(f"CREATE VIRTUAL TABLE texts USING {_FULL_TEXT}")
        self._database.executemany("INSERT INTO texts VALUES (?, ?)", texts)

    def nearest(self, question: str, *, by: str, limit: int) -> list[int]:
        """Give the places of the best texts that were published `by` a moment (ISO 8601, UTC)."""
        asked = [word for word in re.findall(r"\w+", question) if word.lower() not in QUESTION_WORDS]
        words = " OR ".join(f'"{word}"' for word in asked)
        found = self._database.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? AND published <= ? ORDER BY bm25(texts) LIMIT ?",
            (words, by, limit),
        )
        return [place - 1 for (place,) in found]

    def close(self) -> None:
        self._database.close()


def plain(document: Document) -> str:
    """Give title and body without markup, entities and white space: good enough to count words in."""
    return " ".join(_TAG.sub(" ", unescape(f"{document.title}\n{document.body}")).split())


def sentences(document: Document) -> list[str]:
    """Give the title, then the sentences of the body."""
    body = " ".join(_TAG.sub(" ", unescape(document.body)).split())
    return [part for part in (" ".join(unescape(document.title).split()), *_SENTENCE_END.split(body)) if part]


def published(document: Document) -> str:
    return document.published.isoformat() if document.published else ""


def last_moment(label: Row) -> str:
    """Give the end of the day (UTC) as of which a label is asked."""
    return f"{label['as_of']}T23:59:59+00:00"
