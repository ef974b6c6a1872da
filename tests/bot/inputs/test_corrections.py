"""What is right of an incident, as people type it."""

from datetime import UTC, date, datetime

import pytest

from bot.errors import WrongInput
from bot.inputs.corrections import read_correction
from ingest import Casualties, CorrectedField, CorrectValue, IncidentKind, Place, PlacePrecision

NOW = datetime(2026, 3, 1, tzinfo=UTC)
KILLED, PLACE = CorrectedField.KILLED, CorrectedField.PLACE
UNKNOWN = Place("Qasr al-Bahr", None, "Iraq", None, None, PlacePrecision.SITE)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (CorrectedField.KIND, "armed attack", IncidentKind.ARMED_ATTACK),
        (CorrectedField.KIND, " Drone-or-missile attack ", IncidentKind.DRONE_OR_MISSILE_ATTACK),
        (CorrectedField.DAY, "2023-11-22", date(2023, 11, 22)),
        (KILLED, "0", Casualties(0, 0, 0)),
        (KILLED, "1,200", Casualties(1200, 1200, 1200)),
        (CorrectedField.INJURED, "4 to 6", Casualties(4, 4, 6)),
        (CorrectedField.INJURED, "4–6", Casualties(4, 4, 6)),
        (PLACE, "Qasr al-Bahr, iraq", UNKNOWN),
    ],
    ids=str,
)
def test_what_is_right_is_read(field: CorrectedField, typed: str, value: CorrectValue) -> None:
    correction = read_correction(field, typed, " The  ministry\nsays so. ", now=NOW)

    assert (correction.value, correction.reason, correction.made) == (value, "The ministry says so.", NOW)


@pytest.mark.parametrize("typed", ["Mosul, Iraq", "mosul, iraq"])
def test_a_known_place_has_its_coordinates(typed: str) -> None:
    place = read_correction(PLACE, typed, "So it is.", now=NOW).value

    assert isinstance(place, Place)
    assert (place.name, place.country, place.latitude, place.precision) == (
        "Mosul",
        "Iraq",
        36.335,
        PlacePrecision.TOWN,
    )


@pytest.mark.parametrize(
    ("field", "typed", "reason", "said"),
    [
        (CorrectedField.KIND, "war", "x", "“war” is no kind of incident. Write one of: armed attack, airstrike"),
        (CorrectedField.DAY, "yesterday", "x", "“yesterday” is not a day"),
        (KILLED, "many", "x", "“many” is no number of people"),
        (KILLED, "6-4", "x", "“6-4” is no number of people"),
        (KILLED, "-3", "x", "“-3” is no number of people"),
        (PLACE, "?!", "x", "“\\?!” names no place"),
        (KILLED, "3", "  ", "A correction needs a reason."),
    ],
    ids=str,
)
def test_what_cannot_be_right_is_refused(field: CorrectedField, typed: str, reason: str, said: str) -> None:
    with pytest.raises(WrongInput, match=said):
        read_correction(field, typed, reason, now=NOW)
