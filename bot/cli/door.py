"""The one door by which every failure leaves the command line."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import typer
from rich.text import Text
from typer.exceptions import TyperException

from bot.cli.screens import notices
from bot.errors import BotError, UnexpectedError
from bot.exits import FAILED, WRONG_INPUT


@contextmanager
def bugs_logged(data: Path) -> Iterator[None]:
    """Turn what nobody foresaw into an `UnexpectedError`, its traceback in a file under `data`."""
    from ingest import SitrepError

    try:
        yield
    except (SitrepError, BotError, TyperException, typer.Exit, typer.Abort, BrokenPipeError):
        raise
    except Exception as error:
        raise UnexpectedError(error, _write_down(error, data)) from error


def leave(error: Exception) -> int:
    """Say on stderr what happened, and give the exit code of the exception's class (`bot/doors.py`).

    What nobody foresaw is written down as `bugs_logged` does, in a temporary folder.
    """
    from bot.doors import exit_of
    from ingest import SitrepError

    match error:
        case typer.Abort():
            return _say("There was no yes: nothing was changed.", FAILED)
        case TyperException() if not error.format_message():
            return 0  # a group without a command has shown its help
        case TyperException():
            return _say(f"{error.format_message().rstrip('.')}.{_where_help_is(error)}", WRONG_INPUT)
        case SitrepError() | BotError():
            return _say(str(error), exit_of(error).code)
        case _:
            return leave(UnexpectedError(error, _write_down(error, None)))


def _say(sentence: str, code: int) -> int:
    notices().print(Text.assemble(("error: ", "bold red"), sentence))
    return code


def _where_help_is(error: TyperException) -> str:
    context = getattr(error, "ctx", None)  # because only usage errors know where they happened
    return f" Help: {context.command_path} --help" if context else ""


def _write_down(error: Exception, data: Path | None) -> Path | None:
    """Write a bug's traceback into a file, without keys; `None` where nothing can be written at all."""
    from ingest import told, utc_now

    name = f"error-{utc_now():%Y%m%dT%H%M%SZ}.log"
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
