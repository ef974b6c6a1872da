"""Who acts and who suffers in a figure's sentence. Pure."""

import re

from bot.answering.question.planning import Plan
from bot.answering.question.terms import Term
from ingest import EVENTS, FoundTally, country_of

_EVENT = r"(?i:attack|strike|airstrike|raid|bombing|shooting|shelling|offensive|assault|kidnapping|abduction)s?"
_ACTS = r"(?i:launch|carr(?:y|ie)|conduct|stag|mount|fir|claim|unleash|perform|execut)\w*(?:\s+out)?\s+(?:\w+\s+){0,3}"
_DOES = (
    r"(?i:kill|injur|wound|attack|hit|struck|strik|shell|bomb|shot|shoot|target|murder|massacr|abduct|kidnap|arrest|detain"
    r"|displac|captur|raid)\w*"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|get|got)\s+(?:\w+\s+)?$", re.IGNORECASE)
_PEOPLE_OF = r"(?-i:[A-Z])[\w.]+)\s+(?:\w+\s+){0,2}?\w+s\b"
_TARGET = re.compile(
    rf"\b(?:on|against|at|targeting)\s+(?:the\s+)?(?:\w+\s+)?(?P<target>{_PEOPLE_OF}"
    rf"|(?P<struck>{_PEOPLE_OF}(?:\s+\w+){{0,4}}?\s+(?:have|has|had|were|was)\s+(?:been\s+)?"
    r"(?:attack|hit|struck|target|shell|come\s+under)",
    re.IGNORECASE,
)
"""Whose people an attack is on: "attacks on Norland troops", "Norland troops have been attacked"."""


def is_on_another_nation(plan: Plan, found: FoundTally) -> bool:
    """Tell whether the figure's clause has attacks on the people of another nation than the asked one."""
    asked = {country for term in plan.core if (country := country_of(term.name))}
    clause = found.tally.counts
    if (
        plan.measure not in EVENTS
        or not asked
        or any(term.is_name and term.pattern.search(clause) for term in plan.core)
    ):
        return False
    struck = {country_of(match["target"] or match["struck"]) for match in _TARGET.finditer(clause)} - {None}
    return bool(struck) and not struck & asked


def acts(term: Term, sentence: str) -> bool:
    """Tell whether the sentence has `term` do what it counts: "X killed", "X's attacks", "attacks by X"."""
    name = term.pattern.pattern
    if re.search(rf"\bby\s+(?:(?:the|an?|[\w’'-]+)\s+){{0,4}}?{name}", sentence):
        return True
    if re.search(rf"{name}(?:[-\s]+[\w’'-]+){{0,3}}?\s+{_EVENT}\b", sentence):
        return True
    doing = re.finditer(rf"{name}(?:\W+[\w’'-]+){{0,5}}?\W+(?P<verb>{_ACTS}|{_DOES})", sentence)
    return any(not _PASSIVE.search(sentence, 0, match.start("verb")) for match in doing)


def suffers(term: Term, sentence: str) -> bool:
    """Tell whether the sentence has `term` for its target: "attacks on X"."""
    name = term.pattern.pattern
    return bool(re.search(rf"\b(?:on|against|targeting|at|target\w*|hit|struck)\b[^.;]{{0,40}}?{name}", sentence))


def only_acts(term: Term, sentence: str) -> bool:
    """Tell whether the sentence has `term` as the one who acts, and not as the target: "X launched 13 strikes"."""
    name = term.pattern.pattern
    acting = re.search(rf"{name}(?:\W+\w+){{0,4}}?\W+(?:has\s+|have\s+|had\s+)?{_ACTS}", sentence)
    by = re.search(rf"\b(?:attacks?|strikes?|raids?)\s+by\s+(?:the\s+)?{name}", sentence)
    return bool(acting or by) and not suffers(term, sentence)
