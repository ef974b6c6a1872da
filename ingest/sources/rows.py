"""One line of JSON lines: strict about types, relaxed about what is missing."""

import json
from dataclasses import dataclass

from ingest.articles import Document
from ingest.refusals import Refused
from ingest.timestamps import parse_timestamp

_NAMES = {
    "title": ("title",),
    "body": ("text", "content", "summary"),
    "url": ("url",),
    "published": ("published",),
    "publisher": ("publisher",),
    "author": ("author",),
    "language": ("language", "lang"),
    "id": ("id",),
}
"""Which keys may hold a field, the most telling first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is a document."""

    document: Document
    note: str | None
    """What was amiss without being worth a refusal."""


def parse_row(line: bytes, origin: str) -> Row | Refused:
    """Read one line of JSON lines; absent fields stay absent, wrong types refuse the row."""
    try:
        row = json.loads(line.strip().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Refused(origin, "is not UTF-8")
    except json.JSONDecodeError as error:
        return Refused(origin, f"is not JSON: it errs or breaks off at column {error.colno}")
    except RecursionError:
        return Refused(origin, "is nested too deeply")
    except ValueError:
        return Refused(origin, "holds a number that is too long")
    if not isinstance(row, dict):
        return Refused(origin, f"must be a JSON object, not {_kind(row)}")
    return _typed(row, origin)


def _typed(row: dict[str, object], origin: str) -> Row | Refused:
    fields: dict[str, str] = {}
    for field, keys in _NAMES.items():
        for key in keys:
            value = row.get(key)
            if key in {"id", "published"} and isinstance(value, int) and not isinstance(value, bool):
                value = str(value)
            if value is not None and not isinstance(value, str):
                return Refused(origin, f'is malformed: "{key}" must be text, not {_kind(value)}')
            if value and value.strip() and field not in fields:
                fields[field] = value
    stated = fields.get("published")
    published = parse_timestamp(stated) if stated else None
    document = Document(
        origin=origin,
        body=fields.get("body", ""),
        url=fields.get("url"),
        title=fields.get("title", ""),
        published=published,
        publisher=fields.get("publisher"),
        author=fields.get("author"),
        language=fields.get("language"),
        external_id=fields.get("id"),
    )
    unread = stated is not None and published is None
    return Row(document, f'"published" cannot be read as a date: {stated!r:.60}' if unread else None)


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "an object"
