"""Incidents of weeks of world news, judged by hand: `python -m tests.benchmarks.world_week --stream FILE`.

Reads what the stream published in each labelled week, without an archive, and folds it as `sitrep latest` does.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from bot.desk import load_question_encoder
from ingest import (
    DEFAULT_MODEL,
    Article,
    Document,
    Embedder,
    FoundReport,
    Incident,
    SourceId,
    StoredArticle,
    fold,
    matches,
    read_file,
)
from ingest.articles import ArticleId, Encoded, RevisionId
from ingest.extraction.reports import find_reports
from ingest.reading import read, split
from tests.benchmarks.labelled import LABELS
from tests.benchmarks.measuring import Results, note, read_rows, write_rows
from tests.benchmarks.metrics import Row, Score, compared_url

WEEKS: Final = tuple(
    date.fromisoformat(day)
    for day in (
        "2023-10-09",
        "2023-10-16",
        "2023-10-23",
        "2023-10-30",
        "2023-11-08",
        "2023-11-06",
        "2023-11-13",
        "2023-11-20",
        "2023-11-27",
        "2023-12-04",
        "2023-12-11",
        "2023-12-18",
        "2023-12-25",
    )
)
"""The first days of the labelled weeks; where two overlap, days are of the one that stands first."""
_TO_ITS_END: Final = timedelta(days=6)
SEEN: Final = datetime(2024, 1, 1, tzinfo=UTC)
NEVER: Final = frozenset({"recalled", "no_event", "figurative", "denied"})
"""Verdicts by which nothing of the kind happened then; by the others it did, and something told of it is wrong."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stream", type=Path, required=True, help="JSON lines file of the articles that labels cite")
    parser.add_argument("--labels", type=Path, default=LABELS / "incidents.jsonl", help="see labels/README.md")
    parser.add_argument("--out", type=Path, help="write the listed incidents here, as `sitrep latest --json` does")
    arguments = parser.parse_args()
    results = Results("world_week", labels=arguments.labels.name)
    labels = read_rows(arguments.labels)
    listed: list[Row] = []
    encoder = load_question_encoder(DEFAULT_MODEL)
    for first, articles in weeks_of(arguments.stream).items():
        rows = [incident.as_row() for incident in incidents_of(articles, first, encoder)]
        of_week = [label for label in labels if first <= date.fromisoformat(label["day"]) < first + timedelta(days=7)]
        results.write_all(scores(rows, of_week), week=first.isoformat(), listed=len(rows))
        listed += rows
    results.write_all(scores(listed, labels), week="all", listed=len(listed))
    if arguments.out:
        write_rows(arguments.out, listed)


def weeks_of(
    stream: Path, first_days: Collection[date] = WEEKS, *, labels: Iterable[Row] = ()
) -> dict[date, list[Article]]:
    """Read the articles of each week that begins on one of these days, the last revision of each page.

    With `labels`, read no others than those that they name: a tenth of the time.
    """
    named = {_page(label["url"]) for label in labels}
    weeks: dict[date, dict[str, Article]] = defaultdict(dict)
    for arrival in read_file(stream):
        document = arrival.document
        if not isinstance(document, Document) or document.published is None:
            continue
        day = document.published.date()
        first = next((first for first in first_days if first <= day < first + timedelta(days=7)), None)
        is_wanted = first and (not named or _page(document.url or "") in named)
        article = read(document, seen=SEEN) if is_wanted else None
        if first and isinstance(article, Article):
            weeks[first][article.url or article.origin] = article
    return {first: list(articles.values()) for first, articles in sorted(weeks.items())}


def _page(url: str) -> str:
    return compared_url(url).partition("?")[0]


def incidents_of(articles: Sequence[Article], first: date, encoder: Embedder) -> list[Incident]:
    """Give what `sitrep latest` lists of the week that begins with `first`, if the archive held `articles` alone."""
    note(f"{len(articles):,} articles of the week of {first}")
    of_week = partial(matches, place=None, kind=None, since=first, until=first + _TO_ITS_END)
    return [incident for incident in fold(list(reports_of(articles, first, encoder))) if of_week(incident) != "no"]


def reports_of(articles: Iterable[Article], first: date, encoder: Embedder) -> Iterator[FoundReport]:
    """Give the reports of events that may be of the week that begins with `first`, encoded as an archive does."""
    last = first + _TO_ITS_END
    for number, article in enumerate(articles):
        stored = StoredArticle(ArticleId(number), RevisionId(number), article, SourceId(1))
        told = [each for each in find_reports(article) if each.last_day >= first and each.first_day <= last]
        opening = _opening(article, encoder) if told else None
        yield from (
            FoundReport(hash((number, place)), report, stored, opening=opening) for place, report in enumerate(told)
        )


def _opening(article: Article, encoder: Embedder) -> Encoded:
    first_passage = split(article, encoder.count_tokens, limit=encoder.max_tokens)[0]
    (vector,) = encoder.encode([article.encoded(first_passage)])
    return Encoded(encoder.name, vector.astype("<f2").tobytes())


# Formulas


def scores(listed: Sequence[Row], labels: Sequence[Row]) -> dict[str, Score]:
    """Score a listing against labels.

    `right` is the share of right ones among the listed ones whose label still says something of them; `kept` the share
    of right labels that are listed as they were; `changed` the labels of which something else is told now: judge anew.
    """
    by_report = {
        (compared_url(report["url"]), row["kind"]): row for row in listed for report in row["reports"] if report["url"]
    }
    judged = Counter(_verdict(label, by_report) for label in labels)
    right = judged["right"]
    wrong = sum(count for verdict, count in judged.items() if verdict not in {"right", "gone", "lost", "changed"})
    told_right = right + judged["lost"]
    return {
        "right": Score(right / max(1, right + wrong), right + wrong),
        "kept": Score(right / max(1, told_right), told_right),
        "changed": Score(judged["changed"], len(labels)),
    } | {
        f"wrong_{verdict}": Score(judged[verdict], len(labels))
        for verdict in sorted({label["verdict"] for label in labels} - {"right"})
    }


def _verdict(label: Row, listed: Mapping[tuple[str, str], Row]) -> str:
    """Say what became of a labelled incident: its verdict while told as it was; `gone` if rightly, else `lost`."""
    row = listed.get((compared_url(label["url"]), label["kind"]))
    if row is None:
        return "lost" if label["verdict"] == "right" else "gone"
    if label["verdict"] in NEVER or signature(row) == signature_of(label):
        return str(label["verdict"])
    return "right" if label["verdict"] == "right" and is_as_good(row, label) else "changed"


def is_as_good(row: Row, label: Row) -> bool:
    """Tell whether a right incident is told with no other place: what folded with it may add to its toll."""
    return row["place"]["name"] in {None, label["place"]} or row["place"]["country"] == label["country"]


def signature(row: Row) -> tuple[object, ...]:
    place, date_, dead, hurt = row["place"], row["date"], row["killed"], row["injured"]
    return place["name"], place["country"], date_["to"], dead["best"], hurt["best"], len(row["reports"])


def signature_of(label: Row) -> tuple[object, ...]:
    return tuple(label[name] for name in ("place", "country", "day", "killed", "injured", "reports"))


if __name__ == "__main__":
    main()
