"""How articles begin, with their vectors: the newest of a window, of what the asker may see."""

from datetime import UTC, datetime

import numpy as np
import pytest

from ingest.archive import Archive
from ingest.articles import View, Window
from ingest.subscriptions import Subscriber
from tests.archives import subscribed
from tests.ingest.archive.conftest import Make, vector_of

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
NOW = View(SEEN)


@pytest.fixture
def filled(archive: Archive, make: Make) -> Archive:
    archive.store(
        archive.source("wire"),
        [
            make("Rockets hit the base.\n\nNobody was hurt.", url="https://e.example/1", published="2023-10-18"),
            make("Café owners protest.", url="https://e.example/2", published="2023-10-20"),
            make("Drones struck.", url="https://e.example/3", published="2023-11-03"),
        ],
        seen=SEEN,
    )
    return archive


def test_each_article_gives_its_first_passage_and_its_vector_the_newest_first(filled: Archive) -> None:
    found = filled.openings(NOW, limit=9)

    assert [opening.passage.text for opening in found] == [
        "Drones struck.",
        "Café owners protest.",
        "Rockets hit the base.",
    ]
    assert np.allclose(found[2].vector, vector_of("Rockets hit the base."), atol=1e-3)
    assert found[0].published == datetime(2023, 11, 3, tzinfo=UTC)


def test_a_window_a_limit_and_a_choice_bound_them(filled: Archive) -> None:
    *_, oldest = filled.openings(NOW, limit=9)
    october = Window(until=datetime(2023, 10, 31, tzinfo=UTC))

    assert [each.passage.text for each in filled.openings(NOW, window=october, limit=1)] == ["Café owners protest."]
    (chosen,) = filled.openings(NOW, among=[oldest.passage.stored.revision], limit=9)
    assert chosen.passage == oldest.passage
    assert filled.openings(NOW, among=[], limit=9) == ()


def test_nobody_sees_what_was_published_later_or_what_others_read(filled: Archive, make: Make) -> None:
    theirs = subscribed(filled, "https://t.example", Subscriber("2"), now=SEEN)
    filled.store(theirs, [make("Only they read this.", published="2023-11-04")], seen=SEEN)
    early = View(datetime(2023, 10, 19, tzinfo=UTC))

    assert [each.passage.text for each in filled.openings(early, limit=9)] == ["Rockets hit the base."]
    assert "Only they read this." not in [
        each.passage.text for each in filled.openings(filled.view(SEEN, Subscriber("1")), limit=9)
    ]


def test_of_a_revised_article_the_revision_of_the_moment_begins(filled: Archive, make: Make) -> None:
    filled.store(
        filled.source("wire"),
        [make("Drones struck twice.", url="https://e.example/3", published="2023-11-03")],
        seen=datetime(2024, 2, 1, tzinfo=UTC),
    )
    later = View(datetime(2024, 2, 2, tzinfo=UTC))

    assert [filled.openings(view, limit=1)[0].passage.text for view in (NOW, later)] == [
        "Drones struck.",
        "Drones struck twice.",
    ]
