"""What is right of an incident, read from what a person typed. Pure."""

import re
from datetime import datetime
from typing import Final

from bot.errors import WrongInput
from bot.inputs.moments import parse_day
from bot.languages import say
from ingest import (
    Casualties,
    CorrectedField,
    Correction,
    CorrectValue,
    IncidentKind,
    Place,
    PlacePrecision,
    country_of,
    find_places,
)

LONGEST_VALUE: Final = 80
LONGEST_REASON: Final = 140
"""Characters."""

_PEOPLE: Final = re.compile(r"(?P<least>\d{1,6})(?:\s*(?:-|–|to)\s*(?P<most>\d{1,6}))?")


def read_correction(field: CorrectedField, typed: str, reason: str, *, now: datetime) -> Correction:
    """Give the correction that was typed; raises `WrongInput`, which says what to write instead."""
    why = " ".join(reason.split())
    if not why:
        raise WrongInput(say("A correction needs a reason. Write who says otherwise, and where."))
    return Correction(field, _value(field, " ".join(typed.split())), why[:LONGEST_REASON], now)


def _value(field: CorrectedField, typed: str) -> CorrectValue:
    match field:
        case CorrectedField.KIND:
            return _kind(typed)
        case CorrectedField.DAY:
            return parse_day(typed)
        case CorrectedField.PLACE:
            return _place(typed)
        case CorrectedField.KILLED | CorrectedField.INJURED:
            return _people(typed)


def _kind(typed: str) -> IncidentKind:
    try:
        return IncidentKind(typed.casefold().replace(" ", "_").replace("-", "_"))
    except ValueError as cause:
        kinds = ", ".join(kind.value.replace("_", " ") for kind in IncidentKind)
        raise WrongInput(
            say("“{typed}” is no kind of incident. Write one of: {kinds}.", typed=typed, kinds=kinds)
        ) from cause


def _place(typed: str) -> Place:
    """Give the known place of this name, with its coordinates; else one of this name alone, and its country."""
    if not any(map(str.isalpha, typed)):
        raise WrongInput(say("“{typed}” names no place. Write a town with its country: Mosul, Iraq.", typed=typed))
    for written in (typed, typed.title()):
        known = next((mention.place for mention in find_places(written) if mention.span.start == 0), None)
        if known:
            return known
    name, _, holder = typed.partition(",")
    return Place(name.strip(), None, country_of(holder.strip().title()), None, None, PlacePrecision.SITE)


def _people(typed: str) -> Casualties:
    """Read a number, or a range, of which the lower end is the best: the most careful one, as ACLED has it."""
    told = _PEOPLE.fullmatch(typed.replace(",", ""))
    least = int(told["least"]) if told else 0
    most = int(told["most"] or least) if told else -1
    if most < least:
        raise WrongInput(say("“{typed}” is no number of people. Write one, or a range: 4 or 4-6.", typed=typed))
    return Casualties(least, least, most)
