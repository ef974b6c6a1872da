"""The law of the house: what is published after a moment changes nothing that is seen at that moment."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.archive import Archive
from ingest.articles import Tally, View, Window
from ingest.subscriptions import Action, Subscriber
from tests.archives import empty_archive, offered, standing
from tests.ingest.archive.conftest import TALLY, Make

Hide = Callable[..., bool]
START = datetime(2023, 11, 1, tzinfo=UTC)
MINE, THEIRS = Subscriber("1"), Subscriber("2")
WORDS = ("attack", "base", "troops", "drone", "the", "café")
QUERY = np.array([1, 0, 0, 0, 0, 0, 0, 0], dtype=np.float32)

documents = st.lists(
    st.tuples(
        st.integers(0, 3),  # which article
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
        st.integers(0, 8),  # day of publication
        st.integers(0, 12),  # day of first sight
    ),
    max_size=6,
)

Documents = list[tuple[int, list[str], int, int]]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("empty") / "archive"
    with empty_archive(directory) as archive:
        archive.claim_encoder("test", 8)
    return directory


def add(archive: Archive, make: Make, drawn: Documents, source: str = "wire") -> None:
    wire = archive.source(source)
    for article, words, published, seen in drawn:
        document = make(
            " ".join(words),
            url=f"https://e.example/{article}",
            published=(START + timedelta(days=published)).replace(tzinfo=None).isoformat(),
            tallies=(tally(published),),
        )
        archive.store(wire, [document], seen=START + timedelta(days=seen))


def tally(value: float) -> Tally:
    return replace(TALLY, value=value)


def everything(archive: Archive, view: View) -> tuple[object, ...]:
    window = Window(since=START + timedelta(days=2))
    return (
        archive.search_words(view, ["attack", "base", "the"], limit=3),
        archive.search_words(view, ["troops"], window=window, limit=3),
        archive.search_vectors(view, QUERY, limit=3),
        archive.search_vectors(view, QUERY, window=window, limit=3),
        archive.tallies(view, words=["attack", "drone"], measures=(), limit=2),
        archive.reports(view),
        archive.newest(view),
        archive.count(view),
    )


numbers = count()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=documents, after=documents, now=st.integers(0, 8))
def test_what_is_published_later_changes_nothing(  # noqa: PLR0913, PLR0917 because hypothesis draws three of them
    empty: Path, tmp_path: Path, make: Make, before: Documents, after: Documents, now: int
) -> None:
    view = View(START + timedelta(days=now))
    with Archive.open(Path(shutil.copytree(empty, tmp_path / str(next(numbers))))) as archive:
        add(archive, make, before)
        seen_before = everything(archive, view)
        add(archive, make, [(key, words, now + 1 + day, seen) for key, words, day, seen in after])
        assert everything(archive, view) == seen_before


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mine=documents, shared=documents, theirs=documents, now=st.integers(0, 12))
def test_what_another_server_reads_changes_nothing(  # noqa: PLR0913, PLR0917 because hypothesis draws four of them
    empty: Path, tmp_path: Path, make: Make, mine: Documents, shared: Documents, theirs: Documents, now: int
) -> None:
    with Archive.open(Path(shutil.copytree(empty, tmp_path / str(next(numbers))))) as archive:
        archive.subscribe([offered("https://mine.example/feed")], MINE, by=None, now=START)
        add(archive, make, mine, "https://mine.example/feed")
        add(archive, make, shared)
        seen_before = everything(archive, archive.view(START + timedelta(days=now), MINE))
        archive.subscribe([offered("https://theirs.example/feed")], THEIRS, by=None, now=START)
        add(archive, make, theirs, "https://theirs.example/feed")
        assert everything(archive, archive.view(START + timedelta(days=now), MINE)) == seen_before


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mine=documents,
    theirs=documents,
    hide=st.sampled_from([standing(Action.MUTE), standing(Action.PAUSE), Archive.remove]),
    now=st.integers(0, 12),
)
def test_what_is_hidden_here_and_comes_in_elsewhere_changes_nothing(  # noqa: PLR0913, PLR0917 because hypothesis draws four of them
    empty: Path, tmp_path: Path, make: Make, mine: Documents, theirs: Documents, hide: Hide, now: int
) -> None:
    with Archive.open(Path(shutil.copytree(empty, tmp_path / str(next(numbers))))) as archive:
        both = offered("https://both.example/feed")
        archive.subscribe([offered("https://mine.example/feed"), both], MINE, by=None, now=START)
        archive.subscribe([both], THEIRS, by=None, now=START)
        add(archive, make, mine, "https://mine.example/feed")
        assert hide(archive, archive.source(both.url), MINE, by=None, now=START)
        seen_before = everything(archive, archive.view(START + timedelta(days=now), MINE))

        add(archive, make, theirs, both.url)

        assert everything(archive, archive.view(START + timedelta(days=now), MINE)) == seen_before


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mine=documents, theirs=documents, now=st.integers(0, 12))
def test_what_is_swept_away_elsewhere_changes_nothing(  # noqa: PLR0913, PLR0917 because hypothesis draws three of them
    empty: Path, tmp_path: Path, make: Make, mine: Documents, theirs: Documents, now: int
) -> None:
    with Archive.open(Path(shutil.copytree(empty, tmp_path / str(next(numbers))))) as archive:
        archive.subscribe([offered("https://mine.example/feed")], MINE, by=None, now=START)
        archive.subscribe([offered("https://theirs.example/feed")], THEIRS, by=None, now=START)
        add(archive, make, theirs, "https://theirs.example/feed")
        add(archive, make, mine, "https://mine.example/feed")
        seen_before = everything(archive, archive.view(START + timedelta(days=now), MINE))

        archive.forget(THEIRS, now=START)
        archive.sweep(START + timedelta(days=7))

        assert everything(archive, archive.view(START + timedelta(days=now), MINE)) == seen_before
