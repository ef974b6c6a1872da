"""From a document as it arrived to clean text, metadata, passages. Knows no storage and no network."""

from ingest.reading.articles import read
from ingest.reading.fingerprints import fingerprint
from ingest.reading.headings import headings_on
from ingest.reading.markup import plain
from ingest.reading.passages import split
from ingest.reading.reserving import reserved_on

__all__ = ["fingerprint", "headings_on", "plain", "read", "reserved_on", "split"]
