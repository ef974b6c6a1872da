"""Where documents come from. Knows nothing of what is done with them."""

from ingest.sources.discovery import feed_links as feed_links, usual_places as usual_places, why_not as why_not
from ingest.sources.feeds import content_digest as content_digest, document_of as document_of, parse_feed as parse_feed
from ingest.sources.files import Arrival as Arrival, read_file as read_file, read_upload as read_upload
from ingest.sources.opml import Outline as Outline, read_opml as read_opml, write_opml as write_opml
from ingest.sources.sitemaps import joined as joined, sitemaps_in as sitemaps_in
