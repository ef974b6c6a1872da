"""What `ingest` says of sources and files is said in the language that is spoken, all of it."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from aiohttp import InvalidURL, ServerDisconnectedError

import ingest
from bot.languages import say_reason, speaking
from ingest import Feed, SourceHalted, TooManySources
from ingest.fetching.answers import judge
from ingest.fetching.failures import explain
from ingest.live import Failure, Resource, Validators
from ingest.polling.doubts import broken, stale
from ingest.polling.scouting import _ADVICE
from ingest.reading.walls import _WALLS
from ingest.reservations import RESERVATIONS
from ingest.sources import why_not

INGEST = Path(ingest.__file__).parent
NOW = datetime(2026, 3, 1, tzinfo=UTC)
REFUSING = {"Failure", "Unusable", "Refused", "Unread", "InputError", "RulingRefused", "AddressRefused", "_refusal"}
NOT_HERE = {
    "7 cannot be 7",  # each of its four ends is a reason
    "A URL belongs to one article, but 7 holds many: give each row its own.",
    "7 cannot be opened: 7.",
    "is not gzip, or is damaged after row 7; the rows before are kept",
    "is cut off or damaged after row 7; the rows before are kept",
}
"""The rest is of files that are named at the terminal: what is handed in in Discord is no path, and unpacked."""


@pytest.mark.parametrize(
    ("told", "german"),
    [
        ("news.example fell silent", "news.example ist verstummt"),
        (
            "gone.example answers 404 (not found). Check the address for a slip of the pen.",
            "gone.example antwortet 404 (not found). Prüfe die Adresse auf einen Tippfehler.",
        ),
        (
            "a.example answers 403 (forbidden): the publisher blocks bots (asked for its robots.txt first)",
            "a.example antwortet 403 (forbidden): Der Herausgeber sperrt Bots aus (zuerst nach der robots.txt gefragt)",
        ),
        (
            "it ends in the middle (cut); its newest item is of 3 May 2024, 300 days ago",
            "sie endet mittendrin (abgeschnitten); der neueste Eintrag ist vom 3. Mai 2024, vor 300 Tagen",
        ),
        (
            "the page shows a cookie notice, not an article",
            "die Seite: zeigt einen Cookie-Hinweis, keinen Artikel",
        ),
        ("it lists nothing; what nobody foresaw", "sie listet nichts; what nobody foresaw"),
        ("what nobody foresaw", "what nobody foresaw"),
    ],
)
def test_a_reason_is_said_with_its_values_and_what_is_not_known_stays(told: str, german: str) -> None:
    with speaking("de"):
        assert say_reason(told) == german
    assert say_reason(told) == told


def refusals() -> Iterator[str]:
    """Give every sentence that `ingest` writes down where it refuses, a 7 in the place of each value."""
    for path in INGEST.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSING:
                yield from filter(None, map(written, node.args))


def written(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(text)) if " " in text:
            return text
        case ast.JoinedStr(values=pieces):
            text = "".join(str(piece.value) if isinstance(piece, ast.Constant) else "7" for piece in pieces)
            return text if " " in text.replace("7", "").strip() else None
        case _:
            return None


def told_by_the_parts() -> Iterator[str]:
    """Give sentences that are put together where they are not written down whole."""
    for error in (TimeoutError(), InvalidURL("x"), ServerDisconnectedError()):
        yield explain(error, "news.example").reason
    for status in (HTTPStatus.FORBIDDEN, HTTPStatus.GONE, HTTPStatus.BAD_GATEWAY):
        answer = judge(status, {}, host="news.example", resource=Resource.FEED, sent=Validators(), now=NOW)
        assert isinstance(answer, Failure)
        yield answer.reason
    for page in (
        "https://x.com/a",
        "https://youtube.com/a",
        "https://bsky.app/a",
        "https://t.me/a",
        "https://spotify.com",
    ):
        yield why_not(page) or ""
    yield broken(Feed("Empty", None, None, None, ())) or ""
    yield stale(NOW - timedelta(days=200), now=NOW) or ""
    yield from (str(error) for error in (TooManySources(61, 60), SourceHalted()))
    yield from (*RESERVATIONS, *_WALLS, *_ADVICE.values())


def test_every_refusal_of_ingest_is_said_in_german() -> None:
    told = {*refusals(), *told_by_the_parts()} - NOT_HERE
    with speaking("de"):
        assert {each for each in told if say_reason(each) == each} == set()
    assert len(told) > 60
