"""Markup and furniture go, sentences stay as they were."""

import pytest

from ingest.reading.characters import clean
from ingest.reading.furniture import without_furniture
from ingest.reading.markup import paragraphs, title_line
from ingest.reading.unsaid import without_notes


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
        pytest.param("6\ufe0f9\ufe0f or 6\u200d9 came.", ("69 or 69 came.",), id="digits joined and drawn"),
        pytest.param(
            "<template><p>No.</p></template><dialog><p>No.</p></dialog><p>Yes.</p>", ("Yes.",), id="not opened"
        ),
        pytest.param("Cafe\u0301", ("Café",), id="composed"),
        pytest.param("One.\r\n\r\nTwo.\u2028Three.", ("One.", "Two.", "Three."), id="other line ends"),
        pytest.param("<p>A fire.</p><p style='display: none'>Hidden.</p><p hidden>Too.</p>", ("A fire.",), id="hidden"),
        pytest.param("<p>About <del>70</del> <ins>17</ins> came.</p>", ("About 17 came.",), id="struck and put in"),
        pytest.param("<p><s>Closed.</s> <strike>Shut.</strike> Open.</p>", ("Open.",), id="struck otherwise"),
        pytest.param(
            "<p>Open <span style='color:red; text-decoration:line-through'>nine</span> eight hours.</p>",
            ("Open eight hours.",),
            id="struck by style",
        ),
        pytest.param(
            "<p>About 30<sup>[4]</sup> of 35<sup><b>2</b></sup> came<sup>*</sup>.</p>",
            ("About 30 of 35² came.",),
            id="marks of notes",
        ),
        pytest.param("<p>The 2<sup>nd</sup> of two.</p>", ("The 2nd of two.",), id="an ordinal"),
        pytest.param("<p>1<sup>1</sup>/<sub>2</sub> miles</p>", ("1 1/2 miles",), id="a fraction"),
        pytest.param(
            "<p>Rain fell.</p><h4>Auch das noch</h4><ul><li><a href=b>Storm kills 9</a></li><li><a href=c>Ice</a></li>",
            ("Rain fell.", "Auch das noch"),
            id="a list of links",
        ),
        pytest.param(
            "<p>Rain fell.</p><p>À lire aussi : <a href=b>La tempête fait neuf morts</a></p>",
            ("Rain fell.",),
            id="a pointer in another language",
        ),
        pytest.param(
            "<p><a href=b>Nine boats sank in the storm, the harbour master said.</a></p><p>Rain fell.</p>",
            ("Nine boats sank in the storm, the harbour master said.", "Rain fell."),
            id="a sentence that is a link",
        ),
        pytest.param(
            "<p><a href=b>Nine boats sank in the storm</a></p>", ("Nine boats sank in the storm",), id="all of it"
        ),
        pytest.param("<![CDATA[Rain fell.]]>", ("Rain fell.",), id="marks of CDATA"),
        pytest.param("&lt;![CDATA[&lt;p&gt;Rain fell.&lt;/p&gt;]]&gt;", ("Rain fell.",), id="those escaped"),
        pytest.param("Cut at a <a hre", ("Cut at a …",), id="a torn tag within a sentence"),
        pytest.param("<b>" * 3000 + "Deep.", ("Deep.",), id="nested beyond what is parsed"),
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


def test_a_story_behind_a_link_to_the_comment_form_is_news() -> None:
    page = ("Monday", "Leave a comment", *["Rain fell for most of the day, and the roads were closed."] * 12)
    assert without_furniture(page) == ("Monday", *page[2:])


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
    "tail", [" […]", "[...]", " (more…)", " … Read more", "... Continue reading Ferry late", " Read more »"]
)
def test_where_a_feed_cut_a_sentence_the_text_says_so(tail: str) -> None:
    (text,) = without_furniture(("The storm cost at least" + tail,))
    assert text in {"The storm cost at least …", "The storm cost at least..."}


def test_a_mark_of_a_cut_in_a_paragraph_of_its_own_belongs_to_the_one_before() -> None:
    assert without_furniture(("The storm cost at least", "[…]")) == ("The storm cost at least …",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("At least 42¹ people, 17² of them at sea.³", "At least 42 people, 17 of them at sea.", id="notes"),
        pytest.param("On 9 km² fell 3 m³, or 10⁹ drops.", "On 9 km² fell 3 m³, or 10⁹ drops.", id="powers"),
        pytest.param("Some 9\u03369\u0336 66 came.", "Some 66 came.", id="letters struck one by one"),
    ],
)
def test_raised_numbers_are_notes_or_powers(text: str, said: str) -> None:
    assert without_notes(text) == said


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


@pytest.mark.parametrize(
    "title", ["<![CDATA[Ferry late]]>", "&lt;![CDATA[Ferry late]]&gt;", "Ferry <del>on time</del> late"]
)
def test_a_title_is_cleaned_as_its_text_is(title: str) -> None:
    assert title_line(title) == "Ferry late"
