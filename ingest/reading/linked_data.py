"""What a page tells machines of its own story in JSON-LD, which may tell of other stories, too."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import urlsplit

from ingest.reading.addresses import canonical
from ingest.reading.headlines import is_of_one_story, shares_a_word

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # because it ships no types

Node: TypeAlias = Mapping[str, object]

_ARTICLE: Final = re.compile(r"Article|BlogPosting|Report\b", re.IGNORECASE)
_LONGEST_JSON: Final = 1_000_000
_BY_HEADLINE: Final = 1
_BY_ADDRESS: Final = 2
"""More than a headline: a site's name may stand in two headlines."""


def own_node(tree: "HtmlElement", *, titles: Collection[str], addresses: Collection[str]) -> Node:
    """Give what is told of the article with these titles (as readers see them) and addresses; empty if nothing is.

    A node is the page's own by its address, by its headline, or because nothing of it is another story's. Several
    that are so equally are taken together; of what two tell, the first counts.
    """
    paths = frozenset(filter(None, map(_path, addresses)))
    nodes = list(_nodes(tree))
    articles = [node for node in nodes if _ARTICLE.search(str(node.get("@type")))]
    pages = [node for node in nodes if "WebPage" in str(node.get("@type"))]
    return _own(articles, titles, paths) or _own(pages, titles, paths)


def _own(articles: Sequence[Node], titles: Collection[str], paths: Collection[str]) -> Node:
    ranks = [_rank(node, titles, paths) for node in articles]
    best = max(ranks, default=0)
    if best:
        told: dict[str, object] = {}
        for node in [node for node, rank in zip(articles, ranks, strict=True) if rank == best]:
            told = {**node, **told}
        return told
    return next((node for node in articles if not _is_of_another_story(node, titles, paths)), {})


def _rank(node: Node, titles: Collection[str], paths: Collection[str]) -> int:
    headline = node.get("headline")
    by_headline = isinstance(headline, str) and any(is_of_one_story(headline, title) for title in titles)
    return _BY_ADDRESS * (not _paths_of(node).isdisjoint(paths)) + _BY_HEADLINE * by_headline


def _is_of_another_story(node: Node, titles: Collection[str], paths: Collection[str]) -> bool:
    """Tell it of a node of neither our address nor our headline: one that has its own, or no word of ours."""
    headline = node.get("headline")
    if not isinstance(headline, str) or not titles:
        return False
    is_elsewhere = bool(_paths_of(node) and paths)
    return is_elsewhere or not any(shares_a_word(headline, title) for title in titles)


def _paths_of(node: Node) -> frozenset[str]:
    pages = node.get("mainEntityOfPage")
    named = (pages.get("@id"), pages.get("url")) if isinstance(pages, dict) else (pages,)
    stated = (node.get("url"), node.get("@id"), *named)
    return frozenset(filter(None, (_path(address) for address in stated if isinstance(address, str))))


def _path(address: str) -> str:
    """Give what tells a site's pages apart, of absolute and relative addresses; empty for its home page."""
    try:
        parts = urlsplit(canonical(address) or address.strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/").casefold()
    return f"{path}?{parts.query}" if parts.query else path


def _nodes(tree: "HtmlElement") -> Iterator[Node]:
    """Give every JSON-LD node that may describe the page, outer ones first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            nodes = [json.loads((script.text or "")[:_LONGEST_JSON], strict=False)]
        except (ValueError, RecursionError):
            continue
        while nodes:
            node = nodes.pop(0)
            if isinstance(node, list):
                nodes = node + nodes
            elif isinstance(node, dict):
                yield node
                nodes += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]
