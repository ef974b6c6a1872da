"""Import files become documents or refusals, in order."""

import gzip
import json
import os
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.articles import Document
from ingest.errors import InputError
from ingest.refusals import Refused
from ingest.sources import read_file, read_upload

ROW = {"url": "https://harbour.example/1", "title": "Ferry late", "text": "The ferry was late."}


def arrivals(path: Path) -> list[Document | Refused]:
    return [arrival.document for arrival in read_file(path)]


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_row_becomes_a_document_with_all_its_fields(tmp_path: Path) -> None:
    row = ROW | {
        "published": "2023-11-22T08:30:00+02:00",
        "publisher": "Harbour Post",
        "author": "A. Writer",
        "language": "en-GB",
        "id": "hp-1",
    }
    assert arrivals(written(tmp_path, "news.jsonl", json.dumps(row))) == [
        Document(
            origin="news.jsonl:1",
            body="The ferry was late.",
            url="https://harbour.example/1",
            title="Ferry late",
            published=datetime(2023, 11, 22, 6, 30, tzinfo=UTC),
            publisher="Harbour Post",
            author="A. Writer",
            language="en-GB",
            external_id="hp-1",
        )
    ]


@pytest.mark.parametrize(
    ("row", "body", "language"),
    [
        pytest.param({"summary": "Brief.", "lang": "en", "feed": "x"}, "Brief.", "en", id="a feed's names"),
        pytest.param({"content": "Whole.", "summary": "Brief."}, "Whole.", None, id="content before summary"),
        pytest.param({"text": "", "summary": "Brief."}, "Brief.", None, id="an empty text is none"),
        pytest.param({"text": None, "title": "T"}, "", None, id="null is absence"),
    ],
)
def test_other_names_for_fields_are_understood(
    tmp_path: Path, row: dict[str, str], body: str, language: str | None
) -> None:
    (document,) = arrivals(written(tmp_path, "news.jsonl", json.dumps(row)))
    assert isinstance(document, Document)
    assert (document.body, document.language) == (body, language)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param(b'{"title": ', "is not JSON: it errs or breaks off at column 10", id="torn"),
        pytest.param(b"[1]", "must be a JSON object, not a list", id="a list"),
        pytest.param(b"7", "must be a JSON object, not a number", id="a number"),
        pytest.param(b'{"title": 5}', 'is malformed: "title" must be text, not a number', id="a number as title"),
        pytest.param(b'{"url": ["a"]}', 'is malformed: "url" must be text, not a list', id="a list as url"),
        pytest.param(b'{"text": {}}', 'is malformed: "text" must be text, not an object', id="an object as text"),
        pytest.param(b'{"id": true}', 'is malformed: "id" must be text, not true or false', id="a flag as id"),
        pytest.param(b'{"title": "\xff"}', "is not UTF-8", id="bad bytes"),
        pytest.param(b"[" * 100_000, "is nested too deeply", id="nesting"),
        pytest.param(b"1" * 5_000, "holds a number that is too long", id="a giant number"),
    ],
)
def test_a_malformed_row_is_refused_and_the_rest_goes_on(tmp_path: Path, line: bytes, reason: str) -> None:
    path = written(tmp_path, "news.jsonl", b'{"title": "A"}\n\n' + line + b'\n{"title": "B"}')
    assert arrivals(path) == [
        Document(origin="news.jsonl:1", body="", title="A"),
        Refused("news.jsonl:3", reason),
        Document(origin="news.jsonl:4", body="", title="B"),
    ]


@pytest.mark.parametrize("name", ["news.jsonl", "news.jsonl.gz"])
def test_a_row_over_five_megabytes_is_refused_without_being_held(tmp_path: Path, name: str) -> None:
    content = b'{"title": "' + b"x" * 60_000_000 + b'"}\n{"title": "B"}\n'
    path = written(tmp_path, name, gzip.compress(content, 1) if name.endswith(".gz") else content)
    del content
    tracemalloc.start()
    found = arrivals(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == [
        Refused("news.jsonl:1".replace("news.jsonl", name), "is longer than 5 MB"),
        Document(origin=f"{name}:2", body="", title="B"),
    ]
    assert peak < 25_000_000


def test_rows_before_the_damage_of_a_cut_off_archive_are_kept(tmp_path: Path) -> None:
    rows = "".join(
        json.dumps(ROW | {"id": str(number), "text": f"{number * 7919} boats"}) + "\n" for number in range(5000)
    )
    whole = gzip.compress(rows.encode())
    found = arrivals(written(tmp_path, "news.jsonl.gz", whole[: len(whole) // 2]))
    assert len(found) > 1000
    assert all(isinstance(document, Document) for document in found[:-1])
    assert found[-1] == Refused(
        "news.jsonl.gz", f"is cut off or damaged after row {len(found) - 1}; the rows before are kept"
    )


def test_a_file_only_named_gzip_is_refused(tmp_path: Path) -> None:
    assert arrivals(written(tmp_path, "news.jsonl.gz", '{"title": "A"}')) == [
        Refused("news.jsonl.gz", "is not gzip, or is damaged after row 0; the rows before are kept")
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.html", "a.txt", "a.md"])
@pytest.mark.parametrize("content", ["", "\n \n"], ids=["no bytes", "white space"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str, content: str) -> None:
    assert arrivals(written(tmp_path, name, content)) == [Refused(name, "is empty")]


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        pytest.param("2023-11-22", datetime(2023, 11, 22, tzinfo=UTC), id="a bare date"),
        pytest.param("2023-11-22T10:00:00", datetime(2023, 11, 22, 10, tzinfo=UTC), id="no zone"),
        pytest.param("2023-11-22T10:00:00Z", datetime(2023, 11, 22, 10, tzinfo=UTC), id="Z"),
        pytest.param("2023-11-22 10:00:00 +02:00", datetime(2023, 11, 22, 8, tzinfo=UTC), id="a space before the zone"),
        pytest.param("Wed, 22 Nov 2023 10:00:00 -0500", datetime(2023, 11, 22, 15, tzinfo=UTC), id="RFC 2822"),
        pytest.param("Wed, 22 Nov 2023 10:00:00 GMT", datetime(2023, 11, 22, 10, tzinfo=UTC), id="GMT"),
    ],
)
def test_dates_are_read_as_news_writes_them(tmp_path: Path, stated: str, read: datetime) -> None:
    (arrival,) = read_file(written(tmp_path, "news.jsonl", json.dumps(ROW | {"published": stated})))
    assert isinstance(arrival.document, Document)
    assert (arrival.document.published, arrival.note) == (read, None)


def test_a_date_in_seconds_is_read(tmp_path: Path) -> None:
    (arrival,) = read_file(written(tmp_path, "news.jsonl", json.dumps(ROW | {"published": 1_700_640_000})))
    assert isinstance(arrival.document, Document)
    assert arrival.document.published == datetime(2023, 11, 22, 8, tzinfo=UTC)


@pytest.mark.parametrize("stated", ["yesterday", "04/11/2023", "2023", "0001-01-01T00:00:00+05:00", "32/13/2023"])
def test_an_unreadable_date_is_noted_and_missing(tmp_path: Path, stated: str) -> None:
    (arrival,) = read_file(written(tmp_path, "news.jsonl", json.dumps(ROW | {"published": stated})))
    assert isinstance(arrival.document, Document)
    assert arrival.document.published is None
    assert arrival.note == f"\"published\" cannot be read as a date: '{stated}'"


def test_what_the_caller_knows_stands_in_where_a_row_is_silent(tmp_path: Path) -> None:
    path = written(
        tmp_path, "news.jsonl", '{"title": "A"}\n{"title": "B", "publisher": "Own", "published": "2020-01-01"}'
    )
    known = datetime(2023, 1, 1, tzinfo=UTC)
    found = [arrival.document for arrival in read_file(path, published=known, publisher="Known")]
    assert found == [
        Document(origin="news.jsonl:1", body="", title="A", published=known, publisher="Known"),
        Document("news.jsonl:2", "", title="B", published=datetime(2020, 1, 1, tzinfo=UTC), publisher="Own"),
    ]


def test_progress_counts_stored_bytes_to_the_end(tmp_path: Path) -> None:
    path = written(tmp_path, "news.jsonl.gz", gzip.compress(b'{"title": "A"}\n' * 1000))
    counts = [arrival.bytes_read for arrival in read_file(path)]
    assert counts == sorted(counts)
    assert counts[-1] == path.stat().st_size


@pytest.mark.parametrize(
    ("content", "title", "body"),
    [
        pytest.param("Ferry late\n\nIt was late.\n", "Ferry late", "It was late.\n", id="a headline"),
        pytest.param("# Ferry late\r\n\r\nIt was late.", "Ferry late", "It was late.", id="a Markdown heading"),
        pytest.param("It was late.\n\nVery.", "note.txt", "It was late.\n\nVery.", id="a sentence is no headline"),
        pytest.param("Ferry late\nIt was late.", "note.txt", "Ferry late\nIt was late.", id="no blank line"),
        pytest.param("x" * 151 + "\n\nEnd.", "note.txt", "x" * 151 + "\n\nEnd.", id="too long a line"),
    ],
)
def test_a_text_file_is_titled_by_its_headline_or_its_name(tmp_path: Path, content: str, title: str, body: str) -> None:
    assert arrivals(written(tmp_path, "note.txt", content)) == [Document(origin="note.txt", title=title, body=body)]


def test_a_text_file_with_a_url_is_not_titled_by_its_name(tmp_path: Path) -> None:
    (arrival,) = read_file(written(tmp_path, "note.txt", "It was late."), url="https://harbour.example/2")
    assert arrival.document == Document("note.txt", "It was late.", url="https://harbour.example/2")


@pytest.mark.parametrize(
    ("page", "title"),
    [
        pytest.param("<html><title>Ferry late</title><p>It was.</p>", "", id="a title of its own"),
        pytest.param("<html><h1>Ferry late</h1><p>It was.</p>", "", id="a heading of its own"),
        pytest.param("<html><title> </title><p>It was.</p>", "page.htm", id="an empty title"),
        pytest.param('<meta property="og:title" content="Ferry late"><p>It was.</p>', "", id="a title in its metadata"),
        pytest.param("<p>It was.</p>", "page.htm", id="none"),
    ],
)
def test_a_page_is_titled_by_its_file_only_if_it_has_no_title(tmp_path: Path, page: str, title: str) -> None:
    assert arrivals(written(tmp_path, "page.htm", page)) == [Document(origin="page.htm", title=title, body=page)]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("Café.".encode(), id="UTF-8"),
        pytest.param("Café.".encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param("Café.".encode("utf-16"), id="UTF-16"),
    ],
)
def test_a_text_is_decoded_by_its_mark_or_as_utf8(tmp_path: Path, raw: bytes) -> None:
    (document,) = arrivals(written(tmp_path, "note.txt", raw))
    assert isinstance(document, Document)
    assert document.body == "Café."


def test_a_page_is_decoded_by_the_charset_it_states(tmp_path: Path) -> None:
    page = '<html><meta charset="windows-1251"><title>Паром опоздал</title>'
    (document,) = arrivals(written(tmp_path, "page.html", page.encode("cp1251")))
    assert document == Document(origin="page.html", body=page)


def test_a_text_in_an_old_encoding_is_guessed(tmp_path: Path) -> None:
    text = "La réunion a été annulée à cause de la tempête, déclare le préfet après une journée très agitée."
    (document,) = arrivals(written(tmp_path, "note.txt", text.encode("cp1252")))
    assert isinstance(document, Document)
    assert document.body == text


def test_a_binary_named_text_is_refused(tmp_path: Path) -> None:
    assert arrivals(written(tmp_path, "photo.txt", b"\x89PNG\r\n\x00\x00\x01\xfe")) == [
        Refused("photo.txt", "is not text: its bytes are in no known encoding")
    ]


def test_a_page_over_five_megabytes_is_refused(tmp_path: Path) -> None:
    assert arrivals(written(tmp_path, "page.html", b"<p>" * 1_700_000)) == [Refused("page.html", "is longer than 5 MB")]


def test_another_kind_of_file_is_an_error_that_names_the_kinds(tmp_path: Path) -> None:
    with pytest.raises(
        InputError,
        match=r"^report\.pdf cannot be imported: its name must end in \.jsonl, \.jsonl\.gz, \.html, \.htm, \.txt or",
    ):
        read_file(tmp_path / "report.pdf")


def test_a_file_named_in_odd_bytes_is_read(tmp_path: Path) -> None:
    (document,) = arrivals(written(tmp_path, os.fsdecode(b"caf\xe9.txt"), "It was late."))
    assert document == Document(origin="caf\ufffd.txt", title="caf\ufffd.txt", body="It was late.")


def test_a_file_that_was_handed_in_is_read_by_its_name() -> None:
    assert [arrival.document for arrival in read_upload("notes.txt", b"Ferry late\n\nIt was late.")] == [
        Document(origin="notes.txt", body="It was late.", title="Ferry late")
    ]
    assert [isinstance(each.document, Document) for each in read_upload("a.jsonl", b'{"text": "a"}\n{')] == [
        True,
        False,
    ]


@pytest.mark.parametrize(("name", "reason"), [("a.jsonl.gz", "send it unpacked"), ("a.pdf", "must end in .jsonl")])
def test_a_file_of_another_kind_that_was_handed_in_is_an_error(name: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_upload(name, b"")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened: No such file or directory"):
        read_file(tmp_path / "none.jsonl")


def test_one_url_for_many_rows_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="A URL belongs to one article"):
        read_file(written(tmp_path, "news.jsonl", ""), url="https://harbour.example/1")
