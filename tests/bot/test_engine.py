"""Answering in processes of its own: real processes, really killed."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import pytest
import pytest_asyncio

from bot.answering.answerer import WORDS_ONLY
from bot.engine import Engine, Limits
from bot.errors import EngineBusy, EngineTooSlow, EngineUnavailable
from bot.hatch import Inquiry, replies
from bot.rendering.pictures import Chart, Drawing, Picture
from ingest import ARCHIVE_FILE_NAME, Archive, ArchiveError, Embedder, Scouted
from tests.bot.engine_news import HEADLINE, NOW, engine_for, fill, warm
from tests.embedders import HashingEmbedder
from tests.processes import PATIENCE, alive, descendants, eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

REPOSITORY = Path(__file__).parents[2]
HOLD_AN_ENGINE = """
import asyncio, sys
from pathlib import Path
from tests.bot.engine_news import engine_for, warm

async def hold(data: str) -> None:
    async with engine_for(Path(data)) as engine:
        await warm(engine)
        print("warm", flush=True)
        await asyncio.Event().wait()

asyncio.run(hold(sys.argv[1]))
"""


DRAW_WITH_AN_ENGINE = """
import asyncio, sys
from multiprocessing import active_children
from pathlib import Path
from bot.rendering.pictures import chart_of
from tests.bot.engine_news import engine_for
from tests.bot.rendering.pictures.examples import RISING

async def draw(data: str) -> None:
    picture = await engine_for(Path(data)).draw(chart_of(RISING))
    print(picture.png[1:4].decode(), "matplotlib" in sys.modules, len(active_children()))

asyncio.run(draw(sys.argv[1]))
"""
CHART = Chart(title="", question="", series=(), others=(), is_count=True)


def no_encoder() -> Embedder:
    raise OSError("the disk is gone")


def slow_scout(_: tuple[str, ...]) -> tuple[Scouted, ...]:
    time.sleep(600)
    return ()


def dying_scout(_: tuple[str, ...]) -> tuple[Scouted, ...]:
    os.kill(os.getpid(), signal.SIGKILL)
    return ()


def slow_draw(_: Drawing) -> Picture:
    time.sleep(600)
    return Picture(b"", "")


def dying_draw(_: Drawing) -> Picture:
    os.kill(os.getpid(), signal.SIGKILL)
    return Picture(b"", "")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fill(directory := tmp_path_factory.mktemp("engine"))
    return directory


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine(data: Path) -> AsyncIterator[Engine]:
    async with engine_for(data) as opened:
        await warm(opened)
        yield opened


async def asked(engine: Engine) -> float:
    """Give the figure that answers the headline question."""
    return (await engine.answer(HEADLINE, subscriber=None, now=NOW)).figures[0].value


async def cold(engine: Engine) -> None:
    """Return as soon as the engine searches by words alone, however short that is."""
    async with asyncio.timeout(PATIENCE):
        while engine.is_warm:  # noqa: ASYNC110 because it happens in another process
            await asyncio.sleep(0)


async def test_the_loop_does_not_wait_for_an_answer(engine: Engine) -> None:
    answering = asyncio.create_task(asked(engine))
    ticks = 0
    while not answering.done():
        await asyncio.sleep(0)
        ticks += 1

    assert answering.result() == 40
    assert ticks > 100


async def test_a_process_killed_among_questions_loses_none_of_them(engine: Engine) -> None:
    questions = [asyncio.create_task(asked(engine)) for _ in range(6)]
    await asyncio.sleep(0.02)
    for child in active_children():
        child.kill()

    assert await asyncio.gather(*questions) == [40] * 6
    assert len(active_children()) == 1


async def test_a_process_killed_while_nobody_asks_is_replaced(engine: Engine) -> None:
    await warm(engine)
    turned_cold = asyncio.create_task(cold(engine))
    for child in active_children():
        child.kill()

    assert await asked(engine) == 40
    await turned_cold
    await warm(engine)


async def test_the_archive_knows_that_it_answers(engine: Engine, data: Path) -> None:
    await warm(engine)
    with Archive.open(data) as archive:
        signs = [sign.part for sign in archive.beats()]

    assert signs == ["answering"]


async def test_a_command_that_means_the_same_model_and_database_is_replied_to(engine: Engine, data: Path) -> None:
    await warm(engine)
    same = Inquiry(HEADLINE.text, NOW, None, None, explain=True, json=True, model=HashingEmbedder().name)

    (row,) = await asyncio.to_thread(list, replies(data, same))
    others = [replace(same, model=None), replace(same, database="elsewhere")]
    unheard = [await asyncio.to_thread(list, replies(data, other)) for other in others]

    assert isinstance(row, dict)
    assert row["figures"][0]["value"] == 40
    assert row["explanation"]
    assert unheard == [[], []]


async def test_entering_waits_for_nothing_and_leaving_leaves_nothing(tmp_path: Path) -> None:
    fill(tmp_path)
    before = set(active_children())
    opened = engine_for(tmp_path)
    started = time.monotonic()
    async with opened:
        entered = time.monotonic() - started
        assert await asked(opened) == 40
    left = set(active_children()) - before

    assert entered < 0.5
    assert left == set()
    with Archive.open(tmp_path) as archive:
        assert archive.beats() == ()


async def test_without_an_encoder_words_alone_answer_and_say_so(data: Path) -> None:
    async with engine_for(data, load_encoder=no_encoder) as opened:
        answer = await opened.answer(HEADLINE, subscriber=None, now=NOW)

    assert answer.figures[0].value == 40
    assert WORDS_ONLY in answer.notes
    assert not opened.is_warm


async def test_what_is_wrong_with_the_archive_comes_through(tmp_path: Path) -> None:
    (tmp_path / ARCHIVE_FILE_NAME).write_text("this is not a database, it only has the name of one")
    async with engine_for(tmp_path) as opened:
        with pytest.raises(ArchiveError, match="archive"):
            await asked(opened)


async def test_who_finds_no_room_to_wait_is_told(data: Path) -> None:
    async with engine_for(data, limits=Limits(answer_room=1)) as opened:
        await warm(opened)
        served, waiting = asyncio.create_task(asked(opened)), asyncio.create_task(asked(opened))
        await asyncio.sleep(0)

        with pytest.raises(EngineBusy, match=r"^Too many questions are waiting\. Ask again in a minute\.$"):
            await asked(opened)
        assert [await served, await waiting] == [40, 40]


async def test_an_answer_that_takes_too_long_is_given_up(data: Path) -> None:
    async with engine_for(data, limits=Limits(answer_seconds=0.01)) as opened:
        with pytest.raises(EngineTooSlow):
            await asked(opened)


async def test_scouting_that_takes_too_long_is_ended(data: Path) -> None:
    before = set(active_children())
    opened = engine_for(data, scout=slow_scout, limits=Limits(scout_seconds=1))

    with pytest.raises(EngineTooSlow, match="no result within 1 seconds"):
        await opened.scout(["https://slow.example"])

    assert set(active_children()) == before


async def test_scouting_that_crashes_harms_nobody_else(data: Path) -> None:
    before = set(active_children())
    opened = engine_for(data, scout=dying_scout)

    with pytest.raises(EngineUnavailable, match="Try them one by one"):
        await opened.scout(["https://crash.example"])

    assert set(active_children()) == before


async def test_drawing_leaves_neither_a_process_nor_matplotlib_behind(data: Path) -> None:
    command = [sys.executable, "-c", DRAW_WITH_AN_ENGINE, str(data)]

    drawn = await asyncio.to_thread(subprocess.run, command, cwd=REPOSITORY, capture_output=True, text=True, check=True)

    assert drawn.stdout.split() == ["PNG", "False", "0"]


async def test_drawing_that_takes_too_long_is_ended(data: Path) -> None:
    before = set(active_children())
    opened = engine_for(data, draw=slow_draw, limits=Limits(draw_seconds=1))

    with pytest.raises(EngineTooSlow, match="no result within 1 seconds"):
        await opened.draw(CHART)

    assert set(active_children()) == before


async def test_drawing_that_crashes_harms_nobody_else(data: Path) -> None:
    before = set(active_children())
    opened = engine_for(data, draw=dying_draw)

    with pytest.raises(EngineUnavailable, match="could not be drawn"):
        await opened.draw(CHART)

    assert set(active_children()) == before


async def test_who_finds_no_room_to_wait_for_a_picture_is_told(data: Path) -> None:
    opened = engine_for(data, draw=slow_draw, limits=Limits(draw_seconds=2, draw_room=0))
    drawing = asyncio.create_task(opened.draw(CHART))
    await asyncio.sleep(0)

    with pytest.raises(EngineBusy):
        await opened.draw(CHART)
    with pytest.raises(EngineTooSlow):
        await drawing


async def test_nothing_is_left_when_whoever_asks_is_killed(data: Path) -> None:
    command = [sys.executable, "-c", HOLD_AN_ENGINE, str(data)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:  # noqa: S603, ASYNC220 because it is our own interpreter and script, and nothing else waits
        assert parent.stdout
        assert parent.stdout.readline() == b"warm\n"
        family = descendants(parent.pid)
        parent.kill()

    assert len(family) >= 2
    assert eventually(lambda: not alive(family))
