"""What an article is called where it is cited."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ingest.articles import Article, DateQuality

ARTICLE = Article(
    fingerprint="f",
    url=None,
    title="Ferry sinks",
    text="Ferry sinks",
    published=datetime(2026, 3, 1, tzinfo=UTC),
    date_quality=DateQuality.STATED,
    publisher="Harbour Post",
    author=None,
    language="en",
    external_id=None,
    origin="notes.txt",
)


@pytest.mark.parametrize(
    ("article", "label"),
    [
        pytest.param(ARTICLE, "notes.txt", id="a file by its name"),
        pytest.param(replace(ARTICLE, origin="news.jsonl:3"), "Ferry sinks", id="a row by its title"),
        pytest.param(replace(ARTICLE, origin="news.jsonl:3", title=""), "news.jsonl:3", id="a row without title"),
        pytest.param(replace(ARTICLE, origin="c1", external_id="c1"), "Ferry sinks", id="a feed's item by its title"),
        pytest.param(replace(ARTICLE, origin="c1", external_id="c1", title=""), "Harbour Post", id="never by its id"),
        pytest.param(replace(ARTICLE, url="https://h.example/1"), "Ferry sinks", id="a page by its title"),
    ],
)
def test_an_article_is_called_by_what_a_person_can_find_it_by(article: Article, label: str) -> None:
    assert article.label == label
