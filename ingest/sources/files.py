"""Import files, streamed: JSON lines, plain or gzipped, web pages, plain texts."""

import gzip
import os
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from ingest.articles import Document
from ingest.errors import InputError
from ingest.refusals import Refused
from ingest.sources.encodings import decode
from ingest.sources.rows import parse_row

MAX_BYTES = 5_000_000
"""A longer row or page is a dump or an attack: the longest live blogs measured stay under 2 MB."""
_ACCEPTED = ".jsonl, .jsonl.gz, .html, .htm, .txt or .md"

_PAGE_TITLE = re.compile(
    r"<title[^<>]*>\s*[^\s<]|<h1\b|<meta\b[^<>]*(?:og:title|twitter:title)|\"headline\"", re.IGNORECASE
)
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_MAX_HEADLINE = 150
"""Characters; longer first lines are prose."""
_PROSE_ENDS = (".", ":", ",", ";", "…")


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
    if url is not None and _holds_rows(name):
        raise InputError(f"A URL belongs to one article, but {name} holds many: give each row its own.")
    read = _reading(name, Document(origin=name, body="", url=url, published=published, publisher=publisher))
    return _through(_openable(path), read)


def read_upload(name: str, body: bytes) -> Iterator[Arrival]:
    """Give what a file that somebody handed in holds, documents in order.

    Raises `InputError` if its name ends in nothing known, or if it is packed: only its sender knows to what size.
    """
    if name.lower().endswith(".gz"):
        raise InputError(f"{name} is packed: send it unpacked.")
    return _reading(name, Document(origin=name, body=""))(BytesIO(body))


def _reading(name: str, known: Document) -> Callable[[BinaryIO], Iterator[Arrival]]:
    """Give the way to read a file of this name, where `known` is what is known of what it holds."""
    if _holds_rows(name):
        return partial(_read_rows, name=name, known=known)
    if name.lower().endswith((".html", ".htm", ".txt", ".md")):
        return partial(_read_one, known=known)
    raise InputError(f"{name} cannot be imported: its name must end in {_ACCEPTED}.")


def _holds_rows(name: str) -> bool:
    return name.lower().endswith((".jsonl", ".jsonl.gz"))


def _name(path: Path) -> str:
    """Give the file's name as text, whatever bytes the file system keeps for it."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _openable(path: Path) -> Path:
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise InputError(f"{path} cannot be opened: {error.strerror}.") from error


def _through(path: Path, read: Callable[[BinaryIO], Iterator[Arrival]]) -> Iterator[Arrival]:
    with path.open("rb") as file:
        yield from read(file)


def _read_rows(file: BinaryIO, *, name: str, known: Document) -> Iterator[Arrival]:
    found = False
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
            published=row.document.published or known.published,
            publisher=row.document.publisher or known.publisher,
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


def _read_one(file: BinaryIO, *, known: Document) -> Iterator[Arrival]:
    text = _whole(file, known.origin)
    document = text if isinstance(text, Refused) else _titled(text, known)
    yield Arrival(document, file.tell())


def _titled(text: str, known: Document) -> Document:
    """Give the document with a title: the text's own, or, for one without URL, the file's name."""
    name = known.origin
    fallback = name if known.url is None else ""
    if name.lower().endswith((".html", ".htm")):
        return replace(known, title="" if _has_title(text) else fallback, body=text)
    headline, body = _headline_and_body(text)
    return replace(known, title=headline or fallback, body=body)


def _has_title(page: str) -> bool:
    """Tell whether a page names itself somewhere; where, is for the reading of it."""
    return _PAGE_TITLE.search(page) is not None


def _headline_and_body(text: str) -> tuple[str, str]:
    """Part a headline from the text beneath it: a short first line, no sentence, before a blank line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.lstrip().partition("\n")
    blank, _, body = rest.partition("\n")
    headline = _HEADING_MARK.sub("", first.strip(), count=1)
    if blank.strip() or not body.strip() or len(headline) > _MAX_HEADLINE or headline.endswith(_PROSE_ENDS):
        return "", text
    return headline, body.lstrip()


def _whole(file: BinaryIO, name: str) -> str | Refused:
    raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        return Refused(name, "is longer than 5 MB")
    if not raw.strip():
        return Refused(name, "is empty")
    text = decode(raw)
    return text if text is not None else Refused(name, "is not text: its bytes are in no known encoding")
