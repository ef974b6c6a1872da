"""What was found at the addresses that a moderator gave."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.rendering.discord.offers import offers_view
from ingest import DateKind, FeedLink, Offer, Sample, SourceKind, TextKind, Unusable
from tests.bot.rendering.discord.reading import check_layout, lines, shown

WIRE = Offer(
    address="meridianwire.example",
    url="https://www.meridianwire.example/rss/world.xml",
    kind=SourceKind.FEED,
    title="Meridian Wire: World",
    samples=(
        Sample("Attacks go on", None, datetime(2023, 11, 22, 18, tzinfo=UTC)),
        Sample("Talks begin", None, datetime(2023, 11, 21, 18, tzinfo=UTC)),
        Sample("Rain expected", None, None),
    ),
    items=20,
    dates=DateKind.PARTLY,
    text=TextKind.SUMMARY,
    language="en",
    others=(FeedLink("https://meridianwire.example/a", "Sport"), FeedLink("https://meridianwire.example/b", "Arts")),
)
GERMAN = replace(
    WIRE, url="https://nachrichten.example/rss?key=secret", title="Nachrichten", language="de", samples=(), others=()
)
LONG = "its newest item is of 3 Mar 2024, " * 4
NOTHING = Unusable("https://a.example/page", "There is no feed and no article at this address.")


def test_an_offer_says_what_a_moderator_wants_to_know_before_adding_it() -> None:
    assert lines(offers_view([WIRE, GERMAN, NOTHING], {WIRE.url}, ())) == [
        "**2 sources found at 3 addresses**",
        "**Meridian Wire: World** · already here · feed, 20 items",
        r"-# meridianwire.example\/rss/world.xml · partly dated · summaries · English",
        "-# “Attacks go on”, 22 Nov 2023",
        "-# “Talks begin”, 21 Nov 2023",
        "-# “Rain expected”, no date",
        "-# Also on this site: Sport, Arts",
        "**Nachrichten** · feed, 20 items",
        r"-# nachrichten.example\/rss?… · partly dated · summaries",
        "-# German: stored, found and quoted; figures and incidents are read from English only",
        r"✗ **a.example\/page**: There is no feed and no article at this address.",
    ]


def test_what_speaks_against_a_feed_is_told_before_it_is_added() -> None:
    old = replace(WIRE, doubt="its newest item is of 3 Mar 2024, 636 days ago")

    assert "-# 🟡 doubtful: its newest item is of 3 Mar 2024, 636 days ago" in lines(offers_view([old], (), ()))
    assert "· 🟡 doubtful" in shown(offers_view([replace(old, doubt=LONG)] * 25, (), ()))


def test_what_may_be_a_key_is_never_shown() -> None:
    assert "secret" not in shown(offers_view([GERMAN], (), ()))
    assert "secret" not in shown(offers_view([Unusable("https://me:secret@a.example/?k=secret", "No.")], (), ()))


def test_twenty_five_addresses_fit_and_what_was_left_out_is_said() -> None:
    many: list[Offer | Unusable] = [WIRE, GERMAN, NOTHING] * 8
    view = offers_view([*many, WIRE], (), ())

    check_layout(view)
    assert lines(view)[0] == "**17 sources found at 25 addresses**"
    assert sum(line.startswith("**Meridian Wire: World**") for line in lines(view)) == 9
    assert lines(view)[-1] == "-# Left out for length: some sample titles"


def test_the_plainest_list_still_says_what_cannot_be_read_from_a_source() -> None:
    told = lines(offers_view([replace(GERMAN, doubt=LONG)] * 25, (), ()))

    assert told[1:-1] == ["**Nachrichten** · 🟡 doubtful · German, no figures · feed · summaries · partly dated"] * 25
    assert told[-1] == "-# Left out for length: samples, feeds, details"


def test_addresses_beyond_the_twenty_fifth_are_counted() -> None:
    assert lines(offers_view([NOTHING] * 30, (), ()))[-1] == "-# 5 more addresses not shown"
