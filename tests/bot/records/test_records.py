from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.records import Kept, Records, Server
from bot.records.schema import tables
from ingest import Database
from tests.archives import put_empty_archive

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(put_empty_archive(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def records(database: Database) -> Records:
    return Records(database)


def test_a_server_that_chose_nothing_has_the_defaults(records: Records) -> None:
    assert records.server("1") == Server("1", zone="UTC", channel=None)


def test_what_a_server_chose_is_kept_for_it_alone(records: Records) -> None:
    records.change(Server("1", zone="Europe/Kyiv", channel="7"), now=NOW)
    records.change(Server("1", zone="Asia/Tokyo", channel="7"), now=NOW)

    assert records.server("1") == Server("1", zone="Asia/Tokyo", channel="7")
    assert records.server("2") == Server("2")


def test_a_model_writes_nowhere_until_somebody_chose_it(records: Records) -> None:
    assert not records.server("1").writes

    records.change(Server("1", writes=True), now=NOW)

    assert records.server("1").writes
    assert not records.server("2").writes


def test_questions_to_a_model_are_counted_a_server_and_day(records: Records) -> None:
    today, tomorrow = NOW.date(), NOW.date() + timedelta(days=1)

    assert [records.take_writing("1", day=today, most=2) for _ in range(4)] == [True, True, False, False]
    assert records.take_writing("2", day=today, most=2)
    assert [records.take_writing("1", day=tomorrow, most=2) for _ in range(3)] == [True, True, False]
    assert records.take_writing("1", day=tomorrow, most=3)


def test_what_a_button_shows_is_found_by_its_server_alone(records: Records) -> None:
    name = records.keep(Kept.ANSWER, "{}", server="1", now=NOW)
    private = records.keep(Kept.ANSWER, "mine", server=None, now=NOW)

    assert records.find(Kept.ANSWER, name, server="1") == "{}"
    assert records.find(Kept.ANSWER, name, server="2") is None
    assert records.find(Kept.OFFERS, name, server="1") is None
    assert records.find(Kept.ANSWER, private, server=None) == "mine"
    assert len(name) <= 20


def test_what_is_old_is_forgotten_but_for_the_commands(records: Records) -> None:
    old = records.keep(Kept.ANSWER, "old", server="1", now=NOW - timedelta(days=8))
    new = records.keep(Kept.ANSWER, "new", server="1", now=NOW)
    records.keep(Kept.COMMANDS, "hash", server=None, now=NOW - timedelta(days=99), name="commands")

    assert records.forget_old(now=NOW, after=timedelta(days=7)) == 1
    assert records.find(Kept.ANSWER, old, server="1") is None
    assert records.find(Kept.ANSWER, new, server="1") == "new"
    assert records.find(Kept.COMMANDS, "commands", server=None) == "hash"


def test_what_is_forgotten_stands_in_no_file_any_more(records: Records, database: Database, tmp_path: Path) -> None:
    now = NOW + timedelta(days=8)
    for number in range(200):
        records.keep(Kept.ANSWER, f'{{"question": "zyqqwarble {number}"}}', server="1", now=NOW)
        records.keep(Kept.ANSWER, f'{{"question": "plain {number}"}}', server="2", now=now)
    assert records.forget_old(now=now, after=timedelta(days=7)) == 200
    database.close()

    assert not any(b"zyqqwarble" in file.read_bytes() for file in tmp_path.iterdir() if file.is_file())


def test_a_server_s_questions_are_forgotten_at_once_and_everybody_s_too(records: Records) -> None:
    mine, offer, other = (
        records.keep(kind, "{}", server=server, now=NOW)
        for kind, server in ((Kept.ANSWER, "1"), (Kept.OFFERS, "1"), (Kept.ANSWER, "2"))
    )
    private = records.keep(Kept.ANSWER, "{}", server=None, now=NOW)
    records.keep(Kept.COMMANDS, "hash", server=None, now=NOW, name="commands")

    assert records.forget_kept("1") == 1
    assert records.find(Kept.ANSWER, mine, server="1") is None
    assert records.find(Kept.OFFERS, offer, server="1") is None
    assert records.find(Kept.ANSWER, other, server="2") == "{}"
    assert records.forget_kept() == 2
    assert records.find(Kept.ANSWER, private, server=None) is None
    assert records.find(Kept.COMMANDS, "commands", server=None) == "hash"


def test_a_server_that_leaves_is_forgotten(records: Records) -> None:
    records.change(Server("1", zone="Asia/Tokyo", writes=True), now=NOW)
    records.take_writing("1", day=NOW.date(), most=1)
    gone = records.keep(Kept.ANSWER, "a", server="1", now=NOW)
    stays = records.keep(Kept.ANSWER, "b", server="2", now=NOW)

    records.forget_server("1")

    assert records.server("1") == Server("1")
    assert records.take_writing("1", day=NOW.date(), most=1)
    assert records.find(Kept.ANSWER, gone, server="1") is None
    assert records.find(Kept.ANSWER, stays, server="2") == "b"


def test_the_migrations_make_the_tables_that_the_code_names(database: Database) -> None:
    with database.reading() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or name in tables.tables}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, tables) == []
