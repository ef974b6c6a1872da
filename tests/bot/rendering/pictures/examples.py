"""Figures and incidents to draw."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.answering.answers import Answer, Conflict, Figure
from ingest import Casualties, DatePrecision, Incident, IncidentKind, Place, PlacePrecision
from tests.bot.rendering.discord.examples import FIGURE, PENTAGON, SIXTY_SIX

DAY = date(2023, 11, 21)
PUBLISHERS = ("Meridian Wire", "Channel North News", "Garrison Review")
NASTY = (
    "$x^2$ \\frac{1}{2} \x07\x1b[31m\u202eevil\u200b @everyone "
    + "Z\u0351\u0352\u0353\u0354algo " * 20
    + "新华社 نيوز 📰"
)


def figure(value: float, qualifier: str, day: date, *, publisher: int = 1, unit: str = "attacks") -> Figure:
    return replace(
        SIXTY_SIX, value=value, qualifier=qualifier, as_of=day, citation=publisher, parts=(), unit=unit, said_by=None
    )


def answer(
    best: Figure, *history: Figure, others: tuple[Figure, ...] = (), question: str = "how many attacks?"
) -> Answer:
    """An answer of three publishers, numbered from 1."""
    cited = tuple(replace(PENTAGON, n=n, publisher=name) for n, name in enumerate((*PUBLISHERS, NASTY), start=1))
    return replace(
        FIGURE,
        question=question,
        figures=(best, *others),
        history=history,
        citations=cited,
        conflicts=(Conflict("attacks", (best, *others)),) if others else (),
    )


RISING = answer(
    figure(66, "at_least", DAY),
    figure(55, "exact", DAY - timedelta(days=7), publisher=2),
    figure(46, "about", DAY - timedelta(days=12), publisher=3),
    figure(13, "nearly", DAY - timedelta(days=27)),
)
DISPUTED = answer(
    figure(66, "at_least", DAY),
    figure(13, "exact", DAY - timedelta(days=27)),
    others=(figure(61, "exact", DAY, publisher=2), figure(120, "about", DAY + timedelta(days=1), publisher=3)),
)
MANY = answer(
    figure(5_000, "exact", DAY), *(figure(5_000 - n, "exact", DAY - timedelta(days=n)) for n in range(1, 500))
)
HOSTILE = answer(
    figure(4.1, "about", DAY, publisher=4, unit="%"),
    figure(3.7, "exact", DAY - timedelta(days=400), publisher=4, unit="%"),
    question=NASTY,
)


def incident(  # noqa: PLR0913 because each is a property that a picture shows
    point: tuple[float, float] | None,
    day: date = DAY,
    *,
    until: date | None = None,
    killed: int | None = None,
    place: str = "Suva",
    country: str | None = "Fiji",
    place_precision: PlacePrecision = PlacePrecision.TOWN,
    date_precision: DatePrecision = DatePrecision.DAY,
) -> Incident:
    latitude, longitude = point or (None, None)
    return Incident(
        id="1",
        kind=IncidentKind.BOMBING,
        first_day=day,
        last_day=until or day,
        date_precision=date_precision,
        place=Place(place, None, country, latitude, longitude, place_precision),
        actors=(),
        targets=(),
        victims=(),
        weapon=None,
        killed=Casualties(killed, killed, killed),
        injured=Casualties(),
        status="reported",
        summary="A bomb went off.",
        reports=(),
        independent_sources=1,
        updated=datetime(2023, 12, 1, tzinfo=UTC),
    )


PACIFIC = (
    incident((-17.8, 178.4), killed=3),
    incident((-13.8, -171.8), killed=12, place="Apia", country="Samoa"),
    incident((-21.1, -175.2), place="Nuku'alofa", country="Tonga"),
    incident((-19.0, -178.0), killed=1, place="Lau", place_precision=PlacePrecision.REGION),
    incident(None, place="a camp", country="Tonga"),
)
