"""The latest incidents, as a member reads them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.rendering.discord.incidents import latest_pages, latest_view, no_incidents_view
from ingest import Casualties, DatePrecision, Incident, IncidentKind, Place, PlacePrecision
from tests.bot.rendering.discord.nasty import found
from tests.bot.rendering.discord.reading import lines

REPORT = found(
    sentence="A rocket was fired at Al-Asad air base on Wednesday.",
    url="https://meridianwire.example/al-asad",
    title="Rocket fired",
    publisher="Meridian Wire",
    published=datetime(2023, 12, 21, 6, 30, tzinfo=UTC),
)
ROCKET = Incident(
    id="i",
    kind=IncidentKind.DRONE_OR_MISSILE_ATTACK,
    first_day=date(2023, 12, 20),
    last_day=date(2023, 12, 20),
    date_precision=DatePrecision.DAY,
    place=Place("Al-Asad air base", None, "Iraq", None, None, PlacePrecision.SITE),
    actors=(),
    targets=(),
    victims=(),
    weapon=None,
    killed=Casualties(0, 0, 0),
    injured=Casualties(2, 3, 4),
    status="confirmed",
    summary=REPORT.sentence,
    reports=(REPORT, REPORT),
    independent_sources=2,
    updated=datetime(2023, 12, 21, 6, 30, tzinfo=UTC),
)


def test_an_incident_says_what_where_when_who_was_hurt_and_who_says_so() -> None:
    assert lines(latest_view([ROCKET], "Latest incidents in Iraq", 0, 0, ())) == [
        "**Latest incidents in Iraq**",
        "**Drone or missile attack**, Al-Asad air base, Iraq",
        "20 Dec 2023 · nobody killed, 2 to 4 injured",
        "“A rocket was fired at Al-Asad air base on Wednesday.”",
        (
            "-# [Meridian Wire](<https://meridianwire.example/al-asad>), 21 Dec 2023 (meridianwire.example)"
            " · +1 more · 2 independent sources · confirmed"
        ),
        "-# 1 incident",
    ]


@pytest.mark.parametrize(
    ("precision", "first", "said"),
    [
        (DatePrecision.DAY, date(2023, 12, 20), "20 Dec 2023"),
        (DatePrecision.DAY, date(2023, 12, 18), "18 Dec 2023 to 20 Dec 2023"),
        (DatePrecision.WEEK, date(2023, 12, 14), "around 14 Dec 2023 to 20 Dec 2023"),
        (DatePrecision.MONTH, date(2023, 12, 1), "around Dec 2023"),
        (DatePrecision.YEAR, date(2023, 1, 1), "around 2023"),
        (DatePrecision.PUBLISHED, date(2023, 12, 20), "on or before 20 Dec 2023"),
    ],
)
def test_a_day_is_said_as_exactly_as_it_is_known(precision: DatePrecision, first: date, said: str) -> None:
    incident = replace(ROCKET, date_precision=precision, first_day=first)

    assert lines(latest_view([incident], "Latest incidents", 0, 0, ()))[2] == f"{said} · nobody killed, 2 to 4 injured"


def test_what_is_not_stated_is_said_to_be_so() -> None:
    unknown = Place(None, None, None, None, None, PlacePrecision.UNKNOWN)
    incident = replace(ROCKET, killed=Casualties(), injured=Casualties(), place=unknown)

    view = lines(latest_view([incident], "Latest incidents", 0, 0, ()))

    assert view[1:3] == ["**Drone or missile attack**, place not stated", "20 Dec 2023 · casualties not stated"]


@pytest.mark.parametrize(
    ("page", "blocks", "footer"),
    [
        (0, 5, "-# 10 incidents, and 2 possibly in range · page 1 of 3"),
        (2, 2, "-# 10 incidents, and 2 possibly in range · page 3 of 3"),
        (9, 2, "-# 10 incidents, and 2 possibly in range · page 3 of 3"),
    ],
)
def test_five_incidents_make_a_page(page: int, blocks: int, footer: str) -> None:
    view = lines(latest_view([ROCKET] * 12, "Latest incidents", 2, page, ()))

    assert sum("Al-Asad air base, Iraq" in line for line in view) == blocks
    assert view[-1] == footer
    assert latest_pages([ROCKET] * 12) == 3


def test_no_incidents_are_said_to_be_no_proof() -> None:
    newest = datetime(2023, 12, 22, 18, tzinfo=UTC)

    assert lines(no_incidents_view("Latest incidents in Peru", articles=1200, newest=newest)) == [
        "**Latest incidents in Peru**",
        "No incidents match, among 1,200 articles up to 22 Dec 2023, 18:00 UTC.",
        "-# That nothing was reported here does not mean that nothing happened.",
    ]


def test_an_empty_archive_is_said_to_be_empty() -> None:
    assert lines(no_incidents_view("Latest incidents", articles=0, newest=None))[1:] == [
        "No incidents: there are no articles yet. A server's moderators add news with /sources add."
    ]
