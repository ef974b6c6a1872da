"""Where documents come from. Knows nothing of what is done with them."""

from ingest.sources.files import Arrival, read_file

__all__ = ["Arrival", "read_file"]
