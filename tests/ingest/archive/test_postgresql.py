"""What only a server can be: away, of another version, closed to us, full, read-only, shared by machines."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from pydantic import SecretStr
from sqlalchemy import Connection, make_url, text

from ingest.archive import Archive, Page, schema
from ingest.archive.database import Database, migrations_on
from ingest.archive.dialects import dialect_of
from ingest.archive.dialects.postgresql_server import OLDEST, explained, unfitness
from ingest.articles import Prepared, View
from ingest.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveLocked,
    ArchiveReadOnly,
    ArchiveTooNew,
    BackupUnusable,
    SettingError,
    StorageFull,
)
from ingest.subscriptions import Subscriber
from tests.archives import offered
from tests.databases import GUARDED, PASSWORD, Postgres
from tests.processes import PATIENCE

NOW = datetime(2024, 1, 1, tzinfo=UTC)
ONE = Subscriber("1")


@pytest.fixture
def url(postgres: Postgres) -> Iterator[SecretStr]:
    with postgres.lent() as lent:
        yield lent


def database_of(url: SecretStr) -> str:
    return url.get_secret_value().rpartition("/")[2].partition("?")[0]


def refusal(url: SecretStr, kind: type[Exception] = ArchiveError) -> str:
    with pytest.raises(kind) as refused:
        Database.open(url)
    assert PASSWORD not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_url_names_a_database_in_any_usual_way(url: SecretStr, scheme: str) -> None:
    named = SecretStr(url.get_secret_value().replace("postgresql:", f"{scheme}:", 1))
    with closing(Database.open(named)) as database:
        assert database.name == f"The database “{database_of(url)}” at {make_url(url.get_secret_value()).query['host']}"


@pytest.mark.parametrize(
    "written", ["mysql://user:wheelhouse@host/name", "postgresql://host", "postgresql://u:p@h:x/n"]
)
def test_what_is_no_database_of_postgresql_is_refused_without_repeating_it(written: str) -> None:
    with pytest.raises(SettingError, match="must be the address of a PostgreSQL database") as refused:
        Database.open(SecretStr(written))
    assert "wheelhouse" not in str(refused.value)


def test_a_server_that_is_down_says_so() -> None:
    assert refusal(SecretStr(f"postgresql://me:{PASSWORD}@127.0.0.1:9/news")) == (
        "The database “news” at 127.0.0.1:9 does not answer; start the server or mend DATABASE_URL, then repeat. "
        "Nothing was half stored."
    )


def test_a_wrong_password_a_strange_role_and_a_missing_database_are_told_apart(
    postgres: Postgres, url: SecretStr
) -> None:
    name = database_of(url)
    assert "refuses the user or the password" in refusal(postgres.place(name, user=GUARDED, password="wrong"))  # noqa: S106 because it is meant to fail
    assert "refuses the user or the password" in refusal(postgres.place(name, user="stranger"))
    assert "“elsewhere” at" in (missing := refusal(postgres.place("elsewhere")))
    assert "is not there: make it with createdb" in missing


def test_a_user_without_rights_is_told_which_it_needs(postgres: Postgres, url: SecretStr) -> None:
    assert "has too few rights" in refusal(postgres.place(database_of(url), user=GUARDED, password=PASSWORD))


def test_a_server_that_takes_no_writes_is_asked_and_takes_none(
    postgres: Postgres, url: SecretStr, tmp_path: Path
) -> None:
    with postgres.admin() as admin:
        admin.execute(f"ALTER DATABASE {database_of(url)} SET default_transaction_read_only = on".encode())
    with Archive.open(tmp_path, database_url=url) as archive:
        assert archive.sources() == ()
        with pytest.raises(ArchiveReadOnly, match="can only be read: it is a replica"):
            archive.source("wire")
    with postgres.admin() as admin:
        admin.execute(f"ALTER DATABASE {database_of(url)} RESET default_transaction_read_only".encode())


def test_a_full_disk_loses_nothing_but_the_batch(
    postgres: Postgres, url: SecretStr, tmp_path: Path, make: Callable[..., Prepared]
) -> None:
    body = "BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END"
    with Archive.open(tmp_path, database_url=url) as archive:
        archive.claim_encoder("test", 8)
        wire = archive.source("wire")
        archive.store(wire, [make("Troops left.")], seen=NOW)
        with postgres.admin(database_of(url)) as admin:  # as the server says it where its disk is full
            admin.execute(f"CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $${body}$$".encode())
            admin.execute("CREATE TRIGGER full_disk BEFORE INSERT ON vectors EXECUTE FUNCTION full_disk()")
        with pytest.raises(StorageFull, match="has no room left"):
            archive.store(wire, [make("Troops came.", url="https://e.example/2")], seen=NOW)
        with postgres.admin(database_of(url)) as admin:
            admin.execute("DROP TRIGGER full_disk ON vectors")
            admin.execute("DROP FUNCTION full_disk")
        assert archive.count(View(NOW)).articles == 1


def test_a_newer_schema_is_refused(postgres: Postgres, url: SecretStr) -> None:
    with postgres.admin(database_of(url)) as admin:
        (revision,) = admin.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
        admin.execute("UPDATE alembic_version SET version_num = '9999'")
        assert "was made by a newer sitrep (schema 9999" in refusal(url, ArchiveTooNew)
        admin.execute("UPDATE alembic_version SET version_num = %s", (revision,))


def test_somebody_elses_database_is_refused_and_left_alone(postgres: Postgres) -> None:
    postgres.make("recipes")
    with postgres.admin("recipes") as admin:
        admin.execute("CREATE TABLE recipes (name TEXT)")
        assert "is a database, but not a sitrep archive" in refusal(postgres.place("recipes"), ArchiveDamaged)
        assert admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall() == [("recipes",)]


def test_a_database_of_another_encoding_is_refused(postgres: Postgres) -> None:
    with postgres.admin() as admin:
        admin.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    assert "is encoded as LATIN1, which cannot hold all news" in refusal(postgres.place("latin"))


def test_versions_that_nobody_mends_any_more_are_refused() -> None:
    assert unfitness("13.22 (Debian 13.22-1)", "UTF8") == (
        "is PostgreSQL 13.22 (Debian 13.22-1), where 14 or newer is needed. Update the server, then repeat."
    )
    assert [unfitness(version, "UTF8") for version in (f"{OLDEST}.0", "18beta1", "17rc1", "18.4")] == [""] * 4


@pytest.mark.parametrize(
    ("state", "said", "kind", "sentence"),
    [
        ("53300", "", ArchiveLocked, "takes no more connections"),
        (None, "FATAL:  sorry, too many clients already", ArchiveLocked, "takes no more connections"),
        (None, 'FATAL:  no pg_hba.conf entry for host "10.0.0.1"', ArchiveError, "refuses the user"),
        (None, "server closed the connection unexpectedly", ArchiveError, "does not answer"),
        ("57P01", "terminating connection due to administrator command", ArchiveError, "does not answer"),
        ("40P01", "deadlock detected", ArchiveLocked, "Another process keeps"),
        ("53200", "out of memory", StorageFull, "has no room left"),
        ("XX001", "invalid page in block 7", ArchiveDamaged, "restore a backup with pg_restore"),
        ("3F000", "no schema has been selected to create in", ArchiveError, "has no schema"),
    ],
)
def test_what_a_server_says_is_told_in_one_sentence(
    state: str | None, said: str, kind: type[ArchiveError], sentence: str
) -> None:
    told = explained("The database “news”", state, said)
    assert type(told) is kind
    assert sentence in str(told)


def test_a_mistake_of_ours_is_explained_to_nobody(url: SecretStr) -> None:
    assert explained("it", "42601", "syntax error") is None
    with (
        closing(Database.open(url)) as database,
        pytest.raises(Exception, match="nonsense"),
        database.reading() as asked,
    ):
        asked.execute(text("nonsense"))


def test_it_is_backed_up_by_its_own_tools(url: SecretStr, tmp_path: Path) -> None:
    with closing(Database.open(url)) as database, pytest.raises(BackupUnusable, match="pg_dump -Fc"):
        database.back_up(tmp_path / "copy", tell=lambda _: None)
    assert not any(tmp_path.iterdir())


def test_not_a_word_of_what_was_purged_is_left_in_the_tables_files(
    postgres: Postgres, url: SecretStr, tmp_path: Path, make: Callable[..., Prepared]
) -> None:
    def is_left() -> bool:
        with postgres.admin() as admin:
            admin.execute("CHECKPOINT")
        files = (each for each in Path(str(postgres.server.pgdata), "base").rglob("*") if each.is_file())
        return any(b"zyqqwarble" in file.read_bytes() for file in files)

    with Archive.open(tmp_path, database_url=url) as archive:
        archive.claim_encoder("test", 8)
        archive.store(
            archive.source("wire"), [make("Zyqqwarble, said zyqqwarble.", url="https://e.example/1")], seen=NOW
        )
        assert is_left()
        archive.purge(Page("https://e.example/1"), now=NOW)
        assert not archive.compact()
        assert "write-ahead log" in archive.database.keeper.remains
        assert archive.count(View(NOW)).articles == 0
        assert not is_left()


def test_who_writes_waits_for_who_writes_and_who_reads_for_nobody(url: SecretStr, tmp_path: Path) -> None:
    with (
        closing(Database.open(url)) as other,
        other.writing(),
        Archive.open(tmp_path, database_url=url, busy_seconds=0.1) as archive,
    ):
        assert archive.sources() == ()
        with pytest.raises(ArchiveLocked, match="Another process keeps"):
            archive.source("wire")


def test_what_one_reads_does_not_change_meanwhile(url: SecretStr, tmp_path: Path) -> None:
    with Archive.open(tmp_path, database_url=url) as archive, archive.database.reading() as snapshot:
        counting = text("SELECT count(*) FROM sources")
        before = snapshot.execute(counting).scalar()
        archive.source("wire")
        assert snapshot.execute(counting).scalar() == before == 0


def test_sources_are_leased_beside_who_stores_and_past_what_another_leases(url: SecretStr, tmp_path: Path) -> None:
    with Archive.open(tmp_path, database_url=url, busy_seconds=PATIENCE) as archive:
        urls = ("https://a.example/feed", "https://b.example/feed")
        offers = [offered(url) for url in urls]
        archive.subscribe(offers, ONE, by=None, now=NOW)
        with archive.database.writing(), ThreadPoolExecutor(1) as thread:
            leased = thread.submit(archive.lease, NOW, worker="one", limit=1).result(PATIENCE)
        assert [source.url for source in leased] == [urls[0]]
        archive.release("one")

        with archive.database.sharing() as connection, ThreadPoolExecutor(1) as thread:
            connection.execute(text("SELECT 1 FROM polls WHERE source = :it FOR UPDATE"), {"it": leased[0].id})
            others = thread.submit(archive.lease, NOW, worker="two", limit=2).result(PATIENCE)
        assert [source.url for source in others] == [urls[1]]


def test_ids_go_on_after_rows_that_came_with_theirs(url: SecretStr, tmp_path: Path) -> None:
    with Archive.open(tmp_path, database_url=url) as archive:
        with archive.database.writing() as connection:
            connection.execute(
                text("INSERT INTO sources (id, name, kind, added, title) VALUES (7, 'old', 'file', 0, 'old')")
            )
            dialect_of(connection).catch_up_ids(connection, {})
        assert archive.source("wire") == 8


def test_an_older_schema_is_brought_up_to_date(postgres: Postgres) -> None:
    postgres.make("older")
    with closing(Database(postgres.place("older"))) as database, database.writing() as connection:
        command.upgrade(migrations_on(connection), "0004")
        connection.execute(text("INSERT INTO sources (name, kind, added) VALUES ('wire', 'file', 0)"))
        connection.execute(text("INSERT INTO subscriptions VALUES (1, '*', 0, NULL, TRUE)"))

    with closing(Database.open(postgres.place("older"))) as database:
        assert database.schema_revision() == schema.NEWEST_REVISION
        with database.reading() as connection:
            standing = connection.execute(text("SELECT standing, removed IS NULL FROM subscriptions")).all()
            assert compared_otherwise(connection) == set()
    assert [tuple(row) for row in standing] == [("paused", True)]


def compared_otherwise(connection: Connection) -> set[str]:
    """Give the columns whose strings compare otherwise than by code points."""
    other = text(
        "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND data_type = 'character varying' AND table_name <> 'alembic_version' "
        "AND collation_name IS DISTINCT FROM 'C'"
    )
    return set(connection.execute(other).scalars())
