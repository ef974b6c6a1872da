"""What storing a document means: a new article, a revision, or nothing new. Pure."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from ingest.archive.addresses import page_of
from ingest.archive.schema import as_microseconds
from ingest.articles import Article

MOST_REVISIONS: Final = 24
"""Kept of one article. What changes more often, such as a live blog, is always there as it stands now; of how it stood
before, the last of the 24 gives way to it."""


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
    known_from: int
    """Of the current revision."""
    revisions: int = 1

    @property
    def is_full(self) -> bool:
        """Whether one more revision would be one too many."""
        return self.revisions >= MOST_REVISIONS


def verdict(held: Held | None, article: Article) -> Verdict:
    """Tell a new text from one that was there before; white space alone makes none."""
    if held is None:
        return Verdict.NEW
    if article.fingerprint in held.fingerprints or _same_words(held, article):
        return Verdict.UNCHANGED
    return Verdict.REVISED


def _same_words(held: Held, article: Article) -> bool:
    return held.title.split() == article.title.split() and held.text.split() == article.text.split()


def known_from(held: Held | None, article: Article, *, seen: int) -> int:
    """When a revision became known, in microseconds: its publication, or first sight if that says nothing newer.

    Never before the revision it supersedes, whatever the clocks say.
    """
    published = as_microseconds(article.published)
    if held is None or published > held.known_from:
        return published
    return max(seen, held.known_from)
