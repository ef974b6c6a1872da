"""What a question asks for: a figure, incidents or passages; of what, about whom, in which window."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import Enum, auto

from bot.answering.questions import Question
from bot.answering.relations import Expected, Relation, expected_by, relation_of
from bot.answering.wording import ANYBODY, Term, terms_of
from ingest import (
    CASUALTIES,
    EVENTS,
    PEOPLE,
    DateMention,
    DatePrecision,
    PlacePrecision,
    Span,
    Window,
    counted_in,
    family_of,
    find_dates,
    find_places,
    measure_of,
    repeated_action,
    since_of,
)


class Aim(Enum):
    """What would be an answer."""

    FIGURE = auto()
    INCIDENTS = auto()
    PASSAGES = auto()


@dataclass(frozen=True, slots=True)
class Plan:
    """A question read as of a day."""

    aim: Aim
    measure: str | None
    """What is to be counted, in the normal form that tallies use."""
    unit: str
    core: tuple[Term, ...]
    """Whom or what it is about: has to be matched."""
    places: tuple[Term, ...]
    """Where, as far as the question says "in" or "at"."""
    since: date | None
    until: date | None
    slack: timedelta
    """How far the window's first day may lie from the meant one: "since mid-October"."""
    is_bound: bool
    """Whether the window is one of reporting ("since May", "the past week"), outside which nothing counts; a mere date
    or period ("in 2019", "the May 3 report") may also be what the text is about."""
    is_relative: bool
    """Whether the window is told from the day of asking ("the past week"), so that no year can be missing from it."""
    years: tuple[str, ...]
    """The years that the question names."""
    expects: Expected
    relation: Relation | None
    """What it says of what it asks for: "won", "director"."""
    dates: tuple[DateMention, ...]
    """The days and periods that the question names."""
    is_long: bool
    """Whether it joins several things, so that no single sentence answers."""
    wants_newest: bool
    """Whether it asks for the state of things now ("the latest on", "the new"), so that newer words come first."""
    zone: tzinfo
    """Whose days the window is made of."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that the question names."""
        return (*self.core, *self.places)

    @property
    def window(self) -> Window:
        """The window as publication times, both days included."""
        return days(self.since, self.until, self.zone)

    def without_window(self) -> "Plan":
        """Give the same plan, open on both sides."""
        return replace(self, since=None, until=None)

    @property
    def words(self) -> tuple[str, ...]:
        """What to look for in full text: every form of every term."""
        forms = [form for term in self.terms for form in term.forms]
        return tuple(dict.fromkeys(forms))


def days(since: date | None, until: date | None, zone: tzinfo = UTC) -> Window:
    """Give whole days, both included, as a stretch of time in their zone."""
    return Window(
        datetime.combine(since, time.min, zone) if since else None,
        datetime.combine(until, time.max, zone) if until else None,
    )


_ASKS_COUNT = re.compile(
    r"\bhow\s+(?:many|much)\b|\b(?:total\s+)?(?:number|count|amount|tally)\s+of\b|\b(?:death|casualty|injury)\s+(?:toll|count)\b"
    r"|\btoll\b|\bhow\s+often\b|\bbody\s+count\b",
    re.IGNORECASE,
)
_ASKS_RATE = re.compile(
    r"\b(?:what(?:'s|’s|\s+is|\s+was|\s+are)?|how\s+(?:high|low|much))\b.*\b(?P<rate>rate|inflation|unemployment|price|percentage|per\s?cent"
    r"|share|cost|turnout)\b",
    re.IGNORECASE,
)
_ASKS_INCIDENTS = re.compile(
    r"\b(?:latest|newest|recent|last)\s+(?P<latest>(?:\w+\s+){0,2}(?:incidents?|attacks?|strikes?|shootings?|events?"
    r"|bombings?|clashes|riots?|protests?))\b|^(?:list|show)\b.*?(?P<listed>(?:\w+\s+)?incidents?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WHERE = re.compile(r"\b(?:in|at|near|around|across|inside)\s+(?=(?P<place>[^?.;]+))", re.IGNORECASE)
_PLACE_ENDS = re.compile(
    r"\b(?:since|on|by|during|between|from|this|last|over|after|before|until|for|with|against|have|has|were|was|are|is|did|do|when|who|that|which)\b",
    re.IGNORECASE,
)
_ASKS_OTHERWISE = re.compile(
    r"^\W*(?:who|whom|whose|what|when|where|why|how|which|did|does|do|is|are|was|were|has|have|had|can|could|will|should"
    r"|tell|explain|describe|summari[sz]e)\b",
    re.IGNORECASE,
)
COUNTED_BARE = CASUALTIES | EVENTS | {"case"}
"""Measures that a bare phrase asks for: "attacks on the base since May", "people killed in the flood"."""
_BEFALLEN = re.compile(r"\s+(?:(?:have|has|had|were|was|are|is|got|been|did|do)\s+)+(?P<verb>[a-z]+)\b", re.IGNORECASE)
_LATEST_ON = re.compile(r"\blatest\s+(?:news\s+)?(?:on|about|from)\b", re.IGNORECASE)
_PEOPLES = re.compile(r"^[a-z]+(?:is|ans|ians|ese)\b")
"""A people in small letters at the start of what is counted: "israelis were killed"."""
_SPELLED = {"ppl": "people", "pple": "people", "peeps": "people", "govt": "government"}
_CHAT = re.compile(r"\b(?:" + "|".join(_SPELLED) + r")\b", re.IGNORECASE)
_DONE_BY = re.compile(
    r"\s+(?P<counted>(?:[\w’'-]+\s+){0,3}?(?P<head>[\w’'-]+))\s+(?:has|have|had|did|do|does)\s+(?P<did>[^?.]+)",
    re.IGNORECASE,
)
"""People and what somebody or something did to them: "people has the fighting displaced"."""
REPEATED = "times"
"""The unit of "how often" and "how many times"."""
_IMPLIED = {"killed": ("toll", "death"), "injured": ("toll",), "percent": ("rate", "percentage")}
"""Words that say no more than the measure does."""
_DATED = re.compile(r"\b(?:on|in|during|(?P<limit>until|till|before|up\s+to))\s+(?:the\s+)?$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:past|last|this|these|today|tonight|yesterday|overnight|ago|since\s+\w+day|current)\b", re.IGNORECASE
)
_SLACK = {DatePrecision.WEEK: timedelta(days=3), DatePrecision.MONTH: timedelta(days=10)}
_OPENING = re.compile(r"\b(?:since|from|between|in|during|over|on)?\s*(?:the\s+)?$", re.IGNORECASE)
_BOUND = re.compile(
    r"\s*(?:since|between|from|so far|(?:(?:in|over|during|within)\s+)?(?:the\s+)?(?:past|last|this|these)|today"
    r"|yesterday)\b",
    re.IGNORECASE,
)
SHORT = 20
"""Words; in a longer question "current" tells of one of the things that it joins, not of what is asked."""
_NEWEST = re.compile(
    r"\b(?:latest|newest|most\s+recent|current(?:ly)?|so\s+far|right\s+now|at\s+the\s+moment|these\s+days)\b"
    r"|\b(?:is|are|'s|’s)\s+the\s+new\b",
    re.IGNORECASE,
)
_RATE_MEASURES = {"price": "money", "cost": "money"}


def plan(question: Question, *, today: date) -> Plan:
    """Read `question` as asked on `today`."""
    text = _CHAT.sub(lambda match: _SPELLED[match[0].lower()], re.sub(r"\s+", " ", question.text.strip()))
    stated = _window(text, today)
    wording = (text[: stated.span.start] + " " + text[stated.span.end :]) if stated else text
    measure, unit, aim = _asked_for(wording)
    is_long = len(text.split()) > SHORT
    left_out = frozenset((*_implied_words(unit, measure), *_IMPLIED.get(measure or "", ())))
    if unit == REPEATED:
        left_out |= {word for word in re.findall(r"[a-z]+", wording.lower()) if repeated_action(word) == measure}
    stated_place, places = _places(wording, left_out)
    core_text = wording.replace(stated_place, " ", 1) if stated_place else wording
    named = {term.name for term in places}
    core = tuple(
        term
        for term in terms_of(core_text, left_out=left_out)
        if term.name not in named and not (aim is Aim.INCIDENTS and term.name.isdigit())
    )
    return Plan(
        aim=aim,
        measure=measure,
        unit=unit,
        core=core,
        places=places,
        since=question.since or (stated.since if stated else None),
        until=question.until or (stated.until if stated else None),
        slack=stated.slack if stated else timedelta(0),
        is_bound=bool(question.since or question.until or (stated and stated.is_bound and not is_long)),
        is_relative=bool(stated and stated.is_relative),
        years=tuple(dict.fromkeys(_YEAR.findall(f"{text} {question.since or ''} {question.until or ''}"))),
        expects=expected_by(text),
        relation=None if is_long else relation_of(text),
        dates=find_dates(text, today=today),
        is_long=is_long,
        wants_newest=not is_long and bool(_NEWEST.search(text)),
        zone=question.zone,
    )


def _implied_words(unit: str, measure: str | None) -> tuple[str, ...]:
    """Give the words of the unit that the measure stands for: the head, but not who in particular was killed."""
    *_, head = unit.lower().split() or [""]
    is_group = measure in CASUALTIES and family_of(head) is None and head not in ANYBODY
    return (measure or "",) if is_group else (measure or "", head)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A window as a question words it."""

    since: date | None
    until: date | None
    span: Span
    is_bound: bool
    is_relative: bool = False
    slack: timedelta = timedelta(0)


def _window(text: str, today: date) -> _Stated | None:
    """Read the asked window; "since D" leaves the end open. Several dates are of articles or events: no window."""
    mentions = find_dates(text, today=today)
    stated = since_of(text, today=today)
    if stated is None:
        return _single_date(text, mentions[0]) if len(mentions) == 1 else None
    opening = _OPENING.search(text, 0, stated.span.start)
    start = opening.start() if opening else stated.span.start
    span = Span(start, stated.span.end)
    is_bound = bool(_BOUND.match(text, start))
    if not is_bound and len(mentions) > 1:
        return None
    until = None if stated.last >= today else stated.last
    is_relative = bool(_RELATIVE.search(text, start, span.end))
    return _Stated(stated.first, until, span, is_bound, is_relative, _SLACK.get(stated.precision, timedelta(0)))


def _single_date(text: str, mention: DateMention) -> _Stated | None:
    before = _DATED.search(text, 0, mention.span.start)
    span = Span(before.start() if before else mention.span.start, mention.span.end)
    if before and before["limit"]:
        limit = mention.first - timedelta(days=1) if before["limit"].lower() == "before" else mention.last
        return _Stated(None, limit, span, is_bound=True)
    is_relative = bool(_RELATIVE.search(text, mention.span.start, mention.span.end))
    if before or is_relative:
        return _Stated(mention.first, mention.last, span, is_bound=is_relative, is_relative=is_relative)
    return None


def _asked_for(text: str) -> tuple[str | None, str, Aim]:
    if (match := _ASKS_INCIDENTS.search(text)) and not _ASKS_COUNT.search(text) and not _LATEST_ON.search(text):
        unit = match["latest"] or match["listed"]
        return _incident_measure(unit), unit, Aim.INCIDENTS
    if match := _ASKS_RATE.search(text):
        word = match["rate"].lower()
        return _RATE_MEASURES.get(word, "percent"), word if word in {"rate", "percentage"} else "", Aim.FIGURE
    if match := _ASKS_COUNT.search(text):
        measure, unit = _counted(match[0], text[match.end() :])
        if measure is None and (counted := counted_in(f" {text[: match.start()]}")):
            measure, unit = counted
        return measure, unit, Aim.FIGURE
    if not _ASKS_OTHERWISE.search(text) and (counted := counted_in(f" {text}")) and counted[0] in COUNTED_BARE:
        return *counted, Aim.FIGURE
    return None, "", Aim.PASSAGES


def _counted(asking: str, rest: str) -> tuple[str | None, str]:
    if "toll" in asking.lower() or "body count" in asking.lower():
        return ("injured" if "injury" in asking.lower() else "killed"), "deaths"
    repeated = re.match(r"\s+times\b", rest, re.IGNORECASE)
    if repeated or "often" in asking.lower():
        verbs = [action for word in re.findall(r"[a-z]+", rest.lower()) if (action := repeated_action(word))]
        return next(reversed(verbs), None), REPEATED
    if asking.lower().endswith("much"):
        return "money", ""
    if fate := _fate(rest):
        return fate
    counted = counted_in(" " + _PEOPLES.sub(lambda match: match[0].capitalize(), rest.strip()))
    if counted and counted[0] in {"incident", "event"}:
        return _incident_measure(counted[1]), counted[1]
    return counted or (None, "")


def _fate(rest: str) -> tuple[str, str] | None:
    """Give what befell how many: "were killed", or somebody did to them: "soldiers did the blast kill"."""
    befallen = _BEFALLEN.match(rest)
    if befallen and (family := family_of(befallen["verb"])):
        return family, befallen["verb"]
    match = _DONE_BY.match(rest)
    if match is None or match["head"].lower() not in PEOPLE:
        return None
    _, *verbs = match["did"].lower().split()  # because the first word is who did it
    families = (family_of(verb) for verb in verbs)
    return next(((family, match["counted"]) for family in families if family in CASUALTIES), None)


def _incident_measure(unit: str) -> str:
    """Give what kind of incidents are meant: "shooting incidents" are shootings, plain ones `incident`."""
    kinds = [family for word in unit.split() if (family := family_of(word)) in EVENTS]
    return kinds[-1] if kinds else measure_of(unit.rsplit(maxsplit=1)[-1])


def _places(text: str, left_out: frozenset[str]) -> tuple[str, tuple[Term, ...]]:
    """Give the first "in ..." or "at ..." that names places, in whatever case: the stretch, and its terms.

    "Springfield, Illinois" is one place, which texts call Springfield.
    """
    for match in _WHERE.finditer(text):
        ends = _PLACE_ENDS.search(match["place"])
        phrase = match["place"][: ends.start()].strip() if ends else match["place"].strip()
        titled = phrase.title() if phrase.islower() else phrase
        mentions = find_places(f"in {titled}")
        if not mentions or mentions[0].span.start > len("in the "):
            continue
        if match[0].lower().startswith("at") and mentions[0].place.precision is PlacePrecision.COUNTRY:
            continue  # because what is fired at a country is not counted in it
        spans = [Span(found.span.start - len("in "), found.span.end - len("in ")) for found in mentions]
        stretch = phrase[: spans[-1].end]
        if _lies_in_next(phrase, spans):
            town = phrase[spans[0].start : spans[0].end]
            return stretch, (Term(stretch[spans[0].start :], (town.lower(),), is_name=True),)
        return stretch, terms_of(stretch, left_out=left_out)
    return "", ()


def _lies_in_next(phrase: str, spans: list[Span]) -> bool:
    return len(spans) > 1 and phrase[spans[0].end : spans[1].start].strip() == ","
