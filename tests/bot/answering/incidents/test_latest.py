"""The latest incidents of a real archive, filtered by place, kind and days."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.answering.incidents.latest import Filters, latest
from tests.bot.answering.conftest import Filled
from tests.bot.answering.news import BAGHDAD, INCIDENTS, KIDNAPPING, MOSUL, SHOOTING, Told, view

Fill = Callable[..., Filled]


@pytest.fixture
def news(fill: Fill) -> Filled:
    return fill(*INCIDENTS)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        pytest.param({}, [MOSUL, KIDNAPPING, SHOOTING, BAGHDAD], id="all, newest first"),
        pytest.param({"place": "Iraq"}, [MOSUL, SHOOTING, BAGHDAD], id="a country"),
        pytest.param({"place": "Mosul"}, [MOSUL, SHOOTING], id="a town"),
        pytest.param({"place": "Peru"}, [], id="a country without incidents"),
        pytest.param({"kind": "bombing"}, [MOSUL, BAGHDAD], id="a kind"),
        pytest.param({"since": date(2021, 7, 6)}, [MOSUL, KIDNAPPING], id="since a day, that day included"),
        pytest.param({"until": date(2021, 7, 5)}, [SHOOTING, BAGHDAD], id="until a day, that day included"),
        pytest.param({"since": date(2021, 7, 5), "until": date(2021, 7, 5)}, [SHOOTING], id="one day"),
        pytest.param(
            {"place": "Iraq", "kind": "bombing", "since": date(2021, 7, 4), "until": date(2021, 7, 9)},
            [MOSUL],
            id="all at once",
        ),
    ],
)
def test_the_latest_incidents_are_filtered(news: Filled, filters: dict[str, Any], titles: list[Told]) -> None:
    found = latest(news.archive, view("2021-07-10"), Filters(**filters)).incidents
    assert [incident.reports[0].stored.article.title for incident in found] == [told.title for told in titles]


def test_a_bombing_with_a_hundred_killed_is_an_incident(fill: Fill) -> None:
    worst = Told("2021-07-03", "A car bomb exploded in Lima, Peru, killing 102 people and wounding 107 others.")
    (incident,) = latest(fill(worst).archive, view("2021-07-10"), Filters()).incidents
    assert incident.killed.best == 102


def test_what_its_publisher_withdrew_since_is_no_incident(fill: Fill) -> None:
    bomb = Told("2021-07-03", "A car bomb exploded in Lima, Peru, killing 12 people, police said.", by="Wire")
    notice = Told("2021-07-05", "We withdraw our report that a car bomb killed 12 people in Lima, Peru.", by="Wire")
    archive = fill(bomb, notice).archive

    assert [len(latest(archive, view(day), Filters()).incidents) for day in ("2021-07-04", "2021-07-10")] == [1, 0]


def test_the_latest_incidents_are_those_known_by_then(news: Filled) -> None:
    found = latest(news.archive, view("2021-07-06"), Filters()).incidents
    assert [incident.reports[0].stored.article.title for incident in found] == [
        told.title for told in (KIDNAPPING, SHOOTING, BAGHDAD)
    ]
