"""Who did it to whom: short noun phrases where a clause plainly gives them."""

import re

from ingest.articles import IncidentKind
from ingest.events.gazetteer import country_of
from ingest.events.kinds import Form, Trigger


def find_parties(sentence: str, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read who did it and to whom where the clause plainly says so."""
    if trigger.kind not in _HAS_PARTIES:
        return (), ()
    actors, targets = _parties_of_clause(sentence, trigger)
    return actors or _maker(sentence[: trigger.end]), targets


def _maker(told: str) -> tuple[str, ...]:
    """Give whose strike or attack it was by the adjective before the noun: "a US strike near the town killed"."""
    makers = [match["who"] for match in _MADE_BY.finditer(told)]
    return next(((who,) for who in makers if country_of(who) not in {None, who}), ())


def _parties_of_clause(sentence: str, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if trigger.kind is IncidentKind.OTHER:
        return (), ()
    before = _GAP.sub(" ", sentence[: trigger.start])
    words = sentence[trigger.start : trigger.end]
    if flown := _FLOWN.match(words):
        before += flown.group()
    elif _LOOSED.match(words):
        before = ""
    after = _GAP.sub(" ", sentence[trigger.end :])
    by = _BY.match(after)
    on = _ON.search(after)
    if trigger.form is not Form.VERB or _PASSIVE.search(sentence[: trigger.end]):
        undergone = _phrase_before(_PASSIVE_END.sub("", before)) if trigger.form is Form.VERB else ""
        target = (_phrase_after(after[on.end() :]) if on else "") or undergone
        return _named(_phrase_after(after[by.end() :]) if by else ""), _named(target)
    return _named(_phrase_before(before)), _named(_phrase_after(after[on.end() :] if on else after))


def _named(phrase: str) -> tuple[str, ...]:
    is_long_enough = len(phrase) >= _SHORTEST_NAME or (phrase.isupper() and len(phrase) > 1)
    return (phrase,) if is_long_enough and not _NAMELESS.fullmatch(phrase) else ()


def _phrase_before(text: str) -> str:
    """Give the subject that ends at a verb, prepositional phrases between the two left out."""
    phrase: list[str] = []
    for word in reversed(_last_clause(text).split()):
        if word.lower() in _PREPOSITIONS:
            phrase.clear()
        elif word.lower() in _STOPS:
            break
        else:
            phrase.insert(0, word)
    return _tidy(" ".join(phrase[-_PHRASE_WORDS:]))


def _phrase_after(text: str) -> str:
    words = []
    aimed = _LEANING.sub("", text.lstrip())
    for word in _CLAUSE_END.split(aimed, maxsplit=1)[0].split()[:_PHRASE_WORDS]:
        if word.lower() in _STOPS:
            break
        words.append(word)
    return _tidy(" ".join(words))


def _last_clause(text: str) -> str:
    return _CLAUSE_END.split(text.rstrip())[-1]


def _tidy(phrase: str) -> str:
    return _ARTICLE.sub("", phrase).strip(" ()\"'\u201c\u201d\u2018\u2019")


def find_victims(sentence: str) -> tuple[str, ...]:
    """Read who was killed, hurt or taken, in the words of the sentence."""
    match = _VICTIMS.search(sentence)
    return _named(_phrase_after(match["who"])) if match else ()


_PHRASE_WORDS = 6
_SHORTEST_NAME = 3
_HAS_PARTIES = frozenset(IncidentKind) - {IncidentKind.ACCIDENT, IncidentKind.DISASTER}

_CLAUSE_END = re.compile(r"[,;:()\u2013\u2014.!]+\s|\s[-\u2013\u2014]\s|[,;.]$|\s{3,}|[\"\u201c\u201d]")
_GAP = re.compile(r"(?:\b(?:on|in|late|early|since)\s)?\s{2,}(?:\(\s*\)\s*)?|\(\s*\)")
_PREPOSITIONS = frozenset({"in", "at", "near", "from", "into", "inside", "outside", "across"})
_BY = re.compile(r"(?:\s+(?!(?:used|held|run|owned|hosted|occupied|controlled)\b)\w+){0,4}?\s+by\s+")
_MADE_BY = re.compile(
    r"\b(?P<who>[A-Z][\w.]+)(?: (?:drone|missile|rocket|air|retaliatory|precision))? ?(?:air ?)?(?:strike|raid"
    r"|attack)s?\b"
)
_ON = re.compile(r"^(?:\s+\w+){0,6}?\s+(?:on|against|at|targeting)\s+")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|got|get)\s+(?:\w+ly\s+)?(?:[\w-]+\s+){0,2}[\w-]+$")
_PASSIVE_END = re.compile(r"\s+(?:have|has|had)?\s*\b(?:is|are|was|were|been|being|be|got|get)\b[^,]*$")
_FLOWN = re.compile(r"(?:warplanes?|fighter jets?|aircraft|jets|helicopters?|gunships?)\b", re.IGNORECASE)
"""Who flies is who acts: "US aircraft bombed"."""
_LOOSED = re.compile(
    r"(?:missiles?|rockets?|drones?|projectiles?|UAVs?|bombs?|shells|mortars?|blast|explosion|car bomb|device|mine)\b",
    re.IGNORECASE,
)
"""What was loosed is the weapon, not who acts: "a rocket hit"."""
_LEANING = re.compile(r"\A(?:beside|near|outside|next to|close to|back(?= at| against))\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?|some|one of)\s+", re.IGNORECASE)
_NAMELESS = re.compile(
    r"(?:he|she|it|they|we|you|i|who|which|that|this|these|those|his|her|their|him|them|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|several|many|other|others|another|back|dawn|noon|midnight|police said|well)"
    r"|(?:(?:at least|more than|nearly|about|almost|over)\s+)?[\d,]+",
    re.IGNORECASE,
)
_STOP_WORDS = """
    on in at by from to when while after before as and but or that which who said says with during into near for
    since was were is are be been being has have had last early late over under where because using killing
    wounding injuring leaving told may will would also then not against through outside inside left through
    across than up he she they it
"""
_STOPS = frozenset(_STOP_WORDS.split())
_VICTIMS = re.compile(
    r"\b(?:kill(?:ed|ing|s)|wound(?:ed|ing)|injur(?:ed|ing)|abducted|kidnapped|stabbed|shot dead)\s+"
    r"(?P<who>(?:at least |more than |about |some )?[\w-]+(?: [\w'\u2019-]+){1,5})",
    re.IGNORECASE,
)
