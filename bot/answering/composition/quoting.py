"""Quotes: verbatim stretches of a stored article, short enough to show."""

import re

from ingest import Article, Span

MAX_QUOTE = 300
"""Characters of one shown quote."""


def quoted(article: Article, span: Span, *, around: str = "") -> Span:
    """Give the span to quote for the sentence at `span`: all of it, or at most `MAX_QUOTE` characters around `around`.

    A cut falls between words. The result always lies within `span`.
    """
    if span.end - span.start <= MAX_QUOTE:
        return span
    sentence = article.text[span.start : span.end]
    focus = max(sentence.find(around), 0) if around else 0
    start = max(0, min(focus + min(len(around), MAX_QUOTE) // 2 - MAX_QUOTE // 2, len(sentence) - MAX_QUOTE))
    if start:
        gap = re.compile(r"\s+").search(sentence, start)
        start = gap.end() if gap and gap.end() < start + MAX_QUOTE // 2 else start
    end = min(start + MAX_QUOTE, len(sentence))
    if end < len(sentence):
        cut = sentence.rfind(" ", start + MAX_QUOTE // 2, end)
        end = cut if cut > 0 else end
    return Span(span.start + start, span.start + end)
