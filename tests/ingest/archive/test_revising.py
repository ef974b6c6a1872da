# ruff: noqa: RUF001 because Chinese punctuates its own way

from datetime import UTC, datetime, timedelta

import pytest

from ingest.archive import Archive, Stored
from ingest.archive.revising import (
    Held,
    KeySpace,
    Verdict,
    is_another_story,
    is_same_story,
    key_of,
    known_from,
    verdict,
)
from ingest.archive.schema import as_microseconds
from ingest.articles import View
from tests.ingest.archive.conftest import Make

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


def test_what_a_source_holds_is_counted_anew_after_each_change(archive: Archive, make: Make) -> None:
    wire = archive.source("wire")
    first = make("Troops left.", url="https://e.example/1", published="2023-11-01")
    second = make("Truppen kamen.", url="https://e.example/2", published="2023-12-01", language="de")
    later = make("Truppen gingen.", url="https://e.example/2", published="2023-12-02", language="de")

    def held() -> tuple[int, datetime | None, tuple[str, ...]]:
        (source,) = archive.sources(now=SEEN)
        return source.articles, source.newest, source.languages

    archive.store(wire, [first], seen=SEEN)
    assert held() == held() == (1, at("2023-11-01"), ("en",))
    archive.store(wire, [second], seen=SEEN)
    assert held() == (2, at("2023-12-01"), ("de", "en"))
    archive.store(wire, [later], seen=SEEN)
    assert held() == (2, at("2023-12-02"), ("de", "en"))
    archive.let_go(at("2023-12-01"))
    assert held() == (1, at("2023-12-02"), ("de",))


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


MINE = "Eleven miners were killed when a shaft near Dolna fell in on Friday, the ministry of energy said."
FERRY = "Seven people drowned when a ferry sank off Marsala on Saturday, the coast guard said."


@pytest.mark.parametrize(
    ("document", "is_another"),
    [
        pytest.param({}, True, id="another title, date and text"),
        pytest.param({"published": "2023-11-01"}, False, id="of the same date"),
        pytest.param({"title": "Dolna mine: shaft fell in"}, False, id="under a title that was rewritten"),
        pytest.param({"body": MINE.replace("Eleven", "Fourteen")}, False, id="with the text of before"),
        pytest.param({"title": ""}, True, id="without a title: the text tells"),
        pytest.param({"title": "", "body": MINE + " Rescuers went on."}, False, id="without a title, a longer text"),
        pytest.param({"fingerprint": "old"}, False, id="a document that was taken before"),
        pytest.param({"title": "Fähre sinkt vor Marsala", "body": "Sieben Tote."}, True, id="in another language"),
        pytest.param({"title": "矿难", "body": "周五，十一名矿工死亡。"}, True, id="in a language without blanks"),
    ],
)
def test_another_title_date_and_text_are_another_story(
    make: Make,
    document: dict[str, str],
    is_another: bool,  # noqa: FBT001 because a table's column is no flag
) -> None:
    held = Held(frozenset({"old"}), "Shaft falls in near Dolna", MINE, at("2023-11-01"), known_from=0)
    later = {"title": "Ferry sinks off Marsala", "body": FERRY, "published": "2023-11-02", **document}
    assert is_another_story(held, make(**later).article) is is_another


def test_a_version_in_a_language_without_blanks_is_no_other_story(make: Make) -> None:
    held = Held(
        frozenset(), "渡轮沉没，七人遇难", "周六，一艘渡轮在海上沉没，七人遇难。", at("2023-11-01"), known_from=0
    )
    later = make("周六，一艘渡轮在海上沉没，九人遇难，三人失踪。", title="渡轮沉没，九人遇难", published="2023-11-02")
    assert not is_another_story(held, later.article)


@pytest.mark.parametrize(
    ("document", "is_same"),
    [
        pytest.param({"url": "https://e.example/1?poll=2"}, True, id="another query"),
        pytest.param({"url": "https://e.example/1;session=7"}, True, id="another session"),
        pytest.param({"url": "https://e.example/2"}, False, id="another page"),
        pytest.param({"url": None}, False, id="no address"),
        pytest.param({"url": "https://e.example/1?poll=2", "body": "Troops came."}, False, id="other words"),
        pytest.param({"url": "https://e.example/1?poll=2", "title": "Troops"}, False, id="another title"),
        pytest.param({"url": "https://e.example/1?poll=2", "published": "2023-11-02"}, False, id="short, another day"),
    ],
)
def test_what_says_the_same_under_another_query_is_the_same(
    make: Make,
    document: dict[str, str],
    is_same: bool,  # noqa: FBT001 because a table's column is no flag
) -> None:
    held = make("Troops left.", title="Withdrawal", url="https://e.example/1?poll=1").article
    again = make(**{"body": "Troops left.", "title": "Withdrawal", "published": "2023-11-01", **document}).article
    assert is_same_story(held, again) is is_same


def test_a_long_text_that_is_dated_anew_at_each_poll_is_the_same(make: Make) -> None:
    told = {"body": f"{MINE} {FERRY} " * 3, "title": "Two accidents"}
    one, other = (make(**told, url=None, origin=day, published=day).article for day in ("2023-11-01", "2023-11-02"))
    assert is_same_story(one, other)


def test_stories_that_share_an_address_are_both_found_and_each_is_revised(archive: Archive, make: Make) -> None:
    wire = archive.source("wire")
    shaft = make("Troops dug out eleven miners of Dolna.", title="Shaft falls in", published="2023-11-01")
    ferry = make("Seven drowned off Marsala; troops searched.", title="Ferry sinks", published="2023-11-02")
    more = make("Troops dug out twelve miners of Dolna.", title="Shaft falls in", published="2023-11-03")
    batch = [shaft, ferry, shaft, ferry, more]
    assert archive.store(wire, batch, seen=SEEN) == Stored(new=2, revised=1, unchanged=2)
    assert archive.store(wire, batch, seen=SEEN) == Stored(unchanged=5)
    assert sorted(bodies(archive, "2024-06-01")) == [
        "Seven drowned off Marsala; troops searched.",
        "Troops dug out twelve miners of Dolna.",
    ]
