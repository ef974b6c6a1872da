"""What every test of the command line leaves behind as it was."""

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """Let no command's log, which goes to the stderr of its own test, be written to by the next test."""
    yield
    structlog.reset_defaults()
