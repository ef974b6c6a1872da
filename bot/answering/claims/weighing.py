"""What one passage makes of a claim: it bears it out, says otherwise, or speaks of something else. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Final

from bot.answering.checking.checker import check
from bot.answering.checking.quantities import Quantity, agree, is_counted_alike
from bot.answering.checking.reading import Evidence, Sentence, evidence_of
from bot.answering.checking.verdicts import Kind, Reason
from bot.answering.claims.dating import dated
from bot.answering.claims.winning import is_won_by_another
from bot.answering.passages.sentences import AHEAD
from bot.answering.writing.vetting import nearest_to
from ingest import FoundPassage, Span, Stance, StoredArticle, stance_at

_LEAST_BORNE: Final = 0.7
"""Share of a claim's words that one place of a passage which bears it out has, in these or other words: the check of
statements lets paraphrases pass, and with them what shares names with a passage and tells another story of them."""
_LEAST_OPPOSED: Final = 0.75
"""The same of a passage that says otherwise, the words in dispute left out."""
_TOGETHER: Final = 2
"""Sentences of a passage that are one place, its title always among them."""
_PUT_AT: Final = re.compile(r"\bput(?:s|ting)?\s+(?:it|them|the\s+\w+)\s+at\s+$", re.IGNORECASE)
"""What another speaker's number stands behind."""
_DISPUTED: Final[frozenset[Kind]] = frozenset({"number", "negation", "direction"})
"""What a passage may say otherwise; a date, place or name that it does not have it only does not say."""


class Bearing(Enum):
    """What a passage makes of a claim."""

    BEARS_OUT = auto()
    OPPOSES = auto()
    DISPUTES = auto()
    """It bears the claim out, and lets another speaker say another number."""
    NEITHER = auto()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage beside a claim, with the sentence of it that comes nearest."""

    stored: StoredArticle
    span: Span
    bearing: Bearing

    @property
    def published(self) -> datetime:
        """When it was published."""
        return self.stored.article.published


def weighed(claim: Sentence, passage: FoundPassage) -> Weighed:
    """Weigh a passage, read with its title, its month, and its relative days made days of the calendar."""
    article = passage.stored.article
    told = dated(f"{article.title}\n\n{passage.text}", today=article.published.date())
    text = f"{told}\n\n{article.published:%B %Y}."
    evidence = evidence_of([text])
    return Weighed(passage.stored, nearest_to(claim.text, passage), _bearing(claim, text, evidence))


def _bearing(claim: Sentence, text: str, evidence: Evidence) -> Bearing:
    if is_won_by_another(claim, evidence) or _is_denied(claim, evidence):
        return Bearing.OPPOSES
    verdict = check(claim.text, [text])
    if verdict.supported and (_is_yet_to_come(claim, evidence) or _is_denial_alone(claim, evidence)):
        return Bearing.NEITHER
    if verdict.supported and _covered_at_best(claim, evidence) >= _LEAST_BORNE:
        return Bearing.DISPUTES if _is_put_otherwise(claim, evidence) else Bearing.BEARS_OUT
    otherwise = [reason for reason in verdict.reasons if _is_otherwise(claim, evidence, reason)]
    disputed = frozenset(word.form for reason in otherwise for word in Sentence(reason.words).words)
    unsaid = [reason for reason in verdict.reasons if reason.kind not in _DISPUTED | {"entailment"}]
    if otherwise and not unsaid and _covered_at_best(claim, evidence, left_out=disputed) >= _LEAST_OPPOSED:
        return Bearing.OPPOSES
    return Bearing.NEITHER


def _is_otherwise(claim: Sentence, evidence: Evidence, reason: Reason) -> bool:
    """Tell whether a passage has something else in the place of what it does not have; what is to come is nothing."""
    if reason.kind == "negation":
        return any(_denies(sentence) for sentence in (claim, *evidence.nearest(claim)))
    if reason.kind != "number":
        return reason.kind in _DISPUTED
    wanted = next((quantity for quantity in claim.quantities if quantity.words == reason.words), None)
    return wanted is not None and any(
        _is_another(wanted, told) for sentence in evidence.nearest(claim) for told in sentence.quantities
    )


def _denies(sentence: Sentence) -> bool:
    return any(word.is_negation or stance_at(sentence.text, word.span) is Stance.DENIED for word in sentence.words)


def _is_another(wanted: Quantity, told: Quantity) -> bool:
    """Tell whether a passage counts the same and comes to another number."""
    return bool(wanted.unit) and wanted.unit == told.unit and is_counted_alike(wanted, told) and not agree(wanted, told)


def _is_denied(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether passages have a number of the claim only as one that is denied."""
    return any(stances == {Stance.DENIED} for stances in map(_stances(evidence), claim.quantities))


def _stances(evidence: Evidence) -> Callable[[Quantity], set[Stance]]:
    return lambda wanted: {
        stance_at(sentence.text, told.number.span)
        for sentence in evidence.sentences
        for told in sentence.quantities
        if agree(wanted, told) and is_counted_alike(wanted, told)
    }


def _is_put_otherwise(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a speaker in a passage puts at another number what one just before has at the claim's."""
    told: Sequence[Quantity] = ()
    for sentence in evidence.sentences:
        for quantity in sentence.quantities:
            rivals = [other for other in told if other.unit == quantity.unit and not agree(quantity, other)]
            is_put = bool(_PUT_AT.search(sentence.text[: quantity.number.span.start]))
            if is_put and any(
                agree(wanted, side) for wanted in claim.quantities for side in (quantity, *rivals) if rivals
            ):
                return True
        told = sentence.quantities
    return False


def _is_yet_to_come(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a passage tells only of what may come, where the claim has it happened: "landed", "the landing"."""
    if AHEAD.search(claim.text):
        return False
    happened = [word.form for word in claim.content if word.is_past and not word.is_capital]
    told = [sentence for sentence in evidence.sentences if any(form in sentence.forms for form in happened)]
    in_text = [sentence for sentence in told if sentence is not evidence.sentences[0]]
    return bool(told) and all(AHEAD.search(sentence.text) for sentence in in_text or told)


def _is_denial_alone(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a claim denies something and the sentences nearest to it deny nothing."""
    return any(word.is_negation for word in claim.words) and not any(map(_denies, evidence.nearest(claim)))


def _covered_at_best(claim: Sentence, evidence: Evidence, *, left_out: frozenset[str] = frozenset()) -> float:
    """Give the share of the claim's words that the best place has, the disputed ones left out."""
    wanted = [word for word in claim.content if word.form not in left_out]
    if not wanted:
        return 1.0
    title, *sentences = evidence.sentences
    places = (
        Evidence(((title, *sentences[at : at + _TOGETHER]),)) for at in range(max(1, len(sentences) - _TOGETHER + 1))
    )
    return max(
        sum(place.says(word.form) or word.text.lower() in place.names for word in wanted) / len(wanted)
        for place in places
    )
