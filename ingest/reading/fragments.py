"""HTML fragments, such as feeds carry, cleaned as pages are."""

from typing import TYPE_CHECKING

from ingest.reading.pruning import drop, elsewhere, lists_of_links
from ingest.reading.unsaid import drop_unsaid

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # because it ships no types


def cleaned(fragment: str) -> str:
    """Give a fragment without what is not said in it and without the stories that it only links.

    What is nothing but links stays: it is all there is. One nested too deeply to be parsed whole is given as it came.
    """
    from lxml.etree import LxmlError  # type: ignore[import-untyped]  # because it ships no types
    from lxml.html import HTMLParser, fragment_fromstring, tostring

    parser = HTMLParser(huge_tree=True)
    try:
        tree: HtmlElement = fragment_fromstring(fragment, create_parent="div", parser=parser)
    except (LxmlError, ValueError):
        return fragment
    if parser.error_log.filter_from_fatals():
        return fragment
    drop_unsaid(tree)
    said = str(tostring(tree, encoding="unicode"))
    drop([*lists_of_links(tree), *elsewhere(tree)])
    return str(tostring(tree, encoding="unicode")) if tree.text_content().strip() else said
