"""What is read in a process of its own harms nobody: not by hanging, swelling, crashing or ending."""

import asyncio
import operator
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from ingest.articles import Article, Document
from ingest.confinement import Reader, Unread
from ingest.live import Failure, Feed
from ingest.reading import read
from ingest.sources import parse_feed
from tests.processes import alive, descendants, eventually

SEEN = datetime(2023, 11, 22, 12, 0, tzinfo=UTC)
PLAIN = Document("news.jsonl:1", "All boats stay in the harbour today.", title="Storm", language="en")
PAGE = Document("page.html", "<html lang=en><body><p>All boats stay in the harbour today.</p></body></html>")


@pytest.fixture
def reader() -> Iterator[Reader]:
    opened = Reader(seconds=10, megabytes=300)
    yield opened
    opened.close()


def test_a_function_is_called_in_another_process(reader: Reader) -> None:
    assert called(reader, os.getpid) != os.getpid()
    assert called(reader, os.getpid) == called(reader, os.getpid)
    assert reader.each(divmod, [(7, 2), (9, 3)]) == [(3, 1), (3, 0)]


async def test_a_loop_does_not_wait_for_what_it_asked(reader: Reader) -> None:
    assert await reader.run(max, 3, 5) == 5


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        pytest.param(partial(bytes, 400 << 20), "took more than 300 MB of memory to read", id="swells"),
        pytest.param(os.abort, "crashed the process that read it", id="crashes"),
        pytest.param(partial(os._exit, 0), "crashed the process that read it", id="ends"),
        pytest.param(partial(int, "TERM"), "met a bug of ours", id="meets a bug"),
    ],
)
def test_one_bad_thing_is_unread_and_the_others_are_read(
    reader: Reader, bad: Callable[[], object], reason: str
) -> None:
    several: list[Any] = [partial(max, 1, 2), bad, partial(max, 3, 4)]
    call: Any = operator.call
    assert reader.each(call, [(one,) for one in several]) == [2, Unread(reason), 4]


def test_what_takes_too_long_is_unread_whatever_it_is_at() -> None:
    with closing(Reader(seconds=1)) as reader:
        outcomes = reader.each(time.sleep, [(0,), (60,), (0,)])
    assert outcomes == [None, Unread("took longer than 1 s to read"), None]


def test_a_thing_that_ends_the_process_is_followed_by_a_fresh_one(reader: Reader) -> None:
    before = called(reader, os.getpid)
    called(reader, os.abort)
    assert called(reader, os.getpid) not in {before, os.getpid()}


async def test_two_read_at_once_and_whoever_was_read_least_is_next() -> None:
    ends: list[str] = []

    async def read(reader: Reader, name: str, seconds: float) -> None:
        await reader.run(time.sleep, seconds)
        ends.append(name)

    with closing(Reader(processes=2)) as reader:
        one, other = reader.on_behalf_of(frozenset({"one"})), reader.on_behalf_of(frozenset({"other"}))
        await asyncio.gather(one.run(time.sleep, 0.1), other.run(time.sleep, 0))
        async with asyncio.TaskGroup() as group:
            for number in range(6):
                group.create_task(read(one, f"slow {number}", 0.5))
            group.create_task(read(other, "quick", 0))
    assert ends.index("quick") <= 2


async def test_who_stops_waiting_leaves_the_others_their_turn() -> None:
    with closing(Reader()) as reader:
        waiting = [asyncio.create_task(reader.run(time.sleep, seconds)) for seconds in (0.2, 60)]
        await asyncio.sleep(0.1)
        waiting[1].cancel()
        assert await reader.run(max, 3, 5) == 5


def test_a_process_that_was_killed_while_it_waited_is_blamed_on_nothing(reader: Reader) -> None:
    process = process_of(reader)
    os.kill(process, signal.SIGKILL)
    assert eventually(lambda: not alive({process}))
    time.sleep(0.1)  # its threads end a moment later
    assert called(reader, max, 3, 5) == 5


def test_a_process_that_has_grown_large_is_replaced() -> None:
    with closing(Reader()) as reader:
        before = process_of(reader)
        assert called(reader, eval, "(globals().update(kept=b'x' * (300 << 20)), True)[1]")
        assert process_of(reader) != before


def test_an_idle_process_ends_and_reading_goes_on() -> None:
    with closing(Reader(idle=1)) as reader:
        before = process_of(reader)
        assert eventually(lambda: not alive({before}))
        assert called(reader, max, 3, 5) == 5


def test_the_process_ends_when_the_reader_is_closed() -> None:
    reader = Reader()
    process = process_of(reader)
    reader.close()
    assert not alive({process})


def test_the_process_ends_with_its_parent_whatever_it_reads() -> None:
    script = "import time; from ingest.confinement import Reader; Reader().each(time.sleep, [(60,)])"
    parent = subprocess.Popen([sys.executable, "-c", script])  # noqa: S603 because it is our own interpreter and script
    assert eventually(lambda: bool(descendants(parent.pid)))
    children = descendants(parent.pid)
    parent.kill()
    parent.wait()
    assert eventually(lambda: not alive(children))


def test_the_process_loads_neither_the_archive_nor_a_model(reader: Reader) -> None:
    assert isinstance(called(reader, partial(read, seen=SEEN), PAGE), Article)
    modules = str(called(reader, eval, "list(__import__('sys').modules)"))
    assert "'trafilatura'" in modules
    assert not [name for name in ("torch", "sqlalchemy", "chromadb", "ingest.archive") if f"'{name}'" in modules]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 100_000 + "deep", id="100,000 nested elements"),
        pytest.param("<b><i>" * 50_000, id="unclosed inline elements"),
        pytest.param("<table>" + "<tr><td>1</td><td>2</td></tr>" * 60_000 + "</table>", id="60,000 rows"),
        pytest.param(f"<table><tr><td colspan={2**53}>1</td></tr><tr><td>2</td></tr></table>", id="a wide cell"),
        pytest.param("<p>The boats stay in the harbour.</p>" * 40_000, id="40,000 paragraphs"),
        pytest.param("<p " + "a='b' " * 200_000 + ">The boats stay.</p>", id="200,000 attributes"),
    ],
)
def test_after_a_hostile_page_the_next_is_read(reader: Reader, page: str) -> None:
    hostile = Document("hostile.html", f"<!doctype html><html lang=en><body>{page}</body></html>")
    first, _, last = reader.each(partial(read, seen=SEEN), [(PLAIN,), (hostile,), (PLAIN,)])
    assert isinstance(first, Article)
    assert last == first


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{entities}]>
<rss version="2.0"><channel><title>&a30;</title></channel></rss>""".format(
    entities="".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 31))
)
ITEM = "<item><title>Ferry {n}</title><link>https://harbour.example/{n}</link><description>{text}</description></item>"
LARGE = "".join(ITEM.format(n=number, text="The ferry was late again. " * 80) for number in range(5_000))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(BOMB, id="entities that double 30 times"),
        pytest.param(f"<rss version='2.0'><channel>{LARGE}</channel></rss>", id="5,000 items in 10 MB"),
        pytest.param("<rss version='2.0'><channel>" + "<a>" * 20_000, id="20,000 nested elements"),
    ],
)
def test_after_a_hostile_feed_the_next_is_read(reader: Reader, body: str) -> None:
    parse = partial(parse_feed, url="https://harbour.example/feed", content_type="")
    good = f"<rss version='2.0'><channel>{ITEM.format(n=1, text='Late.')}</channel></rss>".encode()
    outcome, after = reader.each(parse, [(body.encode(),), (good,)])
    assert isinstance(outcome, Feed | Failure | Unread)
    assert isinstance(after, Feed)
    assert [entry.title for entry in after.entries] == ["Ferry 1"]


def called(reader: Reader, function: Callable[..., object], *arguments: object) -> object:
    (outcome,) = reader.each(function, [arguments])
    return outcome


def process_of(reader: Reader) -> int:
    process = called(reader, os.getpid)
    assert isinstance(process, int)
    return process
