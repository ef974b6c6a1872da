"""Which of a reader's statements are shown: those that a passage bears out and that speak to the question. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.checking.reading import sentences_of
from bot.answering.checking.verdicts import Verdict
from bot.answering.checking.words import words_of
from bot.answering.passages.selection import NAMED_OF_BEST
from bot.answering.passages.sentences import holds_expected
from bot.answering.question.wording import coverage
from bot.answering.writing.briefs import Brief, Statement
from bot.answering.writing.prompting import LONGEST_STATEMENT
from ingest import FoundPassage, Span, split_sentences

_MARK: Final = re.compile(r"\s*\[\d[\d,\s]*\]")
"""Marks of its own: what it cites is told beside it."""
_ADDRESSED: Final = re.compile(r"://|\bwww\.|[@<>{}`|\\]")
"""Links, mentions, markup: no statement of news needs them."""
_WORD: Final = re.compile(r"\w+")

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
    if not text or len(text) > LONGEST_STATEMENT or _ADDRESSED.search(text):
        return None
    cited = [brief.passages[n - 1] for n in statement.cites]
    candidates = [cited, *([passage] for passage in brief.passages)]
    bearing = next((bearing for passages in candidates if (bearing := _bearing(text, passages, check))), None)
    if bearing is None or not _speaks(text, brief):
        return None
    return Borne(text, tuple((passage, _nearest(text, passage)) for passage in bearing))


def _bearing(text: str, passages: Sequence[FoundPassage], check: Check) -> tuple[FoundPassage, ...] | None:
    """Give those of `passages` that bear a statement out, `None` if they do not."""
    verdict = check(text, [_told(passage) for passage in passages])
    bearing = tuple(passages[index] for index in verdict.cited)
    return bearing if verdict.supported and bearing and _words_are_theirs(text, bearing) else None


def _told(passage: FoundPassage) -> str:
    """Give what a passage says, under its article's title."""
    title = passage.stored.article.title
    return passage.text if not title or passage.text.startswith(title) else f"{title}\n\n{passage.text}"


def _words_are_theirs(text: str, passages: Sequence[FoundPassage]) -> bool:
    """Tell whether every word of content, in some form, is among the passages'.

    The check lets paraphrases pass, and with them what shares names and numbers with a passage and tells another story
    of them. What is dropped here for its words costs nothing: the quotes say it.
    """
    theirs = {word.form for passage in passages for word in words_of(_told(passage))}
    return all(word.form in theirs for sentence in sentences_of(text) for word in sentence.content)


def _speaks(text: str, brief: Brief) -> bool:
    """Tell whether a statement holds what is expected, and names by itself as much of the question as a quote must."""
    best = max((coverage(brief.plan.terms, citation.quote) for citation in brief.answer.citations), default=0.0)
    return holds_expected(brief.plan, text) and coverage(brief.plan.terms, text) >= NAMED_OF_BEST * best


def _nearest(text: str, passage: FoundPassage) -> Span:
    """Give the sentence of the passage, or the title, that shares most words with a statement."""
    article = passage.stored.article
    titles = [Span(0, len(article.title))] if article.title and article.text.startswith(article.title) else []
    within = [
        Span(passage.span.start + span.start, passage.span.start + span.end) for span in split_sentences(passage.text)
    ]
    words = _words(text)
    return max([*within, *titles], key=lambda span: len(words & _words(article.text[span.start : span.end])))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
