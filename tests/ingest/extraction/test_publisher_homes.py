"""What texts leave open of where, settled by where their publishers mostly report from."""

from datetime import UTC, datetime

import pytest

from ingest.articles import (
    Article,
    ArticleId,
    DateQuality,
    FoundReport,
    Place,
    PlacePrecision,
    Region,
    RevisionId,
    SourceId,
    StoredArticle,
)
from ingest.extraction.publisher_homes import at_home
from ingest.extraction.reports import find_reports

PUBLISHER = "Prairie Post"
OHIO = Region("Ohio", "United States")
TEXAS = Region("Texas", "United States")
ENGLAND = Region("England", "United Kingdom")


def place_of(text: str, told: dict[Region, int]) -> Place:
    article = Article(
        "0", None, "", text, datetime(2023, 11, 22, 9, tzinfo=UTC), DateQuality.STATED, PUBLISHER, None, "en", None, "x"
    )
    (report,) = find_reports(article)
    found = FoundReport(1, report, StoredArticle(ArticleId(1), RevisionId(1), article, SourceId(1)))
    (settled,) = at_home([found], {PUBLISHER: told})
    return settled.report.place


@pytest.mark.parametrize(
    ("told", "admin"),
    [
        pytest.param({OHIO: 3, TEXAS: 1}, "Ohio", id="most of what it tells is there"),
        pytest.param({OHIO: 3, TEXAS: 3}, "Oregon", id="it reports from everywhere"),
        pytest.param({OHIO: 1}, "Oregon", id="one report is no habit"),
    ],
)
def test_a_bare_name_is_that_of_the_publishers_home(told: dict[Region, int], admin: str) -> None:
    assert place_of("Two men were shot in Pendleton on Monday, police said.", told).admin == admin


def test_who_reports_from_many_countries_is_at_home_in_none() -> None:
    told = {OHIO: 6, Region("Kent", "United Kingdom"): 1, Region("Bavaria", "Germany"): 1}
    assert place_of("Two men were shot in Pendleton on Monday, police said.", told).admin == "Oregon"


def test_the_namesake_in_the_publishers_home_has_its_own_point() -> None:
    place = place_of(
        "Two men were shot in Montgomery on Monday, police said.", {Region("Illinois", "United States"): 3}
    )
    assert (place.admin, place.latitude) == ("Illinois", 41.731)


def test_a_region_that_the_text_names_stays() -> None:
    assert place_of("Two men were shot in Pendleton, Oregon, on Monday.", {OHIO: 9}).admin == "Oregon"


def test_a_large_town_elsewhere_is_meant_by_its_name() -> None:
    assert place_of("Two men were shot in Houston on Monday.", {ENGLAND: 9}).admin == "Texas"


def test_where_nothing_says_the_place_is_unknown() -> None:
    place = place_of("Two men were shot dead in a kitchen on Monday, police said.", {OHIO: 9})
    assert (place.name, place.precision) == (None, PlacePrecision.UNKNOWN)
