"""The desk: a question that was just answered is not answered again for whoever writes of it."""

from datetime import UTC, datetime
from pathlib import Path

from bot.answering.questions import Question
from bot.desk import Desk
from tests.archives import scanning_archive
from tests.bot.engine_news import fill
from tests.embedders import HashingEmbedder

NOW = datetime(2023, 11, 20, tzinfo=UTC)
WHAT = Question("what happened to American forces?")


def test_the_brief_of_an_answer_is_at_hand_when_the_archive_is_not(tmp_path: Path) -> None:
    fill(tmp_path)
    with scanning_archive(tmp_path, busy_seconds=0.1) as archive:
        desk = Desk(archive, HashingEmbedder)
        answer = desk.answer(WHAT, None, NOW)

    brief = desk.brief(Question(answer.understood), None, NOW)

    assert brief
    assert brief.answer == answer
