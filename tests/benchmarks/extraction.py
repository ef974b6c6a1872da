"""Text, title and day of news pages, beside other libraries: `python -m tests.benchmarks.extraction --bench DIR`."""

import argparse
import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from ingest import Refused
from ingest.articles import Document
from ingest.reading import read
from ingest.sources.encodings import decode
from tests.benchmarks.measuring import Results, note, read_rows, write_rows
from tests.benchmarks.metrics import Row, extraction_scores


def main() -> None:
    arguments = parsed_arguments()
    folder = arguments.bench / "article_extraction"
    gold = read_rows(folder / "gold_dev.jsonl")[: arguments.limit]
    html = [page_of(folder, row["id"]) for row in gold]
    for system, extract in SYSTEMS.items():
        if find_spec(system) is None and system != "sitrep":
            note(f"{system} is not installed: skipped")
            continue
        results = Results("article_extraction")
        predictions = [extract(row, page) for row, page in zip(gold, html, strict=True)]
        results.write_all(extraction_scores(gold, predictions), system=system)
        if system == "sitrep" and arguments.out:
            write_rows(arguments.out, predictions)


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the benchmark data")
    parser.add_argument("--limit", type=int, help="read the first pages only")
    parser.add_argument("--out", type=Path, help="write what sitrep read here")
    return parser.parse_args()


def page_of(folder: Path, name: str) -> str:
    return decode(gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())) or ""


def sitrep(gold: Row, html: str) -> Row:
    crawled = datetime.fromisoformat(gold["crawled"])
    document = Document(origin=f"{gold['id']}.html", body=html, url=gold["url"])
    article = read(document, seen=crawled if crawled.tzinfo else crawled.replace(tzinfo=UTC))
    if isinstance(article, Refused):
        return _found(gold, None, None, None)
    text = article.text[article.body.start : article.body.end]
    return _found(gold, text, article.title, article.published.isoformat())


def trafilatura(gold: Row, html: str) -> Row:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Extract

    extract = bare_extraction(html, include_comments=False, with_metadata=True)
    if not isinstance(extract, Extract):
        return _found(gold, None, None, None)
    return _found(gold, extract.text, extract.title, extract.date)


def newspaper(gold: Row, html: str) -> Row:
    from newspaper import Article

    article = Article(gold["url"])
    article.download(input_html=html)
    article.parse()
    published = article.publish_date.isoformat() if article.publish_date else None
    return _found(gold, article.text, article.title, published)


def _found(gold: Row, text: str | None, title: str | None, published: str | None) -> Row:
    return {"id": gold["id"], "text": text or "", "title": title or "", "published": published}


SYSTEMS: dict[str, Callable[[Row, str], Row]] = {
    "trafilatura": trafilatura,
    "newspaper": newspaper,
    "sitrep": sitrep,
}


if __name__ == "__main__":
    main()
