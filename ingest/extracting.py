"""What an article tells: its figures and its events."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from ingest.articles import Article, Document, ReadSentence, Report, Tally
from ingest.extraction.reports import find_reports
from ingest.extraction.tallies import find_quantities, tallies_in
from ingest.reading import read
from ingest.refusals import Refused

EXTRACTOR: Final = 9
"""The version of all that reads figures and events. Raise it with every change of what is read of a text: what an older
one read is read anew. A test reminds of it."""


@dataclass(frozen=True, slots=True)
class Extract:
    """An article with what was read out of its text."""

    article: Article
    sentences: tuple[ReadSentence, ...]
    reports: tuple[Report, ...]

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The figures that it reports, in reading order."""
        return tallies_in(self.sentences)


def extract(article: Article, *, as_english: bool) -> Extract:
    """Read the figures and events out of an article's text; `as_english` whatever language it seems to be in."""
    told = replace(article, language="en") if as_english else article
    return Extract(article, find_quantities(told), find_reports(told))


def extract_from(document: Document, *, seen: datetime, as_english: bool) -> Extract | Refused:
    """Make an article of a document, and read it."""
    outcome = read(document, seen=seen)
    return extract(outcome, as_english=as_english) if isinstance(outcome, Article) else outcome
