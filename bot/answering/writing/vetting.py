"""Which of a reader's statements are shown: those that a passage bears out and that speak to the question. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.answering.checking.names import names_of
from bot.answering.checking.overlap import pairs_beside
from bot.answering.checking.reading import Evidence, Sentence, evidence_of, sentences_of
from bot.answering.checking.verdicts import Verdict
from bot.answering.checking.words import words_of
from bot.answering.passages.selection import NAMED_OF_BEST
from bot.answering.question.terms import WORD, coverage
from bot.answering.retrieval.stories import sentences_in
from bot.answering.writing.briefs import Brief, Statement
from ingest import FoundPassage, Span, split_sentences

TOGETHER: Final = 3
"""Sentences of a passage that a statement may be taken from: one, what goes before, and what follows."""
_SPEAKERS: Final = frozenset("i me my mine myself we our ours ourselves you your yours yourself".split())
"""Who speaks and who is spoken to: news says so in quotations alone."""
_MARK: Final = re.compile(r"\s*\[\d[\d,\s]*\]")
"""Marks of its own: what it cites is told beside it."""
_ADDRESSED: Final = re.compile(r"://|\bwww\.|[@<>{}`|\\]")
"""Links, mentions, markup: no statement of news needs them."""

Check = Callable[[str, Sequence[str]], Verdict]
"""Tells whether passages bear a statement out: `bot.answering.checking.check`."""


@dataclass(frozen=True, slots=True)
class Borne:
    """A statement that is borne out, with the words that do so."""

    text: str
    by: tuple[tuple[FoundPassage, Span], ...]
    """Passages, each with the sentence that comes nearest to the statement, as a span of the article's text."""


def vetted(statement: Statement, brief: Brief, check: Check) -> Borne | None:
    """Give the statement as it may be shown; its citation mended if another passage bears it out; else `None`."""
    text = _MARK.sub("", statement.text).strip()
    if not text or _ADDRESSED.search(text) or not _speaks(text, brief):
        return None
    cited = [brief.passages[n - 1] for n in statement.cites]
    bearing = [passage for passage in cited if _bears_out(passage, text, check)]
    if not bearing:
        bearing = [passage for passage in brief.passages if _bears_out(passage, text, check)][:1]
    return Borne(text, tuple((passage, nearest_to(text, passage)) for passage in bearing)) if bearing else None


def _bears_out(passage: FoundPassage, text: str, check: Check) -> bool:
    """Tell whether one place of a passage says by itself what a statement says, in the same words.

    The check lets paraphrases pass, and with them what shares names and numbers with a passage and tells another story
    of them. What is dropped here for its words costs nothing: the quotes say it.
    """
    wanted = {word.form for sentence in sentences_of(text) for word in sentence.content}
    wanted |= {word.form for word in words_of(text) if word.is_negation or word.text.lower() in _SPEAKERS}
    return any(
        wanted <= {word.form for word in words_of(place)}
        and all(_keeps_company(sentence, evidence_of([place])) for sentence in sentences_of(text))
        and check(text, [place]).supported
        for place in _places(passage)
    )


def _keeps_company(statement: Sentence, evidence: Evidence) -> bool:
    """Tell whether each name and number stands beside a word that it stands beside there, all of a name together.

    What is told of one thing and written of another stands beside other words: "a fine of 12 million" of 12 ships.
    """
    items, starts = statement.items, [span.start for span, _ in statement.placed]
    beside = {frozenset(pair) for sentence in evidence.sentences for pair in pairs_beside(sentence.items)}
    numbers = [(at, at) for at, item in enumerate(items) if item.startswith("#")]
    names = [
        (starts.index(name.words[0].span.start), starts.index(name.words[-1].span.start))
        for name in names_of(statement)
        if not name.text.isupper()  # what it stands for may stand between it and the words beside it
    ]
    for first, last in numbers + names:
        within = pairwise(items[first : last + 1])
        around = [*pairwise(items[max(0, first - 1) : first + 1]), *pairwise(items[last : last + 2])]
        if not all(frozenset(pair) in beside for pair in within):
            return False
        if around and not any(frozenset(pair) in beside for pair in around):
            return False
    return True


def _places(passage: FoundPassage) -> Iterator[str]:
    """Give a few sentences at a time, each under the article's title."""
    text, title = passage.text, passage.stored.article.title
    spans = split_sentences(text)
    for first in range(max(1, len(spans) - TOGETHER + 1)):
        few = spans[first : first + TOGETHER]
        yield f"{title}\n\n{text[few[0].start : few[-1].end]}"


def _speaks(text: str, brief: Brief) -> bool:
    """Tell whether a statement names by itself as much of the question as a quote must."""
    best = max((coverage(brief.plan.terms, citation.quote) for citation in brief.answer.citations), default=0.0)
    return coverage(brief.plan.terms, text) >= NAMED_OF_BEST * best


def nearest_to(text: str, passage: FoundPassage) -> Span:
    """Give the sentence of the passage, or the title, that shares most words with a statement."""
    words, told = set(WORD.findall(text.lower())), passage.stored.article.text
    return max(
        sentences_in(passage),
        key=lambda span: len(words.intersection(WORD.findall(told[span.start : span.end].lower()))),
    )
