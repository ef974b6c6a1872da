"""Who published what an aggregator lists."""

from html import escape

import pytest

from ingest.live import Entry, Feed
from ingest.sources import parse_feed

HEADLINE = "9 workers killed in refinery fire near Sitra"


def listed(title: str, body: str, *, source: str = "", prefix: str = "") -> Entry:
    item = (
        f"<item><title>{escape(title)}</title><link>https://finder.example/articles/1</link>"
        f"<description>{escape(body)}</description>{source}</item>"
    )
    channel = f"<title>Finder: refinery</title><link>https://finder.example/</link>{item}"
    text = f'<rss version="2.0" xmlns:News="https://finder.example/ns"><channel>{prefix}{channel}</channel></rss>'
    feed = parse_feed(text.encode(), url="https://finder.example/rss", content_type="")
    assert isinstance(feed, Feed)
    [entry] = feed.entries
    return entry


def by(name: str) -> str:
    return f'<source url="https://gulf.example/">{escape(name)}</source>'


def credit(headline: str, name: str) -> str:
    return f'<a href="https://finder.example/1">{headline}</a>&nbsp;&nbsp;<font color="#6f6f6f">{escape(name)}</font>'


@pytest.mark.parametrize("name", ["Gulf Courier", "R&D Times", "Süd-Zeitung (Abend)"])
def test_the_publisher_stands_neither_in_the_title_nor_in_the_text(name: str) -> None:
    entry = listed(f"{HEADLINE} - {name}", credit(HEADLINE, name), source=by(name))

    assert (entry.publisher, entry.title, entry.body) == (name, HEADLINE, "")


def test_a_list_that_dropped_the_source_names_it_all_the_same() -> None:
    assert listed(f"{HEADLINE} - Gulf Courier", credit(HEADLINE, "Gulf Courier")).publisher == "Gulf Courier"


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        pytest.param(f"{HEADLINE}  Gulf Courier", "", id="glued by blanks"),
        pytest.param(f"{HEADLINE} Gulf Courier", "", id="glued by one blank"),
        pytest.param("Nine men died at dawn. - Gulf Courier", "Nine men died at dawn.", id="behind a dash"),
        pytest.param("Nine men died at dawn.&nbsp;Gulf Courier", "Nine men died at dawn.", id="behind an entity"),
        pytest.param(
            "<p>Nine men died.</p><cite>Gulf Courier</cite>", "<p>Nine men died.</p>", id="an element of its own"
        ),
        pytest.param(
            "Nine men died, says the Gulf Courier", "Nine men died, says the Gulf Courier", id="in a sentence"
        ),
    ],
)
def test_a_name_that_is_glued_to_a_sentence_is_no_part_of_it(body: str, kept: str) -> None:
    assert listed(HEADLINE, body, source=by("Gulf Courier")).body == kept


def test_headlines_of_other_publishers_are_not_this_ones() -> None:
    related = "".join(f"<li>{credit(f'What {name} says', name)}</li>" for name in ("Gulf Courier", "Quay Tribune"))

    entry = listed("What Gulf Courier says - Gulf Courier", f"<ol>{related}</ol>", source=by("Gulf Courier"))

    assert "Quay" not in entry.body


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(by("Finder: refinery"), id="the same name"),
        pytest.param("<source/>", id="nothing"),
        pytest.param(by("x" * 200), id="a text"),
    ],
)
def test_a_feed_that_names_itself_names_nobody(source: str) -> None:
    assert listed(HEADLINE, "Nine men died.", source=source).publisher is None


def test_a_search_engine_has_an_element_of_its_own_for_it() -> None:
    assert listed(HEADLINE, "Nine died.", source="<News:Source>Gulf Courier</News:Source>").publisher == "Gulf Courier"


def test_a_planet_names_the_feeds_that_it_gathers() -> None:
    planet = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Planet</title><entry><id>1</id><title>T</title>'
        "<source><title>Quay Tribune</title><link href='https://quay.example/'/></source></entry></feed>"
    )
    feed = parse_feed(planet.encode(), url="https://planet.example/atom", content_type="")

    assert isinstance(feed, Feed)
    assert [entry.publisher for entry in feed.entries] == ["Quay Tribune"]
