"""What speaks against a source that answers: it lists nothing, ends in the middle, has long had nothing new. Pure."""

from datetime import datetime, timedelta
from typing import Final

from ingest.live import Feed

STALE_AFTER: Final = timedelta(days=100)
"""A quarter and a week: what prints once a season is alive."""
_EMPTY: Final = "it lists nothing"
_CUT: Final = "it ends in the middle (cut)"


def doubt_of(feed: Feed, *, now: datetime) -> str | None:
    """Say what speaks against a feed as it was read at `now`; `None` if nothing does."""
    moments = [entry.published for entry in feed.entries if entry.published]
    said = (broken(feed), stale(max(moments), now=now) if moments else None)
    return "; ".join(filter(None, said)) or None


def broken(feed: Feed) -> str | None:
    """Say what speaks against a feed whenever it is looked at."""
    said = (_CUT if feed.is_cut else None, None if feed.entries else _EMPTY)
    return "; ".join(filter(None, said)) or None


def stale(newest: datetime, *, now: datetime) -> str | None:
    """Say that the newest item is old, if it is."""
    age = now - newest
    if age < STALE_AFTER:
        return None
    return f"its newest item is of {newest.day} {newest:%b %Y}, {age.days:,} days ago"
