"""Which source a person means, in a terminal and in Discord alike."""

from dataclasses import dataclass

import pytest

from bot.errors import WrongInput
from bot.inputs.sources import meant_by, named_exactly, the_one
from ingest import SourceId


@dataclass(frozen=True)
class Source:
    id: SourceId
    name: str
    url: str | None = None


POST = Source(SourceId(1), "Harbour Post", "https://post.example/feed3")
TIMES = Source(SourceId(2), "Harbour Times", "https://times.example/feed")
SHORT = Source(SourceId(4), "Times", "https://short.example/feed")
FILE = Source(SourceId(5), "notes.txt")
ALL = [POST, TIMES, SHORT, FILE]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2", [TIMES]),
        (" HARBOUR POST ", [POST]),
        ("https://Times.example/feed", [TIMES]),
        ("times", [SHORT]),
        ("harbour", [POST, TIMES]),
        ("post.example", [POST]),
        ("notes", [FILE]),
        ("3", []),
        ("", []),
        ("lighthouse", []),
    ],
)
def test_the_more_exact_way_to_name_a_source_goes_first(typed: str, meant: list[Source]) -> None:
    assert meant_by(typed, ALL) == meant


def test_enough_of_a_name_is_not_exact() -> None:
    assert named_exactly("harbour", ALL) == []


def test_what_is_not_one_source_is_refused_with_what_to_write() -> None:
    with pytest.raises(WrongInput, match=r"^There is no source 9\. All of them: /sources list$"):
        the_one("9", ALL, listing="/sources list")
    with pytest.raises(WrongInput, match=r"^harbour may be 1 \(Harbour Post\) or 2 \(Harbour Times\)\. Name it by"):
        the_one("harbour", ALL, listing="/sources list")


def test_a_name_steers_no_screen() -> None:
    steering = [Source(SourceId(6), "Gull\x1b[2J\nNews"), Source(SourceId(7), "Gull\u202eNews")]

    with pytest.raises(WrongInput, match=r"^gull may be 6 \(Gull\[2J News\) or 7 \(GullNews\)\."):
        the_one("gull", steering, listing="/sources list")
