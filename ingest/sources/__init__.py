"""Where documents come from. Knows nothing of what is done with them."""

from ingest.sources.feeds import content_digest, document_of, parse_feed
from ingest.sources.files import Arrival, read_file

__all__ = ["Arrival", "content_digest", "document_of", "parse_feed", "read_file"]
