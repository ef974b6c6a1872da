"""From a document as it arrived to clean text, metadata, passages. Knows no storage and no network."""

from ingest.reading.articles import read
from ingest.reading.fingerprints import fingerprint
from ingest.reading.passages import split

__all__ = ["fingerprint", "read", "split"]
