"""Being the only one at a database that several machines share."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.alone import occupy, place_of
from bot.doors import exit_of
from bot.errors import AlreadyRunning
from ingest import Beat
from tests.archives import empty_archive

NOW = datetime(2026, 3, 2, tzinfo=UTC)
SIGN = Beat("bot", NOW, {})


WALL, DESK = "wall since 1f3a in /data", "desk since 9c00 in /data"


async def test_a_bot_on_another_machine_is_refused_while_the_first_lives(tmp_path: Path) -> None:
    with empty_archive(tmp_path) as archive:

        async def live(seconds: float) -> None:
            archive.occupy(replace(SIGN, at=NOW + timedelta(seconds=seconds)), holder=WALL)

        archive.occupy(SIGN, holder=WALL)
        with pytest.raises(AlreadyRunning, match=f"from {WALL}: two would answer") as refused:
            await occupy(archive, SIGN, holder=DESK, sleep=live)

        assert exit_of(refused.value).code == os.EX_CONFIG
        assert [beat.state["holder"] for beat in archive.beats()] == [WALL]


async def test_a_bot_takes_the_place_of_one_that_died_without_a_word(tmp_path: Path) -> None:
    slept = []

    async def die(seconds: float) -> None:
        slept.append(seconds)

    with empty_archive(tmp_path) as archive:
        archive.occupy(SIGN, holder=WALL)
        await occupy(archive, SIGN, holder=DESK, sleep=die)

        assert [beat.state["holder"] for beat in archive.beats()] == [DESK]
    assert slept == [35]


async def test_a_bot_that_was_killed_does_not_wait_for_itself(tmp_path: Path) -> None:
    async def never(_: float) -> None:
        pytest.fail("nobody else is there")

    with empty_archive(tmp_path) as archive:
        archive.occupy(SIGN, holder=place_of(tmp_path))
        await occupy(archive, SIGN, holder=place_of(tmp_path), sleep=never)


def test_two_folders_are_two_places(tmp_path: Path) -> None:
    assert place_of(tmp_path / "one") != place_of(tmp_path / "two")
