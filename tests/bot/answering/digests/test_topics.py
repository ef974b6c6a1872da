"""Which articles are about what is asked."""

from dataclasses import replace

import numpy as np
import pytest

from bot.answering.digests.topics import about, tells_of
from ingest import Opening
from tests.bot.answering.digests.openings import EMBEDDER, asked, openings
from tests.bot.answering.news import Told

FERRY = Told("2021-07-01", "The ferry of Tamra ran aground.", "Ferry aground")
PORT = Told("2021-07-01", "The port of Tamra is closed.", "Port closed")
GRAIN = Told("2021-07-01", "Grain prices fell in Peru.", "Grain cheaper")


def facing(degrees: float) -> Opening:
    (opening,) = openings(FERRY)
    vector = np.zeros(EMBEDDER.dimension, np.float32)
    vector[:2] = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return Opening(opening.passage, vector)


def titles(topic: str, *told: Told, with_vector: bool = True) -> list[str]:
    known = openings(*told)
    plan = asked(f"news about {topic}")
    fitting = about(plan, known, EMBEDDER.encode([topic])[0] if with_vector else None)
    return [each.passage.stored.article.title for each in known if each.passage.stored.revision in fitting]


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("the grain in Peru", ["Grain cheaper"]),
        ("Tamra", ["Ferry aground", "Port closed"]),
        ("Liechtenstein", []),
    ],
)
@pytest.mark.parametrize("with_vector", [True, False], ids=["by meaning", "by words alone"])
def test_an_article_is_about_what_its_opening_names(topic: str, found: list[str], *, with_vector: bool) -> None:
    assert titles(topic, FERRY, PORT, GRAIN, with_vector=with_vector) == found


def test_everything_is_about_nothing_in_particular() -> None:
    assert len(titles("", FERRY, PORT)) == 2


@pytest.mark.parametrize(("degrees", "expected"), [(59, True), (61, False)])
def test_what_is_near_in_meaning_need_not_name_it(degrees: float, *, expected: bool) -> None:
    opening, towards = facing(degrees), facing(0).vector

    assert bool(about(asked("news about Liechtenstein"), [opening], towards)) is expected


def test_what_names_it_in_passing_is_not_about_it() -> None:
    assert not about(asked("news about the ferry of Tamra"), [facing(85)], facing(0).vector)


def test_a_story_is_about_it_if_its_middle_is_or_a_third_of_it() -> None:
    known = openings(PORT, FERRY, GRAIN, Told("2021-07-02", "Bread is dearer."))
    port, ferry, grain, _ = (each.passage.stored.revision for each in known)

    assert tells_of({port}, known)
    assert not tells_of({ferry}, known)
    assert tells_of({ferry, grain}, known)
    assert tells_of({ferry}, known[:3])


def test_what_is_about_it_roughly_counts_where_little_is_fully() -> None:
    cheaper = Told("2021-07-02", "Grain is cheaper.", "Cheaper grain")
    topic = "grain prices"

    assert titles(topic, GRAIN, cheaper) == ["Grain cheaper", "Cheaper grain"]
    assert titles(topic, GRAIN, replace(GRAIN, by="Coast Wire"), replace(GRAIN, by="Night Mail"), cheaper) == (
        ["Grain cheaper"] * 3
    )
