"""Where documents come from. Knows nothing of what is done with them."""

from ingest.sources.discovery import feed_links, usual_places, why_not
from ingest.sources.feeds import content_digest, document_of, parse_feed
from ingest.sources.files import Arrival, read_file, read_upload
from ingest.sources.opml import Outline, read_opml, write_opml
from ingest.sources.sitemaps import joined, sitemaps_in

__all__ = [
    "Arrival",
    "Outline",
    "content_digest",
    "document_of",
    "feed_links",
    "joined",
    "parse_feed",
    "read_file",
    "read_opml",
    "read_upload",
    "sitemaps_in",
    "usual_places",
    "why_not",
    "write_opml",
]
