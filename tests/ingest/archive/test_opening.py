import subprocess
import sys
import time
from pathlib import Path

from ingest.archive import Archive

OPEN = (
    "import sys; from pathlib import Path; from ingest.archive import Archive;"
    "archive = Archive.open(Path(sys.argv[1])); archive.source('wire'); archive.close()"
)


def test_processes_that_create_an_archive_at_once_share_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPEN, str(tmp_path / "new")]
    children = [subprocess.Popen(command) for _ in range(3)]  # noqa: S603 because it is ours
    assert [child.wait(30) for child in children] == [0, 0, 0]
    with Archive.open(tmp_path / "new") as archive:
        assert [source.name for source in archive.sources()] == ["wire"]


def test_opening_a_current_archive_takes_no_time(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    began = time.perf_counter()
    Archive.open(tmp_path).close()
    assert time.perf_counter() - began < 0.15
