"""What an article tells: its figures and its events."""

from dataclasses import dataclass
from datetime import datetime

from ingest.articles import Article, Document, Report, Tally
from ingest.events.reports import find_reports
from ingest.events.tallies import find_tallies
from ingest.reading import read
from ingest.refusals import Refused


@dataclass(frozen=True, slots=True)
class Extract:
    """An article with what was read out of its text."""

    article: Article
    tallies: tuple[Tally, ...]
    reports: tuple[Report, ...]


def extract(article: Article) -> Extract:
    """Read the figures and events out of an article's text."""
    return Extract(article, find_tallies(article), find_reports(article))


def extract_from(document: Document, *, seen: datetime) -> Extract | Refused:
    """Make an article of a document, and read it."""
    outcome = read(document, seen=seen)
    return extract(outcome) if isinstance(outcome, Article) else outcome
