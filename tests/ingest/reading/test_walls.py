"""A page that stands where an article should be is told apart from one, by what it says in how few words."""

from datetime import UTC, datetime

import pytest

from ingest.articles import Article, Document
from ingest.reading import read
from ingest.refusals import Refused

SEEN = datetime(2023, 11, 22, 12, 0, tzinfo=UTC)
NEWS = "All boats stay in the harbour until the storm is over, the harbour master said on Monday. "
PAID = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": %s}</script>'


def outcome_of(text: str, *, title: str = "Storm", head: str = "") -> Article | Refused:
    html = f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body><p>{text}</p></body></html>"
    return read(Document("page.html", html), seen=SEEN)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(
            "We and our 812 partners store and process personal data, such as unique identifiers, to show you boats.",
            "shows a cookie notice, not an article",
            id="consent",
        ),
        pytest.param(
            "Sorry, the page you are looking for could not be found. Try the search.",
            "says that there is no such page",
            id="missing, though the server says 200",
        ),
        pytest.param("Error 404: Not Found", "says that there is no such page", id="a number"),
        pytest.param(
            "Please enable JavaScript and reload the page to see the boats of today.",
            "shows nothing without a browser's scripts",
            id="a shell",
        ),
        pytest.param(
            "Checking your browser before you can go on. This takes five seconds.",
            "shows nothing without a browser's scripts",
            id="a challenge",
        ),
        pytest.param(
            NEWS + "Subscribe to continue reading. Already a subscriber? Log in.",
            "asks for a subscription before it tells more",
            id="a teaser",
        ),
    ],
)
def test_a_wall_is_no_article(text: str, reason: str) -> None:
    assert outcome_of(text) == Refused("page.html", reason)


@pytest.mark.parametrize("stated", ['"False"', "false", '"false"'])
def test_a_page_that_calls_itself_paid_and_shows_little_is_no_article(stated: str) -> None:
    assert outcome_of(NEWS, head=PAID % stated) == Refused("page.html", "asks for a subscription before it tells more")


@pytest.mark.parametrize(
    ("text", "head"),
    [
        pytest.param(NEWS, PAID % "true", id="free"),
        pytest.param(NEWS * 15, PAID % "false", id="called paid and shown whole"),
        pytest.param(NEWS * 5 + "</p><p>Already a subscriber? Log in to read on.", PAID % "false", id="a long teaser"),
        pytest.param(NEWS * 5 + "</p><p>Please enable JavaScript to see what others say.", "", id="a notice below"),
        pytest.param(NEWS * 15 + "We use cookies to improve the site.", "", id="long, with a notice"),
        pytest.param(
            "The yacht club's new quay is available to members and their guests from Monday.", "", id="members"
        ),
        pytest.param("Divers looked for the log book, which could not be found, the coast guard said.", "", id="lost"),
    ],
)
def test_an_article_is_none_of_these(text: str, head: str) -> None:
    assert isinstance(outcome_of(text, head=head), Article)
