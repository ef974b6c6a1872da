"""What a page's meta elements reserve is seen; nothing else reserves."""

import pytest

from ingest.reading import reserved_on
from tests.ingest.newsroom import page

NO_AI = "reserves itself against text mining (noai)"
NO_MINING = "reserves itself against text mining (tdm-reservation)"


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ('<meta name="robots" content="noai">', NO_AI),
        ('<META NAME="Robots" CONTENT="index, NOAI, noimageai">', NO_AI),
        ('<meta name="robots" content="index"><meta name="robots" content="noai">', NO_AI),
        ('<meta name="sitrep" content="noai">', NO_AI),
        ('<meta name="otherbot" content="noai">', None),
        ('<meta name="robots" content="noindex, noarchive, nosnippet">', None),
        ('<meta name="robots" content="none">', None),
        ('<meta name="robots" content="noimageai">', None),
        ('<meta name="tdm-reservation" content="1">', NO_MINING),
        ('<meta name="tdm-reservation" content="0">', None),
        ('<meta name="keywords" content="noai">', None),
        ("", None),
    ],
)
def test_what_a_page_says_of_itself_is_heard(head: str, reason: str | None) -> None:
    assert reserved_on(page("Ferry late", head=head)) == reason


def test_what_an_article_tells_of_reservations_reserves_nothing() -> None:
    told = page("Ferry late", 'Sites write <code>&lt;meta name="robots" content="noai"&gt;</code>, the mate said. ' * 9)

    assert reserved_on(told) is None
    assert reserved_on('tdm-reservation: 1 and <meta name="robots"> are words') is None
