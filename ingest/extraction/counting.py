"""Reading what a number counts, and in which role, off the words on either side of it."""

import re
from typing import Final

from ingest.articles import TallyKind
from ingest.extraction.cues import WORDS, cues
from ingest.extraction.measures import (
    CURRENCIES,
    DEATHS,
    EVENTS,
    MONEY,
    NEAR,
    PER_CENT,
    Counted,
    are_called_people,
    family_of,
    is_extent,
    is_time_unit,
    measure_of,
)
from ingest.extraction.measures import repeated_action as action_of
from ingest.extraction.nouns import BOUNDARY, is_plural, noun_phrase
from ingest.extraction.numbers import may_count
from ingest.extraction.predicates import befallen, done_by, hurt_beside, predicate_of, verb_before
from ingest.extraction.tolls import toll_before

_CUES: Final = cues("counting")
_ROLES: Final = cues("roles")
_SHORTEST_NOUN: Final = 3
"""Letters of the shortest English noun of counting."""


def counted_in(phrase: str, before: str = "") -> tuple[str, str] | None:
    """Give measure and unit of what a phrase like "drone attacks on troops" or "people were hurt" counts.

    The phrase is what would follow the number, `before` what precedes it; `None` if it counts nothing.
    """
    counted = counted_beside(before, phrase)
    return (counted.measure, counted.unit) if counted else None


def counted_beside(before: str, after: str, carried: Counted | None = None) -> Counted | None:
    """Give what a number between `before` and `after` counts; a bare "the total" counts what is `carried`."""
    after = _CUES["aside"].sub("", _CUES["all people"].sub(" people", after, 1), 1)
    of_them = _CUES["of them"].match(after)
    if _CUES["gathered"].match(after):
        return Counted("person", "people")
    words, rest = noun_phrase(after[of_them.end() :] if of_them else after)
    if not words:
        return befallen(after[of_them.end() :] if of_them else after) or _from_the_left(before, carried)
    head, unit = words[-1], " ".join(words)
    if head.lower() in CURRENCIES:
        return Counted(MONEY, unit, TallyKind.RATE)
    is_stretch = is_time_unit(head) and not any(word[0].isupper() for word in words[:-1])
    measure = None if is_stretch else _measure(head, before, "" if of_them and rest.startswith(",") else rest, carried)
    if measure is None:
        return None
    if _CUES["subset behind"].match(after):
        return Counted(measure, unit, TallyKind.SUBSET)
    is_added = _CUES["more"].match(rest) or words[0].lower() in WORDS["added"]
    is_added = is_added or (words[0].lower() == "other" and not may_count(before))
    return Counted(measure, unit, TallyKind.INCREMENT if is_added else TallyKind.TOTAL)


def _measure(head: str, before: str, rest: str, carried: Counted | None) -> str | None:
    folded = head.lower()
    if folded in {"times", "occasions"}:
        return _repeated(before)
    if is_extent(head):
        return None
    if folded == "lives" and (_CUES["taking"].search(before) or _CUES["lost"].match(rest)):
        return DEATHS.measure
    family = family_of(head)
    are_people = are_called_people(head) or folded in WORDS["added"]
    fate = predicate_of(before, rest) if are_people else hurt_beside(rest)
    if family == "hostage" and fate:  # because of who is held the text may tell that they were freed
        return fate.measure
    if measure := family or (fate.measure if fate else None):
        return measure
    toll = _from_the_left(before, carried)
    return toll.measure if toll else _plain_measure(head)


def _from_the_left(before: str, carried: Counted | None) -> Counted | None:
    """Give what is counted where no noun follows the number: "has injured 120", "the toll rose to 45"."""
    if verb := verb_before(before):
        return done_by(verb)
    return toll_before(before, carried or _done_again(before))


def _done_again(before: str) -> Counted | None:
    """Give what goes on where it is told without a number: "was hit once more, which brings the total to"."""
    action = _repeated(before) if _CUES["again"].search(before) else None
    return Counted(action, "times") if action in EVENTS else None


def _plain_measure(head: str) -> str | None:
    is_noun = len(head) >= _SHORTEST_NOUN and is_plural(head) and head.lower() not in BOUNDARY
    return measure_of(head) if is_noun else None


def _repeated(before: str) -> str | None:
    """Give what "N times" counts: the action of the nearest verb before it."""
    clause = re.split(r"[;:—]|\bthat\b", before)[-1]
    for match in reversed([*_CUES["action"].finditer(clause)] or [*_CUES["action"].finditer(before)]):
        verb = match["verb"]
        measure = "attack" if " " in verb else action_of(verb)
        if measure and verb.lower() not in WORDS["saying"]:
            return measure
    return None


def role_of(before: str, after: str, otherwise: TallyKind) -> TallyKind:
    """Give the role of the figure between `before` and `after`: `otherwise`, unless they say more."""
    near = before[-NEAR:]
    if _is_previous(before, near):
        return TallyKind.PREVIOUS
    if _ROLES["increment"].search(near) or (otherwise is TallyKind.RATE and _is_change(near, after)):
        return TallyKind.INCREMENT
    return TallyKind.SUBSET if _ROLES["subset"].search(near) else otherwise


def _is_previous(before: str, near: str) -> bool:
    """Tell whether the number is one that the text compares with, or has since given up."""
    compared = _ROLES["previous"].search(near)
    if compared and (not compared["origin"] or _ROLES["change"].search(before)):
        return True
    superseded = max((match.end() for match in _ROLES["superseded"].finditer(before)), default=None)
    return superseded is not None and not _ROLES["superseding"].search(before, superseded)


def _is_change(before: str, after: str) -> bool:
    """Tell "up 12%" and "12% more" from a level; "raised $5m" is none."""
    return bool(_ROLES["so much more"].match(after) or (PER_CENT.match(after) and _ROLES["moved"].search(before)))
