from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from ingest.archive import Archive, Stored
from ingest.archive.revising import Held, KeySpace, Verdict, key_of, known_from, verdict
from ingest.archive.schema import as_microseconds
from ingest.articles import Prepared, View

Make = Callable[..., Prepared]
SEEN = datetime(2024, 6, 1, tzinfo=UTC)


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def bodies(archive: Archive, day: str) -> list[str]:
    return [found.text for found in archive.search_words(View(at(day)), ["troops"], limit=9)]


@pytest.mark.parametrize(
    ("document", "key"),
    [
        pytest.param({"url": "https://e.example/a#b"}, "url:https://e.example/a#b", id="address"),
        pytest.param({"url": None, "external_id": "17"}, "id:wire:17", id="the source's own id"),
        pytest.param({"url": None, "origin": "note.txt"}, "file:wire:note.txt", id="file"),
        pytest.param({"url": None, "origin": "news.jsonl:3", "fingerprint": "f"}, "text:f", id="row without anything"),
    ],
)
def test_what_makes_two_documents_the_same_article(make: Make, document: dict[str, str], key: str) -> None:
    assert key_of(make(**document).article, KeySpace("wire", is_imported=True)) == key


def test_a_live_source_names_its_articles_for_itself(make: Make) -> None:
    space = KeySpace("https://e.example/feed", is_imported=False)
    assert key_of(make(url="https://e.example/a").article, space) == "live:https://e.example/feed page:e.example/a"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        pytest.param({"fingerprint": "old"}, Verdict.UNCHANGED, id="the same document"),
        pytest.param({"fingerprint": "older", "body": "Something else."}, Verdict.UNCHANGED, id="one of long ago"),
        pytest.param({"body": "Troops  left.\n"}, Verdict.UNCHANGED, id="other white space"),
        pytest.param({"body": "Troops stayed."}, Verdict.REVISED, id="other words"),
        pytest.param({"body": "Troops left.", "title": "Withdrawal"}, Verdict.REVISED, id="another title"),
    ],
)
def test_what_a_document_changes(make: Make, document: dict[str, str], expected: Verdict) -> None:
    held = Held(frozenset({"old", "older"}), title="", text="Troops left.", published=at("2023-11-01"), known_from=0)
    assert verdict(held, make(**document).article) is expected


@pytest.mark.parametrize(
    ("held_since", "published", "seen", "expected"),
    [
        pytest.param(None, "2023-11-01", "2024-06-01", "2023-11-01", id="a new article from its publication"),
        pytest.param("2023-11-01", "2023-11-02", "2024-06-01", "2023-11-02", id="a revision that dates itself"),
        pytest.param("2023-11-01", "2023-11-01", "2024-06-01", "2024-06-01", id="one that does not, from first sight"),
        pytest.param("2023-11-01", "2023-11-01", "2023-10-01", "2023-11-01", id="never before what it supersedes"),
    ],
)
def test_since_when_a_revision_is_known(
    make: Make, held_since: str | None, published: str, seen: str, expected: str
) -> None:
    held = held_since and Held(frozenset(), "", "", at("2023-11-01"), known_from=as_microseconds(at(held_since)))
    since = known_from(held or None, make(published=published).article, seen=as_microseconds(at(seen)))
    assert since == as_microseconds(at(expected))


def test_storing_twice_changes_nothing(archive: Archive, make: Make) -> None:
    wire = archive.source("wire")
    batch = [make("Troops left.", url="https://e.example/1"), make("Troops came.", url="https://e.example/2")]
    assert archive.store(wire, batch, seen=SEEN) == Stored(new=2)
    before = archive.search_words(View(SEEN), ["troops"], limit=9)
    assert archive.store(wire, batch, seen=SEEN + timedelta(days=1)) == Stored(unchanged=2)
    assert archive.search_words(View(SEEN), ["troops"], limit=9) == before


def test_each_moment_sees_the_revision_that_was_known_then(archive: Archive, make: Make) -> None:
    wire = archive.source("wire")
    versions = [
        make("Troops: 23 attacks.", published="2023-11-01"),
        make("Troops: 40 attacks.", published="2023-11-08"),
        make("Troops: 41 attacks.", published="2023-11-08", origin="corrected"),
    ]
    assert archive.store(wire, versions, seen=SEEN) == Stored(new=1, revised=2)
    assert bodies(archive, "2023-10-31") == []
    assert bodies(archive, "2023-11-01") == ["Troops: 23 attacks."]
    assert bodies(archive, "2023-11-08") == ["Troops: 40 attacks."]
    assert bodies(archive, "2024-06-01") == ["Troops: 41 attacks."]


def test_an_earlier_version_that_returns_makes_no_revision(archive: Archive, make: Make) -> None:
    wire = archive.source("wire")
    first, second = make("Troops left.", published="2023-11-01"), make("Troops came.", published="2023-11-02")
    assert archive.store(wire, [first, second, first, second], seen=SEEN) == Stored(new=1, revised=1, unchanged=2)
    assert bodies(archive, "2024-06-01") == ["Troops came."]


def test_white_space_makes_no_revision_and_is_not_read_again(archive: Archive, make: Make) -> None:
    wire = archive.source("wire")
    archive.store(wire, [make("Troops left.", fingerprint="a")], seen=SEEN)
    assert archive.store(wire, [make("Troops  left.", fingerprint="b")], seen=SEEN) == Stored(unchanged=1)
    assert archive.known("wire", ["a", "b", "c"]) == {"a", "b"}


def test_one_address_from_two_imports_is_one_article(archive: Archive, make: Make) -> None:
    same = make("Troops left.")
    archive.store(archive.source("wire"), [same], seen=SEEN)
    assert archive.store(archive.source("paper"), [same], seen=SEEN) == Stored(unchanged=1)
    assert archive.count(View(SEEN)).articles == 1
