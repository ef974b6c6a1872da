"""The latest incidents on a terminal: how many there are, and since when they were looked for."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from rich.console import Console

from bot.answering.incidents.latest import Filters, Latest
from bot.rendering.terminal.incidents import render_incident_list
from bot.views.incidents import latest_page
from tests.bot.rendering.discord.reading import lines
from tests.bot.rendering.discord.test_incidents import ROCKET


@pytest.mark.parametrize(
    ("older_than", "said"),
    [
        pytest.param(None, "2 incidents. The newest 1 are shown; more with --limit 2.", id="all"),
        pytest.param(
            date(2023, 12, 7),
            "2 incidents since 7 Dec 2023. The newest 1 are shown; more with --limit 2. Older ones: sitrep latest "
            "--since DAY",
            id="the newest alone",
        ),
    ],
)
def test_a_list_says_since_when_incidents_were_looked_for(older_than: date | None, said: str) -> None:
    out = StringIO()
    shown = render_incident_list([ROCKET, ROCKET], possible=0, limit=1, older_than=older_than)
    Console(file=out, width=200).print(shown)
    assert out.getvalue().rstrip().splitlines()[-1] == said


def test_a_page_of_the_newest_says_since_when_they_are() -> None:
    found = Latest((ROCKET,), 0, since=date(2023, 12, 7))
    page = latest_page(found, Filters(place="Iraq"), datetime(2023, 12, 21, tzinfo=UTC), 0)
    assert lines(page)[0] == "**Latest incidents in Iraq since 7 Dec 2023**"
