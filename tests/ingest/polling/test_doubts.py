"""What speaks against a source that answers."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.live import Entry, Feed
from ingest.polling.doubts import STALE_AFTER, doubt_of

NOW = datetime(2025, 11, 29, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def feed(*moments: datetime | None, is_cut: bool = False) -> Feed:
    entries = tuple(Entry(str(number), None, "Title", "", moment) for number, moment in enumerate(moments))
    return Feed("Harbour Post", None, None, None, entries, is_cut=is_cut)


@pytest.mark.parametrize(
    ("listed", "doubt"),
    [
        pytest.param(feed(NOW), None, id="fresh"),
        pytest.param(feed(None), None, id="undated"),
        pytest.param(feed(), "it lists nothing", id="empty"),
        pytest.param(feed(NOW, is_cut=True), "it ends in the middle (cut)", id="cut"),
        pytest.param(feed(is_cut=True), "it ends in the middle (cut); it lists nothing", id="cut before anything came"),
        pytest.param(feed(NOW - STALE_AFTER + DAY), None, id="a season old"),
        pytest.param(
            feed(datetime(2024, 3, 3, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC)),
            "its newest item is of 3 Mar 2024, 636 days ago",
            id="old",
        ),
        pytest.param(feed(NOW + 900 * DAY, NOW - 900 * DAY), None, id="an item of days to come"),
    ],
)
def test_a_doubt_is_told_with_its_reason(listed: Feed, doubt: str | None) -> None:
    assert doubt_of(listed, now=NOW) == doubt
