"""Of several stories told to machines, the page's own counts."""

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]  # because it ships no types

from ingest.reading.linked_data import own_node

TITLE = "Seven in court over dock killing"
ADDRESS = "https://herald.example/2026/11/27/dock"
OWN = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "url": "{ADDRESS}", "author": "Ida"}}'
OTHER = (
    '{"@type": "NewsArticle", "headline": "Mayor opens bath", "url": "https://herald.example/bath", "author": "Bo",'
    ' "articleBody": "The mayor opened a bath."}'
)


def author_of(*scripts: str, titles: tuple[str, ...] = (TITLE,), addresses: tuple[str, ...] = (ADDRESS,)) -> object:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    tree = document_fromstring(f"<html><head>{tags}</head><body></body></html>")
    return own_node(tree, titles=titles, addresses=addresses).get("author")


@pytest.mark.parametrize(
    "scripts",
    [
        pytest.param((f"[{OTHER}, {OWN}]",), id="in a list"),
        pytest.param((OTHER, OWN), id="in two scripts"),
        pytest.param((f'{{"@graph": [{OTHER}, {OWN}]}}',), id="in a graph"),
        pytest.param(
            (OTHER, f'{{"@type": "Article", "mainEntityOfPage": {{"@id": "{ADDRESS}/#main"}}, "author": "Ida"}}'),
            id="by address alone",
        ),
        pytest.param(
            (OTHER, '{"@type": "Article", "headline": "Seven in court over killing", "author": "Ida"}'),
            id="by headline alone",
        ),
        pytest.param((OTHER, '{"@type": "Article", "author": "Ida"}'), id="without either, beside another's"),
        pytest.param(
            (
                OTHER.replace("https://herald.example/bath", ADDRESS),
                OWN,
            ),
            id="an address that all of a list have",
        ),
        pytest.param((f'{{"@type": "NewsArticle", "headline": "{TITLE}"}}', OWN.replace(ADDRESS, "")), id="two halves"),
    ],
)
def test_the_node_of_the_page_is_chosen(scripts: tuple[str, ...]) -> None:
    assert author_of(*scripts) == "Ida"


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(OTHER, id="another story alone"),
        pytest.param('{"@type": "NewsArticle", "headline": "Mayor opens bath", "author": "Bo"}', id="no address"),
        pytest.param(
            '{"@type": "NewsArticle", "headline": "Dock reopens", "url": "/dock-reopens", "author": "Bo"}',
            id="a word of ours under another address",
        ),
        pytest.param(f'{{"@type": "ItemList", "itemListElement": [{OTHER}]}}', id="a list of stories"),
        pytest.param('{"@type": "NewsArticle", "headline": ["x"]', id="torn"),
    ],
)
def test_a_node_of_another_story_is_not_taken(script: str) -> None:
    assert author_of(script) is None


def test_for_want_of_an_article_the_page_itself_is_taken() -> None:
    node = f'{{"@type": "WebPage", "url": "{ADDRESS}", "author": "Ida"}}'
    assert author_of(OTHER, node) == "Ida"
    assert author_of(node.replace("Ida", "Bo"), OWN) == "Ida"


def test_a_headline_for_search_engines_is_still_ours() -> None:
    script = '{"@type": "NewsArticle", "headline": "Court: seven men charged with killing of worker", "author": "Ida"}'
    assert author_of(script, addresses=()) == "Ida"
