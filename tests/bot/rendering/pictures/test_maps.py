"""What a map of incidents shows and says, and which part of the world it is of."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.rendering.pictures import IncidentMap, NothingToDraw, map_of
from bot.rendering.pictures.maps import frame_around
from ingest import Incident
from tests.bot.rendering.pictures.examples import PACIFIC, incident

SUVA = (-17.8, 178.4)


def drawn(*incidents: Incident) -> IncidentMap:
    drawing = map_of(incidents, "Incidents")
    assert isinstance(drawing, IncidentMap)
    return drawing


def test_the_alt_text_states_how_many_are_where_and_what_is_missing() -> None:
    assert drawn(*PACIFIC).alt == (
        "Incidents: a map of 4 of 5 incidents in 4 places, 21 Nov 2023. 1 without coordinates: 1 in Tonga. "
        "1 place known only roughly. Places: Apia, Samoa: 1 incident, 12 killed; Suva, Fiji: 1 incident, 3 killed; "
        "Lau, Fiji: 1 incident, 1 killed; Nuku'alofa, Tonga: 1 incident."
    )


def test_incidents_in_one_place_are_one_spot() -> None:
    (spot,) = drawn(incident(SUVA, killed=2), incident(SUVA, killed=3), incident(SUVA)).spots

    assert (spot.incidents, spot.killed) == (3, 5)


def test_spots_are_sized_by_the_killed_if_most_reports_say() -> None:
    assert drawn(incident(SUVA, killed=2), incident((0, 0))).sized_by == "killed"
    assert drawn(incident(SUVA, killed=2), incident((0, 0)), incident((1, 1))).sized_by == "incidents"
    assert drawn(incident(SUVA, killed=0), incident((0, 0), killed=0)).sized_by == "incidents"


def test_of_many_countries_without_coordinates_four_are_named() -> None:
    missing = [incident(None, country=country) for country in (*"AABBBCDEFG",)]

    drawing = drawn(incident(SUVA), *missing, incident(None, country=None))

    assert drawing.note == "11 without coordinates: 3 in B, 2 in A, 1 in C, 1 in D, 4 elsewhere"


def test_a_frame_across_the_dateline_is_narrow() -> None:
    frame = frame_around([SUVA, (-13.8, -171.8)])

    assert 9 < frame.width < 20
    assert frame.east_of_edge(178.4) < 180 < frame.east_of_edge(-171.8) < frame.west + frame.width


@pytest.mark.parametrize(
    ("incidents", "reason"),
    [
        ((), "There is no map: no incidents were found."),
        (
            (incident(None), incident(None)),
            "There is no map: 2 incidents found, none in a place whose coordinates are known.",
        ),
    ],
    ids=["none", "none with coordinates"],
)
def test_where_nothing_is_drawn_it_says_why(incidents: tuple[Incident, ...], reason: str) -> None:
    assert map_of(incidents, "Incidents") == NothingToDraw(reason)


POINTS = some.lists(some.tuples(some.floats(-84, 84), some.floats(-180, 179.99)), min_size=1, max_size=30)


@given(POINTS)
def test_every_point_lies_in_its_frame_and_the_frame_on_the_world(points: list[tuple[float, float]]) -> None:
    frame = frame_around(points)

    assert -180 <= frame.west < 180
    assert frame.width <= 360
    assert frame.south >= -85
    assert frame.south + frame.height <= 85 + 1e-9
    for latitude, longitude in points:
        assert frame.south <= latitude <= frame.south + frame.height
        assert frame.east_of_edge(longitude) <= frame.west + frame.width + 1e-6
