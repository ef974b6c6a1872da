import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from ingest.archive import Archive, Count, schema
from ingest.live import Subscriber

OPEN = (
    "import sys; from pathlib import Path; from ingest.archive import Archive;"
    "archive = Archive.open(Path(sys.argv[1])); archive.source('wire'); archive.close()"
)


def test_processes_that_create_an_archive_at_once_share_it(tmp_path: Path) -> None:
    opening = [sys.executable, "-c", OPEN, str(tmp_path / "new")]
    children = [subprocess.Popen(opening) for _ in range(3)]  # noqa: S603 because it is ours
    assert [child.wait(30) for child in children] == [0, 0, 0]
    with Archive.open(tmp_path / "new") as archive:
        assert [source.name for source in archive.sources()] == ["wire"]


def test_opening_a_current_archive_takes_no_time(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    began = time.perf_counter()
    Archive.open(tmp_path).close()
    assert time.perf_counter() - began < 0.15


def test_an_archive_of_the_first_schema_is_the_operators(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'archive.sqlite3'}")
    config = Config(attributes={})
    config.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO sources VALUES (7, 'wire', 'file', 0)"))
        connection.execute(text("INSERT INTO articles VALUES (1, 'url:u')"))
        row = "1, 1, 7, 'f', 'u', 'Title', 0, 'stated', 'Wire', NULL, 'en', NULL, 'o', 0, :forever, 'Title'"
        connection.execute(text(f"INSERT INTO revisions VALUES ({row})"), {"forever": schema.FOREVER})  # noqa: S608 because the row is ours
        passage = "1, 1, 0, 0, 5, 'h', 0, 0, :forever, 1"
        connection.execute(text(f"INSERT INTO passages VALUES ({passage})"), {"forever": schema.FOREVER})  # noqa: S608 because the row is ours
        connection.execute(text("INSERT INTO meta VALUES ('generation', '1')"))
    engine.dispose()

    with Archive.open(tmp_path) as archive:
        (source,) = archive.sources(Subscriber("any server"))
        assert (source.name, source.shared, source.articles) == ("wire", True, 1)
        assert archive.count(archive.view(datetime.now(UTC), Subscriber("any server"))) == Count(1, 1)
