"""The one door by which every failure leaves the command line."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import typer
from rich.text import Text
from typer.exceptions import TyperException

from bot.answering.questions import QuestionError
from bot.cli.screens import notices

FAILED = 1
WRONG_INPUT = 2
NOT_CONFIGURED = os.EX_CONFIG
"""78: what starts services shall not try again."""
STOPPED = 130
"""What a shell reports of a command that Ctrl-C ended."""


class UnexpectedError(Exception):
    """A bug; its traceback lies in a log."""

    def __init__(self, cause: Exception, log: Path | None) -> None:
        file = f"together with this file: {log}" if log else "and what you did; no file could be written about it"
        super().__init__(
            f"sitrep met a bug ({type(cause).__name__}). What was stored before is kept. Please report it {file}"
        )


@contextmanager
def bugs_logged(data: Path) -> Iterator[None]:
    """Turn what nobody foresaw into an `UnexpectedError`, its traceback in a file under `data`."""
    from ingest import SitrepError

    try:
        yield
    except (SitrepError, QuestionError, TyperException, typer.Exit, typer.Abort, BrokenPipeError):
        raise
    except Exception as error:
        raise UnexpectedError(error, _write_down(error, data)) from error


def leave(error: Exception) -> int:
    """Say on stderr what happened, and give the exit code: both by the class of the exception.

    What nobody foresaw is written down as `bugs_logged` does, in a temporary folder.
    """
    from bot.alone import AlreadyRunning
    from bot.settings import NotConfigured
    from ingest import InputError, SettingError, SitrepError

    match error:
        case NotConfigured() | AlreadyRunning():
            return _say(str(error), NOT_CONFIGURED)
        case typer.Abort():
            return _say("There was no yes: nothing was changed.", FAILED)
        case TyperException():
            return _say(error.format_message() + _where_help_is(error), WRONG_INPUT)
        case QuestionError() | InputError() | SettingError():
            return _say(str(error), WRONG_INPUT)
        case SitrepError() | UnexpectedError():
            return _say(str(error), FAILED)
        case _:
            return _say(str(UnexpectedError(error, _write_down(error, None))), FAILED)


def _say(sentence: str, code: int) -> int:
    notices().print(Text.assemble(("error: ", "bold red"), sentence))
    return code


def _where_help_is(error: TyperException) -> str:
    context = getattr(error, "ctx", None)  # because only usage errors know where they happened
    return f" Help: {context.command_path} --help" if context else ""


def _write_down(error: Exception, data: Path | None) -> Path | None:
    """Write a bug's traceback into a file, without keys; `None` where nothing can be written at all."""
    from ingest import told

    name = f"error-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.log"
    story = told(error)
    with suppress(OSError):
        return _written(data / "logs" / name, story) if data else _written(_elsewhere() / name, story)
    with suppress(OSError):
        return _written(_elsewhere() / name, story)
    return None


def _elsewhere() -> Path:
    return Path(tempfile.mkdtemp(prefix="sitrep-"))


def _written(log: Path, story: str) -> Path:
    from ingest import make_file, make_folder

    make_folder(log.parent)
    make_file(log)
    log.write_text(story, encoding="utf-8")
    return log
