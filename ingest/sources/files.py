"""Import files, streamed: JSON lines, plain or gzipped, web pages, plain texts."""

import gzip
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from ingest.articles import Document
from ingest.errors import InputError
from ingest.refusals import Refused
from ingest.sources.encodings import decode
from ingest.sources.rows import parse_row
from ingest.sources.texts import has_title, headline_and_body

MAX_BYTES = 5_000_000
"""A longer row or page is a dump or an attack: the longest live blogs measured stay under 2 MB."""
_ACCEPTED = ".jsonl, .jsonl.gz, .html, .htm, .txt or .md"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One document out of a file, or the reason why it is none."""

    document: Document | Refused
    bytes_read: int
    """How far into the file this was, as stored (compressed); for a progress bar."""
    note: str | None = None
    """What was amiss without being worth a refusal."""


def read_file(
    path: Path, *, published: datetime | None = None, url: str | None = None, publisher: str | None = None
) -> Iterator[Arrival]:
    """Give what `path` holds, in order, however long it is.

    `published` and `publisher` stand in where a row states none; they and `url` describe a file that holds
    one article. A damaged row is refused and the rest goes on.

    Raises `InputError` at once if the file cannot be opened or its name ends in nothing known.
    """
    name = _name(path)
    if name.lower().endswith((".jsonl", ".jsonl.gz")):
        if url is not None:
            raise InputError(f"A URL belongs to one article, but {name} holds many: give each row its own.")
        return _read_rows(_openable(path), published=published, publisher=publisher)
    if name.lower().endswith((".html", ".htm", ".txt", ".md")):
        known = Document(origin=name, body="", url=url, published=published, publisher=publisher)
        return _read_one(_openable(path), known)
    raise InputError(f"{name} cannot be imported: its name must end in {_ACCEPTED}.")


def _name(path: Path) -> str:
    """Give the file's name as text, whatever bytes the file system keeps for it."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _openable(path: Path) -> Path:
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise InputError(f"{path} cannot be opened: {error.strerror}.") from error


def _read_rows(path: Path, *, published: datetime | None, publisher: str | None) -> Iterator[Arrival]:
    name = _name(path)
    found = False
    with path.open("rb") as file:
        for number, line in enumerate(_lines(file, name), start=1):
            if isinstance(line, bytes) and not line.strip():
                continue
            found = True
            row = parse_row(line, f"{name}:{number}") if isinstance(line, bytes) else line
            if isinstance(row, Refused):
                yield Arrival(row, file.tell())
                continue
            document = replace(
                row.document,
                published=row.document.published or published,
                publisher=row.document.publisher or publisher,
            )
            yield Arrival(document, file.tell(), row.note)
        if not found:
            yield Arrival(Refused(name, "is empty"), file.tell())


def _lines(file: BinaryIO, name: str) -> Iterator[bytes | Refused]:
    """Give each line, or its refusal; memory holds one row at most, whatever the file is."""
    stream = gzip.GzipFile(fileobj=file) if name.lower().endswith(".gz") else file
    number = 0
    try:
        while line := stream.readline(MAX_BYTES + 1):
            number += 1
            if len(line) <= MAX_BYTES:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield Refused(f"{name}:{number}", "is longer than 5 MB")
    except gzip.BadGzipFile:
        yield Refused(name, f"is not gzip, or is damaged after row {number}; the rows before are kept")
    except (EOFError, zlib.error):
        yield Refused(name, f"is cut off or damaged after row {number}; the rows before are kept")


def _read_one(path: Path, known: Document) -> Iterator[Arrival]:
    with path.open("rb") as file:
        text = _whole(file, known.origin)
        document = text if isinstance(text, Refused) else _titled(text, known)
        yield Arrival(document, file.tell())


def _titled(text: str, known: Document) -> Document:
    """Give the document with a title: the text's own, or, for one without URL, the file's name."""
    name = known.origin
    fallback = name if known.url is None else ""
    if name.lower().endswith((".html", ".htm")):
        return replace(known, title="" if has_title(text) else fallback, body=text)
    headline, body = headline_and_body(text)
    return replace(known, title=headline or fallback, body=body)


def _whole(file: BinaryIO, name: str) -> str | Refused:
    raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        return Refused(name, "is longer than 5 MB")
    if not raw.strip():
        return Refused(name, "is empty")
    text = decode(raw)
    return text if text is not None else Refused(name, "is not text: its bytes are in no known encoding")
