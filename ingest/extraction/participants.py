"""Participants: who did it to whom (agent, patient), where a clause says so; whom an article names with an age."""

import re
from typing import Final, NamedTuple

from ingest.articles import IncidentKind
from ingest.extraction.cues import WORDS, cues
from ingest.extraction.gazetteer import country_of
from ingest.extraction.kinds import Trigger
from ingest.sentences import LONGEST

_CUES: Final = cues("participants")
_PHRASE_WORDS = 7
_TITLED_WORDS = 10
"""Of a name with the titles before it."""
_ENDS: Final = (". ", "\n")
_MOST: Final = 12
"""Longer lists are of a disaster's dead or a court's docket, and tell no event from another."""


def find_participants(sentence: str, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read who did it and to whom where the clause plainly says so."""
    if trigger.kind not in _HAS_PARTICIPANTS:
        return (), ()
    actors, targets = _participants_of_clause(sentence, trigger)
    return actors or _doer(sentence) or _maker(sentence[: trigger.end]), targets


def _doer(sentence: str) -> tuple[str, ...]:
    """Give who is said to have done it: "carried out by X", "attributed to X", "X claimed responsibility"."""
    if done := _CUES["done by"].search(sentence):
        return _named(_phrase_after(sentence[done.end() :]))
    claimed = _CUES["claimed"].search(sentence)
    return _named(_phrase_before(sentence[: claimed.start()])) if claimed else ()


def _maker(told: str) -> tuple[str, ...]:
    """Give whose strike or attack it was by the adjective before the noun: "a US strike near the town killed"."""
    makers = [match["who"] for match in _CUES["made by"].finditer(told)]
    return next(((who,) for who in makers if country_of(who) not in {None, who}), ())


def _participants_of_clause(sentence: str, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if trigger.kind is IncidentKind.OTHER:
        return (), ()
    before = _CUES["gap"].sub(" ", sentence[: trigger.start])
    words = sentence[trigger.start : trigger.end]
    if flown := _CUES["flown"].match(words):
        before += flown.group()
    elif _CUES["loosed"].match(words):
        before = ""
    after = _CUES["gap"].sub(" ", sentence[trigger.end :])
    by = _CUES["by"].match(after)
    on = _CUES["on"].search(after)
    if trigger.is_noun or _CUES["passive"].search(sentence[: trigger.end]):
        undergone = "" if trigger.is_noun else _phrase_before(_CUES["passive end"].sub("", before))
        target = (_phrase_after(after[on.end() :]) if on else "") or undergone
        return _named(_phrase_after(after[by.end() :]) if by else ""), _named(target)
    return _named(_phrase_before(before)), _named(_phrase_after(after[on.end() :] if on else after))


def _named(phrase: str) -> tuple[str, ...]:
    is_long_enough = len(phrase) >= _SHORTEST_NAME or (phrase.isupper() and len(phrase) > 1)
    return (phrase,) if is_long_enough and not _CUES["nameless"].fullmatch(phrase) else ()


def _phrase_before(text: str, *, most: int = _PHRASE_WORDS) -> str:
    """Give the subject that ends at a verb, prepositional phrases between the two left out."""
    phrase: list[str] = []
    for word in reversed(_last_clause(text).split()):
        if word.lower() in WORDS["prepositions"]:
            phrase.clear()
        elif word.lower() in WORDS["phrase ends"]:
            break
        else:
            phrase.insert(0, word)
    return _tidy(" ".join(phrase[-most:]))


def _phrase_after(text: str, *, most: int = _PHRASE_WORDS) -> str:
    words = []
    aimed = _CUES["leaning"].sub("", text.lstrip())
    for word in _CUES["clause end"].split(aimed, maxsplit=1)[0].split()[:most]:
        if word.lower() in WORDS["phrase ends"]:
            break
        words.append(word)
    return _tidy(" ".join(words))


def _last_clause(text: str) -> str:
    return _CUES["clause end"].split(text.rstrip())[-1]


def _tidy(phrase: str) -> str:
    phrase = _CUES["article"].sub("", _CUES["loose end"].sub("", phrase))
    return phrase.strip(" ()\"'\u201c\u201d\u2018\u2019")


def find_victims(sentence: str) -> tuple[str, ...]:
    """Read whom a deed befell, killed, hurt or taken, in the words of the sentence: its first particular victim.

    "the murder of six priests", "the mayor's killing", "the judge was shot dead", "kidnapped two engineers"; but
    "murders of journalists" befell nobody in particular.
    """
    spaced = _CUES["gap"].sub(" ", sentence)
    victims = (_victim(spaced, deed) for deed in _CUES["deed"].finditer(spaced))
    return next((named for victim in victims if victim and (named := _named(without_title(victim)))), ())


def _victim(sentence: str, deed: re.Match[str]) -> str:
    before, after = sentence[: deed.start()], sentence[deed.end() :]
    if deed["aimed"]:
        aim = _CUES["at whom"].match(after)
        phrase = _particular(after[aim.end() :]) if aim else ""
        return phrase if phrase != without_title(phrase) else ""
    if deed["noun"]:
        if whom := _CUES["of whom"].match(after):
            return _particular(after[whom.end() :])
        owner = _CUES["whose"].search(before)
        return _phrase_before(owner["whose"], most=_TITLED_WORDS) if owner else ""
    if _CUES["passive"].search(sentence[: deed.end()]) or not before.strip():
        return _phrase_before(_CUES["passive end"].sub("", before), most=_TITLED_WORDS)
    return _particular(after)


def _particular(text: str) -> str:
    """Give the noun phrase that `text` begins with, unless it is a bare plural, which means people in general."""
    phrase = _phrase_after(text, most=_TITLED_WORDS)
    if _CUES["uncounted"].match(phrase):
        return ""
    if _CUES["counted"].match(phrase) or _CUES["title"].search(phrase) or not text.lstrip().startswith(phrase):
        return phrase
    return "" if phrase.islower() and phrase.endswith(_PLURAL_ENDS) else phrase


def without_title(phrase: str) -> str:
    """Give the name behind the last title or trade in `phrase`, if one stands there, else all of it."""
    *before, last = _CUES["title"].split(phrase)
    if not before:
        return phrase
    capitalised = _CUES["capitalised"].match(last.strip())
    return capitalised.group() if capitalised else last.strip() or phrase


class People(NamedTuple):
    """Names in the order in which they first stand in the text."""

    accused: tuple[str, ...]
    others: tuple[str, ...]


def named_people(text: str) -> People:
    """Give whom `text` names with an age, those accused of something apart."""
    accused: dict[str, None] = {}
    others: dict[str, None] = {}
    for match in _CUES["aged"].finditer(text):
        name = re.sub(r"\s+", " ", match["before"] or match["after"])
        first, last = max(0, match.start() - LONGEST), match.end() + LONGEST
        start = max(text.rfind(mark, first, match.start()) for mark in _ENDS) + 1 or first
        end = min((found for mark in _ENDS if (found := text.find(mark, match.end(), last)) >= 0), default=last)
        is_accused = _CUES["of suspect"].search(text, start, end)
        (accused if is_accused else others)[name] = None
    if len(accused) + len(others) > _MOST:
        return People((), ())
    return People(tuple(accused), tuple(name for name in others if name not in accused))


_SHORTEST_NAME = 3
_HAS_PARTICIPANTS = frozenset(IncidentKind) - {IncidentKind.ACCIDENT, IncidentKind.DISASTER}

_PLURAL_ENDS = ("s", "children", "men", "people")
