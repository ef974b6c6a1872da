"""Participants: who did it to whom (agent, patient), short noun phrases where a clause plainly gives them."""

import re

from ingest.articles import IncidentKind
from ingest.extraction.gazetteer import country_of
from ingest.extraction.kinds import Trigger

_PHRASE_WORDS = 7
_TITLED_WORDS = 10
"""Of a name with the titles before it."""


def find_participants(sentence: str, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read who did it and to whom where the clause plainly says so."""
    if trigger.kind not in _HAS_PARTICIPANTS:
        return (), ()
    actors, targets = _participants_of_clause(sentence, trigger)
    return actors or _doer(sentence) or _maker(sentence[: trigger.end]), targets


def _doer(sentence: str) -> tuple[str, ...]:
    """Give who is said to have done it: "carried out by X", "attributed to X", "X claimed responsibility"."""
    if done := _DONE_BY.search(sentence):
        return _named(_phrase_after(sentence[done.end() :]))
    claimed = _CLAIMED.search(sentence)
    return _named(_phrase_before(sentence[: claimed.start()])) if claimed else ()


def _maker(told: str) -> tuple[str, ...]:
    """Give whose strike or attack it was by the adjective before the noun: "a US strike near the town killed"."""
    makers = [match["who"] for match in _MADE_BY.finditer(told)]
    return next(((who,) for who in makers if country_of(who) not in {None, who}), ())


def _participants_of_clause(sentence: str, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
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
    if trigger.is_noun or _PASSIVE.search(sentence[: trigger.end]):
        undergone = "" if trigger.is_noun else _phrase_before(_PASSIVE_END.sub("", before))
        target = (_phrase_after(after[on.end() :]) if on else "") or undergone
        return _named(_phrase_after(after[by.end() :]) if by else ""), _named(target)
    return _named(_phrase_before(before)), _named(_phrase_after(after[on.end() :] if on else after))


def _named(phrase: str) -> tuple[str, ...]:
    is_long_enough = len(phrase) >= _SHORTEST_NAME or (phrase.isupper() and len(phrase) > 1)
    return (phrase,) if is_long_enough and not _NAMELESS.fullmatch(phrase) else ()


def _phrase_before(text: str, *, most: int = _PHRASE_WORDS) -> str:
    """Give the subject that ends at a verb, prepositional phrases between the two left out."""
    phrase: list[str] = []
    for word in reversed(_last_clause(text).split()):
        if word.lower() in _PREPOSITIONS:
            phrase.clear()
        elif word.lower() in _STOPS:
            break
        else:
            phrase.insert(0, word)
    return _tidy(" ".join(phrase[-most:]))


def _phrase_after(text: str, *, most: int = _PHRASE_WORDS) -> str:
    words = []
    aimed = _LEANING.sub("", text.lstrip())
    for word in _CLAUSE_END.split(aimed, maxsplit=1)[0].split()[:most]:
        if word.lower() in _STOPS:
            break
        words.append(word)
    return _tidy(" ".join(words))


def _last_clause(text: str) -> str:
    return _CLAUSE_END.split(text.rstrip())[-1]


def _tidy(phrase: str) -> str:
    phrase = _ARTICLE.sub("", _LOOSE_END.sub("", phrase))
    return phrase.strip(" ()\"'\u201c\u201d\u2018\u2019")


def find_victims(sentence: str) -> tuple[str, ...]:
    """Read whom a deed befell, killed, hurt or taken, in the words of the sentence: its first particular victim.

    "the murder of six priests", "the mayor's killing", "the judge was shot dead", "kidnapped two engineers"; but
    "murders of journalists" befell nobody in particular.
    """
    spaced = _GAP.sub(" ", sentence)
    victims = (_victim(spaced, deed) for deed in _DEED.finditer(spaced))
    return next((named for victim in victims if victim and (named := _named(without_title(victim)))), ())


def _victim(sentence: str, deed: re.Match[str]) -> str:
    before, after = sentence[: deed.start()], sentence[deed.end() :]
    if deed["aimed"]:
        aim = _AT_WHOM.match(after)
        phrase = _particular(after[aim.end() :]) if aim else ""
        return phrase if phrase != without_title(phrase) else ""
    if deed["noun"]:
        if whom := _OF_WHOM.match(after):
            return _particular(after[whom.end() :])
        owner = _WHOSE.search(before)
        return _phrase_before(owner["whose"], most=_TITLED_WORDS) if owner else ""
    if _PASSIVE.search(sentence[: deed.end()]) or not before.strip():
        return _phrase_before(_PASSIVE_END.sub("", before), most=_TITLED_WORDS)
    return _particular(after)


def _particular(text: str) -> str:
    """Give the noun phrase that `text` begins with, unless it is a bare plural, which means people in general."""
    phrase = _phrase_after(text, most=_TITLED_WORDS)
    if _UNCOUNTED.match(phrase):
        return ""
    if _COUNTED.match(phrase) or _TITLE.search(phrase) or not text.lstrip().startswith(phrase):
        return phrase
    return "" if phrase.islower() and phrase.endswith(_PLURAL_ENDS) else phrase


def without_title(phrase: str) -> str:
    """Give the name behind the last title or trade in `phrase`, if one stands there, else all of it."""
    *before, last = _TITLE.split(phrase)
    if not before:
        return phrase
    capitalised = _CAPITALISED.match(last.strip())
    return capitalised.group() if capitalised else last.strip() or phrase


_SHORTEST_NAME = 3
_HAS_PARTICIPANTS = frozenset(IncidentKind) - {IncidentKind.ACCIDENT, IncidentKind.DISASTER}

_CLAUSE_END = re.compile(r"[,;:()\u2013\u2014.!]+\s|\s[-\u2013\u2014]\s|[,;.]$|\s{3,}|[\"\u201c\u201d]")
_GAP = re.compile(r"(?:\b(?:on|in|late|early|since)\s)?\s{2,}(?:\(\s*\)\s*)?|\(\s*\)")
_PREPOSITIONS = frozenset({"in", "at", "near", "from", "into", "inside", "outside", "across"})
_BY = re.compile(r"(?:\s+(?!(?:used|held|run|owned|hosted|occupied|controlled)\b)\w+){0,4}?\s+by\s+")
_MADE_BY = re.compile(
    r"\b(?P<who>[A-Z][\w.]+)(?: (?:drone|missile|rocket|air|retaliatory|precision))? ?(?:air ?)?(?:strike|raid"
    r"|attack)s?\b"
)
_ON = re.compile(r"^(?:\s+(?!blamed\b)\w+){0,6}?\s+(?:on|against|at|targeting)\s+")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|got|get)\s+(?:\w+ly\s+)?(?:[\w-]+\s+){0,2}[\w-]+$")
_PASSIVE_END = re.compile(r"\s++(?:(?:have|has|had)\s*+)?\b(?:is|are|was|were|been|being|be|got|get)\b[^,]*+$")
_FLOWN = re.compile(r"(?:warplanes?|fighter jets?|aircraft|jets|helicopters?|gunships?)\b", re.IGNORECASE)
"""Who flies is who acts: "US aircraft bombed"."""
_LOOSED = re.compile(
    r"(?:missiles?|rockets?|drones?|projectiles?|UAVs?|bombs?|shells|mortars?|blast|explosion|car bomb|device|mine)\b",
    re.IGNORECASE,
)
"""What was loosed is the weapon, not who acts: "a rocket hit"."""
_LEANING = re.compile(r"\A(?:beside|near|outside|next to|close to|back(?= at| against))\s+", re.IGNORECASE)
_DONE_BY = re.compile(
    r"\b(?:(?:carried out|committed|perpetrated|staged|launched|planted|placed|thrown|set off|claimed)(?: \w+)? by"
    r"|attributed to|blamed on)\s+",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\s+(?:(?:has|have|had|today|yesterday|later|tonight)\s+){0,2}claim(?:ed|s) (?:responsibility|credit)\b",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(
    r"(?:\s+(?:of|for|in|at|the|an?|to|with|riding|wearing|carrying|armed|dressed|located|apparently|reportedly"
    r"|allegedly"
    r"|presumably|later|also|previously|recently))+$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?|some|one of)\s+", re.IGNORECASE)
_NAMELESS = re.compile(
    r"(?!famil|assembl|all)\w+ly|\w{2,}ed|of\b.*|(?:the|an?|he|she|it|they|we|you|i|who|which|that|this|these|those"
    r"|his|her|their|him|them|one|two|three|four|five|six"
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
_DEED = re.compile(
    r"\b(?:(?P<noun>murder|assassination|killing|slaying|kidnapping|abduction|massacre|execution|shooting(?: death)?"
    r"|stabbing(?: death)?|beheading|lynching)(?: attempt)?|(?P<aimed>attack|assault|attempt)|murdered|assassinated"
    r"|killed|killing|slain|massacred|kidnapped|abducted|executed"
    r"|shot dead|shot and (?:killed|wounded)|gunned down|shot(?! (?:down|at|up))|wounded|wounding|injured|injuring"
    r"|stabbed|tortured"
    r"|taken hostage|kidnaps|kills)\b",
    re.IGNORECASE,
)
_AT_WHOM = re.compile(r"\s+(?:on|against)\s+")
_OF_WHOM = re.compile(r"\s+of\s+")
_WHOSE = re.compile(r"\b(?P<whose>[\w .-]+)['\u2019]s?\s+(?:[\w-]+\s+){0,2}$")
_COUNTED = re.compile(
    r"\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens)\b", re.IGNORECASE
)
_CAPITALISED = re.compile(r"[A-Z][\w'\u2019.-]*(?:\s+(?:(?:de|del|al|el|bin|van|von|la) )?[A-Z][\w'\u2019-]*)*")
_PLURAL_ENDS = ("s", "children", "men", "people")
_UNCOUNTED = re.compile(
    r"(?:countless|many|hundreds|thousands|scores|innocent|other|any|anyone|people|so many|more)\b", re.IGNORECASE
)
_TITLE = re.compile(
    r"\b(?:(?:vice )?president|(?:prime )?minister|senator|congressm[ae]n|deputy|mayor|governor|ambassador|candidate"
    r"|leader"
    r"|chief|director|secretary|general|colonel|col|gen|captain|capt|major|maj|lieutenant|lt|sergeant|sgt|officer|judge"
    r"|magistrate|attorney|lawyer|prosecutor|priest|father|bishop|archbishop|monsignor|msgr|rabbi|imam|dr|doctor|mr"
    r"|mrs|ms"
    r"|professor|journalist|reporter|newsman|editor|columnist|businessman|activist|analyst|engineer|hopeful|citizen"
    r"|commander|correspondent|photographer|teacher|singer|rapper|actor|actress)\b\.?(?=\s+(?!(?:of|for|in|at|and"
    r"|or)\b)[^\W\d]+\s+[^\W\d])",
    re.IGNORECASE,
)
