"""Parts of statements that each database writes in its own way, when the statement is compiled."""

import json
from collections.abc import Collection
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


class _JoinedValues(FunctionElement[str]):
    type = String()
    inherit_cache = True
    name = "joined_values"


def among(column: Column, values: str) -> ColumnElement[bool]:
    """Whether a column is one of any number of values: the parameter of that name, as `listed` gives it."""
    return _Among(column, bindparam(values, type_=String))


def listed(values: Collection[int] | Collection[str]) -> str:
    """Give any number of values as one parameter."""
    return json.dumps(list(values))


def joined_values(column: Column) -> ColumnElement[str]:
    """Give a group's distinct values, joined with commas; in no order."""
    return _JoinedValues(column)


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


@compiles(_JoinedValues, "sqlite")
def _joined_in_sqlite(element: _JoinedValues, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 because SQLAlchemy passes it on
    return f"group_concat(DISTINCT {compiler.process(element.clauses, **options)})"


@compiles(_JoinedValues, "postgresql")
def _joined_in_postgresql(element: _JoinedValues, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 because SQLAlchemy passes it on
    return f"string_agg(DISTINCT {compiler.process(element.clauses, **options)}, ',')"
