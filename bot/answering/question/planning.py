"""What a question asks for: a figure, incidents or passages; of what, about whom, in which window."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.answering.question.aim import REPEATED, Aim, asked_for, asks_count, kinds_asked, repeated_actions
from bot.answering.question.answer_type import AnswerType, answer_type_of
from bot.answering.question.chat import written_out
from bot.answering.question.digesting import Wanted, hours_back, stories_wanted
from bot.answering.question.lexicon import lexicon
from bot.answering.question.number_type import asks_part, number_type_of
from bot.answering.question.places import asked_places
from bot.answering.question.rephrasing import Bound, as_count, bound_asked
from bot.answering.question.terms import ANYBODY, WORD, YEAR, Term, forms_of, group_of, opening, terms_of
from bot.answering.question.windows import Stated, window_of
from bot.answering.questions import Question
from ingest import (
    CASUALTIES,
    EVENTS,
    PEOPLE,
    DateMention,
    NumberType,
    TallyKind,
    Window,
    country_of,
    family_of,
    find_dates,
    measure_of,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A question read as of a day."""

    text: str
    """Its words, with what people shorten in chat written out."""
    in_full: str
    """What passages are read beside: the same, or behind the question that it goes on from."""
    aim: Aim
    measure: str | None
    """What is to be counted, in the normal form that tallies use."""
    unit: str
    kinds: frozenset[TallyKind]
    """The roles that a figure may play, whatever else is told of a part or a window that is asked for."""
    core: tuple[Term, ...]
    """Whom or what it is about: has to be matched."""
    agents: tuple[Term, ...]
    """Of `core`, who did what is counted: "attacks by X"."""
    places: tuple[Term, ...]
    """Where, as far as the question says "in" or "at"."""
    since: date | None
    until: date | None
    is_bound: bool
    """Whether the window is one of reporting ("since May", "the past week"), outside which nothing counts; a mere date
    or period ("in 2019", "the May 3 report") may also be what the text is about."""
    is_short: bool
    """Whether the window is one of a few days at most, in which what was added is the whole."""
    is_relative: bool
    """Whether the window is told from the day of asking ("the past week"), so that no year can be missing from it."""
    years: tuple[str, ...]
    """The years that the question names."""
    expects: AnswerType
    number_type: NumberType
    asks_part: bool
    """Whether it asks how many of those that are counted: \"how many of the dead\"."""
    dates: tuple[DateMention, ...]
    """The days and periods that the question names."""
    is_long: bool
    """Whether it joins several things, so that no single sentence answers."""
    goes_on: bool
    """Whether it goes on from a story that was told before."""
    wants_newest: bool
    """Whether it asks for the state of things now ("the latest on", "the new"), so that newer words come first."""
    asks_still: bool
    """Whether it asks how things are now, for which what was told days ago need not do: "is it still erupting"."""
    is_polar: bool
    """Whether "yes" or "no" would answer it, of what has happened."""
    zone: tzinfo
    """Whose days the window is made of."""
    bound: Bound | None = None
    """What the count is asked to be, where "yes" or "no" would answer."""
    stories: Wanted | None = None
    """Which stories are asked for, or stand beneath what answers in words."""
    reach: timedelta | None = None
    """How far back from the moment of asking stories are wanted, where the question counts hours."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that the question names."""
        return (*self.core, *self.places)

    @property
    def topic(self) -> str:
        """What stories are to be about, in the question's words; "" where it names nothing or asks for none."""
        return self.stories.topic if self.stories else ""

    @property
    def measures(self) -> frozenset[str]:
        """Under what texts count what is asked for."""
        if self.measure is None:
            return frozenset()
        *_, head = self.unit.lower().split() or [self.measure]
        own = frozenset({self.measure})
        if measure_of(head) == self.measure:
            own |= {measure_of(form) for form in (ANYBODY if head in ANYBODY else forms_of(head))}
        return own

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


_ENDS_AGENT = (
    r"(?=\s+(?:since|on|in|at|during|between|from|this|last|over|after|before|until|for|with|against|so)\b|[?.,]|$)"
)
_BY = re.compile(rf"\b(?:by|blamed\s+on|attributed\s+to)\s+(?:the\s+)?(?P<agent>[^?.,]+?){_ENDS_AGENT}", re.IGNORECASE)
_DID = re.compile(
    r"\b(?:has|have|had|did)\s+(?:the\s+)?(?P<agent>[^?.,]+?)\s+(?:carried\s+out|carry\s+out|launch(?:ed)?|conduct(?:ed)?"
    r"|staged?|mount(?:ed)?|fired?|kill(?:ed)?|injured?|wound(?:ed)?|arrest(?:ed)?|detain(?:ed)?|kidnap(?:ped)?"
    r"|abduct(?:ed)?|displaced?|made|claim(?:ed)?)\b",
    re.IGNORECASE,
)
A_FEW_DAYS = timedelta(days=3)
SHORT = 20
"""Words; in a longer question "current" tells of one of the things that it joins, not of what is asked."""
_OPENS_ON_PAST, _OPENS_ON_PRESENT = (
    lexicon(__package__).words(use) for use in ("opens on the past", "opens on the present")
)
_NOW, _NEWEST = (
    tuple(f" {' '.join(phrase)} " for phrase in lexicon(__package__).groups(use)) for use in ("now", "newest")
)


def plan(question: Question, *, today: date, knows_stories: bool = True) -> Plan:
    """Read `question` as asked on `today`; where stories are of no use to it, as one that does not ask for them."""
    text = written_out(question.text)
    stated = window_of(text, today=today)
    wording = (text[: stated.span.start] + " " + text[stated.span.end :]) if stated else text
    wanted = _wanted(question, wording, stated) if knows_stories else None
    tells_stories = wanted is not None and not wanted.is_beneath
    bound = None if tells_stories else bound_asked(wording, today=today)
    wording = wanted.topic if wanted and tells_stories else as_count(wording, today=today)
    since = question.since or (stated.since if stated else None)
    until = question.until or (stated.until if stated else None)
    measure, unit, aim = (None, "", Aim.STORIES) if tells_stories else asked_for(wording)
    is_long = len(text.split()) > SHORT and not question.story  # because what is behind it joins nothing to it
    words = WORD.findall(text.lower())
    said = f" {' '.join(words)} "
    first, number_type = opening(text), number_type_of(wording if bound else text, measure)
    left_out = frozenset(_implied_words(unit, measure))
    if unit == REPEATED and measure:
        left_out |= {word for word, action in repeated_actions(wording).items() if action == measure}
    stated_place, places = asked_places(wording, left_out)
    core_text = re.sub(rf"(?<!\w){re.escape(stated_place)}(?!\w)", " ", wording, count=1) if stated_place else wording
    named = {term.name for term in places}
    core = tuple(
        term
        for term in terms_of(core_text, left_out=left_out)
        if term.name not in named and not (aim is Aim.INCIDENTS and term.name.isdigit())
    )
    return Plan(
        text=text,
        in_full=written_out(question.in_full) or text,
        aim=aim,
        measure=measure,
        unit=unit,
        kinds=kinds_asked(wording),
        core=core,
        agents=_agents(wording, measure, core),
        places=places,
        since=since,
        until=until,
        is_bound=bool(question.since or question.until or (stated and stated.is_bound and not is_long)),
        is_short=since is not None and (until or today) - since <= A_FEW_DAYS,
        is_relative=bool(stated and stated.is_relative),
        years=tuple(dict.fromkeys(YEAR.findall(f"{text} {question.since or ''} {question.until or ''}"))),
        expects=AnswerType.NUMBER if aim is Aim.FIGURE else answer_type_of(text),
        number_type=number_type,
        asks_part=asks_part(text),
        dates=find_dates(text, today=today),
        is_long=is_long,
        goes_on=bool(question.story),
        wants_newest=not is_long and any(phrase in said for phrase in _NEWEST),
        asks_still=first in _OPENS_ON_PRESENT and any(phrase in said for phrase in _NOW),
        is_polar=not is_long and first in _OPENS_ON_PAST,
        zone=question.zone,
        bound=bound,
        stories=wanted,
        reach=hours_back(text) if wanted else None,
    )


def _wanted(question: Question, wording: str, stated: Stated | None) -> Wanted | None:
    """Give the stories that are asked for, in the form that the asker chose; none where a count is asked for."""
    is_of_days = question.form is not None or bool(stated and (stated.is_relative or stated.is_bound))
    wanted = stories_wanted(wording, is_of_days=is_of_days)
    if question.form:
        return replace(wanted or Wanted(question.form, wording.strip()), form=question.form, is_beneath=False)
    return None if wanted is None or asks_count(wanted.topic) else wanted


def _implied_words(unit: str, measure: str | None) -> tuple[str, ...]:
    """Give the words of the unit that the measure stands for: the head, but not who in particular was killed."""
    *_, head = unit.lower().split() or [""]
    is_group = measure in CASUALTIES and family_of(head) != measure and head not in ANYBODY
    return (measure or "",) if is_group else (measure or "", head)


def _agents(wording: str, measure: str | None, core: tuple[Term, ...]) -> tuple[Term, ...]:
    """Give which of the terms are said to have done what is counted: names, and roles like "police"."""
    said = _BY.search(wording) or _DID.search(wording)
    if said is None or measure not in CASUALTIES | EVENTS:
        return ()
    told = [term for term in core if term.pattern.search(said["agent"])]
    actors = tuple(term for term in told if _is_somebody(term))
    is_thing = measure in CASUALTIES and any(
        term not in actors and measure_of(term.name) not in EVENTS for term in told
    )
    return () if is_thing else actors  # because texts tell in other words of what a storm, a virus or a war kills


def _is_somebody(term: Term) -> bool:
    """Tell whether a term is a country, people, or a name that is no common word in capitals: "Storm Alia" is none."""
    return bool(country_of(term.name) or PEOPLE & {*term.forms}) or (term.is_name and len(group_of(term.name)) == 1)
