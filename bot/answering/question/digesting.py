"""Whether a question asks for stories: what is new, of what topic, in which form. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final

from bot.answering.question.terms import ASKING, WORD


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


_POLITE = (
    r"^\W*+(?:(?:hey|hi|hello|ok|okay|so|please|pls|and|yo)\W+)*"
    r"(?:(?:can|could|would|will)\s+(?:you|u)\s+|i(?:['’]d|\s+would)?\s+(?:want|need|like)\s+(?:to\s+(?:know|see|hear)\s+)?)?"
    r"(?:please\s+)?(?:(?:give|show|tell|send|get|list|make|write)\s+(?:me\s+|us\s+)?)?"
    r"(?:(?:an?|the|some|your|all|(?:is|are|was|were)\s+there|(?:has|have)\s+there\s+been|got)\s+)*"
)
_FRESH = (
    r"(?:(?:any|some|more|most|the|\d+|latest|newest|recent|new|breaking|top|main|big(?:gest)?|current|important|world|today['’]?s"
    r"|(?:this|last)\s+\w+['’]s)\s+)*"
)
_NEWS = r"(?:news|headlines?|(?:news\s+)?stories|updates?|developments?|coverage)"
_WHAT_IS = r"what(?:['’]?s|\s+is|\s+are|\s+has\s+been|['’]s\s+been|\s+have\s+been)?"
_ABOUT = r"(?:\s+up)?\s+(?:in|on|about|of|to|with|from|for|at|around|across|over|regarding|concerning)\b"
_ASKING = (
    rf"(?:{_WHAT_IS}\s+(?:the\s+|all\s+)?(?:new|in\s+the\s+news|happening|going\s+on|up|{_FRESH}{_NEWS})|{_FRESH}{_NEWS}"
    r"|anything\s+(?:new|big|important|major|interesting|happening|going\s+on)|what(?:\s+have|['’]ve|\s+did)?\s+i\s+miss(?:ed)?)"
)
"""What is new: the topic stands behind a preposition."""
_TELLING = (
    r"(?:(?:quick|short|brief|daily|weekly|morning|evening)\s+)*"
    r"(?:summari[sz]e|sum\s+up|tl;?dr|recap|summary|digest|overview|round-?up|briefing|rundown|brief\s+me|update\s+me"
    r"|(?:catch|fill|bring|get)\s+me\s+(?:up\s+to\s+(?:speed|date)|up|in))"
)
"""Summarise: the topic may stand behind it at once."""
_DIGEST = re.compile(
    rf"{_POLITE}(?:{_ASKING}(?:{_ABOUT}(?P<asked>.*))?|{_TELLING}\b(?:{_ABOUT})?(?P<told>.*)"
    rf"|(?:(?:{_WHAT_IS})\s+the\s+)?latest)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_LATEST_ON = re.compile(
    rf"{_POLITE}(?:{_WHAT_IS}\s+the\s+)?(?:latest|newest){_ABOUT}(?P<topic>.+)$", re.IGNORECASE | re.DOTALL
)
_HAPPENED = re.compile(
    rf"{_POLITE}(?:what(?:['’]?s|\s+has|\s+have|\s+all)?|(?:has|have|did)\s+anything)(?:\s+(?:else|big|important|major))?\s+"
    rf"(?:been\s+)?(?:happen(?:ed|ing|s)?|changed?)(?:{_ABOUT}(?P<topic>.*))?\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""Asks for stories where it is of a stretch of days: "what happened in Peru this week"."""
_BARE = re.compile(r"^\W*+(?:(?:in|on|about|from)\s+(?P<topic>.+))?\W*$", re.IGNORECASE | re.DOTALL)
"""What the window of "this week in Peru" leaves."""
_NEWS_OF = re.compile(
    rf"^\W*+(?P<topic>(?:[\w’'.&-]+\s+){{1,5}}?){_FRESH}(?:news|headlines|updates?|digest|recap|round-?up)\W*$",
    re.IGNORECASE,
)
_TIMELINE = re.compile(
    rf"{_POLITE}(?:(?:full|short|brief)\s+)?(?:timeline|chronology|sequence\s+of\s+events)(?:{_ABOUT}(?P<of>.*))?\W*$"
    r"|^\W*+(?P<named>.+?)\s+(?:timeline|chronology)\W*$"
    r"|^\W*+how\s+(?:did|has|have)\s+(?P<unfolded>.+?)\s+(?:unfold|unfolded|evolved?)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_REPORT = r"(?:report|say|said|writ|wrote|tell|told|cover)\w*"
_COMPARISON = re.compile(
    rf"{_POLITE}(?:compare|what\s+(?:do|does|did|have|has)|how\s+(?:do|does|did|have|has)|differences?\s+between)\s+"
    r"(?:(?:what|how|the|coverage|reporting|reports|of|by|from|in|between)\s+)*"
    rf"(?P<names>[^?]+?\s(?:and|vs\.?|versus|with|to)\s+[^?]+?)\s+(?:(?:each\s+)?{_REPORT}(?:{_ABOUT})?|on|about)"
    r"\s+(?P<topic>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|vs\.?|versus|with|to)\s+")
_BESIDE_A_NAME = re.compile(r"^(?:the|what|how)\s+|['’]s?(?:\s+\w+)?$", re.IGNORECASE)
_ASIDE = re.compile(r"(?<!\w)['’]s\b|\s(?:please|pls|plz|thanks|thx)(?=\W*$)", re.IGNORECASE)
"""What the window of "today's headlines" leaves behind, and politeness."""
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
_STORY = re.compile(
    r"\s(?:story|saga|situation|things?|stuff|lately|recently|(?:right\s+)?now|these\s+days)(?=\W*$)", re.IGNORECASE
)
"""What people call anything that goes on, and when."""
_NOTHING = re.compile(
    r"\b(?:the|this|that|situation|everything|anything|world|today|now|lately|recently|please|pls|here|me|us|for|so|far"
    r"|latest|in|on|about|of|with|from|there|new|things?|weeks?|days?|months?)\b|\W",
    re.IGNORECASE,
)


def stories_wanted(text: str, *, is_of_days: bool) -> Wanted | None:
    """Read a question that asks for stories; `None` where it asks for something else.

    `text` is without its window; `is_of_days` tells whether that is of days on end, not of a day or month.
    """
    text = " ".join(_ASIDE.sub("", text).split())
    most, rest = most_in(text)
    if most and (wanted := stories_wanted(rest or EVERYTHING, is_of_days=True)):
        return replace(wanted, most=most, is_beneath=False)
    if match := _TIMELINE.match(text):
        return Wanted(Form.TIMELINE, _topic(match["of"] or match["named"] or match["unfolded"]))
    if (match := _COMPARISON.match(text)) and (names := _names(match["names"])):
        return Wanted(Form.COMPARISON, _topic(match["topic"]), names)
    if match := _DIGEST.match(text):
        inner = stories_wanted(match["told"], is_of_days=True) if match["told"] else None
        return inner or Wanted(Form.DIGEST, _topic(match["asked"] or match["told"]))
    if match := _LATEST_ON.match(text):
        return Wanted(Form.DIGEST, _topic(match["topic"]), is_beneath=True)
    match = _NEWS_OF.match(text)
    if match is None or ASKING.intersection(WORD.findall(match["topic"].lower())):
        match = (_HAPPENED.match(text) or _BARE.match(text)) if is_of_days else None
    return Wanted(Form.DIGEST, _topic(match["topic"])) if match else None


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
    told = (words or "").strip(' \t\n?!.,:;-–—"“”')
    topic = _STORY.sub("", told)
    return topic if _NOTHING.sub("", topic) else ""


def _names(stretch: str) -> tuple[str, ...]:
    names = tuple(_BESIDE_A_NAME.sub("", part.strip()) for part in _BETWEEN_NAMES.split(stretch))
    return names if len(names) > 1 and all(0 < len(name.split()) <= LONGEST_NAME for name in names) else ()
