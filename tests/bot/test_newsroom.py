"""What one server may ask for, on a real archive."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.answering.questions import Question
from bot.newsroom import Newsroom
from bot.records import Records
from bot.views.answers import answer_buttons
from ingest import ARCHIVE_FILE_NAME, Archive, Database
from tests.bot.engine_news import fill
from tests.bot.engines import InlineEngine
from tests.embedders import HashingEmbedder


async def test_an_answer_that_cannot_be_kept_is_given_without_buttons(tmp_path: Path) -> None:
    fill(tmp_path)
    file = tmp_path / ARCHIVE_FILE_NAME
    with Archive.open(tmp_path) as archive, closing(Database.open(file, busy_seconds=0.1)) as database:
        newsroom = Newsroom(
            engine=InlineEngine(archive, HashingEmbedder(), lambda _: ()),
            archive=archive,
            records=Records(database),
            keep=timedelta(days=7),
        )
        with closing(Database.open(file)) as other, other.writing():
            answer, name = await newsroom.answer(
                Question("how many attacks on US forces since Oct 17?"), None, now=datetime.now(UTC)
            )

    assert answer.citations
    assert name is None
    assert answer_buttons(answer, name) == []
