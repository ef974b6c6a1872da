"""What opposes or disputes a claim though its words are there: a denial, another winner, another number. Pure."""

import re
from typing import Final

from bot.answering.checking.quantities import Quantity, agree, is_counted_alike
from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.claims.winning import is_won_by_another
from ingest import Stance, stance_at

_PUT_AT: Final = re.compile(r"\bput(?:s|ting)?\s+(?:it|them|the\s+\w+)\s+at\s+$", re.IGNORECASE)
"""What another speaker's number stands behind."""


def denies(sentence: Sentence) -> bool:
    """Tell whether a sentence denies anything."""
    return any(word.is_negation or stance_at(sentence.text, word.span) is Stance.DENIED for word in sentence.words)


def is_opposed(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether passages with a claim's words let another win, or have its number denied or of another thing."""
    is_denied = any(_stances(wanted, evidence) == {Stance.DENIED} for wanted in claim.quantities)
    return is_denied or is_won_by_another(claim, evidence) or _is_of_another_thing(claim, evidence)


def _stances(wanted: Quantity, evidence: Evidence) -> set[Stance]:
    return {
        stance_at(sentence.text, told.number.span)
        for sentence in evidence.sentences
        for told in sentence.quantities
        if agree(wanted, told) and is_counted_alike(wanted, told)
    }


def _is_of_another_thing(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a passage has a number of the claim of another thing, and another number of the claim's thing."""
    near = [told for sentence in evidence.nearest(claim) for told in sentence.quantities]
    for wanted in claim.quantities:
        own = [told for told in near if wanted.unit and told.unit == wanted.unit]
        others = [told for told in near if told.unit not in {"", wanted.unit} and told.value == wanted.value]
        if own and others and not any(agree(wanted, told) for told in own):
            return True
    return False


def is_disputed(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a speaker in a passage puts at another number what one just before has at the claim's."""
    told: tuple[Quantity, ...] = ()
    for sentence in evidence.sentences:
        for quantity in sentence.quantities:
            rivals = [other for other in told if other.unit == quantity.unit and not agree(quantity, other)]
            is_put = bool(_PUT_AT.search(sentence.text[: quantity.number.span.start]))
            sides = (quantity, *rivals) if is_put and rivals else ()
            if any(agree(wanted, side) for wanted in claim.quantities for side in sides):
                return True
        told = sentence.quantities
    return False
