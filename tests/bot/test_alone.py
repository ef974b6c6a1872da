"""Being the only one at a database that several machines share."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.alone import occupy, place_of
from bot.doors import exit_of
from bot.errors import AlreadyRunning
from ingest import Archive, Beat
from tests.archives import empty_archive

NOW = datetime(2026, 3, 2, tzinfo=UTC)
SIGN = Beat("bot", NOW, {})


async def live(archive: Archive, holder: str) -> None:
    """Give signs of life until cancelled."""
    for number in range(1_000_000):
        sign = Beat("bot", NOW + timedelta(seconds=number), {})
        assert await asyncio.to_thread(archive.occupy, sign, holder=holder) is None
        await asyncio.sleep(0.05)


async def test_a_bot_on_another_machine_is_refused_while_the_first_lives(tmp_path: Path) -> None:
    with empty_archive(tmp_path) as archive:
        archive.occupy(SIGN, holder="wall since 1f3a in /data")
        first = asyncio.create_task(live(archive, "wall since 1f3a in /data"))
        with pytest.raises(AlreadyRunning, match="from wall since 1f3a in /data: two would answer") as refused:
            await occupy(archive, SIGN, holder="desk since 9c00 in /data", patience=3)
        first.cancel()
        await asyncio.wait([first])

    assert exit_of(refused.value).code == os.EX_CONFIG


async def test_a_bot_takes_the_place_of_one_that_died_without_a_word(tmp_path: Path) -> None:
    with empty_archive(tmp_path) as archive:
        archive.occupy(SIGN, holder="wall since 1f3a in /data")
        await occupy(archive, SIGN, holder="desk since 9c00 in /data", patience=0)

        assert [beat.state["holder"] for beat in archive.beats()] == ["desk since 9c00 in /data"]


async def test_a_bot_that_was_killed_does_not_wait_for_itself(tmp_path: Path) -> None:
    with empty_archive(tmp_path) as archive:
        archive.occupy(SIGN, holder=place_of(tmp_path))
        await occupy(archive, SIGN, holder=place_of(tmp_path), patience=10_000)


def test_two_folders_are_two_places(tmp_path: Path) -> None:
    assert place_of(tmp_path / "one") != place_of(tmp_path / "two")
