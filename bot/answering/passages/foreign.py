"""Which sentences speak to a question in another language than English, in that language and beneath in English. Pure.

Nothing is read out of them. A sentence speaks that names most of what is asked, with its article's title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.passages.sentences import Spoken
from bot.answering.question.asking_words import folded
from bot.answering.question.foreign import ForeignPlan, ForeignTerm, share_named
from ingest import FoundPassage, Span, split_sentences

LEAST_NAMED: Final = 0.6
"""Least share of the question's words that a sentence names, with its title: of two words both, of three two."""
AS_GOOD: Final = 0.1
LEAST_NEAR: Final = 1 / 3
"""Least share for coverage that is near, and no answer."""
MOST_QUOTES: Final = 3
MOST_ENGLISH: Final = 2
_LEAST_WORDS: Final = 3
_ORDINAL: Final = re.compile(r"(?:^|\s)\d{1,2}\.$")
"""A day of the month, as Germanic, Slavic and Turkic languages write it: "18. November" is no end of a sentence."""
_WORD: Final = re.compile(r"[^\W_]+")
_DIGIT: Final = re.compile(r"\d")
_WITHIN: Final = re.compile(r"(?<=[^.!?\s\n][ \u00a0])[^\W\d_]+")
"""Words within a sentence, where English capitalises names alone."""


@dataclass(frozen=True, slots=True)
class ForeignSpoken:
    """What articles in the language of the question say."""

    answering: tuple[Spoken, ...]
    near: tuple[Spoken, ...]
    """Of stories that name some of what is asked."""


@dataclass(frozen=True, slots=True)
class EnglishSpoken:
    """What articles in English say that name the names of the question."""

    names: tuple[str, ...]
    """As English writes them."""
    spoken: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class _Measured:
    spoken: Spoken
    named: float
    """The share of what is asked that it names."""
    in_context: float
    """The same with its article's title."""
    holds_number: bool
    is_title: bool

    @property
    def worth(self) -> tuple[float, bool, bool, float]:
        """A title says less than a sentence beneath it that names anything of what is asked."""
        return self.in_context, self.holds_number, self.named > 0 and not self.is_title, self.named


def foreign_spoken(plan: ForeignPlan, passages: Sequence[FoundPassage]) -> ForeignSpoken:
    """Give the best sentence of each of the best stories; the newest first where the present is asked for."""
    best = [
        max(measured, key=lambda one: one.worth) for passage in passages if (measured := [*_measured(plan, passage)])
    ]
    ranked = sorted(best, key=lambda one: one.worth, reverse=True)
    least = max(LEAST_NAMED, ranked[0].in_context - AS_GOOD) if ranked else 0.0
    answering = _one_an_article(one.spoken for one in ranked if one.in_context >= least)[:MOST_QUOTES]
    near = _one_an_article(one.spoken for one in ranked if LEAST_NEAR <= one.in_context < least)[:MOST_QUOTES]
    first = 0 if plan.wants_newest else 1
    others = sorted(answering[first:], key=lambda one: one.stored.article.published, reverse=True)
    return ForeignSpoken((*answering[:first], *others), near)


def english_names(terms: Sequence[ForeignTerm], passages: Sequence[FoundPassage]) -> tuple[str, ...]:
    """Give which of `terms` English passages write as names: capitalised within sentences, and never small."""
    within = [word for passage in passages for word in _WITHIN.findall(passage.text)]
    names = []
    for term in terms:
        written = [word for word in within if folded(word) == folded(term.typed)]
        if written and all(word[0].isupper() for word in written):
            names.append(written[0])
    return tuple(names)


def english_spoken(plan: ForeignPlan, names: Sequence[str], passages: Sequence[FoundPassage]) -> EnglishSpoken:
    """Give the sentences that hold every one of `names`, as ranked or the newest first; where asked, with a number."""
    wanted = {folded(name) for name in names}
    spoken = []
    for passage in passages:
        spans = _sentences(passage)
        holding = [span for span in spans if wanted <= set(_WORD.findall(folded(_text(passage, span))))]
        if plan.wants_number:
            holding = [span for span in holding if _DIGIT.search(_text(passage, span))]
        spoken += [Spoken(passage.stored, span) for span in holding[:1]]
    told = list(_one_an_article(spoken)) if wanted else []
    if plan.wants_newest:
        told.sort(key=lambda one: one.stored.article.published, reverse=True)
    return EnglishSpoken(tuple(names), tuple(told[:MOST_ENGLISH]))


def _measured(plan: ForeignPlan, passage: FoundPassage) -> Iterator[_Measured]:
    article = passage.stored.article
    title = [Span(0, len(article.title))] if article.title and article.text.startswith(article.title) else []
    for span in [*title, *_sentences(passage)]:
        text = _text(passage, span)
        yield _Measured(
            Spoken(passage.stored, span),
            named=share_named(plan.terms, text),
            in_context=share_named(plan.terms, f"{article.title}\n{text}"),
            holds_number=plan.wants_number and bool(_DIGIT.search(text)),
            is_title=span in title,
        )


def _sentences(passage: FoundPassage) -> list[Span]:
    """Give the sentences of a passage, as offsets of its article's text; those that a day of the month cut, whole."""
    joined: list[Span] = []
    for span in split_sentences(passage.text):
        if joined and _ORDINAL.search(passage.text[joined[-1].start : joined[-1].end]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    told = (span for span in joined if len(_WORD.findall(passage.text[span.start : span.end])) >= _LEAST_WORDS)
    return [Span(passage.span.start + span.start, passage.span.start + span.end) for span in told]


def _text(passage: FoundPassage, span: Span) -> str:
    return passage.stored.article.text[span.start : span.end]


def _one_an_article(spoken: "Iterator[Spoken] | Sequence[Spoken]") -> tuple[Spoken, ...]:
    first: dict[int, Spoken] = {}
    for one in spoken:
        first.setdefault(one.stored.revision, one)
    return tuple(first.values())
