"""Quotes: verbatim stretches of a stored article, short enough to show."""

import re
from dataclasses import dataclass

from ingest import Article, Span, StoredArticle

MAX_QUOTE = 300
"""Characters of one shown quote."""
MOST_OF_ARTICLE = 3
"""Quotes of one article."""
MOST_WORDS = 80
"""Of quotes with their sources and what opens them: a longer text is wrong by RGB's rule."""
_CLAUSE = re.compile(r"[,;](?=\s)|(?=\s[–—]\s)")
"""Where a clause ends."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence or title of a stored article."""

    stored: StoredArticle
    span: Span

    @property
    def place(self) -> tuple[int, int]:
        """Its article's revision, and the offset at which it begins."""
        return self.stored.revision, self.span.start

    @property
    def text(self) -> str:
        """Its words, as they are stored."""
        return self.stored.article.text[self.span.start : self.span.end]

    @property
    def asks(self) -> bool:
        """Whether it ends in a question mark, within quotation marks or without."""
        return self.text.rstrip("\"”’')]").endswith("?")


def quoted(article: Article, span: Span, *, around: str = "", most: int = MAX_QUOTE) -> Span:
    """Give the span to quote for the sentence at `span`: all of it, or at most `most` characters around `around`.

    A cut falls between words, at its end rather between clauses. The result always lies within `span`.
    """
    if span.end - span.start <= most:
        return span
    sentence = article.text[span.start : span.end]
    focus = max(sentence.find(around), 0) if around else 0
    start = max(0, min(focus + min(len(around), most) // 2 - most // 2, len(sentence) - most))
    if start:
        gap = re.compile(r"\s+").search(sentence, start)
        start = gap.end() if gap and gap.end() < start + most // 2 else start
    end = min(start + most, len(sentence))
    if end < len(sentence):
        clauses = [*_CLAUSE.finditer(sentence, max(start + most * 3 // 4, focus + len(around)), end)]
        cut = clauses[-1].end() if clauses else sentence.rfind(" ", start + most // 2, end)
        end = cut if cut > 0 else end
    return Span(span.start + start, span.start + end)
