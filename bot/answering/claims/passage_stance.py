"""What one passage makes of a claim: it bears it out, says otherwise, or speaks of something else. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Final

from bot.answering.checking.checker import check
from bot.answering.checking.dates import CALENDAR
from bot.answering.checking.measurements import Measurement, agree, is_counted_alike
from bot.answering.checking.reading import Evidence, Sentence, evidence_of
from bot.answering.checking.verdicts import Kind, Reason
from bot.answering.writing.vetting import nearest_to
from ingest import DatePrecision, FoundPassage, Span, Stance, StoredArticle, find_dates, stance_at

_LEAST_SHARED: Final = 0.7
"""Share of a claim's words, those in dispute left out, that one place of a passage which speaks to it has, in these or
other words: the check of statements lets paraphrases pass, and with them what tells another story of the same names."""
_SO_FAR: Final = re.compile(r"\b(?:so\s+far|this\s+year|since|to\s+date|already|as\s+of)\b", re.IGNORECASE)
"""What says that a count goes on: a lower one does not contradict a higher that is told later."""
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


def dated(text: str, *, today: date) -> str:
    """Give `text`, written on `today`, with its relative days ("yesterday", "on Tuesday") as days of the calendar."""
    for mention in reversed(find_dates(text, today=today)):
        words = text[mention.span.start : mention.span.end]
        if mention.precision is DatePrecision.DAY and mention.first == mention.last and not CALENDAR.search(words):
            day = f"{mention.first.day} {mention.first:%B %Y}"
            text = text[: mention.span.start] + day + text[mention.span.end :]
    return text


def _bearing(claim: Sentence, text: str, evidence: Evidence) -> Bearing:
    verdict = check(claim.text, [text])
    unsaid = [reason for reason in verdict.reasons if reason.kind not in _DISPUTED | {"entailment"}]
    if verdict.supported and evidence.coverage(claim) >= _LEAST_SHARED:
        return Bearing.DISPUTES if _is_put_otherwise(claim, evidence) else Bearing.BEARS_OUT
    otherwise = [reason for reason in verdict.reasons if _is_otherwise(claim, evidence, reason)]
    disputed = frozenset(item for reason in otherwise for item in Sentence(reason.words).items)
    if otherwise and not unsaid and evidence.coverage(claim, left_out=disputed) >= _LEAST_SHARED:
        return Bearing.OPPOSES
    return Bearing.NEITHER


def _is_put_otherwise(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a speaker in a passage puts at another number what one just before has at the claim's."""
    told: tuple[Measurement, ...] = ()
    for sentence in evidence.sentences:
        for quantity in sentence.quantities:
            rivals = [other for other in told if other.unit == quantity.unit and not agree(quantity, other)]
            is_put = bool(_PUT_AT.search(sentence.text[: quantity.number.span.start]))
            sides = (quantity, *rivals) if is_put and rivals else ()
            if any(agree(wanted, side) for wanted in claim.quantities for side in sides):
                return True
        told = sentence.quantities
    return False


def _is_otherwise(claim: Sentence, evidence: Evidence, reason: Reason) -> bool:
    """Tell whether a passage has something else in the place of what it does not have; what is to come is nothing."""
    if reason.kind == "negation":
        return any(_denies(sentence) for sentence in (claim, *evidence.nearest(claim)))
    if reason.kind != "number":
        return reason.kind in _DISPUTED
    wanted = next((quantity for quantity in claim.quantities if quantity.words == reason.words), None)
    return wanted is not None and any(
        _is_another(wanted, told) and not (told.value < wanted.value and _SO_FAR.search(sentence.text))
        for sentence in evidence.nearest(claim)
        for told in sentence.quantities
    )


def _denies(sentence: Sentence) -> bool:
    """Tell whether a sentence denies anything."""
    return any(word.is_negation or stance_at(sentence.text, word.span) is Stance.DENIED for word in sentence.words)


def _is_another(wanted: Measurement, told: Measurement) -> bool:
    """Tell whether a passage counts the same and comes to another number."""
    return bool(wanted.unit) and wanted.unit == told.unit and is_counted_alike(wanted, told) and not agree(wanted, told)
