"""Whether a page is of its feed's entry: pages with their own titles and summaries, with others', and lists of stories.

`python -m tests.benchmarks.triage --bench DIR`
"""

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ingest.polling.triage import Told, why_another_story
from ingest.reading import headings_on, plain
from tests.benchmarks.extraction import page_of, sitrep
from tests.benchmarks.measuring import Results, read_rows
from tests.benchmarks.metrics import Row, share

SECTIONS = 500
TEASERS = 12
FEWEST_TEASERS = 6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the benchmark data")
    bench = parser.parse_args().bench
    folder = bench / "article_extraction"
    gold = read_rows(folder / "gold_dev.jsonl")
    html = [page_of(folder, row["id"]) for row in gold]
    pages = [(sitrep(row, page)["text"], headings_on(page)) for row, page in zip(gold, html, strict=True)]
    sections = list(islice(sections_of(bench / "news_stream"), SECTIONS))
    results = Results("triage")
    for told_by in (title_and_summary, title_alone):
        told = [told_by(row) for row in gold]
        results.write_all(
            {
                "own_accepted": share(is_taken(one, page) for one, page in zip(told, pages, strict=True)),
                "others_accepted": share(
                    is_taken(one, page) for at, one in enumerate(told) for by, page in enumerate(pages) if at != by
                ),
                "lists_accepted": share(is_taken(told_by(row), (page, "")) for row, page in sections),
            },
            system=told_by.__name__,
        )


def is_taken(told: Told, page: tuple[str, str]) -> bool:
    text, headings = page
    return why_another_story(told, text, headings=headings) is None


def title_and_summary(row: Row) -> Told:
    return Told(row["title"], plain(row["summary"] or ""))


def title_alone(row: Row) -> Told:
    return Told(row["title"], "")


def sections_of(stream: Path) -> Iterator[tuple[Row, str]]:
    """Give an item in the middle of a feed's day, and all items of that day as a page that lists them."""
    days: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    (file,) = stream.glob("*.jsonl.gz")
    with gzip.open(file, "rt") as lines:
        for line in islice(lines, 0, None, 7):
            row = json.loads(line)
            days[row["feed"], row["day"]].append(row)
    several = sorted(day for day, rows in days.items() if len(rows) >= FEWEST_TEASERS)
    random.Random(1).shuffle(several)  # noqa: S311 because it samples
    for day in several:
        rows = days[day][:TEASERS]
        teasers = (text for row in rows for text in (row["title"], plain(row["summary"] or "")[:200]))
        yield rows[len(rows) // 2], "\n\n".join(teasers)


if __name__ == "__main__":
    main()
