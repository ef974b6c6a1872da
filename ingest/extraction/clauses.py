"""Where the clause around a word begins and ends."""

import re

from ingest.articles import Span

_CLAUSE_MARK = re.compile(r"[;:—–()\[\]“”\"]|,(?!\d)")


def clause_at(sentence: str, span: Span) -> str:
    """Give the stretch of the sentence around `span` between the nearest clause marks."""
    clause = clause_span(sentence, span)
    return sentence[clause.start : clause.end].strip()


def clause_span(sentence: str, span: Span) -> Span:
    """Give where the clause around `span` begins and ends."""
    start = max((mark.end() for mark in _CLAUSE_MARK.finditer(sentence, 0, span.start)), default=0)
    following = _CLAUSE_MARK.search(sentence, span.end)
    return Span(start, following.start() if following else len(sentence))
