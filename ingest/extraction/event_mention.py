"""The event mention: the value that a sentence about an event becomes."""

from dataclasses import dataclass
from datetime import date

from ingest.articles import Casualties, DatePrecision, IncidentKind, Place, PlacePrecision, Span
from ingest.extraction.kinds import Form

NOUN_HOLD = 2
_NEEDS_HOLD = frozenset({IncidentKind.OTHER, IncidentKind.ARREST, IncidentKind.ROBBERY, IncidentKind.ARMED_ATTACK})


@dataclass(frozen=True, slots=True)
class EventMention:
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
            return held + bool(self.targets) >= NOUN_HOLD or bool(self.victims)
        return self.has_casualties and self.has_place and self.has_day
