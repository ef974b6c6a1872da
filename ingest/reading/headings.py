"""What a page says that it is called."""

from ingest.reading.characters import clean, line
from ingest.reading.markup import is_page


def headings_on(html: str) -> str:
    """Give a page's titles and first headings, one a line; they may name its site or a section, too."""
    from trafilatura import load_html

    body = clean(html)
    tree = load_html(body) if is_page(body) else None
    if tree is None:
        return ""
    stated = [meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "og:title"]
    return "\n".join(map(line, [*stated, *(found.text_content() for found in tree.iter("title", "h1"))]))
