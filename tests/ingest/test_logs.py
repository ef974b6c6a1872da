import json
import logging
import sys
import threading
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from ingest.logs import configure_logs, log_to_a_person


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root, ours = logging.getLogger(), logging.getLogger("ingest")
    handlers, level = root.handlers[:], root.level
    uncaught = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = uncaught
    root.handlers[:] = handlers
    root.setLevel(level)
    ours.setLevel(logging.NOTSET)
    structlog.reset_defaults()


def written(stream: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_line_of_json() -> None:
    stream = StringIO()
    configure_logs("INFO", stream=stream)

    structlog.get_logger("ingest.polling.worker").info("polled", new=3)

    (event,) = written(stream)
    assert event.pop("timestamp")
    assert event == {"event": "polled", "new": 3, "level": "info", "logger": "ingest.polling.worker"}


def test_a_terminal_gets_words() -> None:
    stream = Terminal()
    configure_logs("INFO", stream=stream)

    structlog.get_logger("ingest.polling.worker").info("polled", new=3)

    assert "polled" in stream.getvalue()
    assert "{" not in stream.getvalue()


@pytest.mark.parametrize(
    ("level", "logger", "heard"),
    [
        pytest.param("WARNING", "ingest.polling.worker", ["warning"], id="ours at WARNING"),
        pytest.param("INFO", "ingest.polling.worker", ["info", "warning"], id="ours at INFO"),
        pytest.param("INFO", "alembic", ["warning"], id="others at INFO"),
        pytest.param("DEBUG", "alembic", ["info", "warning"], id="others at DEBUG"),
    ],
)
def test_ours_is_heard_from_the_level_on_and_others_from_warning(level: str, logger: str, heard: list[str]) -> None:
    stream = StringIO()
    configure_logs(level, stream=stream)

    logging.getLogger(logger).info("one")
    logging.getLogger(logger).warning("two")

    assert [event["level"] for event in written(stream)] == heard


@pytest.mark.parametrize("stream", [StringIO(), Terminal()], ids=["json", "terminal"])
def test_nothing_secret_is_written_wherever_it_stands(stream: StringIO) -> None:
    configure_logs("INFO", secrets=['to"ken', ""], stream=stream)
    log = structlog.get_logger("ingest.polling.worker")

    try:
        raise ValueError(  # noqa: TRY301 because it is the traceback that is looked at
            'it was to"ken at https://me:pw@one.example/feed?key=k3y'
        )
    except ValueError:
        log.exception('the to"ken', url="https://one.example/feed?a=1&api_key=k3y", kept=['to"ken'])
    logging.getLogger("discord").warning("logged in with %s", 'to"ken')

    text = stream.getvalue()
    assert "ValueError" in text
    assert "[hidden]" in text
    assert not any(secret in text for secret in ('to"ken', 'to\\"ken', "k3y", "pw@"))


def test_a_commands_log_is_as_discreet(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_a_person("WARNING", sys.stderr)
    log = structlog.get_logger()

    log.info("unheard")
    try:
        raise ValueError("https://one.example/feed?reader=k3y")  # noqa: TRY301 because its traceback is looked at
    except ValueError:
        log.exception("failed", url="https://me:pw@one.example/feed?a=1&api_key=k3y")

    said = capsys.readouterr().err
    assert "failed" in said
    assert "ValueError: https://one.example/feed?reader=***" in said
    assert "https://***@one.example/feed?a=1&api_key=***" in said
    assert "unheard" not in said
