import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.records import EVERYWHERE, Kept, Records, Server, installation_key
from bot.records.schema import tables
from ingest import Database
from tests.archives import put_empty_archive

NOW = datetime(2026, 3, 1, tzinfo=UTC)


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


def test_what_is_forgotten_stands_in_no_file_any_more(tmp_path: Path) -> None:
    database = Database.open(put_empty_archive(tmp_path))  # whose file is ours to read, unlike a server's
    records = Records(database)
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


def test_all_that_moderators_choose_is_read_back_by_whoever_opens_the_archive_next(database: Database) -> None:
    chosen = Server(
        "1",
        channels=("5", "6"),
        moderators=("8",),
        only_me=True,
        language="ar",
        keep_days=0,
        threads=True,
    )
    Records(database).change(chosen, now=NOW)

    assert Records(database).server("1") == chosen


def test_a_mention_is_answered_where_moderators_chose_and_in_what_lies_there() -> None:
    chosen = Server("1", channels=("5",))

    assert [chosen.answers_in(*places) for places in ((5,), (7, 5), (7, None, 5), (7, None), ())] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert Server("1", channels=(EVERYWHERE,)).answers_in(7)
    assert not Server("1").answers_in(7)


def test_a_server_may_keep_answers_for_less_time_and_never_for_longer(records: Records) -> None:
    records.change(Server("1", keep_days=1), now=NOW)
    records.change(Server("3", keep_days=90), now=NOW)
    for server in ("1", "2", "3", None):
        for days in (0, 2, 8):
            made = NOW - timedelta(days=days, seconds=1)
            records.keep(Kept.ANSWER, "{}", server=server, now=made, name=f"{server} {days}")

    records.forget_old(now=NOW, after=timedelta(days=7))

    left = [
        f"{server} {days}"
        for server in ("1", "2", "3", None)
        for days in (0, 2, 8)
        if records.find(Kept.ANSWER, f"{server} {days}", server=server)
    ]
    assert left == ["1 0", "2 0", "2 2", "3 0", "3 2", "None 0", "None 2"]


def test_an_asker_is_a_code_of_this_installation_alone(database: Database) -> None:
    mine, theirs = (Records(database, key=key * 32) for key in (b"a", b"b"))

    assert mine.asker(7) == Records(database, key=b"a" * 32).asker(7)
    assert len({mine.asker(7), mine.asker(8), theirs.asker(7), hashlib.sha256(b"7").hexdigest()}) == 4


def test_what_is_an_asker_s_is_forgotten_wherever_they_asked(records: Records) -> None:
    me, other = records.asker(7), records.asker(8)
    for number, server in enumerate(("1", "2", None)):
        records.keep(Kept.ANSWER, "{}", server=server, now=NOW, name=f"mine {number}", asker=me)
        records.keep(Kept.TURN, "{}", server=server, now=NOW, name=f"turn {number}", asker=me)
    records.rewrite("mine 0", "written")
    records.keep(Kept.ANSWER, "{}", server="1", now=NOW, name="theirs", asker=other)

    assert records.forget_asker(7) == 3
    records.rewrite("mine 0", "written once more")
    assert records.find(Kept.ANSWER, "mine 0", server="1") is None
    assert records.find(Kept.TURN, "turn 2", server=None) is None
    assert records.find(Kept.ANSWER, "theirs", server="1") == "{}"


def test_every_table_is_some_server_s(records: Records) -> None:
    assert {name for name, table in tables.tables.items() if "server" not in table.c} == {"servers"}
    assert records.mentioned() == set()


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    key = installation_key(tmp_path)

    assert installation_key(tmp_path) == key
    assert len(key) == 32
    assert (tmp_path / "askers.key").stat().st_mode & 0o777 == 0o600


def test_the_migrations_make_the_tables_that_the_code_names(database: Database) -> None:
    with database.reading() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or name in tables.tables}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, tables)
    assert [each for each in differences if each[0] != "add_table_comment"] == []  # those are for who reads the code
