"""The latest incidents in a simulated Discord: filters, pages, restart."""

import re
from datetime import UTC, date, datetime

import pytest

from bot.answering.incidents.latest import Filters
from bot.views.incidents import PLACE_CHARACTERS, Asked, OpenMap, OpenTimeline
from tests.bot.discord.conftest import Backstage, Server, labels, pictures, read


async def test_incidents_are_listed_with_what_turns_the_page(server: Server) -> None:
    result = await server.member.slash(server.general, "latest")

    assert not result.ephemeral
    assert "Latest incidents" in read(result.response)
    assert "page 1 of" in read(result.response)
    assert labels(result.response) == ["Next", "Map", "Timeline", "Files"]


async def test_pages_turn_both_ways_in_the_same_message_after_a_restart_too(
    server: Server, backstage: Backstage
) -> None:
    listed = await server.member.slash(server.general, "latest", place="Iraq", kind="drone_or_missile_attack")
    first = read(listed.response)

    await server.member.click(listed.response, label="Next")
    second = read(listed.response)
    await server.house.restart_bot(backstage.client())
    await server.member.click(listed.response, label="Previous")

    assert "Latest incidents in Iraq of the kind drone or missile attack" in first
    assert "page 2 of" in second
    assert read(listed.response) == first


@pytest.mark.parametrize(
    ("label", "alt"),
    [
        ("Map", r"Incidents in Iraq: a map of \d+ of \d+ incidents in \d places, "),
        ("Timeline", r"Incidents in Iraq: \d+ incidents by week, "),
    ],
)
async def test_pictures_of_all_pages_open_after_a_restart_too(
    server: Server, backstage: Backstage, label: str, alt: str
) -> None:
    listed = await server.member.slash(server.general, "latest", place="Iraq")

    await server.house.restart_bot(backstage.client())
    opened = await server.moderator.click(listed.response, label=label)

    assert opened.ephemeral
    (shown,) = pictures(opened.response)
    assert shown.is_png
    assert shown.alt == shown.gallery_alt
    assert re.match(alt, shown.alt or "")


async def test_where_no_incident_has_coordinates_there_is_no_map(server: Server) -> None:
    result = await server.member.slash(server.general, "latest", place="Nepal")

    assert labels(result.response) == ["Files"]


async def test_that_nothing_matches_is_an_answer_too(server: Server) -> None:
    result = await server.member.slash(server.general, "latest", place="Liechtenstein")

    assert "No incidents match, among 49 articles" in read(result.response)


async def test_a_window_that_ends_before_it_begins_is_refused(server: Server) -> None:
    result = await server.member.slash(server.general, "latest", since="2023-11-22", until="2023-10-17")

    assert result.ephemeral
    assert "Swap them." in read(result.response)


async def test_the_longest_place_fits_a_button(server: Server) -> None:
    result = await server.member.slash(
        server.general, "latest", place="x" * 30, kind="drone_or_missile_attack", since="2023-01-01", until="2023-12-31"
    )

    assert "No incidents match" in read(result.response)


def test_the_longest_question_fits_the_buttons_of_its_pictures() -> None:
    filters = Filters("x" * PLACE_CHARACTERS, "drone_or_missile_attack", date(2023, 1, 1), date(2023, 12, 31))
    asked = Asked(filters, datetime(2099, 1, 1, tzinfo=UTC))

    assert max(len(button.custom_id) for button in (OpenMap(asked), OpenTimeline(asked))) <= 100
