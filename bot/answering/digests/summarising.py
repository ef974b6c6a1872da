"""Extractive summary: the sentence of a story's newest articles that says what most of them say. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from math import sqrt
from typing import Final

from bot.answering.composition.quoting import MAX_QUOTE, Excerpt
from bot.answering.question.terms import STOP_WORDS
from ingest import Opening, Span, split_sentences

HALVED: Final = timedelta(hours=72)
"""How much older than a story's newest article one tells half as well how things stand."""
LEAST_WORDS: Final = 5
FIRST_SENTENCE: Final = 0.75
"""What a first sentence is worth beside a title: of feeds it is often a caption, a byline or a title's second half."""
_WORD: Final = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_CUT: Final = re.compile(r"(?:…|\.\.\.|[:,;–—-])[\"”’')\]]*$")
_NO_STATEMENT: Final = re.compile(
    r"(?:^\W*|[:|–—-]\s+\W?)(?:what|how|why|who|whose|when|where|which|here|inside)\b"
    r"|^\W*(?:watch|live|photos?|pictures|video|listen|podcast|opinion|analysis|explainer|explained|commentary|review)"
    r"(?:\s+\w+)?\s*[:|–—]|\b(?:live|live\s+updates?|a\s+timeline|in\s+pictures|explained)\W*$"
    r"|\?[\"”’')\]]*(?:$|\s*\|)|^By\s+[A-Z]",
    re.IGNORECASE,
)
"""Headlines that ask, or announce a text instead of telling what it says; and bylines."""
_CREDIT: Final = re.compile(r"\s*\([^()]{2,80}/[^()]{2,60}\)")
"""What stands behind a sentence that is a picture's caption: "(Ada Quill/Wire Photo)"."""


def told_of(openings: Sequence[Opening]) -> Excerpt:
    """Give the sentence or title that tells what the articles share; where there is none, the middle one's opening."""
    shares = _shares(openings)
    newest = max(opening.published for opening in openings)
    candidates = [
        (_worth(spoken, shares) * 0.5 ** ((newest - opening.published) / HALVED), spoken)
        for opening in openings
        for spoken in _candidates(opening)
    ]
    whole = [(worth, spoken) for worth, spoken in candidates if _is_whole(spoken.text)]
    best = max(whole or candidates, key=lambda each: each[0], default=None)
    return best[1] if best else Excerpt(openings[0].passage.stored, openings[0].passage.span)


def _candidates(opening: Opening) -> Iterator[Excerpt]:
    stored, body = opening.passage.stored, opening.passage.stored.article.body
    if body.start:
        yield Excerpt(stored, Span(0, len(stored.article.title)))
    first = next(iter(split_sentences(opening.passage.text)), None)
    if first and not _CREDIT.match(opening.passage.text, first.end):
        start = opening.passage.span.start
        yield Excerpt(stored, Span(start + first.start, start + first.end))


def _is_whole(text: str) -> bool:
    """Tell whether a text is a whole statement, short enough to show."""
    words = len(_WORD.findall(text))
    return words >= LEAST_WORDS and len(text) <= MAX_QUOTE and not _CUT.search(text) and not _NO_STATEMENT.search(text)


def _shares(openings: Sequence[Opening]) -> dict[str, float]:
    """Give in which share of the articles each word stands that says something."""
    texts = (f"{opening.passage.stored.article.title}\n{opening.passage.text}" for opening in openings)
    counts = Counter(word for text in texts for word in _words(text))
    return {word: count / len(openings) for word, count in counts.items()}


def _words(text: str) -> set[str]:
    return {word for word in map(str.lower, _WORD.findall(text)) if word not in STOP_WORDS}


def _worth(spoken: Excerpt, shares: dict[str, float]) -> float:
    """Measure how much of what is shared a sentence says for its length."""
    words = _words(spoken.text)
    said = sum(shares[word] for word in words) / sqrt(len(words)) if words else 0.0
    return said * (FIRST_SENTENCE if spoken.span.start else 1)
