"""All storage of news: writing, searching, vectors, words. Knows no file formats and no Discord."""

from ingest.archive.archive import Archive
from ingest.archive.arrivals import Arrivals
from ingest.archive.beating import Beat
from ingest.archive.checking import Finding
from ingest.archive.chroma_access import Role
from ingest.archive.chroma_server import ChromaAddress
from ingest.archive.describing import Description
from ingest.archive.encoder import Encoder
from ingest.archive.purging import Domain, Page, Purged, Target, WholeSource
from ingest.archive.readings import Behind, Reading, Replaced
from ingest.archive.retaining import first_kept
from ingest.archive.searching import Count, Opening
from ingest.archive.writing import Stored

__all__ = [
    "Archive",
    "Arrivals",
    "Beat",
    "Behind",
    "ChromaAddress",
    "Count",
    "Description",
    "Domain",
    "Encoder",
    "Finding",
    "Opening",
    "Page",
    "Purged",
    "Reading",
    "Replaced",
    "Role",
    "Stored",
    "Target",
    "WholeSource",
    "first_kept",
]
