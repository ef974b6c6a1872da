"""Whether a question asks for stories: what is new, of what topic, in which form. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final

from bot.answering.question.terms import ASKING, terms_of, without_possessive


class Form(StrEnum):
    """How stories are told."""

    DIGEST = "digest"
    TIMELINE = "timeline"
    """In the order of events, the first one first."""
    COMPARISON = "comparison"
    """By publisher, side by side."""


EVERYTHING: Final = "news"
"""A question about nothing in particular, for who asks for a digest without words."""

LONGEST_NAME: Final = 5
"""Words that people call a publisher by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The stories that a question asks for."""

    form: Form
    topic: str
    """What they are to be about; "" where the question names nothing in particular."""
    publishers: tuple[str, ...] = ()
    """Whom to compare, as the question calls them."""
    is_beneath: bool = False
    """Whether they only stand beneath what answers in words: "the latest on the strike"."""
    most: int | None = None
    """How many of them, those first that most publishers tell."""


_LED = (
    r"^\W*+(?:(?:hey|hi|hello|good\s+(?:morning|afternoon|evening|day)|ok|okay|so|please|pls|and|yo|(?:can|could|would|will)\s+(?:you|u)|i(?:['’]d|\s+would)?|want|need|like|to|know"
    r"|see|hear|give|show|tell|send|get|list|make|write|me|us|an?|the|some|your|all|any|more|most|else|got|s"
    r"|what(?:['’]?s|\s+(?:is|are|was|has|have|did|all))?(?:['’]s)?(?:\s+been)?|(?:is|are|was|were)\s+there|(?:has|have)\s+there\s+been"
    r"|(?:has|have|did)\s+anything|anything|quick|full|short|brief|daily|weekly|morning|evening|latest|newest|recent|new|breaking|top|main"
    r"|big(?:gest)?|major|current|important|world|today['’]?s|(?:this|last)\s+\w+['’]s|\d+)\W+)*"
)
"""What may stand before the words that ask for stories: politeness, "what is", how fresh or large they are to be."""
_NEWS = r"(?:news|headlines?|(?:news\s+)?stories|updates?|developments?|coverage)"
_ABOUT = r"(?:\s+up)?\s+(?:in|on|about|of|to|with|from|for|at|around|across|over|regarding|concerning)\b"
_DIGEST = re.compile(
    rf"{_LED}(?:(?:{_NEWS}|in\s+the\s+news|happening|going\s+on|new|what(?:['’]?s|\s+is)?(?:\s+been)?\s+up|anything\s+(?:big|important|major|interesting)|i\s+miss(?:ed)?"
    r"|(?P<happened>happen(?:ed|s)?|changed?)|(?P<timeline>timeline|chronology|sequence\s+of\s+events)|(?P<latest>latest|newest))"
    rf"(?:{_ABOUT}(?P<topic>.*))?"
    r"|(?:summari[sz]e|sum\s+up|tl;?dr|recap|summary|digest|overview|round-?up|briefing|rundown|brief\s+me|update\s+me"
    rf"|(?:catch|fill|bring|get)\s+me\s+(?:up\s+to\s+(?:speed|date)|up|in))\b(?:{_ABOUT})?(?P<told>.*))\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""The topic stands behind a preposition, behind "summarise" at once."""
_OF_TOPIC = re.compile(
    r"^\W*+(?:how\s+(?:did|has|have)\s+(?P<unfolded>.+?)\s+(?:unfold|unfolded|evolved?)"
    r"|(?P<named>.+?)\s+(?:(?:any|more|the|latest|newest|recent|new|breaking|top)\s+)*"
    r"(?:(?P<timeline>timeline|chronology)|news|headlines|updates?|digest|recap|round-?up))\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""The topic stands before: "the ferry timeline", "Peru news"."""
_LONGEST_TOPIC = 5
"""Words of a topic before "news": longer, it is a sentence that ends so."""
_OF_DAYS = frozenset({"in", "on", "about", "from"})
"""What a topic stands behind where its window was all else that was said: "this week in Peru"."""
_REPORT = r"(?:report|say|said|writ|wrote|tell|told|cover)\w*"
_COMPARISON = re.compile(
    rf"{_LED}(?:compare|what\s+(?:do|does|did|have|has)|how\s+(?:do|does|did|have|has)|differences?\s+between)\s+"
    r"(?:(?:what|how|the|coverage|reporting|reports|of|by|from|in|between)\s+)*"
    rf"(?P<names>[^?]+?\s(?:and|vs\.?|versus|with|to)\s+[^?]+?)\s+(?:(?:each\s+)?{_REPORT}(?:{_ABOUT})?|on|about)"
    r"\s+(?P<topic>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:and\s+)?(?:the\s+)?|\s+(?:and|vs\.?|versus|with|to)\s+(?:the\s+)?")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)})"
_BIGGEST = r"(?:top|first|main|big(?:gest)?|most\s+(?:important|reported)|major|largest|key)"
_MOST = re.compile(
    rf"[\s,]*\b(?:(?:only|just)\s+)?(?:the\s+)?(?:{_BIGGEST}\s+{_COUNT}"
    rf"|{_COUNT.replace('count', 'number')}\s+{_BIGGEST}|(?P<one>biggest|main|most\s+important)(?=\s+(?:story|one)|$))"
    rf"(?P<what>\s+(?:ones?|items?|things?|points?|articles?|story|{_NEWS}))?(?=$|\s*[,?!.]|\s+(?:in|on|about|of|from|for)\b)",
    re.IGNORECASE,
)
"""Asks for a few of the stories: "the three biggest", "top 5 headlines"."""
_HOURS = re.compile(r"\b(?:past|last)\s+(?P<count>\d{1,3})\s+hours\b|\b(?P<week>weekly|the\s+week)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:\s+(?:story|saga|situation|things?|stuff|lately|recently|(?:right\s+)?now|these\s+days|please|pls|plz|thanks|thx))+(?=\W*$)",
    re.IGNORECASE,
)
"""What people call anything that goes on, when, and politeness."""
_NO_TOPIC = frozenset({"situation", "everything", "anything", "world", "lately", "new", "thing", "things"})


def stories_wanted(text: str, *, is_of_days: bool) -> Wanted | None:
    """Read a question that asks for stories; `None` where it asks for something else.

    `text` is without its window; `is_of_days` tells whether that is of days on end, not of a day or month.
    """
    text = _ASIDE.sub("", text)
    most, rest = most_in(text)
    if most and (wanted := stories_wanted(rest or EVERYTHING, is_of_days=True)):
        return replace(wanted, most=most, is_beneath=False)
    if (match := _COMPARISON.match(text)) and (names := _names(match["names"])):
        return Wanted(Form.COMPARISON, _topic(match["topic"]), names)
    match = _DIGEST.match(text)
    if match and not (match["happened"] and not is_of_days):
        inner = stories_wanted(match["told"], is_of_days=True) if match["told"] else None
        form, topic = Form.TIMELINE if match["timeline"] else Form.DIGEST, _topic(match["topic"] or match["told"])
        return inner or Wanted(form, topic, is_beneath=bool(match["latest"] and match["topic"]))
    if match := _OF_TOPIC.match(text):
        return _before_its_form(match)
    first, *others = text.strip(" ?!.,").split() or ["in"]
    return Wanted(Form.DIGEST, _topic(" ".join(others))) if is_of_days and first.lower() in _OF_DAYS else None


def _before_its_form(match: re.Match[str]) -> Wanted | None:
    """Read a question whose topic stands before what asks for stories of it."""
    if match["unfolded"] or match["timeline"]:
        return Wanted(Form.TIMELINE, _topic(match["unfolded"] or match["named"]))
    words = match["named"].lower().split()
    is_topic = len(words) <= _LONGEST_TOPIC and not ASKING.intersection(words)
    return Wanted(Form.DIGEST, _topic(match["named"])) if is_topic else None


def most_in(text: str) -> tuple[int | None, str]:
    """Give how many stories are asked for, and the rest of the text, with "news" where their number stood before it."""
    match = _MOST.search(text)
    if match is None:
        return None, text
    count = (match["count"] or match["number"] or "one").lower()
    most = int(count) if count.isdigit() else _COUNTS.index(count) + 1
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    named = f" {EVERYTHING}" if match["what"] and not stories_wanted(before, is_of_days=False) else ""
    return most or None, f"{before}{named}{after}".strip(" ,?!.")


def hours_back(text: str) -> timedelta | None:
    """Give how far back a question reaches that names no days: "the last 24 hours", "recap the week"."""
    match = _HOURS.search(text)
    if match is None:
        return None
    return timedelta(weeks=1) if match["week"] else timedelta(hours=int(match["count"]))


def _topic(words: str | None) -> str:
    """Give a topic without marks around it; "" where its words name nothing: "the situation"."""
    topic = (words or "").strip(' \t\n?!.,:;-–—"“”')
    return topic if terms_of(topic, left_out=_NO_TOPIC) else ""


def _names(stretch: str) -> tuple[str, ...]:
    names = tuple(without_possessive(name) for name in _BETWEEN_NAMES.split(stretch))
    return names if len(names) > 1 and all(0 < len(name.split()) <= LONGEST_NAME for name in names) else ()
