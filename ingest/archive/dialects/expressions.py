"""Parts of statements that each database writes in its own way, when the statement is compiled."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import Boolean

Column = ColumnElement[Any]  # because a condition may be about a column of any type


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True
    name = "among"

    def self_group(self, against: OperatorType | None = None) -> "_Among":  # noqa: ARG002 because SQLAlchemy passes it
        """Stay as it is: for SQLite it would be made to equal 1, and then no index serves it."""
        return self


def among(column: Column, values: Iterable[int] | Iterable[str]) -> ColumnElement[bool]:
    """Whether a column is one of any number of values, which make one parameter."""
    return _Among(column, bindparam(None, json.dumps(list(values)), type_=String, unique=True))


@compiles(_Among, "sqlite")
def _among_in_sqlite(element: _Among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 because SQLAlchemy passes it on
    column, values = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 because SQLAlchemy compiled both


@compiles(_Among, "postgresql")
def _among_in_postgresql(element: _Among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 because SQLAlchemy passes it on
    column, values = (compiler.process(clause, **options) for clause in element.clauses)
    kind = "BIGINT" if isinstance(next(iter(element.clauses)).type, Integer) else "TEXT"
    listed = f"SELECT CAST(value AS {kind}) FROM json_array_elements_text(CAST({values} AS JSON))"  # noqa: S608 because of the same
    return f"{column} = ANY (ARRAY({listed}))"
