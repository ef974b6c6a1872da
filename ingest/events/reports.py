"""Reports: the events that one article tells, with date, place, people and the sentence that says so."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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
from ingest.events.occurrence import blanked, dateline_length, is_news, occurs, without_background
from ingest.events.parties import find_parties, find_victims
from ingest.events.places import PlaceMention, country_of, dateline_of, find_places, find_unlisted
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
        for telling in _tell(article.text, sentence, setting, events):
            _gather(events, telling)
    told = [event for event in events if event.is_concrete and not _is_headline_of_another(event, events)]
    return tuple(_report(event, setting) for event in told)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What an article's head says about time and place."""

    published: date
    lead_day: date
    """The day that the lead names, else the day of publication: what "last night" in a quote refers to."""
    is_aftermath: bool
    """Whether the article is of a court or a mourning: what it tells without a day is not of its own day."""
    scene: Place
    """Of the dateline, else the only town or site of the head; a country alone where the head agrees on no more."""
    is_local: bool
    """Whether events are there: a dateline without its state or country may be only where the reporter sat."""

    @property
    def is_in_town(self) -> bool:
        """Whether the article tells of one town: names within it that no gazetteer lists then add nothing."""
        return self.is_local and self.scene.precision is PlacePrecision.TOWN

    @classmethod
    def of(cls, article: Article) -> "_Setting":
        published = article.published.date()
        body = article.text[article.body.start : article.body.start + _LEAD]
        days = [mention for mention in find_dates(body, today=published) if mention.precision is DatePrecision.DAY]
        near = [day.first for day in days if timedelta(0) <= published - day.first <= _NEWS_DAYS]
        day = near[0] if near else published
        is_aftermath = bool(_AFTERMATH.search(f"{article.title}. {body[:_FIRST_WORDS]}"))
        dateline = dateline_of(body)
        if not dateline:
            whole = f"{article.title}. {article.text[article.body.start : article.body.start + _MOST_READ]}"
            scene = _local_scene(whole, len(article.title) + _LEAD)
            return cls(published, day, is_aftermath, scene, is_local=True)
        lead = f"{article.title}. {body[dateline.span.end :].partition(_PARAGRAPH)[0]}"
        scene = _scene_of_dateline(dateline.place, find_places(lead), lead)
        is_local = bool(_TOWN_AND_HOLDER.search(body, dateline.span.start, dateline.span.end))
        return cls(published, day, is_aftermath, scene, is_local=is_local)


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
        return 2 * sum(told) + (self.form is Form.VERB) - 2 * (self.kind is IncidentKind.OTHER)

    @property
    def is_concrete(self) -> bool:
        """Tell an occurrence from a mention: an act, or a noun held by date, place or casualties."""
        held = (
            self.has_casualties + self.has_day + (self.has_place and self.place.precision is not PlacePrecision.COUNTRY)
        )
        named = bool(self.actors or self.targets) or self.has_place
        if self.kind is IncidentKind.OTHER:
            return self.has_casualties and self.has_place and held > 1
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


def _tell(text: str, sentence: Span, setting: _Setting, events: list[_Event]) -> Iterator[_Telling]:
    """Read a sentence, and apart from it what it says went before ("... shortly after they had fired ...")."""
    whole = text[sentence.start : sentence.end]
    told = without_background(whole)
    if _is_running_total(told, whole, setting):
        return
    for part in _parts(told):
        telling = _tell_part(part, told, _Heard(text, sentence, setting, events))
        if telling:
            yield telling


@dataclass(frozen=True, slots=True)
class _Heard:
    """A sentence where it stands: in an article, after the events told before it."""

    text: str
    sentence: Span
    setting: _Setting
    events: list[_Event]

    @property
    def whole(self) -> str:
        return self.text[self.sentence.start : self.sentence.end]

    @property
    def quote(self) -> Span:
        return Span(self.sentence.start + dateline_length(self.whole), self.sentence.end)

    @property
    def is_title(self) -> bool:
        return self.sentence.start == 0 and self.text.find("\n\n", self.sentence.end) == self.sentence.end

    @property
    def day_before(self) -> DateMention | None:
        """The day of the event told last, if the sentence refers to it as "the same day"."""
        match = _SAME_DAY.search(self.whole)
        tellings = [telling for event in self.events for telling in event.tellings if telling.has_day]
        if not match or not tellings:
            return None
        last = tellings[-1]
        return DateMention(Span(*match.span()), last.first_day, last.last_day, last.date_precision)


def _parts(told: str) -> tuple[str, ...]:
    """Divide a sentence whose verbs before and after an "after" tell of two kinds of event."""
    triggers = [found for found in find_triggers(told) if found.form is Form.VERB and occurs(told, found)]
    for match in _AFTER.finditer(told):
        earlier = [trigger for trigger in triggers if trigger.start >= match.end()]
        later = [trigger for trigger in triggers if trigger.end <= match.start()]
        if earlier and later and not any(are_compatible(one.kind, two.kind) for one in earlier for two in later):
            first, second = Span(0, match.start()), Span(match.start(), len(told))
            return blanked(told, (second,)), blanked(told, (first,))
    return (told,)


def _tell_part(part: str, told: str, heard: _Heard) -> _Telling | None:
    setting = heard.setting
    triggers = find_triggers(part)
    trigger = _best_trigger(part, triggers)
    if not trigger:
        return None
    dates = _dates(told, setting)
    day = _event_day(told, dates, trigger) or heard.day_before
    place = _place(part, told, trigger, heard)
    if day and setting.published - day.last > _OLD and not _is_recalled_exactly(day, place, setting):
        return None
    if not day and setting.is_aftermath and trigger.kind is not IncidentKind.ARREST:
        return None
    if trigger.kind is IncidentKind.OTHER and not day and _TOLL_SO_FAR.search(part):
        return None
    bare = blanked(part, (mention.span for mention in dates))
    killed, injured = find_casualties(bare)
    if _is_toll(killed, injured, trigger, day):
        return None
    actors, targets = find_parties(bare, trigger)
    first, last, precision = _days(day, dates, setting)
    return _Telling(
        kind=_kind(trigger, triggers, part),
        form=trigger.form,
        first_day=first,
        last_day=last,
        date_precision=precision,
        place=place,
        actors=actors,
        targets=targets,
        victims=find_victims(bare),
        weapon=_weapon(part),
        killed=killed,
        injured=injured,
        status=_status(heard.whole),
        sentence=heard.quote,
        is_title=heard.is_title,
    )


def _is_recalled_exactly(day: DateMention, place: Place, setting: _Setting) -> bool:
    """Tell an older event by its own day and town: a later article on the arrest or the trial is a report of it."""
    is_narrow = place.precision in {PlacePrecision.TOWN, PlacePrecision.SITE}
    return setting.is_aftermath and day.precision is DatePrecision.DAY and is_narrow


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
    return bool(
        _STATEMENT_BEFORE.search(sentence, 0, mention.span.start) or _STATEMENT_AFTER.match(sentence, mention.span.end)
    )


def _days(
    day: DateMention | None, dates: tuple[DateMention, ...], setting: _Setting
) -> tuple[date, date, DatePrecision]:
    if day:
        return day.first, day.last, day.precision
    stated = [mention.last for mention in dates if mention.precision is DatePrecision.DAY]
    latest = max((last for last in stated if last <= setting.published), default=setting.published)
    return latest, latest, DatePrecision.PUBLISHED


def _is_running_total(told: str, whole: str, setting: _Setting) -> bool:
    """Tell a count over a window from an event that a day of its own dates and a window only ranks."""
    if _TIMES.search(told) or _RUNNING.search(told):
        return True
    window = since_of(whole, today=setting.published) if "since" in whole.lower() else None
    if not window or setting.published - window.first <= _NEWS_DAYS:
        return False
    return not any(
        trigger.form is Form.VERB and occurs(told, trigger) and _event_day(told, _dates(told, setting), trigger)
        for trigger in find_triggers(told)
    )


def _is_toll(killed: Casualties, injured: Casualties, trigger: Trigger, day: DateMention | None) -> bool:
    """Tell the toll of a war from that of an event: hundreds killed, and neither a day nor those hurt with them."""
    if trigger.kind is IncidentKind.DISASTER or injured.best:
        return False
    return (killed.best or 0) >= (_DATED_TOLL if day and day.precision is DatePrecision.DAY else _UNDATED_TOLL)


def _place(part: str, told: str, trigger: Trigger, heard: _Heard) -> Place:
    """Choose the narrowest place where this part of a sentence puts something, the nearest of those."""
    setting = heard.setting
    named = find_places(part, country=setting.scene.country, region=setting.scene.admin)
    places = [mention for mention in named if not _is_hospital_of(part, mention)]
    located = [mention for mention in places if mention.located or _is_hit(part, trigger, mention)]
    others = [mention for mention in places if _BREADTH[mention.place.precision] == 0]
    if not any(mention in located for mention in others) and not setting.is_in_town and not heard.is_title:
        taken = (mention.span for mention in named)
        unlisted = find_unlisted(part, taken=taken, country=None)
        located += [mention for mention in unlisted if not _is_hospital_of(part, mention)]
    best = min(
        located or others,
        key=lambda mention: (
            _BREADTH[mention.place.precision],
            _is_within_town(mention.place),
            abs(mention.span.start - trigger.start),
        ),
        default=None,
    )
    if best is None or (setting.is_in_town and _is_within_town(best.place)):
        return Place(None, None, setting.scene.country, None, None, PlacePrecision.UNKNOWN)
    around = located if part == told else find_places(told)
    country = best.place.country or _agreed_country(around) or setting.scene.country
    return replace(best.place, admin=best.place.admin or _admin(places, country, setting), country=country)


def _is_hit(part: str, trigger: Trigger, mention: PlaceMention) -> bool:
    """Tell whether the place is what the verb befell: "struck the garrison", "hit western Nepal"."""
    return mention.span.start >= trigger.end and bool(_NOTHING_BETWEEN.fullmatch(part, trigger.end, mention.span.start))


def _is_within_town(place: Place) -> bool:
    """Tell sites of a town's daily life, which the town stands for, from bases and airports."""
    return place.precision is PlacePrecision.SITE and bool(_IN_TOWN.search(place.name or ""))


def _is_hospital_of(sentence: str, mention: PlaceMention) -> bool:
    return bool(_TAKEN_TO.search(sentence, 0, mention.span.start))


def _admin(places: list[PlaceMention], country: str | None, setting: _Setting) -> str | None:
    """Give a place without a region the one that its sentence names, else that of the article."""
    named = {mention.place.admin for mention in places if mention.place.country == country and mention.place.admin}
    if named:
        return named.pop() if len(named) == 1 else None
    return setting.scene.admin if setting.is_local and setting.scene.country == country else None


def _agreed_country(places: Sequence[PlaceMention]) -> str | None:
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


def _is_headline_of_another(event: _Event, events: list[_Event]) -> bool:
    """Tell a title that the story's own sentences tell better, with a day or place that did not agree."""
    headline = event.tellings[0]
    return (
        len(event.tellings) == 1
        and headline.is_title
        and any(are_compatible(headline.kind, other.tellings[0].kind) for other in events if other is not event)
    )


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


def _local_scene(text: str, head: int) -> Place:
    """Give the scene of `text` before `head`, towns read as those of the region that the whole text is about."""
    places = find_places(text)
    region = _region_of(places)
    if region is None:
        return _scene(tuple(mention for mention in places if mention.span.start < head))
    scene = _scene(find_places(text[:head], country=region.country, region=region.admin))
    return scene if scene.name else replace(scene, admin=region.admin, country=region.country)


def _region_of(places: Sequence[PlaceMention]) -> Place | None:
    """Give the region that most of a text's mentions of regions name."""
    regions = [mention.place for mention in places if mention.place.precision is PlacePrecision.REGION]
    if not regions:
        return None
    region, count = Counter(regions).most_common(1)[0]
    return region if region.country and count >= _MOST * len(regions) else None


def _scene_of_dateline(dateline: Place, places: tuple[PlaceMention, ...], body: str) -> Place:
    """Give the dateline's place unless the head puts the events elsewhere.

    In another country: there. In a part of the dateline's own ("western Nepal", another province): in that country.
    """
    located = [mention for mention in places if mention.located]
    countries = {mention.place.country for mention in located if mention.place.country}
    if countries and dateline.country not in countries:
        return _scene(places)
    parts = [mention for mention in located if mention.place.country == dateline.country]
    in_town = any(mention.place.name == dateline.name for mention in places)
    elsewhere = any(
        mention.place.precision is PlacePrecision.REGION and mention.place.admin != dateline.admin for mention in parts
    )
    if not in_town and (elsewhere or (dateline.country and _names_part(body, dateline.country))):
        return Place(None, None, dateline.country, None, None, PlacePrecision.UNKNOWN)
    return dateline


def _names_part(body: str, country: str) -> bool:
    """Tell whether the text names a part of `country` by its direction: "north-west China"."""
    return any(country_of(match["country"]) == country for match in _PART_OF_COUNTRY.finditer(body))


def _report(event: _Event, setting: _Setting) -> Report:
    tellings = sorted(event.tellings, key=lambda telling: (telling.is_title, -telling.weight))
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
        return _as_wide_as_known(setting.scene)
    is_scene_wider = place.precision is PlacePrecision.COUNTRY and place.country == setting.scene.country
    if is_scene_wider and setting.is_local and setting.scene.name:
        return setting.scene
    if place.country:
        return place
    countries = {telling.place.country for telling in tellings if telling.place.country}
    return replace(place, country=countries.pop() if len(countries) == 1 else setting.scene.country)


def _as_wide_as_known(scene: Place) -> Place:
    """Name a scene without a town by its region, else by its country."""
    if scene.precision is not PlacePrecision.UNKNOWN or not scene.country:
        return scene
    precision = PlacePrecision.REGION if scene.admin else PlacePrecision.COUNTRY
    return replace(scene, name=scene.admin or scene.country, precision=precision)


_MOST_READ = 3000
"""Characters of the body in which its region is looked for."""
_MOST = 0.6
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
    r"(?:(?!\b(?:was|were|is|had|came|took|has)\b)[^,;.]){0,30}$",
    re.IGNORECASE,
)
_STATEMENT_AFTER = re.compile(
    r",?\s+(?:(?:has|have|was|were)\s+)?(?:\w+ly\s+)?(?:filed|said|charged|identified|announced|indicted|pleaded|pled"
    r"|sentenced|convicted|found guilty|confirmed|released|named|told)\b"
)
_AFTERMATH = re.compile(
    r"\b(?:sentenc(?:ed|ing)|plead(?:s|ed)?|pled|convict(?:ed|ion)|(?:found|not) guilty|indict(?:ed|s|ment)|trial"
    r"|verdict"
    r"|jury|jurors|testif\w+|lawsuit|sues|memorial|mourns?)\b",
    re.IGNORECASE,
)
_FIRST_WORDS = 300
"""Characters of the body that tell what an article is about."""
_SAME_DAY = re.compile(
    r"\b(?:the|that|on the) same (?:day|morning|evening|night)\b|\blater (?:in|on) the day\b", re.IGNORECASE
)
_AFTER = re.compile(r"\bafter\b(?= \S)")
_TOLL_SO_FAR = re.compile(
    r"\b(?:have|has) (?:now |also |since )?been (?:killed|wounded|injured|hurt)\b"
    r"|\b(?:no|none|nobody|neither)\b[^,;.]{0,30}"
    r"\b(?:killed|wounded|injured|hurt)\b",
    re.IGNORECASE,
)
"""A toll without a day, or nobody hurt: never an event, and whose it is cannot be told."""
_PART_OF_COUNTRY = re.compile(
    r"\b(?:(?:[Nn]orth|[Ss]outh)?-?(?:[Ee]ast|[Ww]est|[Nn]orth|[Ss]outh)(?:ern)?|[Cc]entral) "
    r"(?P<country>[A-Z]\w+(?: [A-Z]\w+)?)",
)
_PARAGRAPH = "\n\n"
_TOWN_AND_HOLDER = re.compile(r",\s*(?!\w*day\b)[A-Z]")
_NOTHING_BETWEEN = re.compile(
    r"\s+(?:(?:at|on|in|the|an?|parts of|(?:(?:north|south)?-?(?:east|west|north|south)(?:ern)?|central))\s+)*"
)
_IN_TOWN = re.compile(r"\b(?:school|hospital|church|mosque|synagogue|mall|university|stadium|bridge)\b", re.IGNORECASE)
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
    r"\b(?:so far|this year alone|in all|in total|total of|cumulative|per (?:day|year|cent)|on average"
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
_CLAIMED = re.compile(
    r"(?<!\bno group )(?<!\bno one )(?<!\bnobody )(?<!\ba )(?<!\bthe )\bclaim(?:ed|s|ing)?\b(?! the li)", re.IGNORECASE
)
_CONFIRMED = re.compile(r"\bconfirm(?:ed|s)?\b", re.IGNORECASE)
