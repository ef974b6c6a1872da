from dataclasses import replace

import pytest

from bot.alerting.alerts import Severity, Telling, Wanted
from bot.alerting.matching import fits_incident, fits_place, fits_text, fits_topic, phrases
from ingest import SourceId
from tests.bot.alerting.things import BOMBING, LIMA, dead

TEXT = "Grain exports rise\nThe port of Odesa shipped record grain exports, officials said."


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (Wanted(), True),
        (Wanted(all_of=("grain", "port")), True),
        (Wanted(all_of=("grain", "oil")), False),
        (Wanted(any_of=("oil", "PORT")), True),
        (Wanted(any_of=("oil", "gas")), False),
        (Wanted(none_of=("oil",)), True),
        (Wanted(none_of=("exports",)), False),
        (Wanted(all_of=("grain export",)), True),
        (Wanted(all_of=("rain",)), False),
        (Wanted(all_of=("record-grain",)), False),
        (Wanted(publisher="harbour"), True),
        (Wanted(publisher="Meridian"), False),
        (Wanted(sources=(SourceId(3), SourceId(4))), True),
        (Wanted(sources=(SourceId(4),)), False),
    ],
    ids=str,
)
def test_words_publisher_and_sources(wanted: Wanted, fits: bool) -> None:  # noqa: FBT001 because it is a column of the table
    assert fits_text(wanted, TEXT, publisher="The Harbour Post", source=SourceId(3)) is fits


@pytest.mark.parametrize(
    ("wanted", "telling", "fits"),
    [
        (Wanted(place="Iraq"), BOMBING, True),
        (Wanted(place="mosul"), BOMBING, True),
        (Wanted(place="Iraq"), replace(BOMBING, place=LIMA), False),
        (Wanted(place="Iraq"), replace(BOMBING, place=None), False),
        (Wanted(kind="bombing"), BOMBING, True),
        (Wanted(kind="airstrike"), BOMBING, False),
        (Wanted(severity=Severity.HURT), dead(None, injured=1), True),
        (Wanted(severity=Severity.HURT), dead(None), False),
        (Wanted(severity=Severity.KILLED), dead(1), True),
        (Wanted(severity=Severity.KILLED), dead(None, injured=49), False),
        (Wanted(severity=Severity.SEVERE), dead(9, injured=49), False),
        (Wanted(severity=Severity.SEVERE), dead(10), True),
        (Wanted(severity=Severity.SEVERE), dead(None, injured=50), True),
    ],
    ids=str,
)
def test_place_kind_and_severity(wanted: Wanted, telling: Telling, fits: bool) -> None:  # noqa: FBT001 because it is a column of the table
    assert fits_incident(wanted, telling) is fits


@pytest.mark.parametrize(("place", "fits"), [("Ukraine", True), ("Odesa", True), ("Peru", False), ("", True)])
def test_an_article_is_of_a_place_that_it_names(place: str, fits: bool) -> None:  # noqa: FBT001 because it is a column of the table
    assert fits_place(Wanted(place=place), "The port of Odesa in Ukraine shipped grain.") is fits


@pytest.mark.parametrize(
    ("topic", "nearness", "fits"),
    [("", None, True), ("grain", None, False), ("grain", 0.49, False), ("grain", 0.5, True)],
)
def test_a_topic_has_an_edge(topic: str, nearness: float | None, fits: bool) -> None:  # noqa: FBT001 because it is a column of the table
    assert fits_topic(Wanted(topic=topic, nearness=0.5), nearness) is fits


def test_words_are_read_with_commas_between_them() -> None:
    assert phrases(" drone  strike, , Drone,drone  strike") == ("drone strike", "Drone")
    assert phrases(None) == ()
