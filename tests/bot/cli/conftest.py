"""What every test of the command line leaves behind as it was, and the archive that many begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.bot.cli.rows import fill_with, write_rows


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """Let no command's log, which goes to the stderr of its own test, be written to by the next test."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small archive, to be copied by each test."""
    folder = tmp_path_factory.mktemp("told")
    return fill_with(write_rows(folder / "wire.jsonl"), folder / "data")
