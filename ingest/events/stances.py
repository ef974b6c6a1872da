"""Whether a clause states a figure as fact."""

import re

from ingest.articles import Span, Stance
from ingest.events.clauses import clause_span

_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)|debunk(?:s|ed|ing)?"
    r"|false(?:ly)?|fabricated|no evidence|baseless|hoax)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\bnot|n[’']t|\bnever|\brather\s+than|\binstead\s+of)\s+(?:the\s+|an?\s+)?$"
    r"|\b(?:did|does|do|has|have|had)(?:\s+not|n[’']t)\s+(?!confirm|verif)\w+\s+$",
    re.IGNORECASE,
)
_DOUBTING = re.compile(
    r"\b(?:disput(?:e|es|ed|ing)|unverified|unconfirmed|claims? without|doubt(?:s|ed|ing)?|no\s+confirmation"
    r"|(?:could\s+not|cannot|can[’']t|couldn[’']t|(?:has|have|had|did)\s+not)\s+(?:yet\s+)?(?:be\s+|been\s+)?"
    r"(?:independently\s+|immediately\s+)?(?:verif\w+|confirm(?:ed)?)"
    r"|(?:neither|nobody|no\s+one|none)(?:\s+\w+){0,3}?\s+(?:confirmed|believed|believes|verified|thinks|thought)"
    r"|rumou?rs?|rumou?red|(?:check|verify|investigat|examin)(?:s|es|ed|ing)?\s+(?:the\s+)?(?:claims?|reports?)\s+that)\b",
    re.IGNORECASE,
)
_WONDERING = re.compile(
    r"\b(?:fear(?:s|ed|ing)?\s+that|question(?:s|ed)\s+whether|(?:unclear|not\s+(?:yet\s+)?(?:clear|known)|unknown)\s+(?:whether|if))\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"[;:—]|\b(?:but|after|before|while|when|although|though|because|despite|as(?!\s+(?:many|much|few)\b)|said|says|told"
    r"|reported|announced|involvement|responsibility|wrongdoing|blame|guilt|role)\b|,\s+and\b",
    re.IGNORECASE,
)
"""What, between a denial and a figure, shows that something else is denied."""
_FIGURE_IS = (
    r"\b(?:is|are|was|were|as|remains?|(?:an?|the)\s+(?:claim|figure|number|count|toll|report)\b[^,;]{0,60})\s+"
)
_DENIED_AFTER = re.compile(
    rf"{_FIGURE_IS}(?:\w+\s+)?(?:false|fabricated|not\s+true|untrue|baseless|an?\s+hoax|denied|rejected|dismissed)\b",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"\b(?:call|label|brand|describ)(?:s|ed|es|ing|led|ling)?\s+(?:as\s+)?(?:the\s+)?(?:claims?|reports?|stories)\s+that\b",
    re.IGNORECASE,
)
_CALLED_AFTER = re.compile(r"[^,;:]*\b(?:false|fake|fabricated|untrue|baseless|an?\s+hoax)\b", re.IGNORECASE)
"""What ends "called reports that 40 people were killed"."""
_DISPUTED_AFTER = re.compile(
    rf"{_FIGURE_IS}(?:\w+\s+)?(?:disputed|unverified|unconfirmed|in\s+doubt)\b"
    r"|\b(?:claims?|figures?|tolls?|reports?|numbers?|counts?|which|it|they)\s+(?:could\s+not|cannot)\s+be\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:if|whether|could|would|might|(?-i:may)|May(?=\s+(?:Have|Be)\b)|unless|suppose|imagine|as though"
    r"|hypothetical\w*|should)\b",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"\b(?:(?-i:will)|Will(?=\s+(?:be|have)\b)|expected to|expect(?:s|ed|ing)?(?:\s+[\w’'-]+){0,5}?\s+to"
    r"|forecasts?|forecasted|predicts?|predicted|projected|projects\s+(?:that|an?)|likely to|set to"
    r"|sees|foresees?|next (?:year|month|week)|plans? to|planned|aims? to|is to|by (?:20[3-9]\d|the end of)"
    r"|threaten(?:s|ed|ing)?|warn(?:s|ed)? (?:of|that))\b",
    re.IGNORECASE,
)
_AWAITED = re.compile(
    r"\b(?:expectations?|(?:economists?|analysts?|markets?|traders?)\s+(?:had\s+|were\s+)?(?:expect|forecast|predict)\w*|consensus)"
    r"(?:\s+[\w’'-]+){0,4}\s+$",
    re.IGNORECASE,
)
"""What others awaited: "compared with expectations of 4.0%"."""
_UNREACHED = re.compile(
    r"\b(?:short\s+of|shy\s+of|away\s+from|edg\w+\s+(?:towards?|closer\s+to)|on\s+the\s+(?:brink|verge|cusp)\s+of|clos\w+\s+in\s+on"
    r"|chas(?:es?|ing)|eye(?:s|ing)|bid(?:s|ding)?\s+for|seeks?|seeking|needs?|face[sd]?\s+(?:having\s+to\s+pay|paying|up\s+to))\s+"
    r"(?:(?:an?|his|her|their|its|the|record|career|between|up\s+to|at\s+least|another)\s+)*$",
    re.IGNORECASE,
)
"""What somebody is still on the way to: "one short of 500"."""
_OTHER_CLAUSE = re.compile(
    r"\b(?:but|after|while|although|though|because|who|which|where|that[’']s|ahead\s+of|and\s+(?:he|she|it|they|we)"
    r"|and\s+(?=(?:could|may|might|would|will)\b))\b",
    re.IGNORECASE,
)


def stance_at(sentence: str, span: Span) -> Stance:
    """Tell whether the clause of the number at `span` states, denies, disputes, supposes or forecasts it."""
    before, after = sentence[: span.start], sentence[span.end :]
    if _NOT.search(before) or _governs(_DENYING, before) or _is_called_false(before, after):
        return Stance.DENIED
    if _governs(_DOUBTING, before) or _DISPUTED_AFTER.search(after):
        return Stance.DISPUTED
    clause = _own_clause(sentence, span)
    if _FORECAST.search(clause) or _UNREACHED.search(before) or _AWAITED.search(before):
        return Stance.FORECAST
    if _HYPOTHETICAL.search(clause) or _governs(_WONDERING, before):
        return Stance.HYPOTHETICAL
    return Stance.STATED


def _is_called_false(before: str, after: str) -> bool:
    return bool(_DENIED_AFTER.search(after)) or (_governs(_CALLING, before) and bool(_CALLED_AFTER.match(after)))


def _governs(pattern: re.Pattern[str], before: str) -> bool:
    """Tell whether the last denial before a figure reaches it: "denied wrongdoing after 14 people died" does not."""
    end = max((match.end() for match in pattern.finditer(before)), default=None)
    return end is not None and not _ELSEWHERE.search(before, end)


def _own_clause(sentence: str, span: Span) -> str:
    """Give the clause of a figure without what another conjunction or relative pronoun brings in."""
    clause = clause_span(sentence, span)
    start = max(
        (mark.end() for mark in _OTHER_CLAUSE.finditer(sentence, clause.start, span.start)), default=clause.start
    )
    following = _OTHER_CLAUSE.search(sentence, span.end, clause.end)
    return sentence[start : following.start() if following else clause.end]
