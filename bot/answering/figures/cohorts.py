"""Whose fate a figure counts: of the asked people, of others, of anybody. Pure."""

import re
from enum import Enum, auto

from bot.answering.question.planning import Plan
from bot.answering.question.wording import ANYBODY
from ingest import CASUALTIES, PEOPLE, FoundTally, TallyKind, country_of, family_of, measure_of


class Group(Enum):
    """Whose fate a figure counts."""

    ASKED = auto()
    ANY = auto()
    ANOTHER = auto()


def group_of(plan: Plan, found: FoundTally) -> Group:
    """Tell whose fate a figure counts: of the asked group ("Americans", "Israeli soldiers"), of another, of anybody.

    The group has to be named by the unit, or by what stands before the number: "the number of Americans killed is 30".
    """
    asked = [term for term in plan.core if term.pattern.search(plan.unit)] if plan.measure in CASUALTIES else []
    required = [term for term in asked if not term.is_name] or asked
    unit = found.tally.unit
    naming = asked if found.tally.kind is TallyKind.SUBSET else required
    if not required or any(term.pattern.search(unit) for term in naming):
        return Group.ASKED
    if any(_names_group(word) for word in unit.split()):
        return Group.ANOTHER
    before = found.tally.counts.partition(_written(found))[0]
    return Group.ASKED if any(term.pattern.search(before) for term in required) else Group.ANY


def _names_group(word: str) -> bool:
    """Tell whether a word of a unit says which people are counted: a role, or a nation, which is a capital."""
    folded = word.lower()
    if folded in PEOPLE:
        return folded not in ANYBODY
    return country_of(word) is not None or (word[:1].isupper() and folded not in ANYBODY and family_of(word) is None)


def _written(found: FoundTally) -> str:
    """Give the number of a figure as its clause writes it, as far as digits do."""
    number = re.search(r"\d[\d,.]*", found.tally.counts)
    return number[0] if number else found.tally.unit


def is_narrower(plan: Plan, found: FoundTally) -> bool:
    """Tell whether the unit names a nation or a group of people that the question does not."""
    *modifiers, head = found.tally.unit.split() or [""]
    nations = [word for word in modifiers if country_of(word.strip(",")) or ("-" in word and word[:1].isupper())]
    groups = [head] if head.lower() in PEOPLE - ANYBODY and measure_of(head) not in plan.measures else []
    asked = f"{plan.unit} {' '.join(form for term in plan.terms for form in term.forms)}".lower()
    return any(
        word.lower() not in asked and not any(term.pattern.search(word) for term in plan.terms)
        for word in (*nations, *groups)
    )
