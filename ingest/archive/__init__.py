"""All storage of news: writing, searching, vectors, words. Knows no file formats and no Discord."""

from ingest.archive.archive import Archive as Archive
from ingest.archive.arrivals import Arrivals as Arrivals
from ingest.archive.beating import Beat as Beat
from ingest.archive.checking import Finding as Finding
from ingest.archive.chroma_access import Role as Role
from ingest.archive.chroma_server import ChromaAddress as ChromaAddress
from ingest.archive.describing import Description as Description
from ingest.archive.encoder import Encoder as Encoder
from ingest.archive.purging import (
    Domain as Domain,
    Page as Page,
    Purged as Purged,
    Target as Target,
    WholeSource as WholeSource,
)
from ingest.archive.readings import Behind as Behind, Reading as Reading, Replaced as Replaced
from ingest.archive.retaining import first_kept as first_kept
from ingest.archive.searching import Count as Count, Opening as Opening
from ingest.archive.writing import Stored as Stored
