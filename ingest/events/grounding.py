"""Grounding: whether a clause asserts its event as what is new, or only refers to one that readers know."""

import re

from ingest.events.dates import DateMention
from ingest.events.kinds import Trigger

_REACH = 160
"""Characters before a predicate in which its clause begins."""
_CLAUSE_BREAK = re.compile(r"[;:()\u2013\u2014\"\u201c\u201d]|,(?!\d)|\b(?:but|and)\b(?! \w+ed\b)")
_RELATIVE = re.compile(
    r"\b(?:who(?:se|m)?|which|where|(?<!\bsaid )(?<!\bsays )(?<!\bsay )when|years? after|months? after"
    r"|(?:in )?exchange for|pictures? of|images? of|stor(?:y|ies) of)\b[^,;]*$",
    re.IGNORECASE,
)
"""A clause that says of somebody what befell them, beside what the sentence is about."""
_PREPOSITION = (
    r"(?:of|in|for|from|over|about|behind|with|by|against|amid|after|since|following|during|to|into|on|despite|before"
    r"|than|like|as|between|through|under)"
)
_NOUN_PHRASE = r"(?:(?!(?:reports?|report\w*|is|are|was|were|has|have|and|killed|injured)\b)[\w'\u2019,.-]+\s+){0,4}"
_UNDER_PREPOSITION = re.compile(
    rf"(?<!\bresponded )(?<!\bresponding )(?<!\breports )\b(?:{_PREPOSITION}|prob(?:es?|ing)|recall(?:s|ed"
    rf"|ing)?)\s+{_NOUN_PHRASE}$",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\b(?:after|since|when|because|until|before|while)\b[^,;]*$", re.IGNORECASE)
_AFTERMATH = re.compile(
    r"arrest|charg|dead|die[sd]|death|kill|injur|wound|hurt|hospital|polic|officer|investigat|fled|fle|evacuat"
    r"|rescue|respond|custody"
    r"|condition|suspect|manhunt|missing|crash|shot|stabb|fire|search|probe|crews|condemn|claim",
    re.IGNORECASE,
)
"""What, said before an "after", makes its clause the news: police, doctors, the dead."""
_PERFECT = re.compile(r"\b(?:had|having)(?:\s+(?:been|\w+ly))*\s+$", re.IGNORECASE)
_REDUCED = re.compile(
    r"\b(?:of|for|with|about|to|from|by|like|on|free|return|bury|buried|mourn\w*|honou?r\w*|remember\w*|rescue\w*)\s+"
    r"(?:(?!(?:be|been|being|is|are|was|were|has|have|had|the scene|reports?)\b)[\w'\u2019.-]+\s+){0,4}$",
    re.IGNORECASE,
)
"""A noun phrase under a preposition that a bare participle closes: "for children taken hostage"."""
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|been|being|be|got|get|has|have)(?:\s+\w+ly)?\s+$", re.IGNORECASE)
_BARE = re.compile(r"\w+(?:ed|en|in|ot|ld|eaten)\b|shot|slain|hit|struck|hurt|found|blown", re.IGNORECASE)
_ATTRIBUTIVE = re.compile(
    r"\s+(?:trials?|cases?|charges?|suspects?|convictions?|victims?|survivors?|investigations?|probes?"
    r"|inquir\w+|inquests?"
    r"|hearings?|laws?|scenes?|sites?|anniversary|plots?|threats?|deal|talks|myster\w+|weapon|rate|rates|counts?"
    r"|mom|mother|father|dad|famil\w+|parents?|widow|wife|husband|hero|mastermind|architect|(?:was|were|is"
    r"|are) (?:caused|blamed|linked|planned|avoidable)"
    r"|accus\w+|allegations?|claims?|rap|lawsuits?|drama|film|series|documentary|memorial|prevention)\b",
    re.IGNORECASE,
)
"""What a noun of violence only tells the kind of: "a murder trial"."""
_OTHER_PREDICATE = re.compile(
    r"\b(?:said|says|say|told|tells|met|meets|lost|won|wins|filed|pleaded|pleads|appeared|wrote|spoke|announced"
    r"|called|calls|urged|vowed|began|begins|started|ended|will|would|ruled|sentenced|convicted|charged"
    r"|returned|visited"
    r"|lives|lived|released|published|posted|remains?|condemned|voted|faces|faced|held)\b",
    re.IGNORECASE,
)


def asserts(sentence: str, trigger: Trigger) -> bool:
    """Tell whether a clause asserts its event: no relative clause, noun phrase or earlier past holds `trigger`."""
    before = _clause_before(sentence, trigger)
    if trigger.is_noun:
        return not (_UNDER_PREPOSITION.search(before) or _ATTRIBUTIVE.match(sentence, trigger.end))
    if _RELATIVE.search(before) or _PERFECT.search(before):
        return False
    conjunction = _CONJUNCTION.search(before)
    if conjunction and not _AFTERMATH.search(sentence, 0, trigger.start - len(before) + conjunction.start()):
        return False
    is_bare = not _AUXILIARY.search(before) and _BARE.match(sentence, trigger.start)
    return not (is_bare and _REDUCED.search(before))


def owns(sentence: str, trigger: Trigger, day: DateMention) -> bool:
    """Tell whether a date is of the event itself: no other predicate stands between, and a bare noun is next to it."""
    first, last = (trigger.end, day.span.start) if day.span.start >= trigger.end else (day.span.end, trigger.start)
    between = sentence[first:last]
    if _OTHER_PREDICATE.search(between) or (first != trigger.end and _WHO.search(between)):
        return False
    is_opening = not sentence[: day.span.start].strip(_MARKS) and sentence[day.span.end :].lstrip().startswith(",")
    return is_opening or asserts(sentence, trigger) or len(between.split()) <= (_FAR if first == trigger.end else _NEXT)


_WHO = re.compile(r"\b(?:who(?:se|m)?|where)\b")
_MARKS = " \u2013\u2014-"
_FAR = 8
_NEXT = 2


def _clause_before(sentence: str, trigger: Trigger) -> str:
    start = max(0, trigger.start - _REACH)
    breaks = [mark.end() for mark in _CLAUSE_BREAK.finditer(sentence, start) if mark.end() <= trigger.start]
    return sentence[breaks[-1] if breaks else start : trigger.start]
