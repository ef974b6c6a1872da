"""What storing a document means: a new article, a revision, or nothing new. Pure."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import pairwise
from typing import Final

from ingest.archive.addresses import page_of
from ingest.archive.schema import as_microseconds
from ingest.articles import Article, DateQuality
from ingest.copies import FEWEST_WORDS

MOST_REVISIONS: Final = 24
"""Kept of one article. What changes more often, such as a live blog, is always there as it stands now; of how it stood
before, the last of the 24 gives way to it."""
_SAME_WORDS: Final = 0.5
_SAME_PAIRS: Final = 0.2
"""Shares of long words, and of pairs of neighbouring words, from which on two texts tell one story. Of two different
stories, 99 of 100 share fewer long words (at most .44 of 4,000 summaries, .49 of 1,500 long articles), and 95 of 100
fewer pairs (.18, .10). How often a rewritten story falls below both is not measured."""
_WORD: Final = re.compile(r"\w+")
_LONG_WORD: Final = re.compile(r"\w{4,}")
_PAIR_OF_SIGNS: Final = re.compile("(?=([\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]{2}))")
"""What stands for words where none are parted by blanks."""


@dataclass(frozen=True, slots=True)
class KeySpace:
    """Within which keys name one article each.

    All imported files share one: the same page in two files is one article. A live source has its own, because
    who may see it differs from source to source: what one server's feed says of a page must not revise what
    another server reads there. At the question, copies count once.
    """

    source: str
    is_imported: bool


def key_of(article: Article, space: KeySpace) -> str:
    """Name what makes two documents one article: address, else the source's own id, else file, else text.

    Of a file two addresses are two articles, however alike; of a live source all variants of a page are one, because
    a publisher that moves to https, or shortens its links, would offer every article anew.
    """
    return _key(article, space.source) if space.is_imported else f"live:{space.source} {grave_of(article, space)}"


def grave_of(article: Article, space: KeySpace) -> str:
    """Name an article so that it is known in every source."""
    return _key(article, space.source) if article.url is None else f"page:{page_of(article.url)}"


def _key(article: Article, source: str) -> str:
    if article.url is not None:
        return f"url:{article.url}"
    if article.external_id is not None:
        return f"id:{source}:{article.external_id}"
    if article.origin and not _names_a_line(article.origin):
        return f"file:{source}:{article.origin}"
    return f"text:{article.fingerprint}"


def _names_a_line(origin: str) -> bool:
    _, colon, line = origin.rpartition(":")
    return bool(colon) and line.isdecimal()


class Verdict(Enum):
    """What is to be done with a document."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Held:
    """What the archive holds of an article already."""

    fingerprints: frozenset[str]
    """Of every document that was ever taken as this article."""
    title: str
    text: str
    published: datetime
    known_from: int
    """Of the current revision."""
    revisions: int = 1

    @property
    def is_full(self) -> bool:
        """Whether one more revision would be one too many."""
        return self.revisions >= MOST_REVISIONS


def is_another_story(held: Held, article: Article) -> bool:
    """Tell a story that took over another's id or address from a new version of the same one.

    Another story has another title, another date and another text. A title that is missing tells nothing.
    """
    return (
        article.fingerprint not in held.fingerprints
        and held.published != article.published
        and not (held.title and article.title and _share_words(held.title, article.title))
        and not (_share_words(held.text, article.text) or _share_pairs(held.text, article.text))
    )


def is_same_story(held: Article, article: Article) -> bool:
    """Tell whether a document is an article that is held under another id, or another query of its address.

    It says the same, and nothing but the query tells their addresses apart: of two pages that say the same, both stay.
    A short text, such as a headline, may be written of two events: it was also published at the same moment, or
    neither says when.
    """
    return (
        _is_said_alike(held.title, article.title)
        and _is_said_alike(held.text, article.text)
        and _bare_address(held) == _bare_address(article)
        and (
            held.published == article.published
            or {held.date_quality, article.date_quality} == {DateQuality.INFERRED}
            or len(article.text.split()) >= FEWEST_WORDS
        )
    )


def _bare_address(article: Article) -> str | None:
    return page_of(article.url).partition("?")[0].partition(";")[0] if article.url else None


def _share_words(one: str, other: str) -> bool:
    ours, theirs = (
        {*_LONG_WORD.findall(text), *_PAIR_OF_SIGNS.findall(text)} for text in (one.casefold(), other.casefold())
    )
    return _share(ours, theirs) >= _SAME_WORDS


def _share_pairs(one: str, other: str) -> bool:
    ours, theirs = (
        {*pairwise(_WORD.findall(text)), *_PAIR_OF_SIGNS.findall(text)} for text in (one.casefold(), other.casefold())
    )
    return _share(ours, theirs) >= _SAME_PAIRS


def _share(ours: AbstractSet[object], theirs: AbstractSet[object]) -> float:
    """Give the share of the smaller set that is in the other one."""
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def verdict(held: Held | None, article: Article) -> Verdict:
    """Tell a new text from one that was there before; white space alone makes none."""
    if held is None:
        return Verdict.NEW
    if article.fingerprint in held.fingerprints or _same_words(held, article):
        return Verdict.UNCHANGED
    return Verdict.REVISED


def _same_words(held: Held, article: Article) -> bool:
    return _is_said_alike(held.title, article.title) and _is_said_alike(held.text, article.text)


def _is_said_alike(one: str, other: str) -> bool:
    return one.split() == other.split()


def known_from(held: Held | None, article: Article, *, seen: int) -> int:
    """When a revision became known, in microseconds: its publication, or first sight if that says nothing newer.

    Never before the revision it supersedes, whatever the clocks say.
    """
    published = as_microseconds(article.published)
    if held is None or published > held.known_from:
        return published
    return max(seen, held.known_from)
