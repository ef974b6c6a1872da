"""What one server may ask for, on a real archive."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answering.answers import Answer
from bot.answering.questions import Question
from bot.answering.writing.revising import WRITTEN
from bot.language_model import LanguageModel
from bot.newsroom import GRACE, SPENT, Newsroom, Writer
from bot.records import Records, Server
from bot.views.answers import answer_buttons
from bot.writing import paced
from ingest import (
    ARCHIVE_FILE_NAME,
    OPERATOR,
    Archive,
    Database,
    InputError,
    Limits,
    Subscriber,
    TooManySources,
    utc_now,
)
from tests.archives import scanning_archive
from tests.bot.engine_news import fill
from tests.bot.engines import HeldEngine, InlineEngine
from tests.embedders import HashingEmbedder
from tests.fakemodel import PATH, Asked, FakeModel, Written, sources_in, statements
from tests.processes import settled

QUESTION = Question("how many attacks on US forces since Oct 17?")


@contextmanager
def opened_newsroom(data: Path) -> Iterator[tuple[Newsroom, Archive]]:
    """Give a newsroom on an archive that holds some news, both impatient with locks."""
    fill(data)
    with (
        scanning_archive(data, busy_seconds=0.1) as archive,
        closing(Database.open(data / ARCHIVE_FILE_NAME, busy_seconds=0.1)) as database,
    ):
        engine = InlineEngine(archive, HashingEmbedder(), lambda _: ())
        limits = Limits(sources=2, articles_a_day=100)
        records = Records(database)
        keep = timedelta(days=7)
        room = Newsroom(engine=engine, archive=archive, records=records, keep=keep, limits=limits, clock=utc_now)
        yield room, archive


async def test_an_answer_that_cannot_be_kept_is_given_without_buttons(tmp_path: Path) -> None:
    file = tmp_path / ARCHIVE_FILE_NAME
    with opened_newsroom(tmp_path) as (newsroom, _), closing(Database.open(file)) as other, other.writing():
        answer, name = await newsroom.answer(QUESTION, None, now=datetime.now(UTC))
        await newsroom.settle()

    assert answer.citations
    assert name is None
    assert answer_buttons(answer, name) == []


async def test_what_an_answer_cites_is_counted_for_the_server_that_asked(tmp_path: Path) -> None:
    with opened_newsroom(tmp_path) as (newsroom, archive):
        answer, _ = await newsroom.answer(QUESTION, "7", now=datetime.now(UTC))
        await newsroom.settle()

        assert sum(source.cited for source in archive.sources(Subscriber("7"))) == len(answer.citations) > 0
        assert sum(source.cited for source in archive.sources(Subscriber("8"))) == 0


async def test_a_file_is_taken_within_the_servers_limit_and_if_its_name_says_what_it_is(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with opened_newsroom(tmp_path) as (newsroom, archive):
        for name in ("one.txt", "two.md"):
            await newsroom.hand_in(name, b"News", "7", by="1", now=now)
        with pytest.raises(TooManySources, match="would make 3 sources here, and 2 is the most"):
            await newsroom.hand_in("three.txt", b"News", "7", by="1", now=now)
        with pytest.raises(InputError, match=r"news\.pdf cannot be imported"):
            await newsroom.hand_in("news.pdf", b"News", "7", by="1", now=now)

        own = [source.name for source in archive.sources(Subscriber("7")) if not source.shared]
    assert own == ["one.txt", "two.md"]


async def test_a_server_that_removed_the_bot_is_forgotten_when_its_grace_is_over_unless_it_comes_back(
    tmp_path: Path,
) -> None:
    now = datetime.now(UTC)
    with opened_newsroom(tmp_path) as (newsroom, archive):
        for server in ("7", "8", "9"):
            newsroom.records.change(Server(server, zone="Asia/Tokyo"), now=now)
            await newsroom.hand_in("one.txt", b"News", server, by="1", now=now)
        await newsroom.answer(QUESTION, "7", now=now)
        await newsroom.settle()

        await newsroom.part("7", now=now)
        await newsroom.part("8", now=now)
        early = await newsroom.leave_for_good(["1", "8"], now=now + timedelta(hours=23))
        late = await newsroom.leave_for_good(["1", "8"], now=now + GRACE)
        missed = await newsroom.leave_for_good(["1", "8"], now=now + 2 * GRACE)

        assert (early, late, missed) == ([], ["7"], ["9"])
        assert newsroom.records.server("7") == Server("7")
        assert newsroom.records.server("8") == Server("8", zone="Asia/Tokyo")
        assert archive.subscribers() - {OPERATOR} == {"1", "8"}
        assert newsroom.records.mentioned() == {"8"}


async def test_a_server_that_leaves_while_the_absent_are_looked_for_has_left(tmp_path: Path) -> None:
    now = datetime(2023, 11, 10, 12, 0, 0, 900_000, tzinfo=UTC)
    with opened_newsroom(tmp_path) as (newsroom, _):
        await newsroom.part("8", now=now)
        await newsroom.leave_for_good(["8"], now=now - timedelta(milliseconds=500))
        stays_away = newsroom.records.left()
        await newsroom.leave_for_good(["8"], now=now + timedelta(hours=1))

        assert "8" in stays_away
        assert "8" not in newsroom.records.left()


WHAT = Question("what happened to American forces?")


def copied(asked: Asked) -> Written:
    """Say the sentence of a source that was attacked most often, without who counts."""
    source = max(sources_in(asked), key=lambda each: each["published"])
    return statements((source["text"].partition(", the Pentagon")[0], [source["n"]]))


async def written_in(newsroom: Newsroom, server: str | None) -> list[Answer]:
    now = datetime(2023, 11, 10, tzinfo=UTC)
    answer, name = await newsroom.answer(WHAT, server, now=now)
    versions = [version async for version in newsroom.written(WHAT, answer, name, server, now=now)]
    await newsroom.settle()
    return versions


async def test_a_model_writes_in_a_server_that_switched_it_on_alone(tmp_path: Path) -> None:
    with FakeModel() as model, opened_newsroom(tmp_path) as (newsroom, _):
        model.writes(copied)
        async with LanguageModel(model.endpoint()) as reader:
            newsroom.writer = Writer(reader, "parrot-1", None, most=1)
            newsroom.records.change(Server("7", writes=True), now=datetime.now(UTC))

            (version,) = await written_in(newsroom, "7")
            (spent,) = await written_in(newsroom, "7")
            others = [await written_in(newsroom, server) for server in ("8", None)]

    assert version.answer.startswith("American forces were attacked at least 40 times since October 17 (Test Wire")
    assert version.written == WRITTEN
    assert SPENT in spent.written
    assert others == [[], []]
    assert len(model.asked) == 1


async def test_a_model_that_is_too_slow_leaves_the_answer_and_says_so(tmp_path: Path) -> None:
    with FakeModel() as model, opened_newsroom(tmp_path) as (newsroom, _):
        model.hang(PATH)
        async with LanguageModel(model.endpoint(seconds=0.2)) as reader:
            newsroom.writer = Writer(reader, "parrot-1", None, most=1)
            newsroom.records.change(Server("7", writes=True), now=datetime.now(UTC))

            (version,) = await written_in(newsroom, "7")

    assert "“American forces were attacked" in version.answer
    assert version.written == "Without the language model: it took too long."


async def versions_of(*moments: float) -> AsyncGenerator[str, None]:
    """Give a version at each moment, in seconds from the start."""
    start = asyncio.get_running_loop().time()
    for number, moment in enumerate(moments):
        await asyncio.sleep(start + moment - asyncio.get_running_loop().time())
        yield str(number)


@pytest.mark.parametrize(
    ("moments", "shown"),
    [((), []), ((0,), ["0"]), ((0, 0.01, 0.02), ["0", "2"]), ((0, 0.01, 0.9, 0.91), ["0", "2", "3"])],
    ids=["none", "one", "three at once", "three with a pause"],
)
async def test_versions_are_shown_at_a_pace_and_the_last_in_any_case(
    moments: tuple[float, ...], shown: list[str]
) -> None:
    start = asyncio.get_running_loop().time()

    seen = [version async for version in paced(versions_of(*moments), seconds=0.6)]

    assert seen == shown
    assert asyncio.get_running_loop().time() - start >= 0.6 * (len(shown) - 1)


async def test_what_nobody_waits_for_is_asked_after_all_that_members_wait_for(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with opened_newsroom(tmp_path) as (other, archive):
        engine = HeldEngine(archive, HashingEmbedder())
        room = Newsroom(
            engine=engine, archive=archive, records=other.records, keep=other.keep, limits=other.limits, clock=utc_now
        )
        first = asyncio.create_task(room.answer(QUESTION, "7", now=now))
        await settled(lambda: bool(engine.asked))
        again = asyncio.create_task(room.ask_again(WHAT, "7", now=now))
        second = asyncio.create_task(room.answer(QUESTION, "8", now=now))
        await settled(lambda: len(engine.asked) > 1)
        engine.let.set()
        answer = await again
        await asyncio.gather(first, second)
        await room.settle()

    assert engine.asked == [QUESTION.text, QUESTION.text, WHAT.text]
    assert answer.citations
