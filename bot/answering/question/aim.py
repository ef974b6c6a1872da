"""What a question asks for: a count of something, a rate, incidents, or words."""

import re
from enum import Enum, auto

from bot.answering.question.terms import ASKING, WORD, opening
from ingest import CASUALTIES, EVENTS, PEOPLE, TallyKind, counted_in, family_of, measure_of, repeated_action


class Aim(Enum):
    """What would be an answer."""

    FIGURE = auto()
    INCIDENTS = auto()
    PASSAGES = auto()
    STORIES = auto()
    """What happened, story by story: digests, timelines, comparisons."""


_ASKS_COUNT = re.compile(
    r"\bhow\s+(?:many|much)\b|\b(?:total\s+)?(?:number|count|amount|tally)\s+of\b|\b(?:death|casualty|injury)\s+(?:toll|count)\b"
    r"|\btoll\b|\bhow\s+often\b|\bbody\s+count\b",
    re.IGNORECASE,
)
_ASKS_RATE = re.compile(
    r"\b(?:what|how\s+(?:high|low|much(?!.*\bshare\b)))\b.*"
    r"\b(?P<rate>rate|inflation|unemployment|price|percentage|per\s?cent|(?<!\ba\s)share|cost|turnout)\b",
    re.IGNORECASE,
)
_VOTED = re.compile(
    r"\s+(?:[\w’'-]+\s+){0,3}?(?:voted|votes?|voting)\s+(?:in\s+)?(?P<side>for|favou?r|against)\b", re.IGNORECASE
)
_ASKS_INCIDENTS = re.compile(
    r"\b(?:latest(?!\s+(?:news\s+)?(?:on|about|from)\b)|newest|recent|last)\s+(?P<latest>(?:\w+\s+){0,2}(?:incidents?|attacks?|strikes?|shootings?|events?"
    r"|bombings?|clashes|riots?|protests?))\b|^(?:list|show)\b.*?(?P<listed>(?:\w+\s+)?incidents?)\b",
    re.IGNORECASE,
)
_ASKS_OTHERWISE = ASKING | {"tell", "explain", "describe", "summarise", "summarize"}
"""What no bare phrase for a count opens with."""
COUNTED_BARE = CASUALTIES | EVENTS | {"case"}
"""Measures that a bare phrase asks for: "attacks on the base since May", "people killed in the flood"."""
_BEFALLEN = re.compile(r"\s+(?:(?:have|has|had|were|was|are|is|got|been|did|do)\s+)+(?P<verb>[a-z]+)\b", re.IGNORECASE)
_DONE_BY = re.compile(
    r"\s+(?P<counted>(?:[\w’'-]+\s+){0,3}?(?P<head>[\w’'-]+))\s+(?:has|have|had|did|do|does)\s+(?P<did>[^?.]+)",
    re.IGNORECASE,
)
"""People and what somebody or something did to them: "people has the fighting displaced"."""
_DONE = {"free": "freed", "release": "released"}
"""Verbs of a question that as nouns and adjectives of a text say nothing of what was done."""
REPEATED = "times"
"""The unit of "how often" and "how many times"."""
_OTHER_KINDS = (
    (
        re.compile(
            r"\bhow\s+many\s+(?:more|new|additional|further|extra|other|fresh)\b(?!.*\bthan\b)"
            r"|\b(?:by\s+how\s+(?:many|much)|how\s+(?:many|much)\s+(?:did|has|have)\s+.*\b(?:rise|risen|increased?|fall(?:en)?|drop(?:ped)?|gr[eo]wn?))\b",
            re.IGNORECASE,
        ),
        TallyKind.INCREMENT,
    ),
    (
        re.compile(
            r"\b(?:previous(?:ly)?|beforehand|before(?=\s*(?:that|then|\?|$))|earlier|originally|at\s+first|initially|prior)\b",
            re.IGNORECASE,
        ),
        TallyKind.PREVIOUS,
    ),
)
"""What asks for another number than the total: what was added, what it was before."""
WHOLE = frozenset({TallyKind.TOTAL, TallyKind.ORDINAL, TallyKind.RATE})
_RATE_MEASURES = {"price": "money", "cost": "money"}


def asked_for(text: str) -> tuple[str | None, str, Aim]:
    """Give the measure (in the normal form that tallies use, `None` if nothing is counted), its unit, and the aim."""
    if (match := _ASKS_INCIDENTS.search(text)) and not _ASKS_COUNT.search(text):
        unit = match["latest"] or match["listed"]
        return _incident_measure(unit), unit, Aim.INCIDENTS
    if match := _ASKS_RATE.search(text):
        word = match["rate"].lower()
        return _RATE_MEASURES.get(word, "percent"), word if word in {"rate", "percentage"} else "", Aim.FIGURE
    if match := _ASKS_COUNT.search(text):
        measure, unit = _counted(match[0], text[match.end() :], text[: match.start()])
        if measure is None and (counted := counted_in(f" {text[: match.start()]}")):
            measure, unit = counted
        return measure, unit, Aim.FIGURE
    if opening(text) not in _ASKS_OTHERWISE and (counted := counted_in(f" {text}")) and counted[0] in COUNTED_BARE:
        return *counted, Aim.FIGURE
    return None, "", Aim.PASSAGES


def asks_count(text: str) -> bool:
    """Tell whether a question asks for a count in so many words: "how many", "the toll"."""
    return bool(_ASKS_COUNT.search(text))


def repeated_actions(text: str) -> dict[str, str]:
    """Give the words of a text for what happens again and again, each with its normal form: "attacked" is `attack`."""
    return {word: action for word in WORD.findall(text.lower()) if (action := repeated_action(word))}


def kinds_asked(text: str) -> frozenset[TallyKind]:
    """Give the roles that a figure may play: a total's, unless the question asks for what was added or before."""
    return next((frozenset({kind}) for pattern, kind in _OTHER_KINDS if pattern.search(text)), WHOLE)


def _counted(asking: str, rest: str, before: str) -> tuple[str | None, str]:
    if "toll" in asking.lower() or "body count" in asking.lower():
        return ("injured" if "injury" in asking.lower() else "killed"), "deaths"
    if "often" in asking.lower() or WORD.findall(rest.lower())[:1] == [REPEATED]:
        return next(reversed(repeated_actions(rest).values()), None), REPEATED
    if asking.lower().endswith("much"):
        return "money", ""
    if fate := _fate(rest):
        return fate
    counted = counted_in(f" {rest.strip()}", before)
    if counted and counted[0] in {"incident", "event"}:
        return _incident_measure(counted[1]), counted[1]
    return counted or (None, "")


def _fate(rest: str) -> tuple[str, str] | None:
    """Give what many did or suffered: "voted against", "got hurt", "soldiers did the blast kill"."""
    if voted := _VOTED.match(rest):
        return "vote", "votes against" if voted["side"].lower() == "against" else "votes for"
    befallen = _BEFALLEN.match(rest)
    if befallen and (family := family_of(befallen["verb"])):
        return family, befallen["verb"]
    match = _DONE_BY.match(rest)
    if match is None or match["head"].lower() not in PEOPLE:
        return None
    _, *verbs = match["did"].lower().split()  # because the first word is who did it
    families = (family_of(_DONE.get(verb, verb)) for verb in verbs)
    return next(((family, match["counted"]) for family in families if family in CASUALTIES), None)


def _incident_measure(unit: str) -> str:
    """Give what kind of incidents are meant: "shooting incidents" are shootings, plain ones `incident`."""
    kinds = [family for word in unit.split() if (family := family_of(word)) in EVENTS]
    return kinds[-1] if kinds else measure_of(unit.rsplit(maxsplit=1)[-1])
