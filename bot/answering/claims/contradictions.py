"""What opposes or disputes a claim though its words are there: another winner, a denial, another number. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import dropwhile, takewhile
from typing import Final, TypeAlias

from bot.answering.checking.measurements import Measurement, agree, is_counted_alike
from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.words import Word, form_of
from ingest import Stance, stance_at

_Contradiction: TypeAlias = Callable[[Sentence, Evidence], bool]
WON: Final = frozenset(map(form_of, "won beat defeat defeated clinched".split()))
"""Forms of verbs of winning."""
_BEATEN: Final = frozenset("beat beats beating defeated defeats defeating edged overcame".split())
"""Verbs alone: "conceded defeat to" has the winner behind it."""
_LOST: Final = frozenset(map(form_of, "lost conceded".split()))
_REACH: Final = 4
"""Words of content on either side of a verb among which stands who won or lost."""
_PUT_AT: Final = re.compile(r"\bput(?:s|ting)?\s+(?:it|them|the\s+\w+)\s+at\s+$", re.IGNORECASE)
"""What another speaker's number stands behind."""


def denies(sentence: Sentence) -> bool:
    """Tell whether a sentence denies anything."""
    return any(word.is_negation or stance_at(sentence.text, word.span) is Stance.DENIED for word in sentence.words)


def _is_won_by_another(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a claim names a winner whom the passages that tell of it have beaten, and never win."""
    return any(
        any(_is_beaten(winner, sentence) for sentence in evidence.sentences)
        and not any(_wins(winner, sentence) for sentence in evidence.sentences)
        for winner in _winners(claim)
    )


def _winners(claim: Sentence) -> Iterator[Word]:
    """Give the names directly before a verb of winning."""
    for at, word in enumerate(claim.content):
        if word.form in WON and not any(other.is_negation for other in claim.words):
            yield from (name for name in claim.content[max(0, at - 1) : at] if name.is_capital)


def _is_beaten(name: Word, sentence: Sentence) -> bool:
    """Tell whether a sentence has somebody beat `name`: the first name behind the verb, or the loser before "lost"."""
    content = sentence.content
    for at, word in enumerate(content):
        if word.text in _BEATEN:
            behind = dropwhile(lambda other: not other.is_capital, content[at + 1 : at + 1 + _REACH])
            if any(other.form == name.form for other in takewhile(lambda other: other.is_capital, behind)):
                return True
        if word.form in _LOST and any(other.form == name.form for other in content[max(0, at - 1) : at]):
            return True
    return False


def _wins(name: Word, sentence: Sentence) -> bool:
    content = sentence.content
    for at, word in enumerate(content):
        before = content[max(0, at - _REACH) : at]
        if word.form in WON and any(other.form == name.form for other in before):
            return not _is_beaten(name, sentence)
    return False


def _is_denied(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether passages have a number of the claim only as one that is denied."""
    return any(
        {
            stance_at(sentence.text, told.number.span)
            for sentence in evidence.sentences
            for told in sentence.quantities
            if agree(wanted, told) and is_counted_alike(wanted, told)
        }
        == {Stance.DENIED}
        for wanted in claim.quantities
    )


def _is_of_another_thing(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a passage has a number of the claim of another thing, and another number of the claim's thing."""
    near = [told for sentence in evidence.nearest(claim) for told in sentence.quantities]
    for wanted in claim.quantities:
        own = [told for told in near if wanted.unit and told.unit == wanted.unit]
        others = [told for told in near if told.unit not in {"", wanted.unit} and told.value == wanted.value]
        if own and others and not any(agree(wanted, told) for told in own):
            return True
    return False


def is_put_otherwise(claim: Sentence, evidence: Evidence) -> bool:
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


CONTRADICTIONS: Final[tuple[_Contradiction, ...]] = (
    _is_won_by_another,
    _is_denied,
    _is_of_another_thing,
)
"""What says otherwise."""
