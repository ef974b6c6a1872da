"""What one passage makes of a claim: it bears it out, says otherwise, or speaks of something else. Pure."""

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
from bot.answering.writing.vetting import nearest_to
from ingest import FoundPassage, Span, StoredArticle

_LEAST_BORNE: Final = 0.6
"""Share of a claim's words that a passage which bears it out has, in these or other words: the check of statements lets
paraphrases pass, and with them what shares names with a passage and tells another story of them."""
_LEAST_OPPOSED: Final = 0.75
"""The same of a passage that says otherwise, the words in dispute left out."""
_DISPUTED: Final[frozenset[Kind]] = frozenset({"number", "negation", "direction"})
"""What a passage may say otherwise; a date, place or name that it does not have it only does not say."""


class Bearing(Enum):
    """What a passage makes of a claim."""

    BEARS_OUT = auto()
    OPPOSES = auto()
    NEITHER = auto()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage beside a claim, with the sentence of it that comes nearest."""

    stored: StoredArticle
    span: Span
    bearing: Bearing
    covered: float
    """The share (0 to 1) of the claim's words that it has, in these or other words."""

    @property
    def published(self) -> datetime:
        """When it was published."""
        return self.stored.article.published


def weighed(claim: Sentence, passage: FoundPassage) -> Weighed:
    """Weigh a passage, read with its title and with its relative days made days of the calendar."""
    article = passage.stored.article
    text = dated(f"{article.title}\n\n{passage.text}", today=article.published.date())
    evidence = evidence_of([text])
    covered = _covered(claim, evidence, left_out=frozenset())
    return Weighed(passage.stored, nearest_to(claim.text, passage), _bearing(claim, text, evidence, covered), covered)


def _bearing(claim: Sentence, text: str, evidence: Evidence, covered: float) -> Bearing:
    if is_won_by_another(claim, evidence):
        return Bearing.OPPOSES
    verdict = check(claim.text, [text])
    if verdict.supported:
        return Bearing.BEARS_OUT if covered >= _LEAST_BORNE else Bearing.NEITHER
    otherwise = [reason for reason in verdict.reasons if _is_otherwise(claim, evidence, reason)]
    disputed = frozenset(word.form for reason in otherwise for word in Sentence(reason.words).words)
    unsaid = [reason for reason in verdict.reasons if reason.kind not in _DISPUTED | {"entailment"}]
    if otherwise and not unsaid and _covered(claim, evidence, left_out=disputed) >= _LEAST_OPPOSED:
        return Bearing.OPPOSES
    return Bearing.NEITHER


def _is_otherwise(claim: Sentence, evidence: Evidence, reason: Reason) -> bool:
    """Tell whether a passage has something else in the place of what it does not have."""
    if reason.kind != "number":
        return reason.kind in _DISPUTED
    wanted = next((quantity for quantity in claim.quantities if quantity.words == reason.words), None)
    return wanted is not None and any(
        _is_another(wanted, told) for sentence in evidence.nearest(claim) for told in sentence.quantities
    )


def _is_another(wanted: Quantity, told: Quantity) -> bool:
    """Tell whether a passage counts the same and comes to another number."""
    return bool(wanted.unit) and wanted.unit == told.unit and is_counted_alike(wanted, told) and not agree(wanted, told)


def _covered(claim: Sentence, evidence: Evidence, *, left_out: frozenset[str]) -> float:
    wanted = [word for word in claim.content if word.form not in left_out]
    if not wanted:
        return 1.0
    return sum(evidence.says(word.form) or word.text.lower() in evidence.names for word in wanted) / len(wanted)
