"""Which sentences of the evidence are shown, best first: answer sentence selection (Yang et al., WikiQA, 2015). Pure.

What is asked is not read out of a sentence here: the words speak for themselves.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.answering.composition.phrasing import brief_day_of
from bot.answering.composition.quoting import MAX_QUOTE
from bot.answering.passages.answerability import Spoken
from bot.answering.question.asking import Aim
from bot.answering.question.planning import Plan
from bot.answering.question.relations import Expected
from bot.answering.question.wording import coverage
from bot.answering.retrieval.stories import numbers_of
from ingest import FoundPassage, PassageId, Span, find_dates, find_numbers, measure_of, split_sentences

STORIES: Final = 8
"""Best stories that sentences are taken from: of 671 labelled questions with an answer, what was asked stands in the
first view of .78 with five stories, of .82 with eight (docs/decisions/answering-quotes-first.md)."""
MARGIN: Final = 0.7
"""How much less than the best a sentence may be worth: what was asked is as often in view as without it."""
NEAREST: Final = 3
"""Stories that are offered where nothing answers."""
LEAST_NEAR: Final = 1 / 3
"""Least weighted share of what is asked that such a story names: less is no coverage of anything asked."""
MOST_QUOTES: Final = 4
MOST_BESIDE: Final = 2
"""Quotes beneath a figure that the best sentence does not state."""
MOST_OF_ARTICLE: Final = 2
MOST_WORDS: Final = 78
"""Of the quotes with their sources."""
MARKS: Final = 2
"""Words of a source that are none: its dash and its number."""
IN_CONTEXT: Final = 0.5
"""What naming all that is asked is worth to a sentence with its title."""
ALONE: Final = 1.0
"""The same of a sentence by itself."""
EXPECTED: Final = 0.5
"""What holding a number, a date or another name is worth where one is asked for."""
TYPED: Final = 1.0
"""What it is worth that a sentence says of a name, date, place or number what the question says of what it asks for: of
RGB's dev rows .64 are answered with it, .54 without; it adds nothing where a state is asked for."""
MEASURED: Final = 0.3
"""What naming the thing that is counted is worth."""
RECENT: Final = 0.7
"""What the newest of the stories is worth more than the oldest: what is told of last is what holds."""
_UNKNOWN: Final = 0.25
"""The similarity of a passage that was found by its words alone."""
_NAME = re.compile(r"(?<=[^.!?\s]\s)[A-Z][\w’'-]+")
_WORD = re.compile(r"[A-Za-z]+")
_ANY_DAY: Final = date(2000, 1, 1)
"""Whether a sentence holds a date does not depend on the day of reading."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A sentence and how well it speaks to the question; comparable only within one question."""

    spoken: Spoken
    worth: float
    is_typed: bool
    """Whether it says of a name, date, place or number what the question says of what it asks for."""


def selected(
    plan: Plan,
    passages: Sequence[FoundPassage],
    similarity: Mapping[PassageId, float] | None,
    answering: Sequence[Spoken] = (),
) -> tuple[Selected, ...]:
    """Give the sentences and titles of the best stories, best first; without similarities by their words alone."""
    stories = passages[:STORIES]
    is_typed = plan.expects not in {Expected.ANYTHING, Expected.CAUSE}
    typed = {spoken.place for spoken in answering} if is_typed else set()
    recency = _recency(stories)
    ranked = [
        Selected(
            Spoken(passage.stored, span),
            worth + RECENT * recency[passage.id] + _nearness(passage, similarity),
            is_typed=(passage.stored.revision, span.start) in typed,
        )
        for passage in stories
        for span, worth in _sentences(plan, passage)
    ]
    return tuple(sorted(ranked, key=lambda one: -one.worth - TYPED * one.is_typed))


def fitting(sentences: Sequence[Selected]) -> tuple[Spoken, ...]:
    """Take the sentences that come near the best, as far as they are read at a glance; the best whatever its length."""
    kept: list[Spoken] = []
    words = 0
    for selected_one in sentences:
        if selected_one.worth < sentences[0].worth - MARGIN:
            continue
        sentence = selected_one.spoken
        length = _length(sentence)
        of_article = sum(other.stored.revision == sentence.stored.revision for other in kept)
        if (kept and words + length > MOST_WORDS) or of_article == MOST_OF_ARTICLE or _is_told(sentence, kept):
            continue
        kept.append(sentence)
        words += length
        if len(kept) == MOST_QUOTES:
            break
    return tuple(kept)


def differing(sentences: Sequence[Selected], value: float, weighed: Container[tuple[int, int]]) -> tuple[Spoken, ...]:
    """Give the best sentences where the best of them does not state `value`, and its figures were not `weighed`.

    Two ways to read the evidence then disagree: on labels/dev.jsonl a chosen figure is right in .88 where the best
    sentence states it, else in .54.
    """
    telling = [one for one in sentences if not _text(one.spoken).endswith("?")]
    if not telling or telling[0].spoken.place in weighed or value in numbers_of(_text(telling[0].spoken)):
        return ()
    return fitting([one for one in telling if one.spoken.place not in weighed])[:MOST_BESIDE]


def nearest_stories(plan: Plan, sentences: Sequence[Selected]) -> tuple[Spoken, ...]:
    """Give the best sentence of each of the best stories, as far as they name some of what is asked."""
    best: dict[int, Spoken] = {}
    for one in sentences:
        article = one.spoken.stored.article
        told = f"{article.title}\n{_text(one.spoken)}"
        if coverage(plan.terms, told) >= LEAST_NEAR:
            best.setdefault(one.spoken.stored.id, one.spoken)
    return tuple(best.values())[:NEAREST]


def _sentences(plan: Plan, passage: FoundPassage) -> Iterator[tuple[Span, float]]:
    article = passage.stored.article
    body = [
        Span(passage.span.start + span.start, passage.span.start + span.end) for span in split_sentences(passage.text)
    ]
    has_title = article.title and article.text.startswith(article.title)
    for span in [Span(0, len(article.title)), *body] if has_title else body:
        sentence = article.text[span.start : span.end]
        told = coverage(plan.terms, sentence) * ALONE
        told += coverage(plan.terms, f"{article.title}\n{sentence}") * IN_CONTEXT
        yield span, told + EXPECTED * _holds_expected(plan, sentence) + MEASURED * is_measured(plan, sentence)


def _holds_expected(plan: Plan, sentence: str) -> bool:
    match Expected.NUMBER if plan.aim is Aim.FIGURE else plan.expects:
        case Expected.NUMBER:
            return bool(find_numbers(sentence))
        case Expected.DATE:
            return bool(find_dates(sentence, today=_ANY_DAY))
        case Expected.NAME | Expected.PLACE:
            return any(
                not any(term.pattern.search(name[0]) for term in plan.terms) for name in _NAME.finditer(sentence)
            )
        case _:
            return True


def is_measured(plan: Plan, sentence: str) -> bool:
    """Tell whether a sentence names the thing that is counted, if one is."""
    return plan.measure is None or any(measure_of(word) in plan.measures for word in _WORD.findall(sentence.lower()))


def _recency(stories: Sequence[FoundPassage]) -> dict[PassageId, float]:
    """Give for each story its place in time among them: 0 for the oldest, at most 1 for the newest."""
    by_time = sorted(stories, key=lambda passage: passage.stored.article.published)
    return {passage.id: place / (STORIES - 1) for place, passage in enumerate(by_time)}


def _nearness(passage: FoundPassage, similarity: Mapping[PassageId, float] | None) -> float:
    return (similarity or {}).get(passage.id, _UNKNOWN)


def _is_told(sentence: Spoken, kept: Sequence[Spoken]) -> bool:
    """Tell whether a kept quote says the same: a title that the text repeats."""
    return _words(sentence) in {_words(other) for other in kept}


def _words(spoken: Spoken) -> str:
    return " ".join(_WORD.findall(_text(spoken).lower()))


def _length(spoken: Spoken) -> int:
    """Count the words that a sentence takes with its source, as an answer quotes it."""
    article = spoken.stored.article
    return len(f"{_text(spoken)[:MAX_QUOTE]} {article.publisher} {brief_day_of(article)}".split()) + MARKS


def _text(spoken: Spoken) -> str:
    return spoken.stored.article.text[spoken.span.start : spoken.span.end]
