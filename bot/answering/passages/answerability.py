"""Which sentences of the evidence speak to a question, and whether any does. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.answering.passages.answer_types import DATELINE, answers_in, tells_cause
from bot.answering.passages.numbered import names_another
from bot.answering.question.planning import Plan
from bot.answering.question.relations import Expected
from bot.answering.question.wording import Term, coverage
from ingest import FoundPassage, PassageId, Span, StoredArticle, split_sentences

MIN_COVERAGE = 0.7
"""Least weighted share of the question's terms that a sentence with its article's title must name."""
MIN_COVERAGE_RELATED = 0.6
"""The same of a sentence that says what the question says of it: its verb, with what it expects."""
MIN_SIMILARITY = 0.3
"""Least cosine similarity of question and passage; below it shared words are a coincidence."""
MAX_STORIES = 3
_CUT = re.compile(r"\s(?:[·|•]|\.\.\.|…)(?:\s+|$)")
"""What stands between headlines in one line, or where a text was cut."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEEDED = re.compile(
    r"\d|^(?:men|women|man|woman|boys?|girls?|male|female|ladies|junior|youth|amateur|vice|deputy|former|first|second|third"
    r"|fourth|fifth|sixth|seventh|eighth|ninth|tenth|(?:larg|small|high|low|old|young|long|short|great|bigg|fast|deadli"
    r"|rich|poor)est|(?:election|referendum|prize|award|cup|championship|marathon|tournament)s?)\b"
)
"""What tells one thing from its like, and cannot be left out."""
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b", re.IGNORECASE)
_LOOKED_UP = re.compile(
    r"\b(?:retrieved|accessed|archived|updated|copyright|since|until|before)\b.{0,20}?\b(?:19|20)\d\d\b", re.IGNORECASE
)
"""A year that is not the one in which it happened."""
_REFERRING = re.compile(
    r"(?:It|Its|He|His|She|Her|They|Their|This|That|These|The\s+[a-z]+|[A-Z][a-z]+ed|Built|Held|Won|Set|Made)\b"
)
"""How a sentence opens that goes on about what the one before it names."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence that speaks to a question."""

    stored: StoredArticle
    span: Span
    answers: tuple[str, ...] = ()
    """The stretches of it that are what the question expects."""

    @property
    def place(self) -> tuple[int, int]:
        """Its article's revision, and the offset at which it begins."""
        return self.stored.revision, self.span.start


@dataclass(frozen=True, slots=True)
class Unspoken:
    """A passage of which no sentence speaks to a question, and why."""

    passage: FoundPassage
    reason: str
    """For a person, with "it" for the passage: `it names too little of what is asked`."""


def judged_passages(
    plan: Plan, passages: Sequence[FoundPassage], similarity: Mapping[PassageId, float] | None
) -> tuple[Spoken | Unspoken, ...]:
    """Give the best sentence of each passage near to the question, if it covers the question's terms with its title.

    It has to hold what the question expects (a name, a date, a number) and every number that the question names; a
    passage without one says why. Without similarities, while there is no encoder, every passage counts as near.
    """
    near = [passage for passage in passages if similarity is None or similarity.get(passage.id, 0.0) >= MIN_SIMILARITY]
    ids = {passage.id for passage in near}
    unknown = _unknown(plan, near) if plan.relation else None
    return tuple(
        Unspoken(passage, "it is far from the question")
        if passage.id not in ids
        else Unspoken(passage, f"none of the passages names “{unknown.name}”")
        if unknown
        else _best_sentence(plan, passage)
        for passage in passages
    )


def speaking(plan: Plan, outcomes: Sequence[Spoken | Unspoken]) -> tuple[Spoken, ...]:
    """Give the sentences that speak to the question, in order, but of those that say why the ones that do first."""
    spoken = [outcome for outcome in outcomes if isinstance(outcome, Spoken)]
    return tuple(sorted(spoken, key=lambda sentence: not _tells(plan, sentence.answers[0])))


def _unknown(plan: Plan, passages: Sequence[FoundPassage]) -> Term | None:
    """Give the first name of the question that none of the passages names."""
    texts = [f"{passage.stored.article.title}\n{passage.text}" for passage in passages]
    names = (term for term in plan.terms if term.is_name)
    return next((name for name in names if not any(name.pattern.search(text) for text in texts)), None)


def _tells(plan: Plan, sentence: str) -> bool:
    """Tell whether `sentence` says why, if that is asked."""
    return plan.expects is not Expected.CAUSE or tells_cause(sentence)


_FAILURES: Final = (
    "it names too little of what is asked",
    "no sentence of it names enough of what is asked",
    "no sentence of it names every number and rank that the question names",
    "it is of another of the same name",
    "no sentence of it holds what is asked for",
)
"""Why no sentence of a passage speaks: by how far the one came that came furthest."""


def _best_sentence(plan: Plan, passage: FoundPassage) -> Spoken | Unspoken:
    needs = _Needs(plan, passage)
    if coverage(needs.terms, f"{passage.stored.article.title}\n{passage.text}") < needs.share:
        return Unspoken(passage, _FAILURES[0])
    spans = _stretches(passage.text)
    sentences = [passage.text[span.start : span.end] for span in spans]
    covered: dict[Span, tuple[float, float]] = {}
    told: dict[Span, tuple[str, ...]] = {}
    furthest = 0
    for span, sentence in zip(spans, sentences, strict=True):
        context = needs.context(passage.text[: span.start], sentence)
        share = coverage(needs.terms, context) - needs.strewn_share(context)
        if share < needs.share:
            came = 1
        elif not needs.are_told(context):
            came = 2
        elif needs.another_is_named(sentence):
            came = 3
        elif answers := answers_in(sentence, plan.expects, plan.relation, plan.terms):
            told[span] = answers
            covered[span] = share, coverage(needs.terms, sentence)
            continue
        else:
            came = 4
        furthest = max(furthest, came)
    best = max(
        covered,
        key=lambda span: (_tells(plan, passage.text[span.start : span.end]), *covered[span], -span.start),
        default=None,
    )
    if best is None:
        return Unspoken(passage, _FAILURES[furthest])
    return Spoken(passage.stored, Span(passage.span.start + best.start, passage.span.start + best.end), told[best])


def _stretches(text: str) -> list[Span]:
    """Give the sentences of `text`, those that a list or a search engine strings together apart."""
    stretches = []
    for span in split_sentences(text):
        cuts = [(cut.start(), cut.end()) for cut in _CUT.finditer(text, span.start, span.end)]
        starts = [span.start, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), span.end]
        stretches += [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
    return stretches


class _Needs:
    """What a sentence of one passage has to name."""

    def __init__(self, plan: Plan, passage: FoundPassage) -> None:
        self._plan = plan
        self._title = passage.stored.article.title
        self._years = {str(passage.stored.article.published.year)} | _years_of(passage.text)
        self.share = MIN_COVERAGE if plan.relation is None else MIN_COVERAGE_RELATED
        relation = plan.relation
        self.terms = [
            term
            for term in plan.terms
            if relation is None
            or not (_YEAR.fullmatch(term.name) or any(relation.pattern.fullmatch(form) for form in term.forms))
        ] or plan.terms
        if plan.expects is Expected.KIND:
            self.terms = [term for term in plan.terms if term.is_name] or self.terms
        self._named_together = [
            (one, other)
            for one, other in pairwise(plan.terms)
            if relation and one.is_name and (other.is_name or other.name.isdigit()) and not _YEAR.fullmatch(other.name)
        ]

    def context(self, before: str, sentence: str) -> str:
        """Give what tells of what a sentence speaks: the title, and what comes before it, if it goes on about that."""
        refers = self._plan.relation is not None and (
            _REFERRING.match(sentence) or any(term.is_name and term.pattern.match(sentence) for term in self.terms)
        )
        return f"{self._title}\n{before if refers else ''}\n{sentence}"

    def strewn_share(self, text: str) -> float:
        """Give the weight of names that `text` holds apart from those with which they are one: "Grant ... High"."""
        strewn = sum(other.weight for one, other in self._named_together if _are_strewn(one, other, text))
        return strewn / sum(term.weight for term in self.terms) if strewn else 0.0

    def are_told(self, text: str) -> bool:
        """Tell whether `text` names what of the question cannot be left out: "season 11", "the 2022 final", "men's"."""
        needed = [term for term in self._plan.terms if _NEEDED.search(term.name) and term.name not in self._years]
        years = set(self._plan.years) - self._years
        if years != set(self._plan.years) and (told := _told_years(text)):
            years = set(self._plan.years) - told
        numbers = numbers_in(_LOOKED_UP.sub(" ", text))
        return all(term.name in numbers or term.pattern.search(text) for term in needed) and (
            not years or bool(years & numbers) or len(years) < len(self._plan.years)
        )

    def another_is_named(self, sentence: str) -> bool:
        """Tell whether a numbered name stands for the plain one that the question names."""
        return not any(term.name.isdigit() and not _YEAR.fullmatch(term.name) for term in self._plan.core) and any(
            names_another(term, sentence) for term in self._plan.core
        )


def _are_strewn(one: Term, other: Term, text: str) -> bool:
    first, second = one.pattern.pattern, other.pattern.pattern
    if not (one.pattern.search(text) and other.pattern.search(text)):
        return False
    joined = rf"{first}(?:\W+\w+){{0,2}}?\W+{second}|{second}\s+(?:of|for|in|at)\s+(?:the\s+)?{first}"
    return not re.search(rf"{first}\s+{second}" if other.name.isdigit() else joined, text)


def _told_years(text: str) -> set[str]:
    return set(_YEAR.findall(_LOOKED_UP.sub(" ", text)))


def _years_of(text: str) -> set[str]:
    """Give the years that a passage is of: that of its dateline, or the only one that it names."""
    opening = DATELINE.match(text)
    named = set(_YEAR.findall(_LOOKED_UP.sub(" ", text)))
    return set(_YEAR.findall(opening[0])) if opening and len(named) > 1 else named if len(named) == 1 else set()


def numbers_in(text: str) -> set[str]:
    """Give the whole numbers that `text` names in digits or as ordinals, as digits."""
    ordinals = {str(_ORDINALS.index(word.lower()) + 1) for word in _ORDINAL.findall(text)}
    return set(re.findall(r"\d+", text)) | ordinals
