"""Event coreference within an article: mentions of one event, gathered while it is read."""

from dataclasses import dataclass
from datetime import timedelta

from ingest.articles import Place, PlacePrecision
from ingest.extraction.event_mention import NOUN_HOLD, EventMention
from ingest.extraction.kinds import Form, are_compatible
from ingest.extraction.place_identity import place_words

_NIGHT = timedelta(days=1)


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
        return sum(held) >= NOUN_HOLD


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
