"""A story's sentence, its day, and how many tell it of their own."""

from datetime import UTC, date

import pytest

from bot.answering.digests.stories import Story, story_of
from tests.bot.answering.digests.openings import openings
from tests.bot.answering.news import Told

LONG = "The ferry Marigold ran aground off Tamra in thick fog and its passengers were taken ashore by fishing boats."


def story(*told: Told) -> Story:
    return story_of(openings(*told), frozenset())


@pytest.mark.parametrize(
    ("told", "count"),
    [
        pytest.param([Told("2021-07-01", LONG, by="Harbour Post")], 1, id="one"),
        pytest.param(
            [
                Told("2021-07-01", LONG, by="Harbour Post"),
                Told("2021-07-01", "Fog sent a ferry onto the rocks near Tamra.", by="Coast Wire"),
            ],
            2,
            id="two in their own words",
        ),
        pytest.param(
            [Told("2021-07-01", LONG, by="Harbour Post"), Told("2021-07-02", LONG, by="Coast Wire")],
            1,
            id="a copy",
        ),
        pytest.param(
            [
                Told("2021-07-01", LONG, by="Harbour Post"),
                Told("2021-07-02", f"{LONG} Nobody was hurt, said the harbour.", by="Coast Wire"),
            ],
            1,
            id="a copy with a line of its own",
        ),
        pytest.param(
            [
                Told("2021-07-01", LONG, by="Harbour Post"),
                Told("2021-07-01", "All are safe after the Marigold struck a reef.", by="Harbour Post"),
            ],
            1,
            id="two articles of one publisher",
        ),
    ],
)
def test_copies_and_one_publishers_articles_are_one_voice(told: list[Told], count: int) -> None:
    assert story(*told).independent == count


def test_whom_a_pair_of_copies_joins_is_one_voice_however_short_its_opening() -> None:
    first, second = openings(
        Told("2021-07-01", "Ferry aground off Tamra.", by="Harbour Post"),
        Told("2021-07-01", "A ferry is stuck.", by="Coast Wire"),
    )
    pair = (second.passage.stored.revision, first.passage.stored.revision)

    assert story_of([first, second], frozenset({pair})).independent == 1
    assert story_of([first, second], frozenset()).independent == 2


def test_publishers_are_named_once_the_quoted_one_first() -> None:
    told = story(
        Told("2021-07-01T08:00", "Much else happened.", "Ferry aground off Tamra in fog", by="Harbour Post"),
        Told("2021-07-01T09:00", "The crew are safe.", "What we know of it", by="Coast Wire"),
        Told("2021-07-01T07:00", "A horn was heard.", "Watch: the fog", by="Coast Wire"),
    )

    assert told.publishers == ("Harbour Post", "Coast Wire")


@pytest.mark.parametrize(
    ("title", "day"),
    [
        pytest.param("Ferry ran aground off Tamra on Tuesday", date(2021, 6, 29), id="the day that it names"),
        pytest.param("Ferry runs aground off the port of Tamra", date(2021, 7, 1), id="else of publication"),
        pytest.param("Ferry stuck since the storm of 3 May still lies off Tamra", date(2021, 7, 1), id="long ago"),
        pytest.param("Ferry off Tamra to be towed away on Sunday", date(2021, 7, 1), id="still to come"),
    ],
)
def test_a_story_is_of_the_day_that_its_sentence_names_if_that_is_news(title: str, day: date) -> None:
    assert story(Told("2021-07-01", "", title)).day(UTC) == day
