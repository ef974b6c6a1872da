"""Markup and furniture go, sentences stay as they were."""

import pytest

from ingest.reading.characters import clean
from ingest.reading.furniture import without_furniture
from ingest.reading.markup import paragraphs


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("One.\n\nTwo.", ("One.", "Two."), id="blank lines"),
        pytest.param("First line.\nSecond line.", ("First line.", "Second line."), id="a paragraph a line"),
        pytest.param(
            "The ferry to the island left four hours late\non Monday, and about 300 people waited in the\nrain.",
            ("The ferry to the island left four hours late on Monday, and about 300 people waited in the rain.",),
            id="wrapped by hand",
        ),
        pytest.param("<p>One.</p><p>Two.</p>", ("One.", "Two."), id="paragraphs"),
        pytest.param("<p>One\n line.</p>", ("One line.",), id="white space in markup"),
        pytest.param("One.<br>Two.<br/><br />Three.", ("One.", "Two.", "Three."), id="breaks"),
        pytest.param("A <b>bold</b> <a href='x>y'>link</a>.", ("A bold link.",), id="inline tags"),
        pytest.param("<ul><li>One</li><li>Two</li></ul>", ("One", "Two"), id="a list"),
        pytest.param('<img alt="a > b" src="x">Text.', ("Text.",), id="a mark within an attribute"),
        pytest.param("<script>if (a<b) x()</script>Text.<!-- no -->", ("Text.",), id="scripts and comments"),
        pytest.param("<figure><img src=x><figcaption>Photo: A.</figcaption></figure>Text.", ("Text.",), id="captions"),
        pytest.param("Cut at a tag. <a hre", ("Cut at a tag.",), id="a torn name"),
        pytest.param('Cut at a tag. <img src="https://x', ("Cut at a tag.",), id="a torn attribute"),
        pytest.param("If 2 < 3 and a <b then 4 > 3.", ("If 2 < 3 and a 3.",), id="what looks like a tag is one"),
        pytest.param("Fewer than <5 of 9 came.", ("Fewer than <5 of 9 came.",), id="less than"),
        pytest.param("Bread &amp; butter &#8217;s", ("Bread & butter ’s",), id="entities"),
        pytest.param("It&amp;#8217;s &amp;quot;late&amp;quot;", ('It’s "late"',), id="entities escaped twice"),
        pytest.param("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", ("One.", "Two."), id="markup escaped"),
        pytest.param("R&D at ?a=1&copy=2", ("R&D at ?a=1&copy=2",), id="no entities"),
        pytest.param("One\u00a0two\u200b three\x07.", ("One two three.",), id="invisible characters"),
        pytest.param("Cafe\u0301", ("Café",), id="composed"),
        pytest.param("One.\r\n\r\nTwo.\u2028Three.", ("One.", "Two.", "Three."), id="other line ends"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_paragraphs_of_texts_and_fragments(body: str, expected: tuple[str, ...]) -> None:
    assert paragraphs(body) == expected


@pytest.mark.parametrize(
    "notice",
    [
        "%d bloggers like this:",
        "(c) 2023 Harbour Post. All rights reserved.",
        "Accept all cookies",
        "Advertisement",
        "ADVERTISEMENT",
        "Also read: Ferry late again",
        "By continuing to browse, you agree to our use of cookies.",
        "Click here to subscribe",
        "Continue reading...",
        "Cookie settings",
        "Copyright © 2023 Harbour Post",
        "Facebook Twitter WhatsApp",
        "Follow us on Twitter and Facebook",
        "Follow us",
        "Get the day's news in your inbox",
        "Like this:",
        "Read more »",
        "Required fields are marked *",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Share this article",
        "Share on Facebook",
        "Sign up for our newsletter",
        "Skip to content",
        "Source link",
        "Subscribe",
        "The post Ferry late appeared first on Harbour Post.",
        "This site uses Akismet to reduce spam. Learn how.",
        "This website uses cookies to improve your experience.",
        "We use cookies to give you the best experience.",
        "[…]",
    ],
)
def test_notices_go(notice: str) -> None:
    assert without_furniture(("Rain fell.", notice, "Roads closed.")) == ("Rain fell.", "Roads closed.")


@pytest.mark.parametrize(
    "sentence",
    [
        "(With inputs from agencies)",
        "A court ruled that the site uses cookies without consent.",
        "Advertisements worth two million were withdrawn.",
        "Comments made by the mayor were withdrawn.",
        "Copyright law will be changed next year, the ministry said.",
        "Continue reading the signs, the sailors were told.",
        "Follow us, the guide told the hikers, and they did.",
        "Related charges were dropped on Monday.",
        "Share prices fell by five percent.",
        "Sources said the link between the towns was cut.",
        "The post of harbour master stays vacant.",
        "Trending downwards for a year, prices fell again.",
        "Websites must ask before they set cookies, the regulator said.",
        "“We use cookies to measure,” the firm said.",
    ],
)
def test_prose_stays(sentence: str) -> None:
    assert without_furniture((sentence,)) == (sentence,)


def test_nothing_behind_the_comment_form_is_news() -> None:
    page = ("Rain fell.", "Leave a Reply", "I saw it, too.", "Nonsense, it was dry.")
    assert without_furniture(page) == ("Rain fell.",)


def test_a_comment_form_on_top_hides_nothing() -> None:
    assert without_furniture(("Leave a Reply", "Rain fell.")) == ("Rain fell.",)


@pytest.mark.parametrize(
    "tail",
    [
        " The post Ferry late appeared first on Harbour Post.",
        " The post Ferry late appeared first",
        " […]",
        " Read more...",
        " Continue reading…",
    ],
)
def test_tails_of_feeds_go(tail: str) -> None:
    assert without_furniture(("Rain fell on “Old Quay”." + tail,)) == ("Rain fell on “Old Quay”.",)


@pytest.mark.parametrize(
    ("mangled", "meant"),
    [
        pytest.param("The captainâ€™s boat", "The captain’s boat", id="an apostrophe"),
        pytest.param("â€œLateâ€\x9d, said Ã…sa Ã–berg", "“Late”, said Åsa Öberg", id="quotes and letters"),
        pytest.param("Ð¡ÑƒÐ´Ð° Ð² Ð³Ð°Ð²Ð°Ð½Ð¸", "Суда в гавани", id="Cyrillic"),  # noqa: RUF001 because mangled letters look like others
        pytest.param("Ã‰tÃ©\nThe “other” line", "Été\nThe “other” line", id="one line of two"),
        pytest.param("JOÃO E ÂNGELA", "JOÃO E ÂNGELA", id="Portuguese in capitals"),
        pytest.param("«CAFÉ» Ã©", "«CAFÉ» Ã©", id="no proof"),
    ],
)
def test_what_was_read_in_the_wrong_charset_is_mended_where_it_proves_it(mangled: str, meant: str) -> None:
    assert clean(mangled) == meant
