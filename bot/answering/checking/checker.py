"""Checks a statement against passages."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from bot.answering.checking.antonyms import opposed
from bot.answering.checking.attachment import misattributed
from bot.answering.checking.dates import unsupported_dates
from bot.answering.checking.factuality import contradicted, foretold
from bot.answering.checking.names import unsupported_names
from bot.answering.checking.numbers import unsupported_numbers
from bot.answering.checking.overlap import additions, unsupported_superlatives, unsupported_words
from bot.answering.checking.quotations import altered_quotations
from bot.answering.checking.reading import Evidence, Sentence, evidence_of, statements_of
from bot.answering.checking.roles import exchanged
from bot.answering.checking.verdicts import Reason, Verdict
from ingest import Entailment

_Check: TypeAlias = Callable[[Sentence, Evidence], Iterator[Reason]]
CHECKS: Final[tuple[_Check, ...]] = (
    altered_quotations,
    unsupported_numbers,
    unsupported_dates,
    unsupported_names,
    contradicted,
    foretold,
    opposed,
    exchanged,
    unsupported_superlatives,
    misattributed,
    additions,
)
"""What is looked for in each sentence of a statement, one kind of thing each."""
_FOUND: Final = frozenset({"quotation", "number", "date", "place", "person", "organisation"})
"""Kinds of which rules know better however a sentence is put; how it denies, directs or raises something is told in too
many ways."""
_COPIED: Final = 0.8
"""Share of a sentence that one place of the passages has, from which on rules read all of it better: a model takes "was
not killed" for "was killed" where all else is the same."""
_AS_MUCH: Final = 0.8
"""Of what the passage that says most of a sentence says of it: one that says less does not support it by itself."""
_SHARED: Final = 2
"""Words of a sentence that each of several passages has which support it together."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_INSIDE: Final = re.compile(r"(?<=[a-z,’'] )[A-Z][^\W\d_]*")
"""A capital that no beginning of a sentence explains."""
_LEAST_LIKELY: Final = 0.3
"""Probability of following from a passage that a model has to give;"""
_LEAST_OF_COPY: Final = 0.1
"""the same of a copy."""
_LONGEST_PREMISE: Final = 450
"""Characters of one premise: what the model taught here reads at once is 128 tokens with the hypothesis."""


def check(statement: str, passages: Sequence[str], entailment: Entailment | None = None) -> Verdict:
    """Tell whether `passages` support `statement`, and which do, or what of it they do not say.

    Each sentence of the statement has to be supported by one passage, or by several together. Where passages
    contradict each other, one that supports is enough. `entailment`, where given, has to agree; how a paraphrase
    denies, directs or raises something is its to judge.
    """
    cased = _recased(statement, passages)
    sentences = [sentence for sentence in statements_of(cased) if sentence.items]
    if not sentences:
        return Verdict(supported=False, reasons=(Reason("empty", statement, "The statement says nothing."),), cited=())
    alone, together, reasons = [], [], []
    for sentence in sentences:
        shared = [len(evidence_of([text]).items & frozenset(sentence.items)) for text in passages]
        telling = [at for at, many in enumerate(shared) if many >= _AS_MUCH * max(shared)]
        supporting = [at for at in telling if not _reasons(sentence, [passages[at]], entailment)]
        alone.append(frozenset(supporting))
        if not supporting:
            near = [at for at, many in enumerate(shared) if many >= _SHARED] or list(range(len(passages)))
            missing = _reasons(sentence, [passages[at] for at in near], entailment)
            reasons += missing
            supporting = [] if missing else _needed(sentence, near, passages, entailment)
        together.append(frozenset(supporting))
    if reasons:
        written = dict.fromkeys(_as_written(reason, cased, statement) for reason in reasons)
        return Verdict(supported=False, reasons=tuple(written), cited=())
    return Verdict(
        supported=True, reasons=(), cited=tuple(sorted(frozenset.intersection(*alone) or frozenset.union(*together)))
    )


def _recased(statement: str, passages: Sequence[str]) -> str:
    """Give `statement` with capitals where `passages` write a word with one alone; only if it has none itself.

    No character moves.
    """
    if not statement.islower():
        return statement
    text = "\n".join(passages)
    small = set(_WORD.findall(text))
    names = {name.lower(): name for name in _INSIDE.findall(text) if name.lower() not in small}
    return _WORD.sub(lambda word: names.get(word[0], word[0]), statement)


def _as_written(reason: Reason, cased: str, statement: str) -> Reason:
    start = cased.index(reason.words)
    return replace(reason, words=statement[start : start + len(reason.words)])


def _needed(
    sentence: Sentence, near: Sequence[int], passages: Sequence[str], entailment: Entailment | None
) -> list[int]:
    """Give those of the passages `near` none of which can be left out if they are to support a sentence together."""
    kept = list(near)
    for at in near:
        fewer = [index for index in kept if index != at]
        if not _reasons(sentence, [passages[index] for index in fewer], entailment):
            kept = fewer
    return kept


def _reasons(sentence: Sentence, passages: Sequence[str], entailment: Entailment | None) -> list[Reason]:
    evidence = evidence_of(passages)
    reasons = [reason for find in CHECKS for reason in find(sentence, evidence)]
    is_copied = evidence.coverage(sentence) >= _COPIED
    if entailment is None or is_copied:
        reasons = reasons or [*unsupported_words(sentence, evidence)]
    else:
        reasons = [reason for reason in reasons if reason.kind in _FOUND]
    if entailment is None or reasons:
        return reasons
    pairs = [(premise, sentence.text) for premise in _premises(evidence)]
    likeliest = max(entailment.probabilities(pairs), default=0.0)
    if likeliest < (_LEAST_OF_COPY if is_copied else _LEAST_LIKELY):
        detail = f"The model {entailment.name} finds it likely to follow with {likeliest:.2f} only."
        return [Reason("entailment", sentence.text, detail)]
    return []


def _premises(evidence: Evidence) -> Iterator[str]:
    """Give the passages, long ones in stretches of whole sentences."""
    for passage in evidence.passages:
        stretch = ""
        for sentence in passage:
            if stretch and len(stretch) + len(sentence.text) > _LONGEST_PREMISE:
                yield stretch
                stretch = ""
            stretch = f"{stretch} {sentence.text}".strip()
        if stretch:
            yield stretch
