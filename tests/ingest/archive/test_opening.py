import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from sqlalchemy import Connection, create_engine, text

from bot.records import EVERYWHERE, Records, Server
from ingest.archive import Archive, Count, schema
from ingest.archive.database import Database, migrations_on
from ingest.rulings import Proposal, RulingKind, VisibleRuling
from ingest.subscriptions import Subscriber
from tests.processes import PATIENCE

OPEN = (
    "import sys; from pathlib import Path; from ingest.archive import Archive;"
    "archive = Archive.open(Path(sys.argv[1])); archive.source('wire'); archive.close()"
)


def test_processes_that_create_an_archive_at_once_share_it(tmp_path: Path) -> None:
    opening = [sys.executable, "-c", OPEN, str(tmp_path / "new")]
    children = [subprocess.Popen(opening) for _ in range(3)]  # noqa: S603 because it is ours
    assert [child.wait(PATIENCE) for child in children] == [0, 0, 0]
    with Archive.open(tmp_path / "new") as archive:
        assert [source.name for source in archive.sources()] == ["wire"]


def test_opening_a_current_archive_takes_no_time_beside_making_it(tmp_path: Path) -> None:
    began = time.process_time()
    Archive.open(tmp_path).close()
    made = time.process_time()
    Archive.open(tmp_path).close()
    assert time.process_time() - made < (made - began) / 4


@contextmanager
def of_revision(revision: str, directory: Path) -> Iterator[Connection]:
    """Make an archive as it was when this revision of the schema was the newest."""
    engine = create_engine(f"sqlite:///{directory / 'archive.sqlite3'}")
    with engine.begin() as connection:
        command.upgrade(migrations_on(connection), revision)
        yield connection
    engine.dispose()


def test_an_archive_of_the_first_schema_is_the_operators(tmp_path: Path) -> None:
    with of_revision("0001", tmp_path) as connection:
        connection.execute(text("INSERT INTO sources VALUES (7, 'wire', 'file', 0)"))
        connection.execute(text("INSERT INTO articles VALUES (1, 'url:u')"))
        row = "1, 1, 7, 'f', 'u', 'Title', 0, 'stated', 'Wire', NULL, 'en', NULL, 'o', 0, :forever, 'Title'"
        connection.execute(text(f"INSERT INTO revisions VALUES ({row})"), {"forever": schema.FOREVER})  # noqa: S608 because the row is ours
        passage = "1, 1, 0, 0, 5, 'h', 0, 0, :forever, 1"
        connection.execute(text(f"INSERT INTO passages VALUES ({passage})"), {"forever": schema.FOREVER})  # noqa: S608 because the row is ours
        connection.execute(text("INSERT INTO meta VALUES ('generation', '1')"))

    with Archive.open(tmp_path) as archive:
        (source,) = archive.sources(Subscriber("any server"))
        assert (source.name, source.shared, source.articles) == ("wire", True, 1)
        assert archive.count(archive.view(datetime.now(UTC), Subscriber("any server"))) == Count(1, 1)
        assert archive.count_behind(1) == 1


def test_an_archive_from_before_the_rulings_keeps_its_news_and_takes_rulings(tmp_path: Path) -> None:
    with of_revision("0003", tmp_path) as connection:
        connection.execute(text("INSERT INTO sources VALUES (7, 'wire', 'file', 0, NULL, 'Wire')"))
        connection.execute(text("INSERT INTO subscriptions VALUES (7, '*', 0, NULL, FALSE)"))
        for number, town in enumerate(("Mosul", "Basra"), start=1):
            told = f"A bomb exploded in {town}."
            row = f"'f', 'u{number}', '', 0, 'stated', 'Wire', NULL, 'en', NULL, 'o', 0, {schema.FOREVER}, '{told}'"
            place = f'{{"name": "{town}", "admin": null, "country": "Iraq", "latitude": null, "longitude": null'
            days = f"'1970-01-01', '1970-01-01', 'day', '{place}, \"precision\": \"town\"}}'"
            report = f"{number}, {number}, 'bombing', {days}, '[]', '[]', '[]', NULL, '{{}}', '{{}}', 'reported', 0, 25"
            connection.execute(text(f"INSERT INTO articles VALUES ({number}, 'url:u{number}')"))  # noqa: S608 because the row is ours
            connection.exec_driver_sql(f"INSERT INTO revisions VALUES ({number}, {number}, 7, {row})")  # noqa: S608 because the row is ours
            connection.exec_driver_sql(f"INSERT INTO reports VALUES ({report})")  # noqa: S608 because the row is ours

    with Archive.open(tmp_path) as archive:
        view = archive.view(datetime.now(UTC))
        one, other = archive.reports(view)
        assert archive.rulings(view) == ()

        ruling = archive.rule(Proposal.about(RulingKind.SAME, [one], [other], by="ana"), now=view.now)

        assert archive.rulings_made() == (ruling,)
        assert archive.rulings(view) == (
            VisibleRuling(ruling.id, RulingKind.SAME, frozenset({one.id}), frozenset({other.id})),
        )


def test_numbers_that_were_read_without_their_type_are_as_if_nobody_had_read_them(tmp_path: Path) -> None:
    with of_revision("0018", tmp_path) as connection:
        connection.execute(
            text("INSERT INTO quantities VALUES (1, :read)"), {"read": '[[0,9,[0,2,12,"homes","",0,0,1,0]]]'}
        )
        connection.execute(text("INSERT INTO quantities VALUES (2, '[]')"))  # of a text that cannot be read

    Archive.open(tmp_path).close()

    engine = create_engine(f"sqlite:///{tmp_path / 'archive.sqlite3'}")
    with engine.connect() as connection:
        left = connection.execute(text("SELECT revision FROM quantities")).scalars().all()
    engine.dispose()
    assert left == [2]


def test_what_was_said_of_a_source_for_all_becomes_the_word_of_who_said_it(tmp_path: Path) -> None:
    with of_revision("0008", tmp_path) as connection:
        for number, name in enumerate(("edited", "forgotten", "operators", "silent"), start=1):
            said = "NULL, '[]', NULL" if name == "silent" else f"'{name.title()} Inc', '[\"sea\"]', 'de'"
            connection.exec_driver_sql(
                f"INSERT INTO sources (id, name, kind, added, url, title, publisher, tags, language) "  # noqa: S608 because the row is ours
                f"VALUES ({number}, 'https://{name}.example', 'feed', 0, 'https://{name}.example', '{name}', {said})"
            )
            readers = ("1", "2", "*") if name == "operators" else ("1", "2")
            for reader in readers:
                connection.exec_driver_sql(
                    f"INSERT INTO subscriptions (source, subscriber, added, standing) "  # noqa: S608 because the row is ours
                    f"VALUES ({number}, '{reader}', 0, 'active')"
                )
            publisher = name if name == "silent" else f"{name.title()} Inc"
            row = f"'f', NULL, 'T', 0, 'stated', '{publisher}', NULL, 'en', NULL, 'o', 0, {schema.FOREVER}, 'T'"
            connection.exec_driver_sql(f"INSERT INTO articles VALUES ({number}, 'url:{number}')")  # noqa: S608 because the row is ours
            connection.exec_driver_sql(f"INSERT INTO revisions VALUES ({number}, {number}, {number}, {row})")  # noqa: S608 because the row is ours
        for source, subscriber in ((1, "2"), (1, "1"), (3, "1"), (3, "*")):
            connection.exec_driver_sql(
                "INSERT INTO changes (at, subscriber, source, title, action) "  # noqa: S608 because the row is ours
                f"VALUES (0, '{subscriber}', {source}, 't', 'edit')"
            )

    with Archive.open(tmp_path) as archive:
        told = {
            reader: [(each.name, each.publisher, each.tags, each.language) for each in archive.sources(reader)]
            for reader in (Subscriber("1"), Subscriber("2"))
        }
    stored = publishers_in(tmp_path)
    edited, forgotten, operators = (
        (name, f"{name.title()} Inc", ("sea",), "de") for name in ("edited", "forgotten", "operators")
    )
    silent = ("silent", None, (), None)
    assert told == {
        "1": [edited, forgotten, operators, silent],
        "2": [("edited", None, (), None), forgotten, operators, silent],
    }
    assert stored == ["edited", "forgotten", "operators", "silent"]


def test_a_server_that_was_set_up_before_channels_were_chosen_is_answered_everywhere(tmp_path: Path) -> None:
    with of_revision("0011", tmp_path) as connection:
        connection.exec_driver_sql("INSERT INTO servers (id, zone, changed) VALUES ('1', 'Asia/Tokyo', 0)")

    Archive.open(tmp_path).close()
    with closing(Database(tmp_path / "archive.sqlite3")) as database:
        records = Records(database)
        assert records.server("1") == Server("1", zone="Asia/Tokyo", channels=(EVERYWHERE,))
        assert records.server("2").channels == ()


def publishers_in(directory: Path) -> list[str]:
    """Give the publishers of all articles as they are stored, in the order of their sources."""
    engine = create_engine(f"sqlite:///{directory / 'archive.sqlite3'}")
    with engine.begin() as connection:
        stored = connection.execute(text("SELECT publisher FROM revisions ORDER BY source")).scalars().all()
    engine.dispose()
    return list(stored)
