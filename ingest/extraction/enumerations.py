"""The dead told by a list of people, not by a number: "his wife, two children and himself"."""

import re
from collections.abc import Iterator

from ingest.articles import Span, Stance
from ingest.extraction.factuality import stance_at
from ingest.extraction.numbers import SCALES, UNITS

_VOUCHED = {Stance.STATED, Stance.DISPUTED}
_COUNTS = {word: count for word, count in UNITS.items() if count} | {"both": 2, "all": 1}
PERSON = (
    r"(?:man|woman|boy|girl|teen|teenager|child|kid|baby|infant|toddler|adult|person|victim|mother|mom|father|dad|parent"
    r"|grandmother|grandfather|granddaughter|grandson|grandchild|son|daughter|stepson|stepdaughter|brother|sister|wife"
    r"|husband|girlfriend|boyfriend|fianc[eé]e?|partner|ex-wife|ex-husband|ex-girlfriend|uncle|aunt|cousin|nephew|niece"
    r"|neighbou?r|friend|officer|deputy|soldier|marine|student|teacher|guard|worker|civilian|gunman|shooter|attacker"
    r"|assailant|suspect|intruder|bystander|driver|passenger|pilot|journalist|relative|bandmate|employee|sibling|twin)"
)
"""One person, by what he or she is."""
_MANY = (
    r"men|women|children|kids|people|babies|wives|deputies|teenagers|(?!mans\b|womans\b)(?:"
    + PERSON
    + r")s|others|couple"
)
_AGE = r"(?:,?\s+(?:both\s+)?(?:ages?\s+|aged\s+)?\d{1,2}(?:,?\s+(?:and|to)\s+\d{1,2})?(?=[\s,.;]),?)?"
_COUNT = "|".join(_COUNTS) + r"|\d{1,2}"
_NO_ADJECTIVE = (
    r"and|who|was|were|is|are|in|at|of|for|by|with|to|from|his|her|their|the|an?|as|after|that|while|when|shot|dead|died"
    r"|left|leaving|fatally|kill\w*|murder\w*|\d+|" + "|".join((*_COUNTS, *SCALES))
)
_ADJECTIVES = rf"(?:(?!(?:{_NO_ADJECTIVE})\b)[\w-]+\s+){{0,3}}?"
_PERSON = re.compile(
    rf"\b(?:(?P<the>an?|the|his|her|their|another|[A-Z]\w+['\u2019]s)\s+(?:(?P<count>{_COUNT})\s+)?{_ADJECTIVES}"
    rf"|(?P<number>{_COUNT})\s+(?:of\s+(?:his|her|the|their)\s+)?{_ADJECTIVES}"
    r"|(?:[\w-]+-old|infant|young|teen(?:age)?)\s+)?"
    rf"(?:(?P<many>{_MANY})|(?P<one>{PERSON}|him(?=\s+and\b)))\b(?!['\u2019-])" + _AGE,
    re.IGNORECASE,
)
_THEIRS = {"his", "her", "their"}
_SELF = re.compile(r"(?:him|her)?self\b", re.IGNORECASE)
_AND = re.compile(r"(?P<last>,?\s+(?:and|&)\s+(?:then\s+)?)|,\s+(?:then\s+)?", re.IGNORECASE)
_KILLING = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|murder(?:s|ed|ing)?|shot\s+dead|fatally\s+(?:shot|shoots?|shooting|stabb\w+|wound\w+)"
    r"|(?:shooting|stabbing)?\s*deaths?\s+of|murders?\s+of|claim(?:s|ed|ing)\s+the\s+li(?:fe|ves)\s+of|slain)"
    r"(?:\s+(?:at\s+least|all))?[\s:]+$",
    re.IGNORECASE,
)
_LEAVING = re.compile(r"\b(?:left|leav(?:es?|ing))\s+$", re.IGNORECASE)
_KILLED = re.compile(
    r"\s*(?:(?:who|(?:was|were|are|is|has|have|had)(?:\s+been)?|both|all|later|also|reportedly|apparently)\s+)*"
    r"(?:(?:shot|stabbed)\s+(?:and\s+killed|dead|to\s+death)|fatally\s+\w+|killed|found\s+(?:shot\s+)?dead|dead|slain|died"
    r"|(?:shot\s+)?dead|murdered|pronounced\s+dead|found\s+shot\s+to\s+death)\b(?!\s+(?:bod|end))",
    re.IGNORECASE,
)
_DEAD = re.compile(r"\s*(?:\w+\s+)?dead\b", re.IGNORECASE)
_HURT = re.compile(
    r"\s*(?:(?:who|was|were|are|is|been|later|also|remain\w*|seriously|critically)\s+){0,3}"
    r"(?:injur|wound|hurt|(?:in\s+)?critical|hospital|surviv|in\s+stable)",
    re.IGNORECASE,
)
_OF_DEATH = re.compile(r"kill|dea[dt]|died|fatal|murder|slain|homicide|lives?\b", re.IGNORECASE)


def tells_of_death(sentence: str) -> bool:
    """Tell whether a word of dying stands in `sentence`: without one it counts no dead."""
    return bool(_OF_DEATH.search(sentence))


def listed_dead(sentence: str) -> int:
    """Give how many dead the lists of people in `sentence` make, 0 for none."""
    if not tells_of_death(sentence):
        return 0
    return max(_dead_in_lists(sentence), default=0)


def _dead_in_lists(sentence: str) -> Iterator[int]:
    position = 0
    while match := _PERSON.search(sentence, position):
        count, position = _listed(sentence, match)
        if not count or stance_at(sentence, Span(*match.span())) not in _VOUCHED or _HURT.match(sentence, position):
            continue
        before = sentence[: match.start()]
        is_left_dead = _LEAVING.search(before) and _DEAD.match(sentence, position)
        if is_left_dead or _KILLING.search(before) or _KILLED.match(sentence, position):
            yield count


def _listed(sentence: str, first: re.Match[str]) -> tuple[int, int]:
    """Count the people of the list that begins with `first`, and tell where it ends."""
    counts, ends, has_last = [_people(first)], first.end(), False
    is_terse = not first["the"]
    while joint := _AND.match(sentence, ends):
        if oneself := _SELF.match(sentence, joint.end()):
            return sum(counts) + 1, oneself.end()
        person = _PERSON.match(sentence, joint.end())
        if not person or not _people(person) or _HURT.match(sentence, person.end()):
            break
        counts, ends, has_last = [*counts, _people(person)], person.end(), has_last or bool(joint["last"])
        is_terse = is_terse and not person["the"]
    return (sum(counts) if has_last or is_terse else counts[0]), ends


def _people(match: re.Match[str]) -> int:
    """Give how many a person's name stands for, 0 where it cannot be told: "the victims"."""
    if number := match["count"] or match["number"]:
        return _count(number)
    if match["one"]:
        return 1
    is_pair = match["many"].lower() in {"couple", "parents"} or (match["the"] or "").lower() in _THEIRS
    return 2 if is_pair else 0


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]
