"""Predicates of people counted: what befell them, by the verb before their number or the words after it."""

import re
from itertools import islice
from typing import Final

from ingest.extraction.cues import WORDS, cues
from ingest.extraction.measures import CASUALTIES, NEAR, Counted, family_of
from ingest.extraction.nouns import TOKEN

_CUES: Final = cues("predicates")
_SAID_OTHERWISE: Final = tuple((said, name.split()[0]) for name, said in cues("fates").items())
"""What befell people in several words, and the one word for it."""
_MOST_BEFALLING = 9


def predicate_of(before: str, rest: str) -> Counted | None:
    """Give what befell the people between `before`, their number with it, and `rest`."""
    if verb := verb_before(before):
        return done_by(verb)
    if _CUES["kin"].search(before):
        return None
    return _befell(_CUES["to be"].sub(" be", rest, 1) if _CUES["forcing"].search(before[-NEAR:]) else rest)


def verb_before(before: str) -> re.Match[str] | None:
    """Find the verb that makes a number after `before` one of people it was done to: "killed at least"."""
    return _CUES["doing before"].search(before[-NEAR:])


def done_by(verb: re.Match[str]) -> Counted | None:
    """Give what the verb before a number did to so many."""
    *_, last = verb["verb"].removesuffix(" of").split()
    measure = "killed" if verb["lives"] else family_of(last)
    return Counted(measure, verb["verb"]) if measure else None


def befallen(after: str) -> Counted | None:
    """Give what befell people whom no noun names: "45 were injured", "7 are missing"."""
    said = _CUES["supposed"].sub(" have ", after, 1) if _CUES["supposed"].match(after) else after
    return _befell(said) if _CUES["passive"].match(said) else None


def hurt_beside(rest: str) -> Counted | None:
    """Give what befell whom no list of people holds: "three farmers were killed"; only who lives is killed or hurt."""
    fate = None if rest.lstrip().startswith(",") else _befell(rest)
    return fate if fate and fate.measure in {"killed", "injured"} else None


def _befell(rest: str) -> Counted | None:
    """Give what the first verb after people says of them, over asides and others of the same fate."""
    rest = _CUES["supposed"].sub(" have ", rest, 1)
    for said, meant in _SAID_OTHERWISE:
        rest = said.sub(meant, rest, 1)
    aside = _CUES["aside"].match(rest) or _CUES["and others"].match(rest)
    for token in islice(TOKEN.finditer(rest, aside.end() if aside else 0), _MOST_BEFALLING):
        word = token.group()
        if word != "," and word.lower() not in WORDS["befalling"] and (not word.endswith("ly") or family_of(word)):
            measure = family_of(word)
            is_done = bool(_CUES["done to somebody"].match(rest, token.end())) and not _CUES["passive"].match(rest)
            return Counted(measure, word) if measure in CASUALTIES and not is_done else None
    return None
