"""The only outgoing HTTP for news. Knows no feeds, no articles and no schedule."""

from ingest.fetching.addresses import masked as masked
from ingest.fetching.client import Fetcher as Fetcher, Timeouts as Timeouts
from ingest.fetching.politeness import Pace as Pace
