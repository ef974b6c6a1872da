"""Whether a clause states a figure as fact."""

import re

from ingest.articles import Span, Stance
from ingest.events.clauses import clause_at

_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|rejects?|rejected|dismiss(?:es|ed)|refut\w+|debunk\w*|false(?:ly)?|fabricated"
    r"|no evidence|not true|untrue|baseless|hoax)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|n[’']t|never|rather than|instead of)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
_DISPUTED = re.compile(
    r"\b(?:disput(?:e|es|ed)|unverified|could not (?:be )?(?:independently )?verif|claims? without)\b", re.IGNORECASE
)
_HYPOTHETICAL = re.compile(
    r"\b(?:if|could|would|might|may|unless|suppose|imagine|as though|hypothetical\w*|should)\b", re.IGNORECASE
)
_FORECAST = re.compile(
    r"\b(?:will|expected to|expects? to|forecasts?|forecasted|predicts?|predicted|projects?|projected|likely to|set to"
    r"|sees|foresees?|next (?:year|month|week)|plans? to|planned|aims? to|is to|by (?:20[3-9]\d|the end of)"
    r"|threaten(?:s|ed|ing)?|warn(?:s|ed)? (?:of|that))\b",
    re.IGNORECASE,
)


def stance_at(sentence: str, span: Span) -> Stance:
    """Tell whether the clause of the number at `span` states, denies, disputes, supposes or forecasts it."""
    clause = clause_at(sentence, span)
    if _DENIED.search(sentence) or _NOT.search(sentence[: span.start]):
        return Stance.DENIED
    if _DISPUTED.search(sentence):
        return Stance.DISPUTED
    if _FORECAST.search(clause):
        return Stance.FORECAST
    if _HYPOTHETICAL.search(clause.replace("May ", "")):
        return Stance.HYPOTHETICAL
    return Stance.STATED
