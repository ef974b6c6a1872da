"""What a room does on a connection, as what the archive does: in a transaction of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection

from ingest.archive.database import Database

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class _OnDatabase(Protocol):
    @property
    def database(self) -> Database: ...


def reads(
    ask: Callable[Concatenate[Connection, Arguments], Result],
) -> Callable[Concatenate[_OnDatabase, Arguments], Result]:
    """Give `ask` as a method that reads what is committed."""

    @wraps(ask)
    def asked(archive: _OnDatabase, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        with archive.database.reading() as connection:
            return ask(connection, *args, **kwargs)

    return asked


def writes(
    change: Callable[Concatenate[Connection, Arguments], Result],
) -> Callable[Concatenate[_OnDatabase, Arguments], Result]:
    """Give `change` as a method that writes all of it, or on any error nothing."""

    @wraps(change)
    def changed(archive: _OnDatabase, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        with archive.database.writing() as connection:
            return change(connection, *args, **kwargs)

    return changed
