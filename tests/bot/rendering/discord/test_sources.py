"""A server's sources, as a moderator reads them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.rendering.discord.sources import notices_text, source_view, sources_pages, sources_view
from ingest import Health, Notice, NoticeId, NoticeKind, PollState, SourceId, SourceKind, SourceSummary, Standing
from tests.bot.rendering.discord.reading import lines

NOW = datetime(2023, 12, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)
WIRE = SourceSummary(
    id=SourceId(1),
    name="Meridian Wire",
    kind=SourceKind.FEED,
    url="https://meridianwire.example/rss.xml?key=secret",
    added=NOW - timedelta(days=30),
    standing=Standing.ACTIVE,
    shared=False,
    articles=1204,
    newest=datetime(2023, 12, 1, 11, tzinfo=UTC),
    languages=("en", "de"),
    state=PollState(LATER, Health.OK),
)
HOLDS = r"-# meridianwire.example\/rss.xml?… · 1,204 items · newest <t:1701428400:R> · English, German"


def test_a_source_says_what_it_holds_and_when_it_is_fetched_next() -> None:
    assert lines(sources_view([WIRE], 0, NOW, (), limit=100)) == [
        "**1 of 100 sources**",
        "🟢 **Meridian Wire** · feed",
        HOLDS,
        "-# well; next attempt <t:1701432600:R>",
    ]


@pytest.mark.parametrize(
    ("health", "sign"),
    [
        (Health.NEW, "⚪"),
        (Health.DOUBTFUL, "🟡"),
        (Health.FAILING, "🟠"),
        (Health.DORMANT, "🔴"),
        (Health.DONE, "✅"),
    ],
)
def test_a_sign_tells_how_it_fares(health: Health, sign: str) -> None:
    view = lines(sources_view([replace(WIRE, state=PollState(LATER, health))], 0, NOW, (), limit=100))

    assert view[1] == f"{sign} **Meridian Wire** · feed"


def test_failing_sources_are_counted_at_the_top() -> None:
    failing = replace(WIRE, state=PollState(NOW, Health.FAILING))

    assert lines(sources_view([WIRE, failing], 0, NOW, (), limit=100))[0] == "**2 of 100 sources**, 1 failing"


def test_doubtful_sources_are_counted_at_the_top() -> None:
    doubtful = replace(WIRE, state=PollState(NOW, Health.DOUBTFUL, problem="it lists nothing"))

    assert lines(sources_view([WIRE, doubtful], 0, NOW, (), limit=100))[0] == "**2 of 100 sources**, 1 doubtful"


def test_a_paused_source_says_no_more_than_that() -> None:
    assert lines(sources_view([replace(WIRE, standing=Standing.PAUSED, shared=True)], 0, NOW, (), limit=100))[1:] == [
        "⏸️ **Meridian Wire** · feed · shared by the operator · paused",
        HOLDS,
    ]


def test_an_imported_file_is_never_fetched() -> None:
    imported = replace(
        WIRE, name="news.jsonl", kind=SourceKind.FILE, url=None, state=None, newest=None, languages=(), articles=0
    )

    assert lines(sources_view([imported], 0, NOW, (), limit=100))[1:] == ["📄 **news.jsonl** · file", "-# 0 items"]


def test_ten_sources_make_a_page() -> None:
    assert sources_pages([WIRE] * 21) == 3
    assert lines(sources_view([WIRE] * 21, 1, NOW, (), limit=100))[-1] == "-# page 2 of 3"


def test_no_sources_say_how_to_add_some() -> None:
    assert sources_pages([]) == 1
    assert lines(sources_view([], 0, NOW, (), limit=100)) == [
        "**0 of 100 sources**",
        "There are no sources yet. Add some with /sources add.",
    ]


def test_a_muted_source_still_says_how_it_fares() -> None:
    assert lines(sources_view([replace(WIRE, standing=Standing.MUTED)], 0, NOW, (), limit=100))[1:] == [
        "🔇 **Meridian Wire** · feed · muted",
        HOLDS,
        "-# well; next attempt <t:1701432600:R>",
    ]


def test_what_is_shared_counts_for_nobodys_limit() -> None:
    view = lines(sources_view([WIRE, replace(WIRE, shared=True)], 0, NOW, (), limit=100))

    assert view[0] == "**1 of 100 sources, 1 shared by the operator**"


def test_a_file_that_was_handed_in_says_what_was_left_out_and_no_address() -> None:
    state = PollState(None, Health.DONE, problem="2 of 3 articles were left out")
    upload = replace(WIRE, kind=SourceKind.UPLOAD, url="upload:7/notes.jsonl", newest=None, languages=(), state=state)

    assert lines(sources_view([upload], 0, NOW, (), limit=100))[1:] == [
        "✅ **Meridian Wire** · upload",
        "-# 1,204 items",
        "-# read; nothing more to fetch: 2 of 3 articles were left out",
    ]


def test_a_source_alone_shows_all_with_strangers_words_made_safe() -> None:
    odd = replace(WIRE, publisher="*Wire* @everyone", added_by="42")

    view = lines(source_view(odd, NOW))

    assert view[0] == "**Meridian Wire**"
    assert "**publisher** \\*Wire\\* \\@\u2060everyone" in view
    assert any(line.startswith("**address**") and line.endswith("?key=…") for line in view)
    assert view[-1] == "**added** <t:1698840000:R> by <@42>"


def test_notices_beyond_what_a_message_holds_are_counted() -> None:
    notices = [
        Notice(NoticeId(number), SourceId(1), f"Wire {number}", NoticeKind.GONE, NOW, "it answers 410")
        for number in range(20)
    ]

    told = notices_text(notices).splitlines()

    assert told[1] == "• Wire 0 is gone (it answers 410). It is asked once a day, in case it comes back."
    assert told[-2:] == ["and 12 more", "-# Moderators see all with /sources list."]
