"""Pronouns: those that stand for something said before, and what they stand for. Pure."""

import re
from collections.abc import Sequence

from bot.answering.conversation.topics import IsName, Topic, beside
from bot.answering.question.aim import Aim, asked_for
from bot.answering.question.terms import ANYBODY, terms_of
from ingest import CASUALTIES, Span, is_plural

_AUXILIARIES = "did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|may"
_PRONOUN = re.compile(
    r"\b(?:(?P<owner>his|her(?=\s+(?!(?:before|after|then|now|again|since|too|in|on|at|to|for|from|with|by|and|or)\b)\w)|their|its)|(?P<person>he|him|she|hers?)|(?P<group>they|them|theirs|those|these)"
    r"|(?P<thing>it|this|that)|(?P<there>there))\b(?P<is>['’]s\b)?",
    re.IGNORECASE,
)
_NO_PRONOUN = re.compile(
    # "is there", "this week", "it is true that", "says that Ada won": what stands for nothing said before
    r"\b(?:is|are|was|were|be|been|will|has|have)\s+there\b|\bthere\s+(?:is|are|was|were|has|have|will|any|been)\b"
    rf"|\b(?:this|that|these|those)\s+(?!(?:{_AUXILIARIES}|happen\w*|true|confirmed|still|start\w*|end\w*|over)\b)[a-z]\w*"
    r"|\bit\s+(?:\w+\s+){0,3}(?:warm|hot|cold|dark|late|early|rain\w*|snow\w*)\b"
    r"|\bit\s+(?:true|possible|likely|safe|legal|ok|okay|worth|normal)\b|\b(?:does|did|will|would)\s+it\s+take\b"
    r"|\b\w+\s+that\s+(?=\w+\s+\w+)",
    re.IGNORECASE,
)
_CLAUSE_BEGINS = re.compile(
    r"\b(?:say|says|said|that|if|when|because|and|but|after|before|while|whether|who|which|as|claim\w*|think\w*|announc\w*"
    r"|den(?:y|ied|ies)|admit\w*|promis\w*|want\w*|plan\w*|why|how|what)\b|[,;:]",
    re.IGNORECASE,
)
_SUBJECT_FOLLOWS = re.compile(
    rf"\W*(?:who|what|when|where|why|how|which)?(?:\s*[\w’'-]+){{0,3}}?\s*\b(?:{_AUXILIARIES})\s+", re.IGNORECASE
)
ASKS_WHO = re.compile(r"\W*(?:who|which|what\s+is\s+the\s+name)\b", re.IGNORECASE)
_ABBREVIATED = 2
"""Letters that are an abbreviation, not somebody's name."""
_OWNING = re.compile(r"['’]s?$")
_SEXED = re.compile(r"\b(?:he|him|his|she|hers?)\b", re.IGNORECASE)
_FEMALE = frozenset({"she", "her", "hers"})
_WHERE = re.compile(r"\b(?:in|at|near|around|across|inside)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_NAMING = re.compile(r"\bnames?\b", re.IGNORECASE)
_KNOWN = re.compile(
    r"\bthe\s+(?:(?:of|(?!who|that|in|at|from|on)[\w’'-]+)\s+){0,4}?(?P<head>[a-z]+)(?=\s+(?:in|of|at|from|on|who|that|is|are|was|were|did|do|have|had)\b|\W*$)"
)
"""What a question takes for known: "the students"."""


def means_somebody(said: str) -> bool:
    """Tell whether a message has a pronoun that a name may take the place of."""
    return any(found["person"] or found["owner"] or found["group"] for found in _PRONOUN.finditer(said))


def means_several(said: str) -> bool:
    """Tell whether a message has a pronoun for several people."""
    return any(found["group"] or found[0].lower() == "their" for found in _PRONOUN.finditer(said))


def leaning_on(said: str, is_name: IsName) -> re.Match[str] | None:
    """Give the pronoun that stands for something said before, and not within `said` itself."""
    blank = _NO_PRONOUN.sub(lambda found: re.sub(r"\w", "_", found[0]), said)
    return next((found for found in _PRONOUN.finditer(blank) if _is_of_before(found, said, is_name)), None)


def _is_of_before(pronoun: re.Match[str], said: str, is_name: IsName) -> bool:
    """Tell whether nothing before the pronoun can be what it stands for: no name, nothing of another clause."""
    before = said[: pronoun.start()]
    if pronoun["person"] and any(is_name(word) for word in re.findall(r"[\w-]+", before)):
        return False
    named = terms_of(re.sub(r"^\W*(?:which|what|whose)\s+\w+", "", before))
    if not named or _SUBJECT_FOLLOWS.fullmatch(before):
        return True
    return not pronoun["owner"] and not _CLAUSE_BEGINS.search(_after(named[0].name, before))


def _after(name: str, before: str) -> str:
    at = before.lower().find(name.lower().split()[0])
    return before[at + len(name) :] if at >= 0 else before


def resolved(topic: Topic, said: str, pronoun: re.Match[str], names: Sequence[str] = (), *, windowed: bool) -> str:
    """Put what the pronoun stands for in its place, or the matter of the question before beside it.

    `names` are the people whom the answer to that question named; `windowed` has its window go on.
    """
    who = _meant(topic, pronoun, names)
    if who is None or (who[0].isupper() and pronoun["owner"] and _NAMING.match(said, pronoun.end() + 1)):
        measure, *_ = asked_for(said)
        return beside(said, topic.matter(windowed=windowed, befallen=measure not in CASUALTIES))
    whole = f"{said[: pronoun.start()]}{_in_case(who, pronoun)}{said[pronoun.end() :]}"
    if who == _counted(topic):
        return beside(whole, topic.setting(windowed=windowed))
    measure, unit, aim = asked_for(whole)
    lacks_unit = aim is Aim.FIGURE and measure is None and not unit
    return beside(whole, topic.matter(windowed=windowed) if lacks_unit else "")


def _in_case(who: str, pronoun: re.Match[str]) -> str:
    """Give a name as the pronoun had it: "his", "he's"."""
    if pronoun["owner"]:
        return f"{who}{'’' if who.endswith('s') else '’s'}"
    return f"{who}{pronoun['is'] or ''}"


def _meant(topic: Topic, pronoun: re.Match[str], names: Sequence[str]) -> str | None:
    """Give what a pronoun stands for, as far as a name or a group can take its place."""
    if pronoun["there"]:
        return _place_of(topic)
    if pronoun["thing"] or pronoun[0].lower() == "its":
        return None
    people = [_OWNING.sub("", topic.words(span)) for span in topic.people]
    if pronoun["group"] or pronoun[0].lower() == "their":
        groups = [name for span, name in zip(topic.people, people, strict=True) if not _is_where(topic, span)]
        return _counted(topic) or next(iter(names if ASKS_WHO.match(topic.text) else reversed(groups)), None)
    people = [name for span, name in zip(topic.people, people, strict=True) if _may_be_person(topic, span, name)]
    if any(_is_other_sex(pronoun[0], other[0]) for other in _SEXED.finditer(topic.text)):
        people = []
    matter = topic.matter(windowed=False)
    titled = matter if matter.lower().startswith(("the ", "a ")) else None
    is_asked_for = ASKS_WHO.match(topic.text) and matter not in people
    if is_asked_for:
        full = [name for name in people if " " in name]
        return next(iter(names), titled) or next(reversed(full), None)
    return next(reversed(people), None) or next(iter(names), titled)


def _may_be_person(topic: Topic, span: Span, name: str) -> bool:
    """Tell whether a name may be somebody's: it says no place, and is not made of abbreviations: "NY", "AI app"."""
    return not _is_where(topic, span) and any(len(word) > _ABBREVIATED for word in name.split())


def _is_where(topic: Topic, name: Span) -> bool:
    """Tell whether a name says where: "at the national park"."""
    return bool(topic.place and topic.place.start <= name.start < topic.place.end) or bool(
        _WHERE.search(topic.text, 0, name.start)
    )


def _is_other_sex(one: str, other: str) -> bool:
    return (one.lower() in _FEMALE) is not (other.lower() in _FEMALE)


def _place_of(topic: Topic) -> str | None:
    if topic.place:
        return topic.words(topic.place)
    named = next(iter(topic.named_places), None)
    return f"in {_OWNING.sub('', topic.words(named))}" if named else None


def _counted(topic: Topic) -> str | None:
    """Give the people or things that were counted, or that it names as known: "who shot the students"."""
    counted = topic.words(topic.counted) if topic.counted else ""
    if counted:
        return f"the {counted}" if counted.split()[-1].lower() not in ANYBODY else None
    known = (found for found in _KNOWN.finditer(topic.text) if is_plural(found["head"]))
    return next((found[0] for found in known if not topic.is_name(found["head"])), None)
