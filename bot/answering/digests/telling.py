"""Which sentence tells a story: a whole one, of its newest articles, that says what most of them say. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from math import sqrt
from typing import Final

from bot.answering.composition.quoting import MAX_QUOTE
from bot.answering.passages.sentences import Spoken
from bot.answering.question.wording import STOP_WORDS
from ingest import Opening, Span, split_sentences

FRESH: Final = timedelta(hours=24)
"""How much older than a story's newest article one may be and still tell its state."""
LEAST_WORDS: Final = 6
_WORD: Final = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_CUT: Final = re.compile(r"(?:…|\.\.\.|[:,;–—-])[\"”’')\]]*$")
_ASKED: Final = re.compile(r"\?[\"”’')\]]*$")


def told_of(openings: Sequence[Opening]) -> Spoken:
    """Give the sentence or title that tells what the articles share; the first's title where none is whole."""
    shares = _shares(openings)
    newest = max(opening.passage.stored.article.published for opening in openings)
    fresh = [opening for opening in openings if newest - opening.passage.stored.article.published <= FRESH]
    candidates = [spoken for opening in fresh for spoken in _candidates(opening)]
    whole = [spoken for spoken in candidates if _is_whole(spoken.text)]
    return max(whole or candidates, key=lambda spoken: _worth(spoken.text, shares))


def _candidates(opening: Opening) -> Iterator[Spoken]:
    stored, body = opening.passage.stored, opening.passage.stored.article.body
    if body.start:
        yield Spoken(stored, Span(0, len(stored.article.title)))
    first = next(iter(split_sentences(opening.passage.text)), None)
    if first:
        start = opening.passage.span.start
        yield Spoken(stored, Span(start + first.start, start + first.end))


def _is_whole(text: str) -> bool:
    """Tell whether a text is a whole statement, short enough to show."""
    words = len(_WORD.findall(text))
    return words >= LEAST_WORDS and len(text) <= MAX_QUOTE and not _CUT.search(text) and not _ASKED.search(text)


def _shares(openings: Sequence[Opening]) -> dict[str, float]:
    """Give in which share of the articles each word stands that says something."""
    texts = (f"{opening.passage.stored.article.title}\n{opening.passage.text}" for opening in openings)
    counts = Counter(word for text in texts for word in _words(text))
    return {word: count / len(openings) for word, count in counts.items()}


def _words(text: str) -> set[str]:
    return {word for word in map(str.lower, _WORD.findall(text)) if word not in STOP_WORDS}


def _worth(text: str, shares: dict[str, float]) -> float:
    words = _words(text)
    return sum(shares[word] for word in words) / sqrt(len(words)) if words else 0.0
