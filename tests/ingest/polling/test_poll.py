"""What one poll makes of a source on a real web server, in a real archive."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Timer

import pytest
from aiohttp import web

from ingest.archive import Archive, Description
from ingest.articles import SourceId, View
from ingest.desk import Desk
from ingest.errors import ArchiveLocked
from ingest.fetching import Fetcher
from ingest.live import (
    EntryOutcome,
    Failure,
    FailureKind,
    Fetched,
    Health,
    LiveSource,
    NotModified,
    PollState,
    SourceKind,
)
from ingest.polling.listing import Fetches
from ingest.polling.outage import Outage
from ingest.polling.poll import MOST_PAGES, Polled, Poller
from ingest.polling.triage import FIRST_ENTRIES
from ingest.subscriptions import OPERATOR, Limits, NoticeKind, Subscriber
from tests.archives import offered, put_empty_archive, scanning_archive
from tests.embedders import HashingEmbedder
from tests.ingest.newsroom import DAY, DOUBTFUL, PARAGRAPH, SUMMARY, Item, items, news_sitemap, page, rss, sitemap_index
from tests.ports import free_port
from tests.webserver import RSS, WebServer

LATER = DAY + timedelta(days=1)
pytestmark = pytest.mark.usefixtures("_reader_lent")
WORKER = "a worker"
ONE, TWO = Subscriber("1"), Subscriber("2")
OF_ANOTHER = "its page does not tell what the feed tells"


@dataclass
class Newsdesk:
    """Subscribes, polls and searches, as the worker and a reader would."""

    archive: Archive
    fetcher: Fetches
    desk: Desk
    now: datetime = LATER
    outage: Outage = field(default_factory=Outage)

    limits: Limits | None = None

    def add(self, url: str, kind: SourceKind = SourceKind.FEED, *, reader: Subscriber = OPERATOR) -> None:
        offer = offered(url, "Harbour Post", kind)
        self.archive.subscribe([offer], reader, by=None, now=self.now)

    def follow(self, server: WebServer, items: Sequence[Item], language: str = "en") -> None:
        """Add a feed that lists so much."""
        server.give("/feed", rss(items, language=language), content_type=RSS)
        self.add(server.url("/feed"))

    @property
    def due(self) -> LiveSource:
        self.archive.release(WORKER)
        (source,) = self.archive.lease(self.now, worker=WORKER, limit=10)
        return source

    async def poll(self) -> Polled:
        """Poll what is due, as much later as the schedule wants."""
        (state,) = [source.state for source in self.archive.sources() if source.state]
        self.now = max(self.now, state.next_check or self.now)
        means = self.archive, self.fetcher, self.desk, WORKER
        poller = Poller(*means, clock=lambda: self.now, limits=self.limits, outage=self.outage, chance=lambda: 0.5)
        polled = await poller.poll(self.due)
        assert polled
        return polled

    @property
    def standing(self) -> tuple[Health, str | None]:
        (state,) = [source.state for source in self.archive.sources(now=self.now)]
        assert state
        return state.health, state.problem

    def texts(self, word: str) -> list[str]:
        found = self.archive.search_words(View(self.now + timedelta(days=1)), [word], limit=1000)
        return [passage.stored.article.text for passage in found]

    @property
    def articles(self) -> int:
        return self.archive.count(View(self.now + timedelta(days=1))).articles


@pytest.fixture
async def news(archive: Archive, fetcher: Fetcher) -> AsyncIterator[Newsdesk]:
    with closing(Desk(archive, HashingEmbedder)) as desk:
        yield Newsdesk(archive, fetcher, desk)


async def test_the_newest_item_of_a_new_feed_is_found_by_search(news: Newsdesk, server: WebServer) -> None:
    news.follow(server, [Item(1, None, "Ferry in distress"), *items(3, first=2)])

    polled = await news.poll()

    assert (polled.new, polled.revised, polled.skipped) == (4, 0, 0)
    assert news.texts("ferry") == [f"Ferry in distress\n\n{SUMMARY}"]
    (summary,) = news.archive.sources(now=news.now)
    assert (summary.articles, summary.newest) == (4, DAY)
    assert news.standing == (Health.OK, None)


async def test_a_feed_that_has_not_changed_is_not_read_again(news: Newsdesk, server: WebServer) -> None:
    server.give("/feed", rss(items(3, at=server.url("/{}"))), content_type=RSS, headers={"ETag": '"1"'})
    news.add(server.url("/feed"))
    await news.poll()
    server.requests.clear()

    polled = await news.poll()

    assert isinstance(polled.outcome, NotModified)
    assert polled.new == 0
    assert server.paths == ["/feed"]
    assert server.requests[-1].headers["If-None-Match"] == '"1"'


async def test_a_feed_that_repeats_its_items_makes_nothing_be_read_again(news: Newsdesk, server: WebServer) -> None:
    news.follow(server, items(3, at=server.url("/{}")))
    await news.poll()
    server.requests.clear()
    server.give("/feed", rss(items(3, at=server.url("/{}")), title="Built a minute ago"), content_type=RSS)

    polled = await news.poll()

    assert isinstance(polled.outcome, Fetched)
    assert (polled.new, polled.revised, server.paths) == (0, 0, ["/feed"])


async def test_a_server_whose_etag_changes_each_time_is_not_read_again_while_its_feed_stays(
    news: Newsdesk, server: WebServer
) -> None:
    server.give("/feed", rss(items(3)), content_type=RSS, headers={"ETag": 'W/"1"'})
    news.add(server.url("/feed"))
    await news.poll()
    server.give("/feed", rss(items(3)), content_type=RSS, headers={"ETag": 'W/"2"'})

    polled = await news.poll()

    assert isinstance(polled.outcome, NotModified)
    assert polled.state.validators.etag == 'W/"2"'


async def test_a_feed_that_changes_behind_the_same_etag_is_read(news: Newsdesk, server: WebServer) -> None:
    server.give("/feed", rss(items(1)), content_type=RSS, headers={"ETag": '"1"'})
    news.add(server.url("/feed"))
    await news.poll()

    async def repeat_the_etag(_: web.BaseRequest) -> web.Response:
        return web.Response(text=rss(items(2)), headers={"Content-Type": RSS, "ETag": '"1"'})

    server.behave("/feed", repeat_the_etag)

    assert (await news.poll()).new == 1


async def test_an_outage_of_our_own_leaves_a_source_as_it_was(news: Newsdesk) -> None:
    news.add(f"http://127.0.0.1:{free_port()}/feed")
    before = news.due.state
    cut_off(news.outage)

    polled = await news.poll()

    assert isinstance(polled.outcome, Failure)
    assert polled.outcome.kind is FailureKind.OFFLINE
    assert polled.state == replace(before, next_check=news.now + timedelta(minutes=5))


def cut_off(outage: Outage) -> None:
    """Let five other hosts be out of reach."""
    for number in range(5):
        url = f"https://{number}.example/"
        source = LiveSource(SourceId(number), SourceKind.FEED, url, "", PollState(next_check=None))
        outage.judged(source, Failure(FailureKind.UNREACHABLE, "no way leads there"))


async def test_a_feed_that_moved_for_good_is_asked_there_from_the_third_time_on(
    news: Newsdesk, server: WebServer
) -> None:
    server.redirect("/feed", "/new", status=301)
    server.give("/new", rss(items(1)), content_type=RSS)
    news.add(server.url("/feed"))

    for _ in range(5):
        await news.poll()
        server.give("/new", rss(items(len(server.paths))), content_type=RSS)

    assert [path for path in server.paths if path in {"/feed", "/new"}] == ["/feed", "/new"] * 3 + ["/new"] * 2
    (source,) = news.archive.sources()
    assert source.url == server.url("/new")


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_a_feed_that_is_elsewhere_for_now_stays_where_it_was(
    news: Newsdesk, server: WebServer, status: int
) -> None:
    server.redirect("/feed", "/new", status=status)
    server.give("/new", rss(items(1)), content_type=RSS)
    news.add(server.url("/feed"))
    for _ in range(4):
        await news.poll()

    (source,) = news.archive.sources()
    assert source.url == server.url("/feed")


async def test_a_changed_item_becomes_a_revision(news: Newsdesk, server: WebServer) -> None:
    url = server.url("/ferry")
    news.follow(server, [Item(1, url, "Ferry in distress", "Three people are missing.")])
    await news.poll()
    server.give("/feed", rss([Item(1, url, "Ferry in distress", "Seven people are missing.")]), content_type=RSS)

    polled = await news.poll()

    assert (polled.new, polled.revised) == (0, 1)
    assert news.articles == 1
    assert news.texts("missing") == ["Ferry in distress\n\nSeven people are missing."]


async def test_a_short_item_is_read_on_its_page(news: Newsdesk, server: WebServer) -> None:
    server.give("/1", page("Ferry in distress"))
    news.follow(server, [Item(1, server.url("/1"), "Ferry in distress")])

    await news.poll()

    (text,) = set(news.texts("helicopter"))
    assert text.startswith("Ferry in distress\n\nWitnesses near the old harbour")


async def test_a_long_item_is_not_asked_for_its_page(news: Newsdesk, server: WebServer) -> None:
    news.follow(server, [Item(1, server.url("/1"), text=PARAGRAPH * 5)])

    await news.poll()

    assert server.paths == ["/feed"]
    assert news.texts("helicopter")


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param({"status": 403}, id="forbidden"),
        pytest.param({"status": 404}, id="gone"),
        pytest.param({"body": page("Wall", "Yes.")}, id="shorter than the feed"),
        pytest.param({"body": b"%PDF-1.7", "content_type": "application/pdf"}, id="no page"),
        pytest.param({"body": b"\0\1\2\0"}, id="no text"),
    ],
)
async def test_where_the_page_has_less_the_feeds_own_text_is_taken(
    news: Newsdesk, server: WebServer, behaviour: dict[str, object]
) -> None:
    server.give("/1", **behaviour)  # type: ignore[arg-type]  # because the table mixes what `give` takes
    news.follow(server, [Item(1, server.url("/1"), "Ferry in distress")])

    assert (await news.poll()).new == 1

    assert news.texts("ferry") == [f"Ferry in distress\n\n{SUMMARY}"]


@pytest.mark.parametrize("elsewhere", ["/", "/world"])
async def test_a_page_that_sends_us_home_or_to_a_section_is_no_article(
    news: Newsdesk, server: WebServer, elsewhere: str
) -> None:
    server.redirect("/world/1", elsewhere)
    server.give(elsewhere, page("Ferry in distress"))
    news.follow(server, [Item(1, server.url("/world/1"), "Ferry in distress")])

    await news.poll()

    assert news.texts("ferry") == [f"Ferry in distress\n\n{SUMMARY}"]


async def test_items_of_one_live_page_keep_their_own_words(news: Newsdesk, server: WebServer) -> None:
    server.give("/live", page("Ferry in distress"))
    updates = [Item(number, server.url(f"/live#{number}"), "Ferry in distress") for number in (1, 2)]
    news.follow(server, updates)

    assert (await news.poll()).new == 2
    assert set(news.texts("ferry")) == {f"Ferry in distress\n\n{SUMMARY}"}


async def test_a_publisher_that_blocks_one_page_is_asked_for_no_other(news: Newsdesk, server: WebServer) -> None:
    for number in range(1, 6):
        server.give(f"/{number}", status=403)
    news.follow(server, items(5, at=server.url("/{}")))

    assert (await news.poll()).new == 5

    assert server.paths == ["/feed", "/1"]


async def test_a_first_poll_takes_the_newest_and_leaves_history_alone_for_good(
    news: Newsdesk, server: WebServer
) -> None:
    everything = items(FIRST_ENTRIES + 20, at=server.url("/{}"))
    news.follow(server, everything)

    first = await news.poll()
    asked = len([path for path in server.paths if path != "/feed"])
    server.give("/feed", rss([*items(1, first=0), *everything]), content_type=RSS)
    second = await news.poll()

    assert (first.new, first.skipped, asked) == (FIRST_ENTRIES, 20, MOST_PAGES)
    assert (second.new, second.skipped) == (1, 0)


async def test_a_feed_that_died_says_why_and_keeps_what_it_brought(news: Newsdesk, server: WebServer) -> None:
    news.follow(server, items(2))
    await news.poll()
    server.give("/feed", page("The feed is no more"))

    polled = await news.poll()

    assert isinstance(polled.outcome, Failure)
    assert polled.outcome.kind is FailureKind.MALFORMED
    (summary,) = news.archive.sources(now=news.now)
    assert summary.articles == 2
    assert summary.state
    assert (summary.state.health, summary.state.problem) == (Health.FAILING, "127.0.0.1 gave a web page, not a feed")


async def test_an_article_is_fetched_until_it_was_read(news: Newsdesk, server: WebServer) -> None:
    server.give("/ferry", status=500)
    news.add(server.url("/ferry"), SourceKind.ARTICLE)
    assert (await news.poll()).state.health is Health.FAILING

    server.give("/ferry", page("Ferry in distress"))
    polled = await news.poll()

    assert (polled.new, polled.state.health, polled.state.next_check) == (1, Health.DONE, None)
    assert news.texts("helicopter")
    assert news.archive.lease(news.now + timedelta(days=365), worker=WORKER, limit=10) == ()


async def test_an_article_page_without_text_is_a_failure(news: Newsdesk, server: WebServer) -> None:
    server.give("/ferry", "<html><body></body></html>")
    news.add(server.url("/ferry"), SourceKind.ARTICLE)

    polled = await news.poll()

    assert polled.state.problem == "the page has neither title nor text"


async def test_a_page_in_another_charset_is_read_by_what_its_server_says(news: Newsdesk, server: WebServer) -> None:
    text = "Причал был закрыт из-за шторма, сообщили в порту. " * 20
    server.give("/1", page("Шторм", text).encode("windows-1251"), content_type="text/html; charset=windows-1251")
    news.follow(server, [Item(1, server.url("/1"), "Шторм")], language="ru")

    await news.poll()

    assert news.texts("причал")


class Poisoned(HashingEmbedder):
    """Cannot stand one word."""

    def encode(self, texts):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 because it is its parent's
        if any("poison" in text for text in texts):
            raise ValueError("poison")
        return super().encode(texts)


async def test_a_document_that_meets_a_bug_is_left_out_and_the_others_are_taken(
    archive: Archive, fetcher: Fetcher, server: WebServer
) -> None:
    feed = [*items(2), Item(3, None, "poison"), *items(2, first=4)]
    server.give("/feed", rss(feed), content_type=RSS)
    with closing(Desk(archive, Poisoned)) as desk:
        news = Newsdesk(archive, fetcher, desk)
        news.add(server.url("/feed"))

        polled = await news.poll()

    assert (polled.new, polled.skipped, polled.state.health) == (4, 1, Health.OK)


class Broken:
    """A fetcher with a bug."""

    async def fetch(self, *_: object) -> Fetched:
        raise KeyError("oops")


async def test_a_bug_in_one_source_is_its_failure(news: Newsdesk) -> None:
    news.add("https://harbour.example/feed")

    broken = Newsdesk(news.archive, Broken(), news.desk)
    polled = await broken.poll()

    assert polled.state.problem == "sitrep met a bug of its own (KeyError)"
    assert news.archive.lease(news.now, worker=WORKER, limit=10) == ()


async def test_a_poll_that_is_stopped_half_way_is_finished_by_the_next(news: Newsdesk, server: WebServer) -> None:
    reached = asyncio.Event()
    loop = asyncio.get_running_loop()

    async def hang(_: web.BaseRequest) -> web.StreamResponse:
        loop.call_soon_threadsafe(reached.set)
        await asyncio.Event().wait()
        raise AssertionError

    server.behave("/11", hang)
    server.give("/feed", rss(items(20, at=server.url("/{}"))), content_type=RSS, headers={"ETag": '"1"'})
    news.add(server.url("/feed"))
    task = asyncio.create_task(news.poll())
    await reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    stored = news.articles
    server.give("/11", status=404)
    server.requests.clear()

    await news.poll()

    assert stored == 8
    assert news.articles == 20
    assert [path for path in server.paths if path != "/feed"] == [f"/{number}" for number in range(9, 21)]


async def test_the_sitemaps_of_an_index_are_read_even_while_the_index_stays_as_it_is(
    news: Newsdesk, server: WebServer
) -> None:
    server.give("/index.xml", sitemap_index(server.url("/today.xml")), headers={"ETag": '"1"'})
    server.give("/today.xml", news_sitemap({server.url("/1"): "Ferry in distress"}))
    server.give("/1", page("Ferry in distress"))
    news.add(server.url("/index.xml"), SourceKind.SITEMAP)
    first = await news.poll()

    server.give("/today.xml", news_sitemap({server.url("/2"): "Ferry is safe"}))
    server.give("/2", page("Ferry is safe"))
    second = await news.poll()

    assert (first.new, second.new) == (1, 1)
    assert [text.splitlines()[0] for text in news.texts("safe")] == ["Ferry is safe"]


async def test_what_goes_beyond_a_servers_day_is_taken_the_next_day(news: Newsdesk, server: WebServer) -> None:
    server.give("/feed", rss(items(5, text=PARAGRAPH * 5)), content_type=RSS, headers={"ETag": '"1"'})
    news.add(server.url("/feed"), reader=Subscriber("7"))
    news.limits = Limits(sources=1, articles_a_day=3)

    first = await news.poll()
    (notice,) = news.archive.notices(Subscriber("7"))
    second = await news.poll()
    third = await news.poll()

    assert (first.new, first.skipped, notice.kind) == (3, 2, NoticeKind.CAPPED)
    midnight = (LATER + timedelta(days=1)).replace(hour=0, minute=0)
    assert first.state.next_check == midnight + timedelta(minutes=30)
    assert (second.new, second.skipped) == (2, 0)
    assert isinstance(third.outcome, NotModified)
    assert len(news.archive.notices(Subscriber("7"))) == 1


async def test_what_the_operator_reads_has_no_limit(news: Newsdesk, server: WebServer) -> None:
    news.follow(server, items(5, text=PARAGRAPH * 5))
    news.limits = Limits(sources=1, articles_a_day=3)

    assert (await news.poll()).new == 5


async def test_figures_are_read_of_a_feed_that_somebody_calls_english_and_count_for_who_does(
    news: Newsdesk, server: WebServer
) -> None:
    killed = "<p>A storm killed 12 people at the harbour on Sunday, police said.</p>"
    server.give("/feed", rss([Item(1, None, "Storm", killed)], language="de"), content_type=RSS)
    for reader in (ONE, TWO):
        news.add(server.url("/feed"), reader=reader)
    said = Description(publisher="The Harbour", language="en")
    news.archive.describe(news.due.id, ONE, said, by=None, now=news.now)

    await news.poll()

    told = {}
    for reader in (ONE, TWO):
        view = news.archive.view(news.now + timedelta(days=1), reader)
        (found,) = news.archive.search_words(view, ["storm"], limit=10)
        figures = news.archive.tallies(view, words=["storm"], measures=["killed"], limit=9)
        told[reader] = (found.stored.article.publisher, found.stored.article.language, len(figures))
    assert told == {ONE: ("The Harbour", "de", 1), TWO: ("Harbour Post", "de", 0)}


UPLOAD = (
    b'{"title": "Ferry late", "text": "The ferry was late.", "published": "2023-11-01"}\n'
    b"not json\n"
    b'{"title": "Ferry lost", "text": "The ferry was lost.", "published": "2023-11-02"}\n'
)


async def test_a_file_that_was_handed_in_is_read_once(news: Newsdesk) -> None:
    news.archive.hand_in("notes.jsonl", UPLOAD, Subscriber("7"), by="Ann", now=news.now)

    polled = await news.poll()

    assert (polled.new, polled.state.health, polled.state.next_check) == (2, Health.DONE, None)
    assert polled.state.problem == (
        "1 of 3 articles were left out, the first: notes.jsonl:2 is not JSON: it errs or breaks off at column 1"
    )
    assert len(news.texts("ferry")) == 2
    assert news.archive.handed_in(polled.source.id) is None
    assert news.archive.view(news.now, Subscriber("8")).sources == frozenset()


async def test_a_file_of_the_same_name_takes_the_earlier_ones_place(news: Newsdesk) -> None:
    news.archive.hand_in("note.txt", b"Ferry late\n\nThe ferry was late.", Subscriber("7"), by=None, now=news.now)
    await news.poll()
    news.archive.hand_in("note.txt", b"Ferry late\n\nThe ferry never came.", Subscriber("7"), by=None, now=news.now)

    polled = await news.poll()

    assert (polled.revised, news.articles) == (1, 1)
    assert "never came" in news.texts("ferry")[0]


async def test_files_of_two_servers_are_two_whatever_their_names(news: Newsdesk) -> None:
    for number in ("7", "8"):
        news.archive.hand_in("note.txt", f"Ferry {number}\n\nText.".encode(), Subscriber(number), by=None, now=news.now)

    assert len(news.archive.lease(news.now, worker=WORKER, limit=10)) == 2


async def test_a_file_beyond_a_servers_day_says_what_was_left_out(news: Newsdesk) -> None:
    news.limits = Limits(sources=1, articles_a_day=1)
    news.archive.hand_in("notes.jsonl", UPLOAD, Subscriber("7"), by=None, now=news.now)

    polled = await news.poll()

    assert polled.new == 1
    assert polled.state.problem == "2 more are beyond what may be taken in a day; hand those in tomorrow"


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        (page("Story", "We use cookies to improve your visit."), 200, "its page shows a cookie notice, not an article"),
        ("", 404, "127.0.0.1 answers 404 (not found)"),
        (page("Story number 1 of the harbour", "Short."), 200, "its page holds no more than the feed"),
        (page("Wartungsarbeiten", "Unsere Seiten sind bald wieder da. " * 60), 200, OF_ANOTHER),
    ],
    ids=["a notice", "a missing page", "a page that says less", "a long page of something else"],
)
async def test_why_the_feeds_own_words_stand_in_for_a_page_can_be_told(
    news: Newsdesk, server: WebServer, body: str, status: int, why: str
) -> None:
    server.give("/feed", rss(items(1, at=server.url("/{}"))), content_type=RSS)
    server.give("/1", body, status=status)
    news.add(server.url("/feed"))

    await news.poll()

    (trace,) = news.archive.trace(server.url("/1"), OPERATOR)
    assert (trace.outcome, trace.detail, trace.stored) == (EntryOutcome.STORED, why, True)


@pytest.mark.parametrize(
    ("head", "headers", "why"),
    [
        ('<meta name="robots" content="noai">', {}, "its page reserves itself against text mining (noai)"),
        ("", {"tdm-reservation": "1"}, "its page reserves itself against text mining (tdm-reservation)"),
    ],
    ids=["a meta element", "a header"],
)
async def test_of_a_page_that_is_reserved_only_the_feeds_own_words_are_kept(
    news: Newsdesk, server: WebServer, head: str, headers: dict[str, str], why: str
) -> None:
    server.give("/feed", rss(items(1, at=server.url("/{}"))), content_type=RSS, headers={"tdm-reservation": "1"})
    server.give("/1", page("Story number 1 of the harbour", head=head), headers=headers)
    news.add(server.url("/feed"))

    await news.poll()

    assert news.texts("story") == [f"Story number 1 of the harbour\n\n{SUMMARY}"]
    (trace,) = news.archive.trace(server.url("/1"), OPERATOR)
    assert (trace.outcome, trace.detail, trace.stored) == (EntryOutcome.STORED, why, True)


async def test_an_article_that_is_reserved_is_not_stored_and_says_why(news: Newsdesk, server: WebServer) -> None:
    server.give("/ferry", page("Ferry in distress"))
    server.give("/.well-known/tdmrep.json", '[{"location": "/", "tdm-reservation": 1}]')
    news.add(server.url("/ferry"), SourceKind.ARTICLE)

    polled = await news.poll()

    assert polled.state.problem == "the page is reserved by its site against text mining (tdmrep.json)"
    assert news.articles == 0


@contextmanager
def newsroom(directory: Path, fetcher: Fetches, *, patience: float) -> Iterator[Newsdesk]:
    """An archive that waits so many seconds for a lock, and who polls for it."""
    put_empty_archive(directory)
    with (
        scanning_archive(directory, busy_seconds=patience) as archive,
        closing(Desk(archive, HashingEmbedder)) as desk,
    ):
        yield Newsdesk(archive, fetcher, desk)


@contextmanager
def locked_with_the_feed(server: WebServer, database: Path) -> Iterator[sqlite3.Connection]:
    """Have another connection lock the archive as soon as the feed is asked for, when the poll has its lease."""
    with closing(sqlite3.connect(database, isolation_level=None, check_same_thread=False)) as other:

        async def lock(_: web.BaseRequest) -> web.Response:
            if not other.in_transaction:
                other.execute("BEGIN IMMEDIATE")
            return web.Response(text=rss(items(3)), headers={"Content-Type": RSS})

        server.behave("/feed", lock)
        yield other


async def test_an_archive_that_is_locked_for_a_while_is_waited_for(
    tmp_path: Path, server: WebServer, fetcher: Fetcher
) -> None:
    with newsroom(tmp_path, fetcher, patience=20) as news:
        news.add(server.url("/feed"))
        with locked_with_the_feed(server, tmp_path / "archive.sqlite3") as other:
            freed = Timer(6, other.rollback)  # beyond the five seconds that the driver waits unasked
            freed.start()
            polled = await news.poll()
            freed.join()

        assert (polled.new, news.articles) == (3, 3)


async def test_what_a_locked_archive_did_not_take_is_taken_by_the_next_poll(
    tmp_path: Path, server: WebServer, fetcher: Fetcher
) -> None:
    with newsroom(tmp_path, fetcher, patience=0.1) as news:
        news.add(server.url("/feed"))
        with locked_with_the_feed(server, tmp_path / "archive.sqlite3") as other:
            with pytest.raises(ArchiveLocked):
                await news.poll()
            assert news.articles == 0
            other.rollback()
        server.give("/feed", rss(items(3)), content_type=RSS)

        assert (await news.poll()).new == 3
        assert news.articles == 3


STORIES = [
    ("Shaft falls in near Dolna", "Eleven miners were killed near Dolna on Friday, the ministry of energy said."),
    (
        "Ferry sinks off Marsala",
        "Seven people drowned when a ferry sank off Marsala on Saturday, said the coast guard.",
    ),
    ("Hotel fire in Batumi", "Nineteen guests died when a hotel burned in Batumi on Sunday night, firemen reported."),
]


@pytest.mark.parametrize("address", [None, "/live"], ids=["one guid", "one address"])
async def test_each_story_of_an_item_that_is_used_again_stays_to_be_found(
    news: Newsdesk, server: WebServer, address: str | None
) -> None:
    url = server.url(address) if address else None
    news.add(server.url("/feed"))

    for day, (title, text) in enumerate(STORIES * 2):
        item = Item(1, url, title, text, DAY + timedelta(days=day % len(STORIES)))
        server.give("/feed", rss([item]), content_type=RSS)
        await news.poll()

    assert news.articles == 3
    assert [news.texts(word) for word in ("Dolna", "Marsala", "Batumi")] == [
        [f"{one}\n\n{text}"] for one, text in STORIES
    ]


DATED = "<pubDate>Sun, 01 Mar 2026 12:00:00 GMT</pubDate>"


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(f"<guid isPermaLink='false'>x{{poll}}</guid>{DATED}", id="guid, no address"),
        pytest.param("<guid isPermaLink='false'>x{poll}</guid>", id="guid, neither address nor date"),
        pytest.param(f"<guid isPermaLink='false'>x{{poll}}</guid><link>{{url}}</link>{DATED}", id="guid"),
        pytest.param(f"<link>{{url}}?t={{poll}}</link>{DATED}", id="query"),
        pytest.param("<link>{url}?t={poll}</link>", id="query, no date"),
        pytest.param(f"<guid isPermaLink='false'>a</guid><link>{{url}}?t={{poll}}</link>{DATED}", id="query, one guid"),
        pytest.param(f"<guid>{{url}}?t={{poll}}</guid><link>{{url}}?t={{poll}}</link>{DATED}", id="both"),
    ],
)
async def test_an_item_made_anew_at_each_poll_is_taken_once_and_its_page_asked_for_once(
    news: Newsdesk, server: WebServer, item: str
) -> None:
    server.give("/1", page("Ferry in distress"))
    news.add(server.url("/feed"))
    told = f"<item><title>Ferry in distress</title><description>{SUMMARY}</description>{item}</item>"

    for number in range(4):
        listed = told.format(poll=number, url=server.url("/1"))
        server.give("/feed", rss([]).replace("</channel>", f"{listed}</channel>"), content_type=RSS)
        await news.poll()

    assert news.articles == 1
    assert len([path for path in server.paths if path.startswith("/1")]) <= 1


async def test_two_items_that_say_the_same_at_two_addresses_are_both_taken(news: Newsdesk, server: WebServer) -> None:
    server.give(
        "/feed", rss([Item(1, server.url("/1"), "Notice"), Item(2, server.url("/2"), "Notice")]), content_type=RSS
    )
    news.add(server.url("/feed"))

    await news.poll()

    assert news.articles == 2


@pytest.mark.parametrize(("listed", "doubt"), DOUBTFUL)
async def test_a_feed_with_something_against_it_is_doubtful_until_it_is_well(
    news: Newsdesk, server: WebServer, listed: str, doubt: str
) -> None:
    server.give("/feed", listed, content_type=RSS, headers={"ETag": '"1"'})
    news.add(server.url("/feed"))

    for _ in range(2):
        await news.poll()
        assert news.standing == (Health.DOUBTFUL, doubt)

    server.give("/feed", rss(items(3, first=7)), content_type=RSS, headers={"ETag": '"2"'})
    await news.poll()
    assert news.standing == (Health.OK, None)


async def test_a_feed_that_stays_as_it_is_becomes_doubtful_with_time(news: Newsdesk, server: WebServer) -> None:
    server.give("/feed", rss(items(3)), content_type=RSS, headers={"ETag": '"1"'})
    news.add(server.url("/feed"))
    await news.poll()
    news.now += timedelta(days=200)

    polled = await news.poll()

    assert isinstance(polled.outcome, NotModified)
    assert news.standing[0] is Health.DOUBTFUL
