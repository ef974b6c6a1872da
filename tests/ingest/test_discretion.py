"""What of addresses and secrets is written down."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from yarl import URL

from ingest.archive.database import Database
from ingest.discretion import discreet, told

REPOSITORY = Path(__file__).parents[2]
KEY = "k3yOfTheReader9"
RANDOM = "9f8E7d6C5b4A39281706"


@pytest.mark.parametrize(
    "line",
    [
        f"fetch https://news.example/feed?token={KEY} failed",
        f"fetch HTTPS://me:{KEY}@news.example/feed failed",
        f"feed://news.example/feed?a=1&api_key={KEY}",
        f"//news.example/feed?auth={KEY}",
        f"postgresql://sitrep:{KEY}@db.example/news",
        f"URL('https://news.example/feed?key={KEY}')",
        f'{{"url": "https://news.example/feed?a=1&secret={KEY}"}}',
        f"GET /feed?access_token={KEY} HTTP/1.1",
        f"path='/feed?password={KEY}'",
        f"\x1b[35mhttps://news.example/feed?sig={KEY}\x1b[0m",
        f"https://calendar.example/private-{RANDOM}{KEY}/basic.ics",
        f"https://news.example/u/{RANDOM}{KEY}/feed.xml",
        f"POST https://discord.example/webhooks/1234/{RANDOM}{KEY}/messages",
    ],
)
def test_no_key_shows_in_a_line(line: str) -> None:
    assert KEY not in discreet(line)
    assert KEY not in discreet(f"the token {KEY}", secrets=[KEY])


@pytest.mark.parametrize(
    "line",
    [
        "https://news.example/2023/11/22/us-forces-attacked-for-the-66th-time?page=2",
        "https://news.example/world/article-20231122-drone-attack-on-base.html",
        "why? because a=b",
        "no address at all",
    ],
)
def test_what_is_no_key_stays(line: str) -> None:
    assert discreet(line) == line


def raised(error: Exception) -> Exception:
    last = RuntimeError(f"while reading {URL('https://news.example/feed')}?k={KEY}")
    last.__cause__ = error
    return last


@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"https://news.example/feed?k={KEY}"),
        ValueError(URL(f"https://news.example/feed?reader={KEY}&page=2")),
        OSError(2, "No such file", f"https://news.example/feed?x={KEY}"),
        ExceptionGroup("several", [ValueError(f"GET /feed?u={KEY} HTTP/1.1")]),
    ],
    ids=["message", "address", "file name", "group"],
)
def test_in_a_traceback_no_parameter_of_an_address_shows_whatever_it_is_called(error: Exception) -> None:
    story = told(raised(error))

    assert KEY not in story
    assert "RuntimeError: while reading https://news.example/feed?k=***" in story
    assert "was the direct cause" in story


def test_what_a_statement_was_given_shows_in_no_error_of_the_database(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "archive.sqlite3")
    with pytest.raises((DBAPIError, sqlite3.Error)) as met, database.writing() as connection:
        connection.execute(text("INSERT INTO meta VALUES (:name, NULL)"), {"name": KEY})
    database.close()

    assert KEY not in str(met.value)
    assert KEY not in told(met.value)


@pytest.mark.parametrize("where", ["main", "thread"])
def test_what_nobody_caught_in_a_service_is_logged_without_keys(where: str) -> None:
    script = (
        "import sys, threading\nfrom ingest.logs import configure_logs\nconfigure_logs('INFO')\n"
        f"def fail(): raise ValueError('https://news.example/feed?k=' + '{KEY[:5]}' + '{KEY[5:]}')\n"
        f"threading.Thread(target=fail).start() if '{where}' == 'thread' else fail()\n"
    )
    ended = subprocess.run(  # noqa: S603 because it is our own interpreter and script
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )

    assert "ValueError: https://news.example/feed?k=***" in ended.stderr
    assert KEY not in ended.stderr


@pytest.mark.parametrize(
    "unit", ["a", "a/", "?", "=", "//", "https:", "a1", "/a1", "&a=", "?a=", "https://a/?b=", "a."]
)
def test_a_long_line_takes_no_time(unit: str) -> None:
    line = unit * (100_000 // len(unit))
    began = time.perf_counter()

    discreet(line)

    assert time.perf_counter() - began < 5
