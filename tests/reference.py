"""The reference that is generated: docs/commands.md of the commands, docs/schemas of the JSON that they write.

Run as `python -m tests.reference`, or with `make reference`; tests/test_reference.py holds what is committed to it.
"""

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import rich.text
from pydantic import Field, TypeAdapter
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from bot.answering.answers import Answer
from bot.cli.app import app
from ingest import DatePrecision, IncidentKind, PlacePrecision

DOCS = Path(__file__).parents[1] / "docs"
NOT_WRITTEN = {
    "Answer": ("readings", "notes", "why", "written", "retractions", "turns"),
    "Citation": ("date_quality", "source", "language"),
    "Ranked": ("date_quality",),
}
"""What values hold for the screens and `as_json` leaves out or puts into the text."""


@dataclass(frozen=True)
class Days:
    """When it happened: one day or several, and how exactly that is known."""

    from_: Annotated[date, Field(serialization_alias="from")]
    to: date
    precision: DatePrecision


@dataclass(frozen=True)
class Where:
    """Coordinates are of the place by its name, or absent."""

    name: str | None
    admin: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision


@dataclass(frozen=True)
class Toll:
    """People, as the reports have it."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True)
class Told:
    """One report of an incident."""

    id: str | None
    url: str | None
    title: str
    publisher: str
    published: datetime
    quote: str


@dataclass(frozen=True)
class IncidentRow:
    """A line of `sitrep latest --json`: an event as all reports of it tell it together."""

    id: str
    kind: IncidentKind
    date: Days
    place: Where
    actors: list[str]
    targets: list[str]
    victims: list[str]
    weapon: str | None
    killed: Toll
    injured: Toll
    status: str
    summary: str
    reports: list[Told]
    independent_sources: int
    updated: datetime


def answer_schema() -> dict[str, Any]:
    """Give the JSON schema of a line of `sitrep ask --json`."""
    schema = TypeAdapter(Answer).json_schema(mode="serialization")
    schema["description"] = "A line of `sitrep ask --json`: what was asked, what is known, and the words it rests on."
    nouns = {name: each for name, each in schema["$defs"].items() if "properties" in each}
    for name, definition in {"Answer": schema, **nouns}.items():
        for field in NOT_WRITTEN.get(name, ()):
            del definition["properties"][field]
        definition["required"] = list(definition["properties"])
        for field, said in docstrings(name).items():
            if field in definition["properties"]:
                definition["properties"][field]["description"] = said
    while unused := [name for name in schema["$defs"] if f'"#/$defs/{name}"' not in json.dumps(schema)]:
        for name in unused:
            del schema["$defs"][name]
    return _published(schema)


def incident_schema() -> dict[str, Any]:
    """Give the JSON schema of a line of `sitrep latest --json`."""
    return _published(TypeAdapter(IncidentRow).json_schema(mode="serialization"))


def docstrings(name: str) -> dict[str, str]:
    """Give what stands beneath the fields of one of the answer's nouns."""
    module = ast.parse(inspect.getsource(inspect.getmodule(Answer)))  # type: ignore[arg-type] # because a class has one
    (noun,) = (node for node in module.body if isinstance(node, ast.ClassDef) and node.name == name)
    said: dict[str, str] = {}
    for field, after in zip(noun.body, noun.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            said[ast.unparse(field.target)] = str(after.value.value)
    return said


def _published(schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


def commands_page() -> str:
    """Give docs/commands.md: every command with its options and examples."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    everywhere = [option.get_help_record(root.context_class(root)) for option in root.params if option.name != "help"]
    parts = [
        "# The commands",
        "Written by `make reference` from the commands themselves. `sitrep COMMAND --help` says the same.",
        "Every command takes:",
        _table(record for record in everywhere if record),
        *(text for name, command in walked(root, "sitrep") for text in _described(name, command)),
    ]
    return "\n\n".join(parts) + "\n"


def every_command() -> list[str]:
    """Give the whole name of every command that does something."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    return [name for name, _ in walked(root, "sitrep")]


def walked(group: TyperGroup, above: str) -> Iterator[tuple[str, TyperCommand]]:
    """Give every command that does something, with its whole name."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from walked(command, f"{above} {name}")
        else:
            assert isinstance(command, TyperCommand)
            yield f"{above} {name}", command


def _described(name: str, command: TyperCommand) -> Iterator[str]:
    context = command.context_class(command, info_name=name)
    arguments = [piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]"]
    yield f"## {' '.join([name, *arguments])}"
    yield inspect.cleandoc(command.help or "")
    own = [parameter for parameter in command.params if parameter.name not in {"data", "env_file", "help"}]
    if rows := [record for record in (parameter.get_help_record(context) for parameter in own) if record]:
        yield _table(rows)
    examples = [line.removeprefix("Example: ") for line in (command.epilog or "").split("\n\n")]
    yield "\n".join(f"    {line}" for line in examples)


def _table(rows: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> str:
    lines = [f"| `{name.split(' <')[0]}` | {_plain(said)} |" for name, said in rows]
    return "\n".join(["| option | what it does |", "|---|---|", *lines])


def _plain(said: str) -> str:
    return rich.text.Text(said).plain.replace("|", "\\|").replace("<", "&lt;")


def pages() -> Mapping[Path, str]:
    """Give every generated page, by its file."""
    return {
        DOCS / "commands.md": commands_page(),
        DOCS / "schemas/ask.json": _json(answer_schema()),
        DOCS / "schemas/latest.json": _json(incident_schema()),
    }


def _json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2) + "\n"


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
