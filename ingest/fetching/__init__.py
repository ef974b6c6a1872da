"""The only outgoing HTTP for news. Knows no feeds, no articles and no schedule."""

from ingest.fetching.addresses import masked
from ingest.fetching.client import Fetcher, Timeouts
from ingest.fetching.politeness import Pace

__all__ = ["Fetcher", "Pace", "Timeouts", "masked"]
