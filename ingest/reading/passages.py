"""An article's body in pieces that the encoder can take."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.articles import Article, Passage, Span
from ingest.sentences import split_sentences

TITLE_SHARE = 4
"""A title takes at most a quarter of the limit: a longer one would crowd out the text that it announces."""
PUBLISHER_SHARE = 8
_SPECIAL_TOKENS = 2
_BLANK_LINE = re.compile(r"\n\s*\n")
_AFTER_CLAUSE = re.compile(r"(?<=[,;:)–—])\s+")
_SPACE = re.compile(r"\s+")


def split(article: Article, count_tokens: Callable[[str], int], *, limit: int = 256) -> tuple[Passage, ...]:
    """Cut an article's body into passages that, below their header, stay within `limit` tokens.

    `count_tokens` counts the encoder's tokens, the two special ones included; none of its tokens may span
    white space, so that the counts on both sides of it add up. A passage holds whole paragraphs where they
    fit, else whole sentences, else clauses, words or letters; together the passages hold every character
    but white space, each once.
    """
    header = _header(article, count_tokens, limit)
    fitter = _Fitter(article.text, count_tokens, room=limit - count_tokens(header))
    return tuple(Passage(ordinal, piece.span, header) for ordinal, piece in enumerate(fitter.fit(article.body)))


def _header(article: Article, count_tokens: Callable[[str], int], limit: int) -> str:
    title = _shortened(article.title, count_tokens, limit // TITLE_SHARE)
    publisher = _shortened(article.publisher, count_tokens, limit // PUBLISHER_SHARE)
    return " | ".join(part for part in (title, publisher, f"{article.published:%Y-%m-%d}") if part)


def _shortened(text: str, count_tokens: Callable[[str], int], most: int) -> str:
    """Give as much of the beginning of `text` as takes at most `most` tokens, in whole words if it can be."""
    if len(text) <= most or count_tokens(text) - _SPECIAL_TOKENS <= most:
        return text
    length = bisect_right(range(len(text) + 1), most + _SPECIAL_TOKENS, key=lambda end: count_tokens(text[:end])) - 1
    return (text[:length].rpartition(" ")[0] or text[:length]).rstrip()


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    tokens: int


@dataclass(frozen=True, slots=True)
class _Fitter:
    """Cuts a text as coarsely as `room` tokens allow."""

    text: str
    count_tokens: Callable[[str], int]
    room: int

    def fit(self, span: Span, depth: int = 0) -> list[_Piece]:
        """Give `span` whole if there is room for it, else its parts, each fitted, then packed again."""
        tokens = self.count_tokens(self.text[span.start : span.end]) - _SPECIAL_TOKENS
        if tokens <= self.room or span.end - span.start == 1:
            return [_Piece(span, tokens)]
        parts, depth = self._parts(span, depth)
        return self._packed([piece for part in parts for piece in self.fit(part, depth)])

    def _parts(self, span: Span, depth: int) -> tuple[list[Span], int]:
        """Part `span` at the first of the bounds from `depth` on that does part it."""
        for deeper, parting in enumerate(_PARTINGS[depth:], start=depth + 1):
            parts = list(parting(self.text, span))
            if len(parts) > 1:
                return parts, deeper
        middle = (span.start + span.end) // 2
        return [Span(span.start, middle), Span(middle, span.end)], len(_PARTINGS)

    def _packed(self, pieces: list[_Piece]) -> list[_Piece]:
        """Join neighbours while there is room; parts of one word stay apart, for their counts do not add up."""
        packed = pieces[:1]
        for piece in pieces[1:]:
            last = packed[-1]
            if last.tokens + piece.tokens <= self.room and last.span.end < piece.span.start:
                packed[-1] = _Piece(Span(last.span.start, piece.span.end), last.tokens + piece.tokens)
            else:
                packed.append(piece)
        return packed


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    return _between(_BLANK_LINE, text, span)


def _sentences(text: str, span: Span) -> Iterator[Span]:
    for sentence in split_sentences(text[span.start : span.end]):
        yield Span(span.start + sentence.start, span.start + sentence.end)


def _clauses(text: str, span: Span) -> Iterator[Span]:
    return _between(_AFTER_CLAUSE, text, span)


def _words(text: str, span: Span) -> Iterator[Span]:
    return _between(_SPACE, text, span)


def _between(separator: re.Pattern[str], text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for gap in separator.finditer(text, span.start, span.end):
        if gap.start() > start:
            yield Span(start, gap.start())
        start = gap.end()
    if span.end > start:
        yield Span(start, span.end)


_PARTINGS = (_paragraphs, _sentences, _clauses, _words)
"""Bounds to cut at, the most welcome first."""
