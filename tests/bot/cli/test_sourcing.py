"""The commands about sources, on a real web server: what a person sees, what a program gets, what is stored."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partialmethod
from pathlib import Path

import pytest

import ingest
from bot.cli import sourcing, workplace
from bot.cli.workplace import opened_archive
from ingest import (
    OPERATOR,
    Action,
    Beat,
    DateKind,
    Health,
    Offer,
    PollState,
    Scouted,
    SourceHalted,
    SourceId,
    SourceKind,
    Subscriber,
    TextKind,
    View,
    read_settings,
    scout,
)
from ingest.fetching import Fetcher
from tests.archives import put_empty_archive
from tests.bot.cli.rows import write_rows
from tests.bot.cli.said import Run, running
from tests.embedders import HashingEmbedder
from tests.ingest.fetching.conftest import NO_PACE
from tests.ingest.newsroom import DAY, Item, items, news_sitemap, page, rss
from tests.processes import PATIENCE, eventually
from tests.webserver import RSS, WebServer

pytestmark = pytest.mark.usefixtures("_reader_lent")
YESTERDAY = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
YESTERDAY_TOLD = f"{YESTERDAY.day} {YESTERDAY:%b %Y}, 12:00 UTC"
REPOSITORY = Path(__file__).parents[3]


@pytest.fixture
def sitrep(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on an archive of this test's own, which may ask this machine for news."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITREP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SITREP_ALLOW_NETWORKS", "127.0.0.0/8")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(workplace, "ingest_encoder", lambda _: HashingEmbedder())
    monkeypatch.setattr(Fetcher, "__init__", partialmethod(Fetcher.__init__, pace=NO_PACE))
    put_empty_archive(tmp_path / "data")
    return running(capsys)


@pytest.fixture
def feed(server: WebServer) -> str:
    server.give("/feed", rss([Item(1, None, "Ferry in distress", published=YESTERDAY)]), content_type=RSS)
    return server.url("/feed")


def test_what_is_added_is_shown_polled_and_found(sitrep: Run, feed: str, tmp_path: Path) -> None:
    added = sitrep("sources", "add", feed)
    fetched = sitrep("fetch")

    assert (added.code, fetched.code) == (0, 0)
    assert added.lines == [
        "Harbour Post (no. 1): added",
        f"    {feed}",
        "    feed, 1 item, dated, summaries, language en",
        f"    {YESTERDAY_TOLD}  Ferry in distress",
        "",
        "1 source added.",
        "To poll once now, or from now on:",
        "    sitrep fetch",
        "    sitrep worker",
        "To undo it:",
        "    sitrep sources remove NUMBER",
    ]
    assert fetched.out == "Harbour Post: 1 new.\n"
    with opened_archive(read_settings(data=tmp_path / "data")) as archive:
        (found,) = archive.search_words(View(datetime.now(UTC)), ["ferry"], limit=5)
    assert found.stored.article.publisher == "Harbour Post"


def test_adding_twice_says_so(sitrep: Run, feed: str) -> None:
    sitrep("sources", "add", feed)

    said = sitrep("sources", "add", feed)

    assert said.code == 0
    assert said.lines[0] == "Harbour Post (no. 1): already here"
    assert said.lines[-1] == "Nothing was added. 1 source was here already."


def test_a_site_shows_its_other_feeds_and_a_language_that_is_not_read(sitrep: Run, server: WebServer) -> None:
    link = "<link rel='alternate' type='application/rss+xml' href='{}'>".format
    server.give("/", page("Puerto", head=link("/es") + link("/sport")))
    server.give("/es", rss([Item(1, None, "El barco")], title="Puerto", language="es"), content_type=RSS)

    said = sitrep("sources", "add", server.url("/"))

    assert "    Stored, found and quoted; figures and incidents are read from English alone." in said.lines
    assert f"    More feeds of this site: {server.url('/sport')}" in said.lines


def test_where_nothing_can_be_added_the_exit_code_is_2_and_each_address_has_its_reason(
    sitrep: Run, server: WebServer
) -> None:
    said = sitrep("sources", "add", "youtube.com/@harbour", server.url("/none"))

    assert said.code == 2
    assert said.lines == [
        "Not added: youtube.com/@harbour",
        "    YouTube shows videos, which cannot be read; add the broadcaster's news site.",
        "",
        f"Not added: {server.url('/none')}",
        "    127.0.0.1 answers 404 (not found). Check the address for a slip of the pen.",
        "",
        "Nothing was added.",
    ]


def test_a_program_gets_a_row_an_address(sitrep: Run, feed: str) -> None:
    offered, unusable = sitrep("sources", "add", "--json", "--yes", feed, "https://t.me/harbour").rows

    assert offered == {
        "address": feed,
        "status": "added",
        "id": 1,
        "url": feed,
        "kind": "feed",
        "title": "Harbour Post",
        "items": 1,
        "dates": "stated",
        "text": "summary",
        "language": "en",
        "samples": [{"title": "Ferry in distress", "url": None, "published": YESTERDAY.isoformat()}],
        "others": [],
        "doubt": None,
    }
    assert (unusable["status"], sorted(unusable)) == ("unusable", ["address", "reason", "status"])


def test_where_a_worker_lives_it_is_said_that_it_polls(sitrep: Run, feed: str, tmp_path: Path) -> None:
    with opened_archive(read_settings(data=tmp_path / "data")) as archive:
        archive.beat(Beat("worker", datetime.now(UTC), {}))

    assert "The worker polls within seconds." in sitrep("sources", "add", feed).lines


def test_sources_go_out_as_a_list_and_come_in_elsewhere_as_they_were(
    sitrep: Run, feed: str, server: WebServer, tmp_path: Path
) -> None:
    server.give("/sitemap.xml", news_sitemap({server.url("/1"): "Ferry in distress"}), content_type="text/xml")
    sitrep("sources", "add", feed, "--publisher", "The Harbour", "--tag", "sea", "--tag", "ports", "--language", "en")
    sitrep("sources", "add", server.url("/sitemap.xml"))
    exported = sitrep("sources", "export")
    (tmp_path / "feeds.opml").write_text(exported.out)

    imported = sitrep("sources", "import", "feeds.opml", "--json", "--data", tmp_path / "other")
    named = sitrep("sources", "add", "feeds.opml", "--json")
    here, there = (sitrep("sources", "list", "--json", "--data", tmp_path / data).rows for data in ("data", "other"))

    assert {row["status"] for row in imported.rows} == {"added"}
    assert {row["status"] for row in named.rows} == {"already_here"}
    moved = ("url", "kind", "name", "publisher", "tags", "language")
    assert [[row[key] for key in moved] for row in there] == [[row[key] for key in moved] for row in here]
    assert [row["kind"] for row in there] == ["feed", "sitemap"]


def test_of_a_long_list_what_was_found_before_it_was_stopped_stays(
    sitrep: Run, feed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sourcing, "_TOGETHER", 1)
    looked: list[object] = []

    async def looks_once(addresses: Sequence[str], *, fetcher: Fetcher, now: datetime) -> Sequence[Scouted]:
        looked.append(addresses)
        if len(looked) > 1:
            raise KeyboardInterrupt
        return await scout(addresses, fetcher=fetcher, now=now)

    monkeypatch.setattr(ingest, "scout", looks_once)

    said = sitrep("sources", "add", feed, "https://harbour.example/second")

    assert said.code == 130
    assert said.complaint == "Stopped. What was added stays; the same command goes on with the rest."
    assert sitrep("sources", "list", "--json").row["url"] == feed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["import", "none.opml"], "none.opml cannot be opened: No such file or directory.", id="missing"),
        pytest.param(["add", "none.opml"], "none.opml cannot be opened: No such file or directory.", id="to add"),
        pytest.param(
            ["add", "page.xml"],
            "page.xml is no list of feeds. To take in a file of news: sitrep ingest page.xml",
            id="another file",
        ),
        pytest.param(
            ["edit", "rows.jsonl", "--language", "English"],
            "“English” is no language code. Write two letters: en, de, ar, uk.",
            id="language",
        ),
        pytest.param(["restore", "9"], "There is no source 9. All of them: sitrep sources list", id="not removed"),
        pytest.param(
            ["check", "rows.jsonl"], "rows.jsonl is a file: there is nothing to ask for.", id="check of a file"
        ),
        pytest.param(
            ["why", "ftp://x.example/1"],
            "ftp://x.example/1 is no web address. Write it whole: https://example.org/page",
            id="no address",
        ),
        pytest.param(["import", "empty.opml"], "empty.opml lists no feeds.", id="empty"),
        pytest.param(["pause", "9"], "There is no source 9. All of them: sitrep sources list", id="unknown number"),
        pytest.param(["remove", ""], "There is no source “”. All of them: sitrep sources list", id="no name"),
        pytest.param(
            ["remove", "harbour"], "harbour may be 1 (Harbour Post) or 2 (Harbour Times). Name it by its number.",
            id="ambiguous",
        ),
        pytest.param(
            ["pause", "rows.jsonl"],
            "rows.jsonl was imported from a file: it is not polled, so none of this applies to it.",
            id="imported",
        ),
    ],
)  # fmt: skip
def test_wrong_input_is_one_sentence(
    sitrep: Run, server: WebServer, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    (tmp_path / "page.xml").write_text("<page/>")
    (tmp_path / "empty.opml").write_text("<opml version='2.0'><body/></opml>")
    for name in ("Post", "Times"):
        server.give(f"/{name}", rss([], title=f"Harbour {name}"), content_type=RSS)
    if "harbour" in arguments:
        sitrep("sources", "add", server.url("/Post"), server.url("/Times"))
    if "rows.jsonl" in arguments:
        with opened_archive(read_settings()) as archive:
            archive.source("rows.jsonl")

    said = sitrep("sources", *arguments)

    assert (said.code, said.out, said.complaint) == (2, "", f"error: {sentence}")


@pytest.mark.parametrize("named", ["1", "Harbour Post", "harbour", "{feed}"])
def test_a_source_is_paused_resumed_and_removed_by_whatever_name(sitrep: Run, feed: str, named: str) -> None:
    sitrep("sources", "add", feed)
    name = named.format(feed=feed)

    paused, again = sitrep("sources", "pause", name), sitrep("sources", "pause", name)
    assert paused.out == "Harbour Post is paused: neither polled nor searched. Undo: sitrep sources resume 1\n"
    assert again.out == "Harbour Post was paused already.\n"
    assert sitrep("sources", "list", "--json").row["paused"] is True
    assert sitrep("fetch").out == "There is nothing to poll. Add a source with: sitrep sources add URL\n"

    assert sitrep("sources", "resume", name).out.startswith("Harbour Post is polled and searched again, beginning now.")
    assert sitrep("sources", "resume", name).out == "Harbour Post was neither paused nor muted.\n"

    removed = sitrep("sources", "remove", name)
    assert " ".join(removed.out.split()) == (
        "Harbour Post is removed. It can be restored for 7 days: sitrep sources restore 1 "
        "Nothing that is found here now will be missing. "
        "After 7 days what nobody reads any more is deleted."
    )
    assert sitrep("sources", "list", "--json").rows == []


def test_what_a_server_added_is_seen_and_can_be_paused_for_all(sitrep: Run, feed: str) -> None:
    now, server = datetime.now(UTC), Subscriber("4711")
    offer = Offer(feed, feed, SourceKind.FEED, "Harbour", (), 1, DateKind.STATED, TextKind.FULL, "en")
    with opened_archive(read_settings()) as archive:
        archive.subscribe([offer], server, by="5", now=now)

    listed, muted, paused = sitrep("sources", "list"), sitrep("sources", "mute", "1"), sitrep("sources", "pause", "1")
    shown = sitrep("sources", "show", "1", "--json").row
    with opened_archive(read_settings()) as archive:
        seen, leased = archive.view(now, server).sources, archive.lease(now, worker="w", limit=9)
        with pytest.raises(SourceHalted):
            archive.stand(SourceId(1), server, Action.RESUME, by="5", now=now)
        logged = [(change.action, change.by) for change in archive.audit(server, 9)]
    resumed = sitrep("sources", "resume", "1")
    with opened_archive(read_settings()) as archive:
        again = archive.view(now, server).sources

    assert "server 4711" in listed.out
    assert (muted.code, "to stop it for all" in muted.complaint.lower()) == (2, True)
    assert " ".join(paused.out.split()) == (
        "Harbour is paused for the 1 server that read it: neither polled nor searched. Undo: sitrep sources resume 1"
    )
    assert (shown["halted"], shown["standing"], shown["servers"]) == (True, "paused", ["4711"])
    assert (seen, leased) == (frozenset(), ())
    assert logged == [(Action.PAUSE, None), (Action.ADD, "5")]
    assert " ".join(resumed.out.split()) == (
        "Harbour may be read again: each server reads, mutes or pauses it as before."
    )
    assert again == frozenset({SourceId(1)})


def test_a_muted_source_is_polled_but_not_shown(sitrep: Run, feed: str, tmp_path: Path) -> None:
    sitrep("sources", "add", feed)

    muted, again = sitrep("sources", "mute", "1"), sitrep("sources", "mute", "1")
    fetched = sitrep("fetch")

    assert muted.out == ("Harbour Post is muted: polled and stored, but not shown. Undo: sitrep sources resume 1\n")
    assert again.out == "Harbour Post was muted already.\n"
    assert fetched.out == "Harbour Post: 1 new.\n"
    assert sitrep("sources", "list").lines[1].split()[:5] == ["1", "Harbour", "Post", "feed", "muted"]
    with opened_archive(read_settings(data=tmp_path / "data")) as archive:
        assert archive.search_words(archive.view(datetime.now(UTC), OPERATOR), ["ferry"], limit=5) == ()


def test_a_removal_is_undone(sitrep: Run, feed: str) -> None:
    sitrep("sources", "add", feed)
    sitrep("fetch")
    sitrep("sources", "remove", "1")

    listed = sitrep("sources", "restore")
    restored = sitrep("sources", "restore", "harbour")

    assert listed.out.startswith("Harbour Post, until ")
    assert listed.out.endswith(": sitrep sources restore 1\n")
    assert restored.out == "Harbour Post is back, as it was.\n"
    assert sitrep("sources", "list", "--json").row["articles"] == 1
    assert sitrep("sources", "restore").out == "Nothing was removed in the last 7 days.\n"


def test_what_is_said_of_a_source_is_shown_and_taken_back(sitrep: Run, feed: str) -> None:
    sitrep("sources", "add", feed, "--publisher", "The Harbour", "--tag", "sea", "--tag", "ports", "--language", "EN")

    added = sitrep("sources", "show", "1", "--json").row
    edited = sitrep("sources", "edit", "1", "--publisher", "", "--tag", "")

    assert (added["publisher"], added["tags"], added["language"]) == ("The Harbour", ["ports", "sea"], "en")
    assert " ".join(edited.out.split()) == (
        "Harbour Post: publisher as the source says, tags none, language en. This holds here, and on every server that "
        "is shown it and says nothing else of it. Figures and incidents are read from all that comes from now on."
    )


def test_a_source_is_shown_with_all_that_is_known_of_it(sitrep: Run, feed: str) -> None:
    sitrep("sources", "add", feed, "--tag", "sea")
    sitrep("fetch")

    shown = sitrep("sources", "show", "harbour").lines

    facts = {line.split()[0]: " ".join(line.split()[1:]) for line in shown[1:]}
    assert shown[0] == "Harbour Post (no. 1)"
    assert facts.pop("state").startswith("well; next attempt ")
    assert facts.pop("added").endswith("in the terminal, shared with every server")
    assert facts == {
        "kind": "feed",
        "address": feed,
        "tags": "sea",
        "articles": f"1, the newest published {YESTERDAY_TOLD}",
        "items": "too early to tell",
        "copies": "0% repeat another source's text",
        "languages": "en",
        "cited": "0 times in the last 30 days",
        "polled": "every 15 minutes, by how often it has news",
    }


def test_who_changed_what_is_told(sitrep: Run, feed: str, tmp_path: Path) -> None:
    sitrep("sources", "add", feed)
    sitrep("sources", "edit", "1", "--tag", "sea")
    with opened_archive(read_settings(data=tmp_path / "data")) as archive:
        archive.subscribe(
            [Offer(feed, feed, SourceKind.FEED, "Harbour", (), 1, DateKind.STATED, TextKind.FULL, "en")],
            Subscriber("77"),
            by="5",
            now=datetime.now(UTC),
        )

    said = [" ".join(line.split("  ", 1)[1].split()) for line in sitrep("sources", "log").lines]
    row = sitrep("sources", "log", "--json", "--limit", "1").row

    assert said == [
        "Harbour added by Discord user 5 (server 77)",
        "Harbour Post edited in the terminal: tags sea",
        "Harbour Post added in the terminal",
    ]
    assert (row["server"], row["action"], row["by"]) == ("77", "add", "5")


def test_what_a_source_gives_now_is_checked_without_storing_it(sitrep: Run, server: WebServer) -> None:
    server.give("/1", page("Ferry in distress"))
    feed = rss(
        [Item(1, server.url("/1"), "Ferry in distress", published=YESTERDAY), Item(2, None, "Late", published=DAY)],
        title="Post",
    )
    server.give("/feed", feed, content_type=RSS)
    sitrep("sources", "add", server.url("/feed"))

    said = sitrep("sources", "check", "post")

    assert said.code == 0
    assert said.lines[:4] == [
        "Post (no. 1)",
        "    It answers, robots.txt allows it: 2 items, 2 with a date.",
        f"    Newest: {YESTERDAY_TOLD}  Ferry in distress",
        "    The next poll finds 2 of them new or changed.",
    ]
    assert said.lines[4].startswith("    The newest one's page can be read, robots.txt allows it: ")
    assert said.lines[5] == "Nothing was stored."
    assert sitrep("sources", "list", "--json").row["articles"] == 0


def test_what_is_wrong_with_a_source_is_checked(sitrep: Run, feed: str, server: WebServer) -> None:
    sitrep("sources", "add", feed)
    server.give("/robots.txt", "User-agent: *\nDisallow: /", content_type="text/plain")

    said = sitrep("sources", "check", "1")

    assert said.code == 1
    assert said.lines[1] == "    It cannot be read: 127.0.0.1 does not let robots read this (robots.txt)."


def test_an_address_is_checked_before_it_is_added(sitrep: Run, feed: str, server: WebServer) -> None:
    found, missing = sitrep("sources", "check", feed), sitrep("sources", "check", server.url("/none"))

    assert found.lines[0] == "Harbour Post: not a source yet"
    assert found.lines[-1] == f"    sitrep sources add {feed}"
    assert sitrep("sources", "list", "--json").rows == []
    assert missing.code == 1
    assert "127.0.0.1 answers 404 (not found)" in missing.out


def test_what_became_of_an_article_is_told(sitrep: Run, server: WebServer) -> None:
    empty = Item(2, server.url("/2"), "", text="")
    server.give("/feed", rss([Item(1, server.url("/1"), "Ferry in distress"), empty]), content_type=RSS)
    sitrep("sources", "add", server.url("/feed"))
    sitrep("fetch")

    stored = sitrep("sources", "why", f"{server.url('/1')}?utm_source=x")
    row = sitrep("sources", "why", server.url("/1"), "--json").row
    elsewhere = sitrep("sources", "why", "nowhere.example/story")

    assert stored.lines[0] == f"    {server.url('/1')}"
    assert stored.lines[1].startswith("Harbour Post: stored with 1 passage")
    assert (row["source"], row["stored"], row["found"], row["outcome"]) == (1, True, True, "stored")
    assert " ".join(elsewhere.out.split()) == (
        "https://nowhere.example/story No source here ever offered it, and no source here is from nowhere.example. "
        "To add one: sitrep sources add URL"
    )


def test_a_file_of_news_is_taken_in_like_by_ingest(sitrep: Run, feed: str, tmp_path: Path) -> None:
    write_rows(tmp_path / "news.jsonl")

    both = sitrep("sources", "add", "news.jsonl", feed)
    again = sitrep("sources", "add", "--json", "news.jsonl")

    assert both.code == again.code == 0
    assert both.lines[0] == "news.jsonl: 4 new, 0 revised, 0 unchanged."
    assert "1 source added." in both.lines
    assert (again.row["address"], again.row["status"], again.row["unchanged"]) == ("news.jsonl", "taken", 4)


def test_the_operator_is_told_once_of_a_source_that_turned_silent(sitrep: Run, feed: str, tmp_path: Path) -> None:
    sitrep("sources", "add", feed)
    with opened_archive(read_settings(data=tmp_path / "data")) as archive:
        now = datetime.now(UTC)
        (source,) = archive.lease(now, worker="w", limit=1)
        silent = PollState(next_check=now, health=Health.DORMANT, problem="harbour.example answers 503")
        archive.polled(source.id, silent, {}, now=now, worker="w")

    told, again = sitrep("sources", "list"), sitrep("sources", "list")

    sentence = "Harbour Post has failed for a week (harbour.example answers 503). It is asked once a day from now on."
    assert " ".join(told.out.split()).startswith(sentence)
    assert sentence not in " ".join(again.out.split())


def test_the_number_of_a_removed_source_means_no_other(sitrep: Run, feed: str, server: WebServer) -> None:
    server.give("/1", rss([], title="Year 1"), content_type=RSS)
    sitrep("sources", "add", feed, server.url("/1"))
    sitrep("sources", "remove", "1")

    said = sitrep("sources", "remove", "1")

    assert said.complaint == "error: There is no source 1. All of them: sitrep sources list"
    assert [row["name"] for row in sitrep("sources", "list", "--json").rows] == ["Year 1"]


def test_an_address_is_no_file_however_long_it_is_or_whatever_it_ends_with(sitrep: Run, server: WebServer) -> None:
    listed = server.url("/feeds.opml")
    server.give("/feeds.opml", "<opml version='2.0'><body/></opml>", content_type="text/xml")

    said = sitrep("sources", "add", "harbour.example/" + "x" * 5000, listed)

    assert said.code == 2
    assert "addresses of more than 2048 characters are not fetched" in said.out
    assert f"Not added: {listed}" in said.lines
    assert "a list of feeds (OPML), not a feed" in said.out


def test_what_fails_is_listed_with_its_reason_and_its_next_attempt(sitrep: Run, feed: str, server: WebServer) -> None:
    sitrep("sources", "add", feed)
    server.give("/feed", status=500)

    fetched = sitrep("fetch")
    listed = sitrep("sources", "list")
    row = sitrep("sources", "list", "--json").row

    assert fetched.code == 1
    assert fetched.out.startswith("Harbour Post: 127.0.0.1 answers 500 (internal server error); next attempt ")
    assert listed.lines[1].split() == ["1", "Harbour", "Post", "feed", "failing", "0", "none", "none"]
    assert listed.lines[3] == "Harbour Post: 127.0.0.1 answers 500 (internal server error)"
    assert listed.lines[4].startswith("    failing since ")
    assert (row["health"], row["problem"]) == ("failing", "127.0.0.1 answers 500 (internal server error)")
    assert row["next_check"]


def test_one_feed_that_fails_does_not_make_a_fetch_fail(sitrep: Run, feed: str, server: WebServer) -> None:
    server.give("/bad", rss(items(1), title="Bad"), content_type=RSS)
    sitrep("sources", "add", feed, server.url("/bad"))
    server.give("/bad", "<html></html>")

    said = sitrep("fetch", "--once")

    assert said.code == 0
    assert sorted(line.partition(":")[0] for line in said.lines) == ["Bad", "Harbour Post"]


def test_when_nothing_is_due_it_is_said_from_when_on_something_is(sitrep: Run, feed: str) -> None:
    sitrep("sources", "add", feed)
    sitrep("fetch")

    assert sitrep("fetch").out.startswith("Nothing is due before ")


def test_what_a_worker_polls_already_is_left_to_it(sitrep: Run, feed: str) -> None:
    sitrep("sources", "add", feed)
    with opened_archive(read_settings()) as archive:
        assert archive.lease(datetime.now(UTC), worker="a worker", limit=1)

    assert "Harbour Post" not in sitrep("fetch").out


def test_the_worker_works_until_it_is_told_to_stop(sitrep: Run, feed: str, tmp_path: Path) -> None:
    sitrep("sources", "add", feed)
    worker = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "worker"],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stderr=subprocess.PIPE,
        text=True,
    )
    with opened_archive(read_settings()) as archive:
        assert eventually(lambda: archive.sources(OPERATOR)[0].articles > 0)
    worker.send_signal(signal.SIGTERM)

    assert worker.communicate(timeout=PATIENCE)[1] == ""
    assert worker.returncode == 0
    assert (tmp_path / "data" / "archive.sqlite3").exists()
