"""Predicates of people counted: what befell them, by the verb before their number or the words after it."""

import re
from itertools import islice

from ingest.extraction.measures import CASUALTIES, NEAR, Counted, family_of
from ingest.extraction.nouns import TOKEN

_DOING_BEFORE = re.compile(
    r"\b(?P<verb>kill(?:ed|ing|s)?|injur(?:ed|ing|es?)|wound(?:ed|ing|s)?|hurt|arrest(?:ed|ing|s)|detain(?:ed|ing|s)"
    r"|displac(?:ed|ing|es)|evacuat(?:ed|ing|es)|kidnapp(?:ed|ing)|abduct(?:ed|ing|s)|rescued?|freed|released|murdered|massacred|slaughtered"
    r"|(?:deaths?|killings?|murders?|arrests?|kidnappings?|abductions?|evacuations?|rescue|displacement)\s+of"
    r"|hospitali[sz]ed|infected|shot\s+dead|(?P<lives>(?:claim(?:ed|ing|s)|tak(?:en|ing|es)|took|cost(?:ing|s)?)"
    r"(?:\s+the\s+lives\s+of)))"
    r"\s+(?:(?:the|an?|some|nearly|almost|about|around|over|approximately|roughly|at|least|more|than|up|to|as|many|"
    r"another|further|additional|estimated|close|no|fewer|well|upwards|of|so|far|also|record|between)\s+)*$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\s+(?:who\s+)?(?:were|was|are|have|has|had|may|died|dead|remain|lost\s+their\s+lives)\b")
_ASIDE = re.compile(r"\s*,[^,;.]{2,80},(?=\s+(?:were|was|are|have|has|had|is|may|died)\b)", re.IGNORECASE)
_AND_OTHERS = re.compile(
    r"(?:,?\s+and|\s+of)\s+(?:[\w’'-]+\s+){1,4}?(?=(?:were|was|are|have|has|had|died)\b)", re.IGNORECASE
)
_SAID_OTHERWISE = (
    (
        re.compile(
            r"\bgunned\s+down\b|\b(?:shot|stabbed|beaten|burn(?:ed|t)|hacked|crushed|trampled)\s+to\s+death\b",
            re.IGNORECASE,
        ),
        "died",
    ),
    (
        re.compile(
            r"\b(?:shot|stabbed)\b(?!\s+(?:and\s+(?:killed|fatally|injured|wounded|hurt|critically|seriously)|dead|fatally|at|down|up|into|the|his|her|\d|by\s+\d))",
            re.IGNORECASE,
        ),
        "wounded",
    ),
    (re.compile(r"\blost\s+(?:their|his|her)\s+li(?:ves|fe)\b", re.IGNORECASE), "died"),
    (
        re.compile(
            r"\b(?:(?:suffer|sustain)(?:ed|s|ing)?|receiv(?:ed|ing)|left\s+with)\s+(?:[\w-]+\s+){0,3}?(?:injur(?:y|ies)|wounds|burns)\b",
            re.IGNORECASE,
        ),
        "wounded",
    ),
    (
        re.compile(
            r"\b(?:fle(?:d|e|eing)|forced\s+(?:from|out\s+of)|driven\s+(?:from|out\s+of)|abandon(?:ed|ing)?)"
            r"\s+(?:from\s+)?(?:their|his|her)\s+(?:homes?|houses?|villages?|towns?)\b",
            re.IGNORECASE,
        ),
        "displaced",
    ),
)
"""What befell people in several words, and the one word for it."""
_SUPPOSED = re.compile(
    r"\s+(?:thought|believed|feared|presumed|known|reported|said|appear(?:ed|s)?|seem(?:ed|s)?)\s+(?:to\s+(?:have|be)\s+|(?=dead\b|killed\b|drowned\b|missing\b))",
    re.IGNORECASE,
)
_FORCING = re.compile(
    r"\b(?:forc(?:ed|es|ing)|caus(?:ed|es|ing)|led|leading|prompt(?:ed|s|ing)|order(?:ed|s|ing)|requir(?:ed|es|ing))\b"
    r"(?:\s+[\w’'-]+){0,4}\s+$",
    re.IGNORECASE,
)
_TO_BE = re.compile(r"^\s+to\s+be\b", re.IGNORECASE)
_BEFALLING = frozenset(
    "who which that mostly many most all of them including women children civilian civilians have has had been were was"
    " are is be being reported reportedly confirmed believed feared also so far now left got and or the alone people"
    " soldiers at least other others more in total may might could would will must still remain shot stabbed"
    " found pronounced".split()
)
"""Words that may stand between people and what befell them."""
_DONE_TO_SOMEBODY = re.compile(
    r"\s+(?:\d|(?:an?|another|the|his|her|their|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|at\s+least|more\s+than)\b"
    r"|(?-i:[A-Z]\w+\s+(?!\w+day\b)[A-Z][a-z]+,))",
    re.IGNORECASE,
)
"""What follows a verb that people did rather than suffered: "gunmen killed a guard", "killed Ann Reed, the owner"."""
_KIN = re.compile(
    r"\b(?:sister|brother|mother|father|parent|son|daughter|wife|husband|widow|friend|lawyer|owner|leader)\s+of\s+(?:the\s+|these\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""Somebody of whom a sentence speaks, rather than of the two in "the sister of the two boys died"."""
_MOST_BEFALLING = 9


def predicate_of(before: str, rest: str) -> Counted | None:
    """Give what befell the people between `before`, their number with it, and `rest`."""
    if verb := verb_before(before):
        return done_by(verb)
    if _KIN.search(before):
        return None
    return _befell(_TO_BE.sub(" be", rest, 1) if _FORCING.search(before[-NEAR:]) else rest)


def verb_before(before: str) -> re.Match[str] | None:
    """Find the verb that makes a number after `before` one of people it was done to: "killed at least"."""
    return _DOING_BEFORE.search(before[-NEAR:])


def done_by(verb: re.Match[str]) -> Counted | None:
    """Give what the verb before a number did to so many."""
    *_, last = verb["verb"].removesuffix(" of").split()
    measure = "killed" if verb["lives"] else family_of(last)
    return Counted(measure, verb["verb"]) if measure else None


def befallen(after: str) -> Counted | None:
    """Give what befell people whom no noun names: "45 were injured", "7 are missing"."""
    said = _SUPPOSED.sub(" have ", after, 1) if _SUPPOSED.match(after) else after
    return _befell(said) if _PASSIVE.match(said) else None


def hurt_beside(rest: str) -> Counted | None:
    """Give what befell whom no list of people holds: "three farmers were killed"; only who lives is killed or hurt."""
    fate = None if rest.lstrip().startswith(",") else _befell(rest)
    return fate if fate and fate.measure in {"killed", "injured"} else None


def _befell(rest: str) -> Counted | None:
    """Give what the first verb after people says of them, over asides and others of the same fate."""
    rest = _SUPPOSED.sub(" have ", rest, 1)
    for said, meant in _SAID_OTHERWISE:
        rest = said.sub(meant, rest, 1)
    aside = _ASIDE.match(rest) or _AND_OTHERS.match(rest)
    for token in islice(TOKEN.finditer(rest, aside.end() if aside else 0), _MOST_BEFALLING):
        word = token.group()
        if word != "," and word.lower() not in _BEFALLING and (not word.endswith("ly") or family_of(word)):
            measure = family_of(word)
            is_done = bool(_DONE_TO_SOMEBODY.match(rest, token.end())) and not _PASSIVE.match(rest)
            return Counted(measure, word) if measure in CASUALTIES and not is_done else None
    return None
