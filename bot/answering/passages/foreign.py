"""Which sentences speak to a question in another language than English, in that language and beneath in English. Pure.

Nothing is read out of them. A sentence speaks that names most of what is asked, with its article's title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.composition.quoting import Excerpt
from bot.answering.passages.sentences import holds_expected
from bot.answering.question.answer_type import AnswerType
from bot.answering.question.foreign import ForeignPlan, ForeignTerm, named_in
from bot.answering.question.planning import Plan
from bot.answering.question.terms import Term
from ingest import CASUALTIES, FoundPassage, Span, StoredArticle, family_of, split_sentences

LEAST_NAMED: Final = 0.6
"""Least share of the question's words that a sentence names, with its title: of two words both, of three two."""
AS_GOOD: Final = 0.1
LEAST_NEAR: Final = 1 / 3
"""Least share for coverage that is near, and no answer."""
MOST_QUOTES: Final = 3
MOST_ENGLISH: Final = 2
MOSTLY: Final = 0.8
"""Share of capitals from which a word is a name: "tour" in what tells of the Tour de France."""
_LEAST_WORDS: Final = 3
_ORDINAL: Final = re.compile(r"(?:^|\s)\d{1,2}\.$")
"""A day of the month, as Germanic, Slavic and Turkic languages write it: "18. November" is no end of a sentence."""
_WORD: Final = re.compile(r"[^\W_]+")
_DIGIT: Final = re.compile(r"\d")
_WITHIN: Final = re.compile(r"(?<=[^.!?\s][ \u00a0])")
"""A place within a sentence, where English capitalises names alone."""


@dataclass(frozen=True, slots=True)
class ForeignSpoken:
    """What articles in the language of the question say."""

    answering: tuple[Excerpt, ...]
    near: tuple[Excerpt, ...]
    """Of stories that name some of what is asked."""


@dataclass(frozen=True, slots=True)
class EnglishSpoken:
    """What articles in English say that name the names of the question."""

    names: tuple[str, ...]
    """As English writes them."""
    spoken: tuple[Excerpt, ...]
    is_answering: bool
    """Whether a sentence says of those names what is asked, as far as that is known: else it is only near."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, or the title, of a passage."""

    spoken: Excerpt
    named: frozenset[ForeignTerm]
    """What of the question it names."""
    holds_number: bool


@dataclass(frozen=True, slots=True)
class _Story:
    """The best of one passage: a sentence, with another that names what it and the title do not."""

    sentences: tuple[_Sentence, ...]
    """In the order of the text."""
    named: frozenset[ForeignTerm]
    """What of the question they name between them, with the title."""

    @property
    def stored(self) -> StoredArticle:
        """Its article."""
        return self.sentences[0].spoken.stored

    @property
    def worth(self) -> tuple[int, bool, int]:
        """What it names, whether it holds a number, and how few sentences that takes."""
        return len(self.named), any(one.holds_number for one in self.sentences), -len(self.sentences)


def foreign_spoken(plan: ForeignPlan, passages: Sequence[FoundPassage]) -> ForeignSpoken:
    """Give the best sentences of the best stories; the newest first where the present is asked for."""
    stories = filter(None, (_story(plan, passage) for passage in passages))
    first_of: dict[int, _Story] = {}
    for story in sorted(stories, key=lambda one: one.worth, reverse=True):
        first_of.setdefault(story.stored.revision, story)
    ranked = [*first_of.values()]
    answering = [one for one in ranked if _answers(plan, one)]
    near = [one for one in ranked if not _answers(plan, one) and _share(plan, one) >= LEAST_NEAR]
    best = [one for one in answering if _share(plan, one) >= _share(plan, answering[0]) - AS_GOOD][:MOST_QUOTES]
    first = 0 if plan.wants_newest else 1
    shown = [*best[:first], *sorted(best[first:], key=lambda one: one.stored.article.published, reverse=True)]
    return ForeignSpoken(
        tuple(one.spoken for story in shown for one in story.sentences),
        tuple(story.sentences[0].spoken for story in near[:MOST_QUOTES]),
    )


def _answers(plan: ForeignPlan, story: _Story) -> bool:
    required = {term for term in plan.terms if term.is_required}
    return _share(plan, story) >= LEAST_NAMED and required <= story.named


def _share(plan: ForeignPlan, story: _Story) -> float:
    return len(story.named) / len(plan.terms)


def _story(plan: ForeignPlan, passage: FoundPassage) -> _Story | None:
    article = passage.stored.article
    is_titled = article.title and article.text.startswith(article.title)
    titles = [Excerpt(passage.stored, Span(0, len(article.title)))] if is_titled else []
    sentences = [
        _Sentence(one, named_in(plan.terms, one.text), plan.wants_number and bool(_DIGIT.search(one.text)))
        for one in (*titles, *_sentences(passage))
    ]
    if not plan.terms or not sentences:
        return None
    title = named_in(plan.terms, article.title)
    first = max(sentences, key=lambda one: _worth(one, title))
    known = title | first.named
    second = max(sentences, key=lambda one: len(one.named - known))
    told = (first, second) if second.named - known else (first,)
    return _Story(tuple(sorted(told, key=lambda one: one.spoken.span.start)), known | second.named)


def _worth(sentence: _Sentence, title: frozenset[ForeignTerm]) -> tuple[int, bool, bool, int]:
    """Rank a sentence; a title says less than a sentence beneath it that names anything of what is asked."""
    is_title = sentence.spoken.span.start < len(sentence.spoken.stored.article.title)
    return (
        len(sentence.named | title),
        sentence.holds_number,
        bool(sentence.named) and not is_title,
        len(sentence.named),
    )


def newest_spoken(passages: Sequence[FoundPassage]) -> ForeignSpoken:
    """Give the first sentences of the newest articles, given by their first passages: where only news is asked for."""
    leads = [sentences[0] for passage in passages if (sentences := _sentences(passage))]
    return ForeignSpoken(tuple(leads[:MOST_QUOTES]), ())


def english_spoken(plan: ForeignPlan, asked: Plan, passages: Sequence[FoundPassage]) -> EnglishSpoken:
    """Give the sentences that with their titles name most names, and of those what is asked of them.

    `asked` is the question as English may have it. None where English does not name all that is plainly a name, or a
    year alone: "Jimmy" is another's name, too.
    """
    names = [term for term in plan.english if _is_name(term, passages)] or _events(plan)
    if not {term for term in plan.english if term.is_name} <= set(names) or all(term.name.isdigit() for term in names):
        return EnglishSpoken((), (), is_answering=False)
    held = [one for passage in passages for one in _namings(plan, asked, names, passage)]
    if not (plan.english and plan.news):  # because of what happened, or of a name alone, the last such thing is meant
        held.sort(key=lambda one: one.spoken.stored.article.published, reverse=True)
    ranked = sorted(held, key=lambda one: (len(one.named), one.answers, one.told), reverse=True)
    best: dict[int, _Naming] = {}
    for one in ranked:
        if len(one.named) == len(ranked[0].named):
            best.setdefault(one.spoken.stored.revision, one)
    answering = [one for one in best.values() if one.answers]
    shown = (answering or [*best.values()])[:MOST_ENGLISH]
    if plan.wants_newest:
        shown.sort(key=lambda one: one.spoken.stored.article.published, reverse=True)
    quoted = {term for one in shown for term in one.named}
    written = tuple(_written(term, shown) for term in names if term in quoted)
    return EnglishSpoken(written, tuple(one.spoken for one in shown), is_answering=bool(answering))


def _events(plan: ForeignPlan) -> list[Term]:
    """Give what happened by its English words, where nothing but that is named and a place, day or name is wanted."""
    if plan.english or plan.expects is AnswerType.ANYTHING:
        return []
    return [term for term in plan.news if family_of(term.name) not in CASUALTIES]


@dataclass(frozen=True, slots=True)
class _Naming:
    """A sentence of an English passage beside what is asked."""

    spoken: Excerpt
    named: frozenset[Term]
    """The names that it has, with its article's title."""
    told: int
    """How many of the words for what is asked of them it has."""
    answers: bool

    @property
    def title_and_text(self) -> str:
        """The sentence beneath its article's title."""
        return f"{self.spoken.stored.article.title}\n{self.spoken.text}"


def _written(term: Term, shown: Sequence[_Naming]) -> str:
    """Give a name as the sentences or their titles write it: "US"; what has another name, by that."""
    told = [found[0] for one in shown for found in re.finditer(rf"(?i)\b{re.escape(term.name)}\b", one.title_and_text)]
    return next((word for word in told if word != term.name), term.name)


def _namings(plan: ForeignPlan, asked: Plan, names: Sequence[Term], passage: FoundPassage) -> Iterator[_Naming]:
    """Give the sentences that have a name themselves."""
    title = passage.stored.article.title
    for spoken in _sentences(passage):
        text = spoken.text
        named = frozenset(term for term in names if term.pattern.search(f"{title}\n{text}"))
        told = sum(bool(term.pattern.search(text)) for term in plan.news)
        numbers = {term for term in names if term.name.isdigit()}
        answers = numbers <= named and bool(told or not plan.news) and holds_expected(asked, text)
        if any(term.pattern.search(text) for term in named):
            yield _Naming(spoken, named, told, answers)


def _is_name(term: Term, passages: Sequence[FoundPassage]) -> bool:
    """Tell whether English texts write it as a name: mostly capitalised within sentences; or it is a year."""
    found = ((passage.text, match) for passage in passages for match in term.pattern.finditer(passage.text))
    written = [match[0] for text, match in found if _WITHIN.match(text, match.start())]
    return bool(written) and sum(word[0].isupper() or word.isdigit() for word in written) >= MOSTLY * len(written)


def _sentences(passage: FoundPassage) -> list[Excerpt]:
    """Give the sentences of a passage; those that a day of the month cut, whole."""
    joined: list[Span] = []
    for span in split_sentences(passage.text):
        if joined and _ORDINAL.search(passage.text[joined[-1].start : joined[-1].end]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    start = passage.span.start
    spoken = (Excerpt(passage.stored, Span(start + span.start, start + span.end)) for span in joined)
    return [one for one in spoken if len(_WORD.findall(one.text)) >= _LEAST_WORDS]
