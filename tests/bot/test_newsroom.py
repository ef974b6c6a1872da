"""What one server may ask for, on a real archive."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answering.questions import Question
from bot.newsroom import Newsroom
from bot.records import Records
from bot.views.answers import answer_buttons
from ingest import ARCHIVE_FILE_NAME, Archive, Database, InputError, Limits, Subscriber, TooManySources, utc_now
from tests.archives import scanning_archive
from tests.bot.engine_news import fill
from tests.bot.engines import InlineEngine
from tests.embedders import HashingEmbedder

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
