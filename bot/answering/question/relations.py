"""What a question expects, and what it says of that: "who won ...", "when was ... released". Pure."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from bot.answering.question.wording import STOP_WORDS


class Expected(Enum):
    """What a sentence must hold to answer."""

    NAME = auto()
    DATE = auto()
    NUMBER = auto()
    PLACE = auto()
    KIND = auto()
    """What it is: a sport, a profession, "a ferry"."""
    CAUSE = auto()
    """Why: any sentence may tell, the rather if it says "because"."""
    ANYTHING = auto()


class Part(Enum):
    """Which part in the relation the one asked for has."""

    DOER = auto()
    """Who won, what company bought."""
    OTHER = auto()
    """Who was elected, who is the director, when was it released."""


# General English for the same doing, one group a line: verbs with their irregular forms, and the nouns of it.
_GROUPS = [
    tuple(form.replace("_", " ") for form in line.split())
    for line in """
win won winner winning champion victory victor victorious title triumph beat beaten defeat clinch crown trophy \
took_home takes_home
acquire acquisition buy bought buying purchase takeover took_over takes_over owned owns snapped_up snapping_up
sell sold sale
release launch debut premiere publish published publication available arrive came_out comes_out come_out on_sale \
went_on_sale air airs aired
found founded founder co-founded co-founder establish set_up launch
form formation found founded establish raise create set_up
open inaugurate inauguration
direct directs directed director helm
award awarded receive recipient laureate win won winner honour honor went_to goes_to gets got
take_place takes_place took_place taking_place held hold holds happen occur stage begin began begun start kick_off \
kicks_off kicked_off
begin began begun start beginning launch erupt broke_out breaks_out outbreak opened kicked_off
end ended finish conclude ending close closed closure
die died dies death dead killed passed_away
kill killed killing murder assassinate shot slain
write wrote written writer author penned
sing sang sung singer
elect elected election chosen chose vote voted
appoint appointed name named choose chose chosen pick picked succeed
resign resigned resignation quit quits step_down stepped_down steps_down
invent invented inventor invention
discover discovered discoverer discovery found
build built builder construct erect completed
sign signed signing
score scored scorer
lead leads led leader head heads headed
attack attacked attacker assault assaulted strike struck
explode explosion blast blew_up
strike struck hit landfall
announce announced announcement unveil reveal revealed
born birth birthday
marry married wedding wed husband wife spouse
husband wife spouse married marry
wife husband spouse married marry
artist singer musician band rapper performer recorded album
creator create author developer developed written directed designed
character protagonist hero heroine starring
population inhabitants inhabitant residents
revenue revenues sales turnover
profit profits earnings income
""".strip().splitlines()
]
_AMOUNTS = frozenset(
    "revenue revenues sales turnover profit profits earnings income budget price cost population size height length"
    " width depth weight age speed salary wage score rate temperature magnitude distance duration capacity deficit debt"
    " surplus inflation unemployment turnout percentage share fine".split()
)
"""Nouns of what is told by a number."""
_PLACES = frozenset("location venue place city town capital headquarters birthplace site".split())
_SORTS: dict[str, tuple[str, ...]] = {
    "sport": tuple(
        "football soccer footballer baseball basketball hockey golf golfer tennis cricket cricketer rugby boxing boxer"
        " wrestling wrestler swimming swimmer cycling cyclist skating skater skiing skier snowboarding gymnastics"
        " gymnast volleyball handball badminton rowing rower sailing sailor athletics athlete running runner sprinter"
        " marathon judo karate fencing fencer archery shooting racing racer motorsport bowling snooker darts chess polo"
        " lacrosse surfing surfer diving diver curling triathlon weightlifting bodybuilding softball squash equestrian"
        " jockey".split()
    ),
}
"""The things of a kind that has few: general English."""
_BE = r"(?:is|was|are|were|['’]s|be|been|being)"
_HELPING = r"(?:has|have|had|will|would|did|do|does|could|can|may|might|should|just|first|last|also|recently|really)"
_EMPTY = STOP_WORDS | {"occur", "occurs", "occurred"}
"""Verbs that add nothing to the event: it also struck, shook, broke out."""
_WHO = r"^\W*(?:who(?:se|m)?|(?:which|what)(?:\s+(?!" + _BE + r"\b|" + _HELPING + r"\b)[a-z-]+){1,2}?)"
_DOING = re.compile(rf"{_WHO}\s+(?:{_HELPING}\s+)*(?P<word>[a-z-]+)", re.IGNORECASE)
_UNDERGOING = re.compile(rf"{_WHO}\s*(?:{_HELPING}\s+)*{_BE}\s+(?:\w+ly\s+)?(?P<word>[a-z-]+)\b", re.IGNORECASE)
_ROLE = re.compile(
    rf"\bwho\s*{_BE}\s+(?:the\b|an?\b|\S+['’]s?\b)(?P<phrase>.*?)(?=\s(?:of|in|at|for|to|on|that|who|from)\s|[,?.;]|$)",
    re.IGNORECASE,
)
_DATE_OF = re.compile(r"\b(?P<word>[a-z-]+)\s+(?:date|day)\b", re.IGNORECASE)
_DATED = re.compile(
    r"\bwhen\b|\b(?:what|which)\s+(?:year|date|day|month)\b"
    r"|\b(?:what(?:'s|’s|\s+is|\s+was)?|which|the)\s+(?:\w+\s+){0,3}(?:date)\s+(?:of|for)\b|\b\w+\s+date\W*$",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"^\W*where\b|\b(?:what|which)\s+(?:city|town|country|venue|place|state)\b(?=.*\b(?:held|take\s+place|took\s+place"
    r"|located|hosted)\b)|\b(?:location|venue)\W*$|\b(?:location|venue)\s+of\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\bhow\s+(?:many|much|often|high|low|long|far|old|big|large|tall|fast|deep)\b"
    rf"|^\W*what(?:\s+{_BE}|['’]s)\s(?:[^?]*\s)?(?:{'|'.join(sorted(_AMOUNTS))})\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"^\W*(?:who|whom|whose)\b|\bwho(?:'s|’s)?\s+(?:is|was|won|are)\b"
    rf"|^\W*(?:which|what)\s+(?:[a-z-]+\s+)?(?:country|nation|team|club|side|company|firm|player|person|man|woman|actor"
    rf"|actress|author|writer|director|singer|band|party|politician|state|city|university)\s+(?!{_BE}\b)",
    re.IGNORECASE,
)
_KINDS = (
    r"(?:sports?|genres?|profession|occupation|job|career|position|rank|nationality|type|kind|sort|medium|language|species"
    r"|party|function|purpose|religion|industry|field|discipline|form|category)"
)
_OF_A_KIND = re.compile(
    rf"^\W*(?:in\s+|for\s+)?(?:what|which)\s+(?:{_BE}\s+)?(?:the\s+)?(?:[a-z-]+\s+){{0,2}}?(?P<noun>{_KINDS})\b"
    rf"|\b(?:what|which)\s+(?P<late>{_KINDS})\b|['’]s\s+(?P<owned>{_KINDS})\W*$"
    r"|^\W*what\s+does\b.*\b(?:refer\s+to|mean|stand\s+for)\W*$"
    rf"|^\W*(?:what|who)\s*{_BE}\s+(?:the\s+)?[\"“‘']?(?-i:[A-Z0-9][\w’'.-]*(?:\s+(?:(?:of|and|the|de|in|at)\s+){{0,2}}[A-Z0-9][\w’'.-]*)*)[\"”’']?\W*$",
    re.IGNORECASE,
)
_CAUSED = re.compile(
    r"^\W*why\b|\bwhat(?:\s+\w+){0,2}\s+(?:caused?|triggered|sparked|led\s+to)\b|\b(?:causes?|reasons?)\s+(?:of|for|behind)\b",
    re.IGNORECASE,
)
_EXPECTED = (
    (_CAUSED, Expected.CAUSE),
    (_DATED, Expected.DATE),
    (_NUMBERED, Expected.NUMBER),
    (_PLACED, Expected.PLACE),
    (_OF_A_KIND, Expected.KIND),
    (_NAMED, Expected.NAME),
)
_PARTICIPLE = re.compile(r"[a-z-]+(?:ed|en|own|ught|un|old|ilt|hot|lain|ade|eld)$")


@dataclass(frozen=True)
class Relation:
    """What is said of what is asked for."""

    forms: tuple[str, ...]
    part: Part
    said: frozenset[str]
    """All the words of the question."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Find any form, inflected."""
        return re.compile(r"\b(?:" + "|".join(map(_inflected, self.forms)) + r")\b", re.IGNORECASE)


def expected_by(text: str) -> Expected:
    """Tell what would answer the question `text`."""
    return next((expected for words, expected in _EXPECTED if words.search(text)), Expected.ANYTHING)


def relation_of(text: str) -> Relation | None:
    """Read what the question `text` says of what it asks for, if it says anything."""
    forms, part = _asked(text)
    return Relation(forms, part, frozenset(re.findall(r"[\w-]+", text.lower()))) if forms else None


def _asked(text: str) -> tuple[tuple[str, ...], Part]:
    forms: tuple[str, ...] = ()
    match expected_by(text):
        case Expected.NAME:
            return _done_by_name(text)
        case Expected.DATE:
            dated = _DATE_OF.search(text)
            forms = (dated and _grouped(dated["word"])) or _last_verb(text)
        case Expected.NUMBER:
            forms = _amount(text)
        case Expected.PLACE:
            forms = _last_verb(text)
        case Expected.KIND:
            forms = next(
                (forms for sort, forms in _SORTS.items() if re.search(rf"\b{sort}s?\b", text, re.IGNORECASE)), ()
            )
    return forms, Part.OTHER


def _amount(text: str) -> tuple[str, ...]:
    if words := _AMOUNTS & set(re.findall(r"[a-z]+", text.lower())):
        return tuple(sorted({form for word in words for form in _grouped(word) or (word,)}))
    return _last_verb(text) if re.match(r"\W*how\s+much\b", text, re.IGNORECASE) else ()


def _done_by_name(text: str) -> tuple[tuple[str, ...], Part]:
    if (match := _ROLE.search(text)) and (nouns := re.findall(r"(?<!\S)[a-z-]+(?!\S)", match["phrase"])):
        return _grouped(nouns[-1]) or (nouns[-1],), Part.OTHER
    if (match := _UNDERGOING.search(text)) and _PARTICIPLE.search(word := match["word"].lower()):
        return _grouped(word) or (word,), Part.OTHER
    if re.match(r"\W*whom?\s+(?:did|do|does|will|would)\b", text, re.IGNORECASE):
        return _last_verb(text), Part.OTHER
    if (match := _DOING.search(text)) and not re.fullmatch(_BE, match["word"], re.IGNORECASE):
        word = match["word"].lower()
        return () if word in STOP_WORDS else _grouped(word) or (word,), Part.DOER
    return (), Part.OTHER


def _last_verb(text: str) -> tuple[str, ...]:
    if re.search(r"\btak(?:e|es|en|ing)\s+place\b|\btook\s+place\b", text, re.IGNORECASE):
        return _grouped("take place")
    words = re.findall(r"(?<!\S)[a-z-]+(?![^\s?.,!])", text)[1:]
    return next((forms for word in reversed(words) if word not in _EMPTY and (forms := _grouped(word))), ())


def _grouped(word: str) -> tuple[str, ...]:
    """Give the forms of the group in which `word` stands foremost."""
    ranked = [
        (place, group)
        for group in _GROUPS
        for place, form in enumerate(group)
        if re.fullmatch(_inflected(form), word, re.IGNORECASE)
    ]
    return min(ranked, key=lambda found: found[0])[1] if ranked else ()


def _inflected(form: str) -> str:
    stem = re.sub(r"e$", "", form)
    doubled = f"{form[-1]}?" if re.search(r"[aeiou][^aeiouwxy]$", form) else ""
    return rf"{stem}{doubled}(?:e|ed|es|s|ing|d)?" if form.isalpha() else re.escape(form)
