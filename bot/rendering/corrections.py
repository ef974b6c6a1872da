"""What moderators corrected of an incident, in words, in a terminal and in Discord alike. Pure."""

from datetime import date
from typing import Final

from bot.answering.composition.phrasing import day, range_words
from bot.languages import marked, say
from bot.rendering.headings import kind_name, where
from ingest import Casualties, CorrectedField, CorrectValue, Incident, IncidentKind, Place

_NAMES: Final = {
    CorrectedField.KIND: marked("kind"),
    CorrectedField.DAY: marked("day"),
    CorrectedField.PLACE: marked("place"),
    CorrectedField.KILLED: marked("killed"),
    CorrectedField.INJURED: marked("injured"),
}


def field_name(field: CorrectedField) -> str:
    """Name what of an incident can be corrected."""
    return say(_NAMES[field])


def value_words(value: CorrectValue) -> str:
    """Write what is right."""
    match value:
        case IncidentKind():
            return kind_name(value.value)
        case Place():
            return where(value)
        case Casualties():
            return range_words(value) if value != Casualties() else say("not stated")
        case date():
            return day(value)


def value_of(incident: Incident, field: CorrectedField) -> CorrectValue:
    """Give what an incident says in a field; of several days the first."""
    match field:
        case CorrectedField.KIND:
            return incident.kind
        case CorrectedField.DAY:
            return incident.first_day
        case CorrectedField.PLACE:
            return incident.place
        case CorrectedField.KILLED:
            return incident.killed
        case CorrectedField.INJURED:
            return incident.injured
