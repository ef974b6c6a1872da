"""An event as an article tells it: its mentions, a sentence each, gathered while the article is read."""

from dataclasses import dataclass
from datetime import timedelta

from ingest.articles import Casualties, DatePrecision, EventAttributes, IncidentKind, Place, PlacePrecision, Span
from ingest.extraction.kinds import Form, are_compatible
from ingest.extraction.place_identity import place_words

_NOUN_HOLD = 2
_NIGHT = timedelta(days=1)
_NEEDS_HOLD = frozenset({IncidentKind.OTHER, IncidentKind.ARREST, IncidentKind.ROBBERY, IncidentKind.ARMED_ATTACK})


@dataclass(frozen=True, slots=True)
class EventMention(EventAttributes):
    """What one sentence says of an event."""

    form: Form
    sentence: Span
    trigger: Span
    """The words that name the event, within the article's text."""
    is_title: bool

    @property
    def has_casualties(self) -> bool:
        """Whether the sentence counts dead or hurt."""
        return self.killed != Casualties() or self.injured != Casualties()

    @property
    def has_day(self) -> bool:
        """Whether the sentence dates the event; else the day is that of publication."""
        return self.date_precision is not DatePrecision.PUBLISHED

    @property
    def has_place(self) -> bool:
        """Whether the sentence says where."""
        return self.place.precision is not PlacePrecision.UNKNOWN

    @property
    def has_narrow_place(self) -> bool:
        """Whether the sentence says where more narrowly than by country."""
        return self.has_place and self.place.precision is not PlacePrecision.COUNTRY

    @property
    def is_general(self) -> bool:
        """Whether it tells only that people were hurt, not how."""
        return self.kind is IncidentKind.OTHER

    @property
    def weight(self) -> int:
        """Say how much the sentence tells; the weightiest is quoted."""
        told = (self.has_casualties, self.has_day, self.has_place, bool(self.actors), bool(self.targets))
        return 2 * sum(told) + (self.form is Form.VERB) - 2 * (self.kind is IncidentKind.OTHER)

    @property
    def is_concrete(self) -> bool:
        """Tell an occurrence from a mention: an act, or a noun held by date, place, casualties or victim."""
        held = self.has_casualties + self.has_day + self.has_narrow_place
        named = bool(self.actors or self.targets) or self.has_place
        if self.is_general:
            return self.has_casualties and self.has_place and held > 1
        if self.form is Form.VERB:
            return held >= 1 or self.kind not in _NEEDS_HOLD or (named and self.kind is IncidentKind.ARMED_ATTACK)
        if self.form is Form.NOUN:
            return held + bool(self.targets) >= _NOUN_HOLD or bool(self.victims)
        return self.has_casualties and self.has_place and self.has_day


@dataclass(slots=True)
class Event:
    """The mentions of one event, gathered while an article is read."""

    mentions: list[EventMention]

    @property
    def is_concrete(self) -> bool:
        """Whether its sentences tell it as an occurrence, one of them or all together, not as a mention."""
        return any(mention.is_concrete for mention in self.mentions) or self._is_concrete_together

    @property
    def _is_concrete_together(self) -> bool:
        mentions = [mention for mention in self.mentions if mention.form is not Form.PLURAL and not mention.is_general]
        held = [
            any(mention.has_casualties for mention in mentions),
            any(mention.has_day for mention in mentions),
            any(mention.has_narrow_place for mention in mentions),
        ]
        return sum(held) >= _NOUN_HOLD


def gather(events: list[Event], mention: EventMention) -> None:
    """Add `mention` to the last event that it may be of; else it begins one."""
    for event in reversed(events):
        if all(_same_event(known, mention) for known in event.mentions):
            event.mentions.append(mention)
            return
    events.append(Event([mention]))


def is_headline_of_another(event: Event, events: list[Event]) -> bool:
    """Tell a title that the story's own sentences tell better, with a day or place that did not agree."""
    headline = event.mentions[0]
    return (
        len(event.mentions) == 1
        and headline.is_title
        and any(are_compatible(headline.kind, other.mentions[0].kind) for other in events if other is not event)
    )


def is_aside(event: Event, main: Event | None) -> bool:
    """Tell a further event of the main one's kind: most are what the article recalls beside its news."""
    return main is not None and event is not main and are_compatible(event.mentions[0].kind, main.mentions[0].kind)


def _same_event(one: EventMention, other: EventMention) -> bool:
    return are_compatible(one.kind, other.kind) and _same_days(one, other) and _same_places(one.place, other.place)


def _same_days(one: EventMention, other: EventMention) -> bool:
    """Tell whether days agree: a night has two, and so has what neither figures nor places set apart."""
    if not (one.has_day and other.has_day):
        return True
    differ = one.killed.differ_from(other.killed) or one.injured.differ_from(other.injured)
    slack = timedelta(0) if differ else _NIGHT
    return one.first_day - slack <= other.last_day and other.first_day - slack <= one.last_day


def _same_places(one: Place, other: Place) -> bool:
    if one.country and other.country and one.country != other.country:
        return False
    if one.precision is not other.precision or one.precision in {PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN}:
        return True
    return not place_words(one.name or "").isdisjoint(place_words(other.name or ""))
