"""Whether a figure counts anybody, where a group of people is asked for. Pure."""

import re

from bot.answering.question.planning import Plan
from ingest import CASUALTIES, FoundTally, TallyKind


def is_of_anybody(plan: Plan, found: FoundTally) -> bool:
    """Tell whether neither the unit nor what stands before the number names the asked group: "Israeli soldiers"."""
    asked = [term for term in plan.core if term.pattern.search(plan.unit)] if plan.measure in CASUALTIES else []
    required = [term for term in asked if not term.is_name] or asked
    naming = asked if found.tally.kind is TallyKind.SUBSET else required
    before = re.split(r"\d", found.tally.counts, maxsplit=1)[0]
    told = f"{before} {found.tally.unit}"
    return bool(required) and not any(term.pattern.search(told) for term in naming)
