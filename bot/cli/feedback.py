"""The commands on what members say of answers: export, gaps."""

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from bot.cli.door import bugs_logged
from bot.cli.options import Data, Json
from bot.cli.screens import show, write_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.records import Records
    from bot.settings import BotSettings


def export(*, data: Data = None) -> None:
    """Write what members say of answers as benchmark labels: one JSON object a line, with the answer and its trace.

    The fields are those of tests/benchmarks/labels/; right values are the members' words, to be judged before use.
    """
    from bot.cli.workplace import prepared
    from bot.reviewing import label_row, rated

    with _records(prepared(data)) as records:
        for one in rated(records.ballots.all()):
            write_json(label_row(one))


def gaps(*, json: Json = False, data: Data = None) -> None:
    """List what was asked anywhere and not answered, as long as answers are kept, with what could answer it."""
    from dataclasses import asdict

    from pydantic import TypeAdapter

    from bot import gaps as unanswered
    from bot.answering.answers import Answer, json_of
    from bot.cli.workplace import opened_archive, prepared
    from bot.rendering.terminal.gaps import render_gaps
    from ingest import OPERATOR

    settings, answers = prepared(data), TypeAdapter(Answer)
    with _records(settings) as records, opened_archive(settings) as archive:
        read = {source.url for source in archive.sources(OPERATOR) if source.url}
        kept = [answers.validate_json(each) for each in records.answers()]
    found = unanswered.gaps(kept, read=read)
    if json:
        for gap in found:
            write_json({key: json_of(value) for key, value in asdict(gap).items()})
    else:
        show(render_gaps(found))


@contextmanager
def _records(settings: "BotSettings") -> "Iterator[Records]":
    from bot.records import Records
    from ingest import Database

    with bugs_logged(settings.data), closing(Database.open(settings.database)) as database:
        yield Records(database)
