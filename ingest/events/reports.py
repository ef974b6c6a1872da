"""Reports: the events that one article tells, with date, place, people and the sentence that says so."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.articles import (
    Article,
    Casualties,
    DatePrecision,
    IncidentKind,
    Place,
    PlacePrecision,
    Report,
    Span,
)
from ingest.events.casualties import find_casualties
from ingest.events.dates import DateMention, find_dates, since_of
from ingest.events.kinds import Form, Trigger, are_compatible, find_triggers, may_name_event, narrower
from ingest.events.occurrence import blanked, is_news, occurs, without_background
from ingest.events.parties import find_parties, find_victims
from ingest.events.places import PlaceMention, dateline_of, find_places
from ingest.sentences import split_sentences


def find_reports(article: Article) -> tuple[Report, ...]:
    """Give the events that `article` reports, in the order in which it first tells them.

    Sentences about one event (compatible kind, day and place) make one report. A threat, denial, drill,
    anniversary, forecast, sport, metaphor or running total is not an event. Only English is read.
    """
    if article.language not in {"en", "und"} or not may_name_event(article.text):
        return ()
    candidates = [sentence for sentence in split_sentences(article.text) if _may_tell(article.text, sentence)]
    if not candidates:
        return ()
    setting = _Setting.of(article)
    events: list[_Event] = []
    for sentence in candidates:
        telling = _tell(article.text, sentence, setting)
        if telling:
            _gather(events, telling)
    return tuple(_report(event, setting) for event in events if event.is_concrete)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What an article's head says about time and place."""

    published: date
    lead_day: date
    """The day that the lead names, else the day of publication: what "last night" in a quote refers to."""
    scene: Place
    """Of the dateline, else the only town or site of the head; a country alone where the head agrees on no more."""

    @classmethod
    def of(cls, article: Article) -> "_Setting":
        published = article.published.date()
        body = article.text[article.body.start : article.body.start + _LEAD]
        days = [mention for mention in find_dates(body, today=published) if mention.precision is DatePrecision.DAY]
        near = [day.first for day in days if timedelta(0) <= published - day.first <= _NEWS_DAYS]
        dateline = dateline_of(body)
        scene = dateline.place if dateline else _scene(find_places(f"{article.title}. {body}"))
        return cls(published, near[0] if near else published, scene)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one sentence says of an event."""

    kind: IncidentKind
    form: Form
    first_day: date
    last_day: date
    date_precision: DatePrecision
    place: Place
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    victims: tuple[str, ...]
    weapon: str | None
    killed: Casualties
    injured: Casualties
    status: str
    sentence: Span
    is_title: bool

    @property
    def has_casualties(self) -> bool:
        return self.killed != Casualties() or self.injured != Casualties()

    @property
    def has_day(self) -> bool:
        return self.date_precision is not DatePrecision.PUBLISHED

    @property
    def has_place(self) -> bool:
        return self.place.precision is not PlacePrecision.UNKNOWN

    @property
    def weight(self) -> int:
        """Say how much the sentence tells; the weightiest is quoted."""
        told = (self.has_casualties, self.has_day, self.has_place, bool(self.actors), bool(self.targets))
        return 2 * sum(told) + (self.form is Form.VERB) - (3 if self.is_title else 0)

    @property
    def is_concrete(self) -> bool:
        """Tell an occurrence from a mention: an act, or a noun held by date, place or casualties."""
        held = (
            self.has_casualties + self.has_day + (self.has_place and self.place.precision is not PlacePrecision.COUNTRY)
        )
        named = bool(self.actors or self.targets) or self.has_place
        if self.kind is IncidentKind.OTHER:
            return self.has_casualties and held > 1
        if self.form is Form.VERB:
            return held >= 1 or (named and self.kind not in _NEEDS_HOLD)
        if self.form is Form.NOUN:
            return held >= _NOUN_HOLD
        return self.has_casualties and self.has_place and self.has_day


@dataclass(slots=True)
class _Event:
    """The tellings of one event, gathered while an article is read."""

    tellings: list[_Telling]

    @property
    def is_concrete(self) -> bool:
        return any(telling.is_concrete for telling in self.tellings)


def _may_tell(text: str, sentence: Span) -> bool:
    whole = text[sentence.start : sentence.end]
    return may_name_event(whole) and is_news(whole) and any(occurs(whole, found) for found in find_triggers(whole))


def _tell(text: str, sentence: Span, setting: _Setting) -> _Telling | None:
    whole = text[sentence.start : sentence.end]
    triggers = find_triggers(whole)
    if _is_running_total(whole, setting):
        return None
    told = without_background(whole)
    triggers = tuple(trigger for trigger in triggers if told[trigger.start : trigger.end].strip())
    trigger = _best_trigger(told, triggers)
    if not trigger:
        return None
    dates = _dates(told, setting)
    day = _event_day(told, dates, trigger)
    if day and setting.published - day.last > _OLD:
        return None
    places = find_places(told, country=setting.scene.country, region=setting.scene.admin)
    bare = blanked(told, (mention.span for mention in dates))
    killed, injured = find_casualties(bare)
    if _is_toll(killed, trigger, day):
        return None
    actors, targets = find_parties(bare, trigger)
    first, last, precision = _days(day, dates, setting)
    return _Telling(
        kind=_kind(trigger, triggers, told),
        form=trigger.form,
        first_day=first,
        last_day=last,
        date_precision=precision,
        place=_place(told, places, trigger, setting),
        actors=actors,
        targets=targets,
        victims=find_victims(bare),
        weapon=_weapon(told),
        killed=killed,
        injured=injured,
        status=_status(whole),
        sentence=sentence,
        is_title=sentence.start == 0 and text.find("\n\n", sentence.end) == sentence.end,
    )


def _best_trigger(sentence: str, triggers: tuple[Trigger, ...]) -> Trigger | None:
    """Choose the trigger that tells most plainly what occurred: a verb first, then the narrower kind.

    An earthquake that struck attacked nobody.
    """
    occurring = [trigger for trigger in triggers if occurs(sentence, trigger)]
    disasters = [trigger for trigger in occurring if trigger.kind is IncidentKind.DISASTER]
    if disasters and all(trigger.kind in _VAGUE for trigger in occurring if trigger not in disasters):
        occurring = disasters
    return min(occurring, key=lambda trigger: (trigger.form is not Form.VERB, trigger.kind in _VAGUE), default=None)


def _kind(trigger: Trigger, triggers: tuple[Trigger, ...], sentence: str) -> IncidentKind:
    """Narrow a general verb by the other words of its sentence: warplanes that attacked made an airstrike."""
    kind = trigger.kind
    if kind in _VAGUE:
        others = [other.kind for other in triggers if are_compatible(kind, other.kind)]
        for other in others:
            kind = narrower(kind, other) if other not in _VAGUE or kind is IncidentKind.OTHER else kind
    if kind is not IncidentKind.ARMED_ATTACK:
        return kind
    return next((armed for armed, weapon in _ARMS.items() if weapon.search(sentence)), kind)


def _dates(sentence: str, setting: _Setting) -> tuple[DateMention, ...]:
    """Read dates from the day of publication; inside a quotation, from the day that the lead names."""
    mentions = find_dates(sentence, today=setting.published)
    if setting.lead_day == setting.published or not _QUOTED.search(sentence):
        return mentions
    spoken = {mention.span: mention for mention in find_dates(sentence, today=setting.lead_day)}
    return tuple(
        spoken.get(mention.span, mention) if _SPOKEN.match(sentence, mention.span.start) else mention
        for mention in mentions
    )


def _event_day(sentence: str, dates: tuple[DateMention, ...], trigger: Trigger) -> DateMention | None:
    """Choose the date nearest to the trigger that is not the day of somebody's statement."""
    own = [mention for mention in dates if not _is_of_statement(sentence, mention)]
    days = [mention for mention in own if mention.precision is DatePrecision.DAY] or own
    return min(days, key=lambda mention: abs(mention.span.start - trigger.start), default=None)


def _is_of_statement(sentence: str, mention: DateMention) -> bool:
    return bool(_STATEMENT_BEFORE.search(sentence, 0, mention.span.start))


def _days(
    day: DateMention | None, dates: tuple[DateMention, ...], setting: _Setting
) -> tuple[date, date, DatePrecision]:
    if day:
        return day.first, day.last, day.precision
    stated = [mention.last for mention in dates if mention.precision is DatePrecision.DAY]
    latest = max((last for last in stated if last <= setting.published), default=setting.published)
    return latest, latest, DatePrecision.PUBLISHED


def _is_running_total(sentence: str, setting: _Setting) -> bool:
    if _TIMES.search(sentence) or _RUNNING.search(sentence):
        return True
    window = since_of(sentence, today=setting.published) if "since" in sentence.lower() else None
    return bool(window and setting.published - window.first > _NEWS_DAYS)


def _is_toll(killed: Casualties, trigger: Trigger, day: DateMention | None) -> bool:
    """Tell the toll of a war from that of an event: hundreds, and no day."""
    if trigger.kind is IncidentKind.DISASTER:
        return False
    return (killed.best or 0) >= (_DATED_TOLL if day and day.precision is DatePrecision.DAY else _UNDATED_TOLL)


def _place(sentence: str, places: tuple[PlaceMention, ...], trigger: Trigger, setting: _Setting) -> Place:
    """Choose the narrowest place where the sentence puts something, the nearest of those."""
    places = tuple(mention for mention in places if not _TAKEN_TO.search(sentence, 0, mention.span.start))
    located = [mention for mention in places if mention.located]
    others = [mention for mention in places if mention.place.precision in {PlacePrecision.SITE, PlacePrecision.TOWN}]
    best = min(
        located or others,
        key=lambda mention: (_BREADTH[mention.place.precision], abs(mention.span.start - trigger.start)),
        default=None,
    )
    if best is None:
        return Place(None, None, setting.scene.country, None, None, PlacePrecision.UNKNOWN)
    country = best.place.country or _agreed_country(places) or setting.scene.country
    return replace(best.place, country=country)


def _agreed_country(places: tuple[PlaceMention, ...]) -> str | None:
    countries = {mention.place.country for mention in places if mention.located and mention.place.country}
    return countries.pop() if len(countries) == 1 else None


def _weapon(sentence: str) -> str | None:
    match = _WEAPON.search(sentence)
    return match.group().strip() if match else None


def _status(sentence: str) -> str:
    if _CLAIMED.search(sentence):
        return "claimed"
    return "confirmed" if _CONFIRMED.search(sentence) else "reported"


def _gather(events: list[_Event], telling: _Telling) -> None:
    for event in reversed(events):
        if all(_same_event(known, telling) for known in event.tellings):
            event.tellings.append(telling)
            return
    if telling.is_concrete or telling.is_title:
        events.append(_Event([telling]))


def _same_event(one: _Telling, other: _Telling) -> bool:
    return are_compatible(one.kind, other.kind) and _same_days(one, other) and _same_places(one.place, other.place)


def _same_days(one: _Telling, other: _Telling) -> bool:
    if not (one.has_day and other.has_day):
        return True
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _same_places(one: Place, other: Place) -> bool:
    if one.country and other.country and one.country != other.country:
        return False
    if one.precision is not other.precision or one.precision in {PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN}:
        return True
    return _place_words(one) & _place_words(other) != set()


def _place_words(place: Place) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w{4,}", place.name or "")} - _SITE_WORDS


def _scene(places: tuple[PlaceMention, ...]) -> Place:
    """Give the one place of an article's head, as narrow as its mentions agree."""
    narrow = [mention.place for mention in places if mention.located and _BREADTH[mention.place.precision] == 0]
    if len({place.name for place in narrow}) == 1:
        return narrow[0]
    return Place(None, None, _agreed_country(places), None, None, PlacePrecision.UNKNOWN)


def _report(event: _Event, setting: _Setting) -> Report:
    tellings = sorted(event.tellings, key=lambda telling: -telling.weight)
    best = tellings[0]
    kind = best.kind
    for telling in tellings:
        kind = narrower(kind, telling.kind)
    dated = next((telling for telling in tellings if telling.has_day), best)
    placed = min(tellings, key=lambda telling: _BREADTH[telling.place.precision])
    return Report(
        kind=kind,
        first_day=dated.first_day,
        last_day=dated.last_day,
        date_precision=dated.date_precision,
        place=_settled(placed.place, tellings, setting),
        actors=next((telling.actors for telling in tellings if telling.actors), ()),
        targets=next((telling.targets for telling in tellings if telling.targets), ()),
        victims=next((telling.victims for telling in tellings if telling.victims), ()),
        weapon=next((telling.weapon for telling in tellings if telling.weapon), None),
        killed=next((telling.killed for telling in tellings if telling.killed != Casualties()), Casualties()),
        injured=next((telling.injured for telling in tellings if telling.injured != Casualties()), Casualties()),
        status=next((telling.status for telling in tellings if telling.status != "reported"), "reported"),
        quote=best.sentence,
    )


def _settled(place: Place, tellings: list[_Telling], setting: _Setting) -> Place:
    """Give an event that its sentences do not place the article's own scene."""
    if place.precision is PlacePrecision.UNKNOWN:
        return setting.scene
    if place.precision is PlacePrecision.COUNTRY and place.country == setting.scene.country and setting.scene.name:
        return setting.scene
    if place.country:
        return place
    countries = {telling.place.country for telling in tellings if telling.place.country}
    return replace(place, country=countries.pop() if len(countries) == 1 else setting.scene.country)


_LEAD = 700
"""Characters of the body that count as its head."""
_NEWS_DAYS = timedelta(days=4)
_OLD = timedelta(days=21)
"""An event further back than this is recalled, not reported."""
_UNDATED_TOLL = 100
_DATED_TOLL = 1500
_NOUN_HOLD = 2
_BREADTH = {
    PlacePrecision.TOWN: 0,
    PlacePrecision.SITE: 0,
    PlacePrecision.REGION: 1,
    PlacePrecision.COUNTRY: 2,
    PlacePrecision.UNKNOWN: 3,
}
_VAGUE = frozenset({IncidentKind.OTHER, IncidentKind.ARMED_ATTACK})
_NEEDS_HOLD = frozenset({IncidentKind.OTHER, IncidentKind.ARREST, IncidentKind.ROBBERY, IncidentKind.ARMED_ATTACK})
_SITE_WORDS = frozenset({"airbase", "base", "camp", "airport", "port", "hospital", "prison", "school", "international"})

_STATEMENT_BEFORE = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|tweeted|wrote|stated|added|statement|according to [\w ]{1,30}"
    r"|briefing"
    r"|press conference|report|reports|interview|hearing|court|charged|appeared|sentenced|pleaded|identified"
    r"|released|published)\b"
    r"[^,;.]{0,30}$",
    re.IGNORECASE,
)
_TAKEN_TO = re.compile(
    r"\b(?:taken|flown|transported|rushed|airlifted|brought|transferred|treated|died"
    r"|recovering)\b[^,.;]{0,30}\b(?:to|at|in)"
    r"\s+(?:an?\s+|the\s+)?$",
)
_TIMES = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozens of|several|many) (?:separate )?times\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\b(?:so far this (?:year|month)|this year alone|in total|total of|cumulative|per (?:day|year|cent)|on average"
    r"|each (?:day|year)"
    r"|every (?:day|year)|annually|statistics|(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th)) time)\b|%",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"\u201c\u201d]")
_SPOKEN = re.compile(
    r"(?:late )?last night|overnight|today|yesterday|this (?:morning|afternoon|evening)|tonight", re.IGNORECASE
)
_ARMS = {
    IncidentKind.AIRSTRIKE: re.compile(
        r"\b(?:warplanes?|fighter jets?|AC-130|F-\d\d|helicopter gunships?|bomber jets)\b"
    ),
    IncidentKind.DRONE_OR_MISSILE_ATTACK: re.compile(r"\b(?:missiles?|rockets?|drones?|projectiles?|UAVs?)\b"),
    IncidentKind.BOMBING: re.compile(r"\b(?:bombs?|explosive devices?|IEDs?|suicide (?:vest|bomber)s?)\b"),
    IncidentKind.SHELLING: re.compile(r"\b(?:mortars?|artillery|shells)\b"),
    IncidentKind.SHOOTING: re.compile(r"\b(?:guns?|gunfire|handguns?|rifles?|pistols?|shotguns?)\b"),
}
"""What an attack was made with, which makes it one of the narrower kinds."""

_WEAPON = re.compile(
    r"\b(?:(?:close-range|short-range|long-range|medium-range|ballistic|cruise|hypersonic|guided|anti-tank|suicide"
    r"|armed|explosive"
    r"|explosive-laden|homemade|improvised|semi-automatic|semiautomatic|assault|hunting|kitchen|car|truck|roadside"
    r"|petrol|hand"
    r"|Katyusha|barrel|cluster|kamikaze|attack|military)\s+)*"
    r"(?:missiles?|rockets?|drones?|projectiles?|bombs?|explosive devices?|IEDs?|kni(?:fe|ves)|machetes?|axes?"
    r"|swords?|handguns?"
    r"|pistols?|rifles?|shotguns?|guns?|firearms?|mortars?|artillery|grenades?|suicide vests?|explosives"
    r"|AC-130 aircraft|AC-130"
    r"|warplanes?|fighter jets?|helicopter gunships?|molotov cocktails?|tear gas|crossbows?|hammers?)\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(r"\bclaim(?:ed|s|ing)?\b(?! the li)", re.IGNORECASE)
_CONFIRMED = re.compile(r"\bconfirm(?:ed|s)?\b", re.IGNORECASE)
