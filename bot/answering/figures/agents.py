"""Who acts and who suffers in a figure's sentence. Pure."""

import re

from bot.answering.question.wording import Term

_EVENT = r"(?i:attack|strike|airstrike|raid|bombing|shooting|shelling|offensive|assault|kidnapping|abduction)s?"
_ACTS = r"(?i:launch|carr(?:y|ie)|conduct|stag|mount|fir|claim|unleash|perform|execut)\w*(?:\s+out)?\s+(?:\w+\s+){0,3}"
_DOES = (
    r"(?i:kill|injur|wound|attack|hit|struck|strik|shell|bomb|shot|shoot|target|murder|massacr|abduct|kidnap|arrest|detain"
    r"|displac|captur|raid)\w*"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|get|got)\s+(?:\w+\s+)?$", re.IGNORECASE)


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
