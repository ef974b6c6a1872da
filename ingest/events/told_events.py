"""Told events: the tellings of one event, gathered while an article is read."""

import re
from dataclasses import dataclass

from ingest.articles import Place, PlacePrecision
from ingest.events.kinds import are_compatible
from ingest.events.told import Telling

_SITE_WORDS = frozenset({"airbase", "base", "camp", "airport", "port", "hospital", "prison", "school", "international"})


@dataclass(slots=True)
class Event:
    """The tellings of one event, gathered while an article is read."""

    tellings: list[Telling]

    @property
    def is_concrete(self) -> bool:
        """Whether a sentence tells it as an occurrence, not as a mention."""
        return any(telling.is_concrete for telling in self.tellings)


def gather(events: list[Event], telling: Telling) -> None:
    """Add `telling` to the last event that it may be of; else it begins one, if it is concrete or the title."""
    for event in reversed(events):
        if all(_same_event(known, telling) for known in event.tellings):
            event.tellings.append(telling)
            return
    if telling.is_concrete or telling.is_title:
        events.append(Event([telling]))


def is_headline_of_another(event: Event, events: list[Event]) -> bool:
    """Tell a title that the story's own sentences tell better, with a day or place that did not agree."""
    headline = event.tellings[0]
    return (
        len(event.tellings) == 1
        and headline.is_title
        and any(are_compatible(headline.kind, other.tellings[0].kind) for other in events if other is not event)
    )


def _same_event(one: Telling, other: Telling) -> bool:
    return are_compatible(one.kind, other.kind) and _same_days(one, other) and _same_places(one.place, other.place)


def _same_days(one: Telling, other: Telling) -> bool:
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
