# ruff: noqa: RUF001 because Russian looks like Latin

import json
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.live import Entry, Failure, FailureKind, Feed
from ingest.sources import content_digest, document_of, parse_feed

URL = "https://example.org/news/feed"


def read(body: str | bytes, *, content_type: str = "application/xml") -> Feed:
    raw = body.encode() if isinstance(body, str) else body
    feed = parse_feed(raw, url=URL, content_type=content_type)
    assert isinstance(feed, Feed)
    return feed


def rss(*items: str, channel: str = "") -> str:
    return f'<rss version="2.0"><channel>{channel}{"".join(f"<item>{item}</item>" for item in items)}</channel></rss>'


def atom(*entries: str, head: str = "") -> str:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{body}</feed>'


def only(body: str | bytes, *, content_type: str = "application/xml") -> Entry:
    [entry] = read(body, content_type=content_type).entries
    return entry


RSS_1 = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="https://example.org/"><title>Wire</title><link>https://example.org/</link>
<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
<item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link>
<dc:date>2023-11-22T10:00:00+02:00</dc:date><dc:creator>Ann Lee</dc:creator></item></rdf:RDF>"""

ATOM_1 = atom(
    """<id>tag:example.org,2023:1</id><title type="html">&lt;b&gt;Two&lt;/b&gt; &amp;amp; three</title>
    <link href="/news/1"/><author><name>Ann Lee</name></author><author><name>Bob Roe</name></author>
    <published>2023-11-22T08:00:00Z</published><updated>2023-11-22T09:00:00Z</updated>
    <summary>Short.</summary><content type="html">&lt;p&gt;The whole of it.&lt;/p&gt;</content>""",
    head='<title>Wire</title><link href="https://example.org/"/>',
)

RSS_2 = rss(
    """<title>Two &amp; three</title><link>https://example.org/1</link><guid isPermaLink="false">1</guid>
    <pubDate>Wed, 22 Nov 2023 10:00:00 +0200</pubDate><author>ann@example.org (Ann Lee)</author>
    <description>Short.</description>
    <content:encoded><![CDATA[<p>The whole of it.</p>]]></content:encoded>""",
    channel="<title>Wire</title><link>https://example.org/</link><language>en-GB</language><ttl>30</ttl>",
).replace("<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')

EIGHT = datetime(2023, 11, 22, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "feed"),
    [
        pytest.param(
            RSS_1,
            Feed(
                "Wire",
                "https://example.org/",
                None,
                timedelta(hours=6),
                (Entry("https://example.org/1", "https://example.org/1", "One", "", EIGHT, "Ann Lee"),),
            ),
            id="RSS 1.0",
        ),
        pytest.param(
            RSS_2,
            Feed(
                "Wire",
                "https://example.org/",
                "en",
                timedelta(minutes=30),
                (
                    Entry(
                        "1",
                        "https://example.org/1",
                        "Two & three",
                        "<p>The whole of it.</p>",
                        EIGHT,
                        "Ann Lee",
                        "en",
                    ),
                ),
            ),
            id="RSS 2.0",
        ),
        pytest.param(
            ATOM_1,
            Feed(
                "Wire",
                "https://example.org/",
                None,
                None,
                (
                    Entry(
                        "tag:example.org,2023:1",
                        "https://example.org/news/1",
                        "Two & three",
                        "<p>The whole of it.</p>",
                        EIGHT,
                        "Ann Lee, Bob Roe",
                    ),
                ),
            ),
            id="Atom",
        ),
    ],
)
def test_a_feed_of_each_family_is_read(body: str, feed: Feed) -> None:
    assert read(body) == feed


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(b"", "an empty answer", id="nothing"),
        pytest.param(b" \n\t", "an empty answer", id="blanks"),
        pytest.param(b"<!DOCTYPE html><html><body>Hello</body></html>", "a web page", id="page"),
        pytest.param(b"<!-- hi -->\n<html><item><title>a</title></item></html>", "a web page", id="page with items"),
        pytest.param("\ufeff<html></html>".encode("utf-16-le"), "a web page", id="page in UTF-16"),
        pytest.param(b'<html xmlns:a="http://www.w3.org/2005/Atom"></html>', "a web page", id="page that knows Atom"),
        pytest.param(b"<div>Checking your browser</div>", "a web page", id="piece of a page"),
        pytest.param(b'{"version": "https://example.org/version/1"}', "JSON of another kind", id="JSON"),
        pytest.param(b'[{"a": "<p>"}]', "JSON of another kind", id="JSON list"),
        pytest.param(b'<?xml version="1.0"?><opml version="2.0"/>', "a list of feeds (OPML)", id="OPML"),
        pytest.param(
            b'<?xml version="1.0"?><urlset><url><loc>https://example.org/</loc></url></urlset>',
            "a sitemap that lists no news",
            id="sitemap",
        ),
        pytest.param(b'<?xml version="1.0"?><note/>', "another kind of XML", id="XML"),
        pytest.param(b"%PDF-1.7 \xff\xfe", "something else (application/pdf)", id="document"),
        pytest.param(b"\x00\x01\x02", "something else (application/pdf)", id="binary"),
    ],
)
def test_what_is_no_feed_is_named(body: bytes, kind: str) -> None:
    failure = parse_feed(body, url=URL, content_type="application/pdf; charset=x")

    assert failure == Failure(FailureKind.MALFORMED, f"example.org gave {kind}, not a feed")


@pytest.mark.parametrize(
    "body", [rss(), atom(), "<rss/>", '<CHANNEL HREF="http://example.org/"/>', '<!DOCTYPE rss SYSTEM "x"><rss/>']
)
def test_a_feed_without_items_is_a_feed(body: str) -> None:
    assert read(body).entries == ()


def test_a_feed_that_breaks_off_keeps_what_came() -> None:
    whole = rss("<title>One</title><link>https://example.org/1</link>", "<title>Two</title><link>https://exa")

    assert [entry.title for entry in read(whole[:-40]).entries] == ["One", "Two"]


@pytest.mark.parametrize(
    ("items", "keys"),
    [
        pytest.param(["<guid>a</guid>", "<guid>b</guid>"], ["a", "b"], id="ids"),
        pytest.param(
            [
                '<guid isPermaLink="false">a</guid><link>https://e.org/1</link>',
                '<guid isPermaLink="false">a</guid><link>https://e.org/2</link>',
                '<guid isPermaLink="false">b</guid><link>https://e.org/3</link>',
            ],
            ["a https://e.org/1", "a https://e.org/2", "b"],
            id="a repeated id takes the address",
        ),
        pytest.param(["<link>/1</link>"], ["https://example.org/1"], id="no id: the address"),
        pytest.param(
            ["<title>x</title>"],
            ["14f825b2bbc32dd8d196367fa8776873069c12a8954d8da7513aa7704ddd09eb"],
            id="neither: what it says",
        ),
        pytest.param(["<guid>a</guid><title>x</title>"] * 2, ["a", "a 2"], id="all the same: counted"),
    ],
)
def test_an_entry_is_known_by_the_first_thing_that_tells_it_apart(items: list[str], keys: list[str]) -> None:
    assert [entry.key for entry in read(rss(*items)).entries] == keys


def test_one_address_for_all_is_told_apart_by_what_they_say() -> None:
    link = "<link>https://example.org/</link>"
    items = [f"<title>One</title>{link}", f"<title>Two</title>{link}"]

    once = {entry.title: entry.key for entry in read(rss(*items)).entries}
    reordered = {entry.title: entry.key for entry in read(rss(*reversed(items))).entries}

    assert once == reordered
    assert len(set(once.values())) == 2


def test_a_feed_that_moves_keeps_its_keys() -> None:
    body = rss("<guid>news/1</guid><title>One</title><link>/1</link>").encode()

    feeds = [parse_feed(body, url=url, content_type="") for url in (URL, "http://www.example.com/feed")]

    assert [feed.entries[0].key for feed in feeds if isinstance(feed, Feed)] == ["news/1", "news/1"]


@pytest.mark.parametrize(
    ("item", "url"),
    [
        pytest.param("<link>https://example.org/a?b=1&amp;c=2</link>", "https://example.org/a?b=1&c=2", id="whole"),
        pytest.param("<link>\n /2023/a \n</link>", "https://example.org/2023/a", id="relative to the host"),
        pytest.param("<link>a b</link>", "https://example.org/news/a%20b", id="relative to the feed, with a blank"),
        pytest.param("<link>//cdn.example.org/a</link>", "https://cdn.example.org/a", id="relative to the scheme"),
        pytest.param("<guid>https://example.org/a</guid>", "https://example.org/a", id="an id that is an address"),
        pytest.param("<guid>12345</guid>", None, id="an id that is none"),
        pytest.param("<link>javascript:alert(1)</link>", None, id="a script"),
        pytest.param("<link>file:///etc/passwd</link>", None, id="a file"),
        pytest.param("<link>http://[half</link>", None, id="nonsense"),
        pytest.param("<link>https://</link>", None, id="no host"),
        pytest.param("<link></link>", None, id="nothing"),
        pytest.param("<link>feed</link>", None, id="the feed itself"),
        pytest.param("<title>a</title>", None, id="no link"),
    ],
)
def test_an_address_is_whole_and_of_the_web(item: str, url: str | None) -> None:
    assert only(rss(item)).url == url


def test_an_address_follows_the_base_that_the_feed_states() -> None:
    based = atom('<link href="a"/>').replace("<entry>", '<entry xml:base="https://example.com/x/">')

    assert only(based).url == "https://example.com/x/a"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Attacks &amp; answers", "Attacks & answers"),
        ("AT&amp;amp;T grows", "AT&T grows"),
        ("&amp;#8216;No comment&amp;#8217;", "‘No comment’"),
        ("<![CDATA[<b>Five</b> killed]]>", "Five killed"),
        ("&lt;em>Titan found", "Titan found"),
        ("1 &lt; 2", "1 < 2"),
        ("two\n   lines", "two lines"),
        ("<![CDATA[Hi<script>alert(1)</script>]]>", "Hi"),
        ("", ""),
    ],
)
def test_a_title_is_plain_text(title: str, text: str) -> None:
    assert only(rss(f"<title>{title}</title>")).title == text


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        pytest.param("<pubDate>Wed, 22 Nov 2023 08:00:00 GMT</pubDate>", EIGHT, id="RFC 822"),
        pytest.param("<pubDate>Wed, 22 Nov 2023 03:00:00 EST</pubDate>", EIGHT, id="zone by name"),
        pytest.param("<pubDate>2023-11-22 08:00:00</pubDate>", EIGHT, id="no zone: UTC"),
        pytest.param("<dc:date>2023-11-22T10:00:00+02:00</dc:date>", EIGHT, id="Dublin Core"),
        pytest.param("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None, id="an unset clock"),
        pytest.param("<pubDate>yesterday</pubDate>", None, id="unreadable"),
        pytest.param("<pubDate>2023/11/22 08:00:00</pubDate>", EIGHT, id="strokes"),
        pytest.param("<pubDate>Wed, 22 Nov 2023 17:00:00 JST</pubDate>", EIGHT, id="zone of the east by name"),
        pytest.param("<pubDate>1700640000</pubDate>", EIGHT, id="seconds since 1970"),
        pytest.param("<pubDate>04/11/2023 08:00</pubDate>", None, id="a day that may be two"),
        pytest.param("<pubDate>Nov 2023</pubDate>", None, id="a month"),
        pytest.param("<pubDate>Wed, 99 Nov 99999 08:00:00 GMT</pubDate>", None, id="no such day"),
        pytest.param("<pubDate/>", None, id="empty"),
        pytest.param("", None, id="none"),
        pytest.param(
            "<pubDate>0001-01-01</pubDate><dc:date>2023-11-22T08:00:00Z</dc:date>", EIGHT, id="unset, but changed"
        ),
    ],
)
def test_a_date_is_aware_and_credible(date: str, moment: datetime | None) -> None:
    body = rss(f"<title>a</title>{date}").replace("<rss ", '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" ')

    assert only(body).published == moment


@pytest.mark.parametrize(
    ("title", "hour"),
    [pytest.param("Ferry sinks: live updates", 11, id="live"), pytest.param("Ferry sinks", 8, id="a story")],
)
def test_what_is_written_on_while_it_happens_is_as_new_as_its_last_change(title: str, hour: int) -> None:
    stated = "<published>2023-11-22T08:00:00Z</published><updated>2023-11-22T11:00:00Z</updated>"
    body = atom(f"<id>1</id><title>{title}</title>{stated}", head="<title>Wire</title>")
    assert only(body).published == datetime(2023, 11, 22, hour, tzinfo=UTC)
    item = {"id": "1", "title": title, "date_published": "2023-11-22T08:00Z", "date_modified": "2023-11-22T11:00Z"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [item]}
    assert only(json.dumps(feed)).published == datetime(2023, 11, 22, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("entry", "body"),
    [
        pytest.param("<summary>Short.</summary><content>The long one.</content>", "The long one.", id="content"),
        pytest.param("<summary>A sentence.</summary>", "A sentence.", id="summary"),
        pytest.param("<title>a</title>", "", id="neither"),
        pytest.param(
            '<summary>A sentence.</summary><content type="html">&lt;img src="a/long/address.jpg"/&gt;</content>',
            "A sentence.",
            id="content that says nothing",
        ),
        pytest.param(
            '<summary>Text.</summary><content type="image/png">aGVsbG8gd29ybGQhIQ==</content>', "Text.", id="an image"
        ),
        pytest.param(
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; b</p></div></content>',
            "<p>A &amp; b</p>",
            id="markup in the open",
        ),
    ],
)
def test_the_body_is_the_fullest_text(entry: str, body: str) -> None:
    assert only(atom(entry)).body == body


@pytest.mark.parametrize(
    ("channel", "time_to_live"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>999999999</ttl>", timedelta(days=365)),
        ("<sy:updatePeriod> hourly </sy:updatePeriod>", timedelta(hours=1)),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", timedelta(minutes=30)),
        ("<sy:updatePeriod>never</sy:updatePeriod>", timedelta(days=1)),
        ("<sy:updateFrequency>2</sy:updateFrequency>", timedelta(hours=12)),
        ("", None),
    ],
)
def test_a_feed_says_how_long_to_leave_it_alone(channel: str, time_to_live: timedelta | None) -> None:
    namespace = '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '

    assert read(rss(channel=channel).replace("<rss ", namespace)).time_to_live == time_to_live


@pytest.mark.parametrize("body", ["utf-8", "utf-16"])
@pytest.mark.parametrize("stated", ["utf-8", "utf-16", "klingon"])
def test_a_charset_that_the_server_has_wrong_costs_nothing(body: str, stated: str) -> None:
    text = f'<?xml version="1.0" encoding="{body}"?>' + rss("<title>Überfahrt</title>")

    feed = parse_feed(text.encode(body), url=URL, content_type=f"application/rss+xml; charset={stated}")

    assert isinstance(feed, Feed)
    assert [entry.title for entry in feed.entries] == ["Überfahrt"]


@pytest.mark.parametrize(
    ("channel", "hours", "days"),
    [
        ("<skipHours><hour>0</hour><hour> 7 </hour></skipHours>", {0, 7}, set()),
        ("<skipHours>\n<hour>24</hour>\n<hour>23</hour>\n</skipHours>", {0, 23}, set()),
        ("<skipHours><hour>25</hour><hour>-1</hour><hour>noon</hour></skipHours>", set(), set()),
        ("<skipDays><day>Saturday</day><day>sunday</day></skipDays>", set(), {5, 6}),
        ("<skipDays><day>Someday</day></skipDays>", set(), set()),
        ("<hour>3</hour><day>Monday</day>", set(), set()),
        ("", set(), set()),
    ],
)
def test_a_feed_says_when_nothing_is_new(channel: str, hours: set[int], days: set[int]) -> None:
    feed = read(rss(channel=channel))

    assert (set(feed.quiet_hours), set(feed.quiet_days)) == (hours, days)


@pytest.mark.parametrize(
    ("stated", "language"),
    [("en-US", "en"), ("de", "de"), ("PT_br", "pt"), ("eng", None), ("English", None), ("", None)],
)
def test_a_language_is_two_letters(stated: str, language: str | None) -> None:
    feed = read(rss("<title>a</title>", channel=f"<language>{stated}</language>"))

    assert (feed.language, feed.entries[0].language) == (language, language)


def test_only_the_newest_five_hundred_are_kept_in_the_order_of_the_feed() -> None:
    days = [datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(502)]
    items = [f"<guid>{day:%Y-%m-%d}</guid><pubDate>{day:%Y-%m-%dT00:00:00Z}</pubDate>" for day in days]

    kept = read(rss("<guid>undated</guid>", *items)).entries

    assert len(kept) == 500
    assert (kept[0].key, kept[-1].key) == ("2020-01-03", "2021-05-16")


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        pytest.param("Café".encode(), "", id="UTF-8, nothing stated"),
        pytest.param("Café".encode(), "text/xml", id="UTF-8 as text, which the standard calls ASCII"),
        pytest.param("Café".encode(), "text/html; charset=iso-8859-1", id="UTF-8, stated to be Latin"),
        pytest.param("Café".encode("cp1252"), "application/rss+xml; charset=utf-8", id="Latin, stated to be UTF-8"),
        pytest.param("Café".encode("cp1252"), "", id="Latin, nothing stated"),
        pytest.param("Café".encode(), "application/xml; charset=no-such-thing", id="UTF-8, stated nonsense"),
    ],
)
def test_letters_survive_what_servers_say_of_them(raw: bytes, content_type: str) -> None:
    body = rss("<title>@</title>").encode().replace(b"@", raw)

    assert only(body, content_type=content_type).title == "Café"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("&#xD83D;&#xDE00; &#55357;&#56832;", "😀 😀"),
        ("a&#xD800;b", "a\ufffdb"),
        ("a&#99999999999999999999;b", "a\ufffdb"),
        ("a&#x110000;b", "a\ufffdb"),
        ("&#8216;fine&#x2019;", "‘fine’"),
    ],
)
def test_characters_that_cannot_be_cost_only_themselves(title: str, text: str) -> None:
    feed = read(rss(f"<title>{title}</title>", "<title>Two</title>"))

    assert [entry.title for entry in feed.entries] == [text, "Two"]


@pytest.mark.parametrize(
    "damage",
    [
        "<georss:where><gml:Polygon><gml:exterior/></gml:Polygon></georss:where>",
        "<georss:polygon>here</georss:polygon>",
        "<psc:chapters><psc:chapter/></psc:chapters>",
        "</media:player>",
        "<georss:where/><gml:Point srsName='EPSG:?'><gml:pos>1 2</gml:pos></gml:Point>",
    ],
)
def test_damage_in_what_is_not_read_costs_nothing(damage: str) -> None:
    namespaces = (
        '<rss xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml" '
        'xmlns:psc="http://podlove.org/simple-chapters" xmlns:media="http://search.yahoo.com/mrss/" '
    )
    body = rss(f"<guid>a</guid>{damage}<title>One</title>", "<title>Two</title>").replace("<rss ", namespaces)

    assert [entry.title for entry in read(body).entries] == ["One", "Two"]


def test_entities_that_multiply_do_not() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lol}]>' + rss("<title>&l11;</title>")

    assert len(only(bomb).title) < 100


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{path}">]>' + rss("<title>&x;</title>"),
        '<!DOCTYPE rss SYSTEM "file://{path}">' + rss("<title>&x;</title>"),
        "{path}",
        "file://{path}",
        "https://example.org/feed",
    ],
)
def test_nothing_is_opened_or_fetched(body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(rss("<title>secret</title>"))

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)

    assert "secret" not in str(
        parse_feed(body.replace("{path}", str(secret)).encode(), url=URL, content_type="").__repr__()
    )


SCRAPS = [
    *(f"<{name}>" for name in "rss channel item entry feed title link guid id description content:encoded".split()),
    *(f"</{name}>" for name in "rss channel item entry title link guid id description content:encoded".split()),
    *"&amp; &#xD800; &#0; &bogus; &# <![CDATA[ ]]> <! <![if <!-- --> <?".split(),
    *"]]> \0 é https:// http://[ 1970 <a href=".split(),
    '<rss version="2.0">',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    '<content type="xhtml" xml:base="http://[">',
    "<ttl>99999999999999999999</ttl>",
    "<pubDate>Wed, 31 Feb 2023 25:61:61 +9999</pubDate>",
]
scraps = st.lists(st.sampled_from(SCRAPS), max_size=25).map("".join)


def assert_lawful(answer: Feed | Failure) -> None:
    if isinstance(answer, Failure):
        assert answer.kind is FailureKind.MALFORMED
        return
    keys = [entry.key for entry in answer.entries]
    assert len(keys) == len(set(keys))
    for entry in answer.entries:
        assert entry.key
        assert entry.url is None or entry.url.startswith(("http://", "https://"))
        assert entry.published is None or entry.published.tzinfo
        content_digest(entry)


@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_bytes_are_answered_with_a_value(body: bytes, content_type: str) -> None:
    assert_lawful(parse_feed(body, url=URL, content_type=content_type))


@given(scraps, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_scraps_of_feeds_are_answered_with_a_value(body: str, encoding: str) -> None:
    assert_lawful(parse_feed(body.encode(encoding, "replace"), url=URL, content_type=""))


@given(scraps)
def test_any_scraps_within_an_item_leave_the_feed_readable(body: str) -> None:
    assert_lawful(parse_feed(rss(body, "<title>Last</title>").encode(), url=URL, content_type=""))


def test_an_entry_becomes_a_document_with_its_own_text_or_its_page() -> None:
    entry = only(RSS_2)

    document = document_of(entry, publisher="Wire")

    assert (document.origin, document.url, document.publisher) == (
        "https://example.org/1",
        "https://example.org/1",
        "Wire",
    )
    assert (document.title, document.published, document.author) == ("Two & three", EIGHT, "Ann Lee")
    assert (document.body, document.language) == ("<p>The whole of it.</p>", "en")
    assert document_of(entry, publisher="Wire", body="<html>page</html>").body == "<html>page</html>"


def test_an_entry_without_address_has_its_key_for_origin() -> None:
    assert document_of(only(rss("<guid>a</guid>")), publisher="Wire").origin == "a"


@pytest.mark.parametrize(
    ("changed", "is_same"),
    [
        ({}, True),
        ({"key": "other"}, True),
        ({"author": "Ann"}, True),
        ({"title": "Other"}, False),
        ({"body": "Other"}, False),
        ({"url": None}, False),
        ({"published": None}, False),
    ],
)
def test_a_digest_changes_with_what_is_read(changed: dict[str, str | None], is_same: bool) -> None:  # noqa: FBT001 because a table's column is no flag
    entry = Entry("1", "https://example.org/1", "Title", "Body", EIGHT)

    assert (content_digest(entry) == content_digest(replace(entry, **changed))) is is_same  # type: ignore[arg-type]  # because a table's row is not typed by its keys


RUSSIAN = "В результате взрыва на шахте погибли одиннадцать человек, сообщило министерство."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "windows-1251"])
@pytest.mark.parametrize(
    "stated", ["", "utf-8", "utf-16", "ucs-2", "utf-32", "windows-1251", "cp-1251", "iso-8859-1", "klingon"]
)
@pytest.mark.parametrize("before", ["", "\n\n", "<!-- made by hand -->"], ids=["", "blank lines", "comment"])
def test_a_declaration_that_lies_loses_nothing(encoding: str, stated: str, before: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{stated}"?>' if stated else ""
    text = before + declaration + rss(f"<title>{RUSSIAN}</title>", f"<title>{RUSSIAN[:20]}</title>")

    for raw in (text.encode(encoding), f"{text} ".encode(encoding)):
        assert [entry.title for entry in read(raw, content_type="application/rss+xml").entries] == [
            RUSSIAN,
            RUSSIAN[:20].strip(),
        ]


def test_a_stray_zero_byte_costs_nothing() -> None:
    raw = rss("<title>Über\0fahrt</title>").encode()

    assert only(raw).title == "Überfahrt"


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
        "<?xml version='1.0'?>\n<!doctype html>\n<!-- cached -->",
        '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>',
        "<?xml-stylesheet href='/feed.css'?><!DOCTYPE html>",
        "<br />\n<b>Warning</b>: no such file in /srv/feed.php on line 3<br />",
    ],
)
def test_what_stands_before_a_feed_makes_no_page_of_it(before: str) -> None:
    assert only(before + rss("<title>One</title>")).title == "One"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("&lt;![CDATA[Landslide]]&gt;", "Landslide"),
        ("<![CDATA[<![CDATA[Landslide]]]]><![CDATA[>]]>", "Landslide"),
        ("&amp;lt;![CDATA[Landslide]]&amp;gt;", "Landslide"),
        ("a[b[1]]&gt;0", "a[b[1]]>0"),
    ],
)
def test_marks_of_a_section_are_no_text(title: str, text: str) -> None:
    entry = only(rss(f"<title>{title}</title><description>{title}</description>"))

    assert (entry.title, entry.body) == (text, text)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("www.example.org/a", "https://www.example.org/a"),
        ("example.com/2026/a?b=1", "https://example.com/2026/a?b=1"),
        ("example.com:8080/a", "https://example.com:8080/a"),
        ("www.example.co.uk", "https://www.example.co.uk"),
        ("example.org", "https://example.org"),
        ("http:/example.com/a", "http://example.com/a"),
        ("http//example.com/a", "http://example.com/a"),
        ("://example.com/a", "https://example.com/a"),
        ("http://https://example.com/a", "https://example.com/a"),
        ("index.php/2026/a", "https://example.org/news/index.php/2026/a"),
        ("a.html", "https://example.org/news/a.html"),
        ("v1.0/a", "https://example.org/news/v1.0/a"),
        ("#", None),
        ("?", None),
        ("feed#top", None),
    ],
)
@pytest.mark.parametrize("base", ["", ' xml:base="https://example.org/news/"'], ids=["", "base"])
def test_a_link_without_scheme_is_not_looked_for_in_the_feeds_folder(link: str, url: str | None, base: str) -> None:
    listed = [
        rss(f"<link>{link}</link>").replace("<channel", f"<channel{base}"),
        rss(f"<link><![CDATA[{link}]]></link>").replace("<channel", f"<channel{base}"),
        atom(f'<link href="{link}"/>').replace("<feed", f"<feed{base}"),
    ]

    assert {only(feed).url for feed in listed} == {url}


@pytest.mark.parametrize(
    "item", ["<guid>c1</guid>", "<guid isPermaLink='true'>c1</guid><link/>", "<guid>c1</guid><link> </link>"]
)
@pytest.mark.parametrize("base", ["", ' xml:base="https://example.org/news/"'], ids=["", "base"])
def test_an_id_is_no_address_whatever_it_could_be_joined_to(item: str, base: str) -> None:
    assert only(rss(item).replace("<channel", f"<channel{base}")).url is None


def test_an_id_that_is_an_address_beneath_the_base_is_one() -> None:
    based = rss("<guid>https://example.org/news/1</guid>").replace(
        "<channel", '<channel xml:base="https://example.org/"'
    )

    assert only(based).url == "https://example.org/news/1"


@pytest.mark.parametrize(
    ("body", "is_cut"),
    [
        pytest.param(rss("<title>One</title>"), False, id="whole"),
        pytest.param(rss("<title>One</title>")[:-14], True, id="between items"),
        pytest.param(rss("<title>One</title>", "<title>Two</title>")[:-40], True, id="in an item"),
        pytest.param(rss("<title>One</title>").removesuffix("</rss>"), False, id="the last tag forgotten"),
        pytest.param(atom("<title>One</title>")[:-8], True, id="Atom"),
        pytest.param(atom("<title>One</title>"), False, id="whole Atom"),
        pytest.param(RSS_1, False, id="whole RDF"),
        pytest.param(RSS_1[:-12], True, id="RDF"),
        pytest.param("<rss/>", False, id="nothing in it"),
    ],
)
def test_a_feed_that_ends_in_the_middle_is_known_for_it(body: str, is_cut: bool) -> None:  # noqa: FBT001 because a table's column is no flag
    assert read(body).is_cut is is_cut


def test_an_entry_without_address_is_known_by_its_id_and_called_by_its_title() -> None:
    document = document_of(only(rss("<guid isPermaLink='false'>c1</guid><title>One</title>")), publisher="Wire")

    assert (document.external_id, document.url, document.title) == ("c1", None, "One")


def test_an_item_is_its_own_publishers() -> None:
    document = document_of(replace(only(RSS_2), publisher="Gulf Courier"), publisher="Search results")

    assert document.publisher == "Gulf Courier"


@pytest.mark.parametrize(
    "body",
    [
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "ti',
        b'{"title": "Wire", "version": "https://jsonfeed.org/version/1", "items": [}',
    ],
)
def test_a_json_feed_that_cannot_be_read_is_named_for_what_it_is(body: bytes) -> None:
    failure = parse_feed(body, url=URL, content_type="application/json")

    assert failure == Failure(FailureKind.MALFORMED, "example.org gave a JSON Feed that is cut or damaged, not a feed")


@pytest.mark.parametrize(
    "caption",
    [
        pytest.param("<media:description>{}</media:description>", id="of the item"),
        pytest.param(
            "<media:content url='a.jpg'><media:description type='html'>{}</media:description></media:content>",
            id="of a picture",
        ),
        pytest.param("<m:group><m:description><![CDATA[<b>{}</b>]]></m:description></m:group>", id="by another prefix"),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["before the text", "behind the text"])
def test_what_is_said_of_a_picture_is_not_said_of_the_item(caption: str, *, first: bool) -> None:
    said = caption.format("The quay in an earlier year, when nine boats had sunk there in a single night.")
    text = "<description>Two boats sank.</description>"
    feed = rss(f"<title>Boats</title>{said if first else text}{text if first else said}")
    for address in ("http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"):
        spaces = f'<rss xmlns:media="{address}" xmlns:m="{address}" '
        assert only(feed.replace("<rss ", spaces)).body == "Two boats sank."


def test_marks_of_cdata_are_no_part_of_a_title() -> None:
    assert only(rss("<title>&lt;![CDATA[Two boats]]&gt;</title>")).title == "Two boats"
