import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.live import Entry, Failure, Feed
from ingest.sources import parse_feed

URL = "https://example.org/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def read(**fields: object) -> Feed:
    body = json.dumps({"version": VERSION, "items": [], **fields}).encode()
    feed = parse_feed(body, url=URL, content_type="application/feed+json")
    assert isinstance(feed, Feed)
    return feed


def only(**fields: object) -> Entry:
    [entry] = read(items=[fields]).entries
    return entry


def test_a_feed_says_what_it_is_and_what_it_lists() -> None:
    feed = read(
        title="Wire & more",
        home_page_url="/",
        language="en-GB",
        items=[
            {
                "id": "7",
                "url": "/news/7",
                "title": "Seven",
                "content_html": "<p>The whole of it.</p>",
                "content_text": "The whole of it.",
                "summary": "Short.",
                "date_published": "2023-11-22T10:00:00+02:00",
                "date_modified": "2023-11-23T10:00:00Z",
                "authors": [{"name": "Ann Lee"}, {"url": "https://example.org/bob"}, {"name": "Bob Roe"}],
            }
        ],
    )

    assert feed == Feed(
        "Wire & more",
        "https://example.org/",
        "en",
        None,
        (
            Entry(
                "7",
                "https://example.org/news/7",
                "Seven",
                "<p>The whole of it.</p>",
                datetime(2023, 11, 22, 8, 0, tzinfo=UTC),
                "Ann Lee, Bob Roe",
                "en",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("fields", "entry"),
    [
        ({"id": "a", "content_text": "Text."}, Entry("a", None, "", "Text.", None)),
        ({"id": 3}, Entry("3", None, "", "", None)),
        ({"id": "a", "external_url": "https://b.example/1"}, Entry("a", "https://b.example/1", "", "", None)),
        ({"url": "https://b.example/1"}, Entry("https://b.example/1", "https://b.example/1", "", "", None)),
        ({"id": "a", "author": {"name": "Ann Lee"}}, Entry("a", None, "", "", None, "Ann Lee")),
        ({"id": "a", "language": "de"}, Entry("a", None, "", "", None, None, "de")),
        (
            {"id": "a", "date_modified": "2023-11-22T08:00:00Z"},
            Entry("a", None, "", "", datetime(2023, 11, 22, 8, 0, tzinfo=UTC)),
        ),
        ({"id": "a", "date_published": "1970-01-01T00:00:00Z"}, Entry("a", None, "", "", None)),
    ],
    ids=["text", "number for id", "other site", "no id", "version 1's author", "language", "change", "unset clock"],
)
def test_what_an_item_leaves_out_is_made_up_for(fields: dict[str, object], entry: Entry) -> None:
    assert only(**fields) == entry


def test_fields_of_the_wrong_type_count_as_absent() -> None:
    entry = only(
        id=True, url=1.5, title=["a"], content_html=True, summary={}, date_published=[], authors="Ann", language=9
    )

    assert (entry.url, entry.title, entry.body, entry.published, entry.author, entry.language) == (
        None,
        "",
        "",
        None,
        None,
        None,
    )
    assert read(title=[1], home_page_url={}, language={}, items={"id": "a"}).entries == ()
    assert [entry.key for entry in read(items=["a", None, {"id": "b"}]).entries] == ["b"]


def test_items_without_anything_to_know_them_by_are_still_told_apart() -> None:
    feed = read(items=[{"content_text": "One."}, {"content_text": "One."}, {"content_text": "Two."}])

    assert len({entry.key for entry in feed.entries}) == len(feed.entries) == 3


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/2", "https://jsonfeed.org/version/1234", 1, None])
def test_another_version_is_not_read(version: object) -> None:
    body = json.dumps({"version": version, "items": []}).encode()

    assert isinstance(parse_feed(body, url=URL, content_type="application/json"), Failure)


@pytest.mark.parametrize("body", [b'{"version": ', b"[" * 100_000, b'{"a": NaN', b'{"version": "\xff\xfe"}'])
def test_damaged_json_is_a_failure(body: bytes) -> None:
    assert isinstance(parse_feed(body, url=URL, content_type="application/json"), Failure)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
FIELDS = ["id", "url", "title", "content_html", "date_published", "authors", "author", "language"]


@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), JSON), max_size=4))
def test_whatever_items_hold_each_is_read(items: list[dict[str, object]]) -> None:
    assert len(read(items=items).entries) == len(items)
