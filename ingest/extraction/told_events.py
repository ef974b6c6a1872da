"""Told events: the tellings of one event, gathered while an article is read."""

from dataclasses import dataclass
from datetime import date, timedelta

from ingest.articles import DatePrecision, Place, PlacePrecision
from ingest.extraction.kinds import Form, are_compatible
from ingest.extraction.place_identity import place_words
from ingest.extraction.told import NOUN_HOLD, Telling

_NIGHT = timedelta(days=1)
_STILL_NEWS = timedelta(days=4)
"""An event this much older than the one that an article is about is only recalled there."""


@dataclass(slots=True)
class Event:
    """The tellings of one event, gathered while an article is read."""

    tellings: list[Telling]

    @property
    def day(self) -> date:
        """The last day on which it may have happened."""
        dated = [telling for telling in self.tellings if telling.has_day]
        return max(telling.last_day for telling in dated or self.tellings)

    @property
    def is_concrete(self) -> bool:
        """Whether its sentences tell it as an occurrence, one of them or all together, not as a mention."""
        return any(telling.is_concrete for telling in self.tellings) or self._is_concrete_together

    @property
    def is_told_fully(self) -> bool:
        """Whether it has a day, a place and figures of its own."""
        return all(
            any(held)
            for held in (
                [telling.has_casualties for telling in self.tellings],
                [telling.date_precision is DatePrecision.DAY for telling in self.tellings],
                [telling.has_narrow_place for telling in self.tellings],
            )
        )

    @property
    def _is_concrete_together(self) -> bool:
        tellings = [telling for telling in self.tellings if telling.form is not Form.PLURAL and not telling.is_general]
        held = [
            any(telling.has_casualties for telling in tellings),
            any(telling.has_day for telling in tellings),
            any(telling.has_narrow_place for telling in tellings),
        ]
        return sum(held) >= NOUN_HOLD


def gather(events: list[Event], telling: Telling) -> None:
    """Add `telling` to the last event that it may be of; else it begins one."""
    for event in reversed(events):
        if all(_same_event(known, telling) for known in event.tellings):
            event.tellings.append(telling)
            return
    events.append(Event([telling]))


def is_headline_of_another(event: Event, events: list[Event]) -> bool:
    """Tell a title that the story's own sentences tell better, with a day or place that did not agree."""
    headline = event.tellings[0]
    return (
        len(event.tellings) == 1
        and headline.is_title
        and any(are_compatible(headline.kind, other.tellings[0].kind) for other in events if other is not event)
    )


def is_aside(event: Event, main: Event | None) -> bool:
    """Tell a further event of the main one's kind that is only mentioned beside it, without day, place or figures."""
    if main is None or event is main or not are_compatible(event.tellings[0].kind, main.tellings[0].kind):
        return False
    return not event.is_told_fully or event.day < main.day - _STILL_NEWS


def _same_event(one: Telling, other: Telling) -> bool:
    return are_compatible(one.kind, other.kind) and _same_days(one, other) and _same_places(one.place, other.place)


def _same_days(one: Telling, other: Telling) -> bool:
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
