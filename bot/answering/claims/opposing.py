"""What opposes or disputes a claim though its words are there: a denial, another winner, another number. Pure."""

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from bot.answering.checking.measurements import Measurement, agree, is_counted_alike
from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.claims.winning import is_won_by_another
from ingest import Stance, stance_at

_Opposition: TypeAlias = Callable[[Sentence, Evidence], bool]
_PUT_AT: Final = re.compile(r"\bput(?:s|ting)?\s+(?:it|them|the\s+\w+)\s+at\s+$", re.IGNORECASE)
"""What another speaker's number stands behind."""
_SHORT_OF: Final = re.compile(
    r"\b(?:f[ae]ll(?:s|ing|en)?|stop(?:s|ped|ping)?)\s+short\s+of\s+(?P<of>.+)", re.IGNORECASE
)
_DISOWNS: Final = frozenset("denied denies deny disputed disputes rejected rejects".split())
_BLAMES: Final = frozenset("blamed blames".split())
_CLAUSE: Final = re.compile(r"[^,;:]*")
_REACH: Final = 4
"""Words behind a name within which it disowns something."""


def denies(sentence: Sentence) -> bool:
    """Tell whether a sentence denies anything."""
    return any(word.is_negation or stance_at(sentence.text, word.span) is Stance.DENIED for word in sentence.words)


def _is_denied(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether passages have a number of the claim only as one that is denied."""
    return any(_stances(wanted, evidence) == {Stance.DENIED} for wanted in claim.quantities)


def _stances(wanted: Measurement, evidence: Evidence) -> set[Stance]:
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


def _is_fallen_short_of(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a passage says of what the claim says that something falls short of it."""
    missed = (match["of"] for near in evidence.nearest(claim) if (match := _SHORT_OF.search(near.text)))
    return any(_common(claim, Sentence(text)) for text in missed)


def _common(claim: Sentence, sentence: Sentence) -> frozenset[str]:
    """Give the words of content, names aside, that both have."""
    return frozenset(word.form for word in claim.content if not word.is_capital) & sentence.forms


def _is_put_otherwise(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a speaker in a passage puts at another number what one just before has at the claim's."""
    told: Sequence[Measurement] = ()
    for sentence in evidence.sentences:
        for quantity in sentence.quantities:
            rivals = [other for other in told if other.unit == quantity.unit and not agree(quantity, other)]
            is_put = bool(_PUT_AT.search(sentence.text[: quantity.number.span.start]))
            sides = (quantity, *rivals) if is_put and rivals else ()
            if any(agree(wanted, side) for wanted in claim.quantities for side in sides):
                return True
        told = sentence.quantities
    return False


def _is_disowned(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether whoever is said to have done it denies it, or blames another."""
    opening = next(iter(claim.content), None)
    if opening is None or not opening.is_capital:
        return False
    return any(
        word.form == opening.form and _disowns(Sentence(sentence.text[word.span.end :]), claim)
        for sentence in evidence.sentences
        for word in sentence.words
    )


def _disowns(rest: Sentence, claim: Sentence) -> bool:
    """Tell whether behind a name stands that it denies something which the claim says, or blames another."""
    for word in rest.words[:_REACH]:
        if word.text.lower() in _BLAMES:
            return True
        is_other = word.form not in claim.forms  # or it is what the claim says that they do
        if is_other and word.text.lower() in _DISOWNS and (clause := _CLAUSE.match(rest.text, word.span.end)):
            return bool(_common(claim, Sentence(clause[0])))
    return False


OPPOSING: Final[tuple[_Opposition, ...]] = (is_won_by_another, _is_denied, _is_of_another_thing, _is_fallen_short_of)
"""What says otherwise."""
DISPUTING: Final[tuple[_Opposition, ...]] = (_is_put_otherwise, _is_disowned)
"""What says both."""
