"""Who was hurt: the killed and injured that one sentence reports."""

import re

from ingest.articles import Casualties, Qualifier
from ingest.events.enumerations import listed_dead
from ingest.events.numbers import Number, find_numbers


def find_casualties(sentence: str) -> tuple[Casualties, Casualties]:
    """Give the killed and the injured that `sentence` reports; "no casualties" is none of both, silence is `None`."""
    killed, injured = Casualties(), Casualties()
    for number in find_numbers(sentence):
        if (
            number.is_money
            or sentence[number.span.start : number.span.end] in _CALLS
            or number.value != int(number.value)
            or _NOT_PEOPLE.match(sentence, number.span.end)
        ):
            continue
        before, after = sentence[: number.span.start], sentence[number.span.end :]
        if _NO_ONE.search(before) or (_AGE_BEFORE.search(before) and _AGE_AFTER.match(after)):
            continue
        if killed == Casualties() and (_KILLED_AFTER.match(after) or _KILLED_BEFORE.search(before)):
            killed = _counted(number)
        elif injured == Casualties() and (_INJURED_AFTER.match(after) or _INJURED_BEFORE.search(before)):
            injured = _counted(number)
    if killed == Casualties():
        killed = _uncounted(sentence, _NOBODY_KILLED, _ONE_KILLED, _SOME_KILLED)
    if killed == Casualties() and _SOMEBODY_KILLED.search(sentence):
        killed = Casualties(1, 1, None)
    killed = _at_least(killed, listed_dead(sentence))
    if injured == Casualties():
        injured = _uncounted(sentence, _NOBODY_INJURED, _ONE_INJURED, _SOME_INJURED)
    return killed, injured


def _at_least(killed: Casualties, listed: int) -> Casualties:
    """Give the dead of a list where it holds more than the number beside it, which may be a part of them."""
    return Casualties(listed, listed, listed) if listed > (killed.best or 0) and killed.best != 0 else killed


def _counted(number: Number) -> Casualties:
    count = int(number.value)
    match number.qualifier:
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return Casualties(count, count, None)
        case Qualifier.AT_MOST:
            return Casualties(None, count, count)
        case _:
            return Casualties(count, count, count)


def _uncounted(sentence: str, nobody: re.Pattern[str], one: re.Pattern[str], some: re.Pattern[str]) -> Casualties:
    if nobody.search(sentence):
        return Casualties(0, 0, 0)
    if one.search(sentence):
        return Casualties(1, 1, 1)
    return Casualties(_SEVERAL, None, None) if some.search(sentence) else Casualties()


_SEVERAL = 3
"""What "several" is at least."""

_PEOPLE = r"(?:\s+(?!and\b|were\b|was\b|are\b|in\b|on\b|who\b|have\b|has\b)[\w'\u2019-]+){0,5}?"
_BE = r"(?:\s+(?:who\s+)?(?:were|was|are|is|have|has|had)(?:\s+(?:also|been|reportedly|feared|confirmed|reported))*)?"
_KILL = (
    r"(?:shot\s+(?:dead|and\s+killed|to\s+death)|fatally\s+(?:shot|stabbed|injured|wounded)|killed|dead|died|slain"
    r"|murdered"
    r"|gunned\s+down|deaths?\b|fatalities|KIA|lost\s+(?:their|his|her)\s+li[fv]es?|drowned|stabbed\s+to\s+death"
    r"|perished)\b"
)
_HURT = (
    r"(?:(?:seriously|critically|slightly|badly|lightly|severely)\s+)?(?:wounded|injured|hurt|injuries"
    r"|hospitali[sz]ed|shot(?!\s+(?:dead|and\s+killed|down))"
    r"|stabbed(?!\s+to\s+death))\b"
)
_QUANTITY = (
    r"(?:\s+(?:at\s+least|more\s+than|about|around|some|nearly|up\s+to|almost|over|as\s+many\s+as|an?\s+estimated"
    r"|another|the))*\s+$"
)
_KILLED_AFTER = re.compile(rf"{_PEOPLE}{_BE}\s+{_KILL}", re.IGNORECASE)
_INJURED_AFTER = re.compile(rf"{_PEOPLE}{_BE}\s+{_HURT}", re.IGNORECASE)
_KILLED_BEFORE = re.compile(
    rf"\b(?:kill(?:ed|ing|s)?|claim(?:ed|ing|s) the lives of|death toll[^.;]{{0,40}}\b(?:to|at|of|is)|murdered"
    rf"|shot dead"
    rf"|shot and killed|fatally shot|toll[^.;]{{0,20}}\bto){_QUANTITY}",
    re.IGNORECASE,
)
_INJURED_BEFORE = re.compile(
    rf"\b(?:injur(?:ed|ing|es?)|wound(?:ed|ing|s)?|hurt(?:ing)?|hospitali[sz](?:ed|ing)){_QUANTITY}", re.IGNORECASE
)
_NO_ONE = re.compile(
    r"(?:\b(?:no|not)(?:\s+(?:a|the|single))*[\s-]+|\b(?:image|photo|picture|slide)s?\s+(?:\d+\s+of\s+(?:/\s*)?)?)$",
    re.IGNORECASE,
)
"""Before a number that counts nobody: "not one", "Image 3 of 8"."""
_CALLS = frozenset({"911", "999", "112"})
"""Numbers that are called."""
_AGE_BEFORE = re.compile(r"[a-z],\s+$")
_AGE_AFTER = re.compile(r"\s*(?:[,.;:)]|$)|\s+(?:in|at|after|from|of|on|was|is|who)\b")
_NOT_PEOPLE = re.compile(
    r"[\s-]+(?:years?|days?|hours?|minutes?|weeks?|months?|miles?|km|kilomet\w+|metres?|meters?|homes?|houses?"
    r"|buildings?|vehicles?"
    r"|rockets?|missiles?|drones?|times|shots?|rounds?|attacks?|per ?cent|percent|magnitude|a\.?m|p\.?m|block)\b|-"
    r"|\s?%|th\b|st\b",
    re.IGNORECASE,
)
_PERSON = (
    r"(?:man|woman|person|boy|girl|teen|teenager|child|baby|infant|toddler|officer|soldier|student|driver|journalist"
    r"|civilian|deputy"
    r"|policeman|passenger|pedestrian|worker|suspect|gunman|resident|victim|mother|father|son|daughter|husband|wife"
    r"|teacher"
    r"|firefighter|motorcyclist|cyclist|pilot|guard|leader|commander|[\w-]+-year-old)"
)
_ONE = (
    rf"\b(?:an?|one|the)\s+(?:[\w'\u2019-]+\s+){{0,3}}?{_PERSON}\b(?:[^.;]{{0,50}}?)\s+(?:is|was|been|has|had|be)?\s*"
)
_ONE_KILLED = re.compile(
    rf"{_ONE}{_KILL}|\b(?:kill(?:ed|ing|s)|murdered|shot dead)\s+(?:an?|one|the|his"
    rf"|her)\s+(?:[\w'\u2019-]+\s+){{0,3}}?{_PERSON}\b",
    re.IGNORECASE,
)
_ONE_INJURED = re.compile(
    rf"{_ONE}{_HURT}|\b(?:injur(?:ed|ing|es)|wound(?:ed|ing|s)|stabbed)\s+(?:an?|one|the|his"
    rf"|her)\s+(?:[\w'\u2019-]+\s+){{0,3}}?{_PERSON}\b",
    re.IGNORECASE,
)
_SOME_KILLED = re.compile(rf"\b(?:kill(?:ed|ing|s)?)\s+several\b|\bseveral{_PEOPLE}{_BE}\s+{_KILL}", re.IGNORECASE)
_SOME_INJURED = re.compile(
    rf"\b(?:injur|wound)(?:ed|ing|s|es)?\s+several\b|\bseveral{_PEOPLE}{_BE}\s+{_HURT}", re.IGNORECASE
)
_SOMEBODY_KILLED = re.compile(
    r"\b(?:shot (?:and killed|dead|to death)|(?:is |was )?fatally (?:shot|stabbed|wounded)"
    r"|(?:was|is) (?:shot and )?killed"
    r"|claim(?:ed|s|ing) the life of|gunned down|(?:has|have) died|found dead|pronounced (?:dead|deceased)"
    r"|killing (?:his|her|a|an|[A-Z0-9])"
    r"|killed (?:his|her|[A-Z]|\d+-(?:year|month|week)-old)|murder-suicide"
    r"|(?:fatal|deadly) shooting of|shooting death of|succumbed|dies (?:after|from|in)"
    r"|died (?:after|from|of|at the scene|at (?:a|the)|later|early|\w+day|in surgery)|later died|slain)\b"
)
_NOBODY = r"\b(?:no|without)(?:\s+(?:immediate|reported|reports?\s+of|any|word\s+of|one\s+was|one|other))*\s+"
_NOBODY_KILLED = re.compile(
    rf"{_NOBODY}(?:casualties|deaths|fatalities|killed)|\b(?:nobody|no[ -]one) (?:was |had been )?killed", re.IGNORECASE
)
_NOBODY_INJURED = re.compile(
    rf"{_NOBODY}(?:casualties|injur(?:y|ies|ed)|wounded|hurt)|\b(?:nobody|no[ -]one) (?:was |had been )?(?:hurt"
    rf"|injured)",
    re.IGNORECASE,
)
