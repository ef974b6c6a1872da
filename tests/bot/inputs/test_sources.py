"""Which source a person means, in a terminal and in Discord alike."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot.errors import WrongInput
from bot.inputs.sources import meant_by, named_exactly, the_one, those, told_apart
from ingest import RemovedSource, SourceId


@dataclass(frozen=True)
class Source:
    id: SourceId
    name: str
    url: str | None = None
    tags: tuple[str, ...] = ()


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


TAGGED = [
    Source(SourceId(1), "All at sea", "https://sea.example/feed", ("Sea",)),
    Source(SourceId(2), "Gulls, Terns", "https://gulls.example/feed", ("sea", "birds")),
    Source(SourceId(3), "Inland", "https://inland.example/feed"),
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("all", [1, 2, 3]),
        (" ALL ", [1, 2, 3]),
        ("all at sea", [1]),
        ("tag:SEA", [1, 2]),
        ("tag: birds", [2]),
        ("inland, 1", [3, 1]),
        ("inland, inland", [3]),
        ("gulls, terns", [2]),
        ("inland", [3]),
    ],
)
def test_several_sources_are_meant_together(typed: str, meant: list[int]) -> None:
    assert [source.id for source in those(typed, TAGGED, listing="/sources list")] == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [("tag:forest", "No source here bears the tag forest."), ("inland, forest", "There is no source forest.")],
)
def test_what_is_not_there_is_named(typed: str, said: str) -> None:
    with pytest.raises(WrongInput, match=said):
        those(typed, TAGGED, listing="/sources list")


def test_sources_of_one_name_bear_their_addresses_without_keys() -> None:
    until = datetime(2026, 3, 1, tzinfo=UTC)
    addresses = ("https://www.post.example/feed?token=sesame", "https://ana:secret@times.example/feed", None)
    sources = [RemovedSource(SourceId(n), "Harbour", url, until) for n, url in enumerate(addresses)]

    assert [source.name for source in told_apart(sources)] == [
        "Harbour — post.example/feed?token=…",
        "Harbour — …@times.example/feed",
        "Harbour",
    ]
    assert told_apart(sources[:1])[0].name == "Harbour"
