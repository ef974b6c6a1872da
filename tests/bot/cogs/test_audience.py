from types import SimpleNamespace

import pytest

from bot.cogs.audience import ALL, ASKER, Audience, chosen, places_of
from bot.cogs.paces import Paces
from bot.records import EVERYWHERE, Server

ELSEWHERE = Audience(is_asker_alone=True, why="Here I answer you alone: moderators chose other channels.")


@pytest.mark.parametrize(
    ("settings", "places", "only_me", "audience"),
    [
        (Server("1"), (5,), None, ALL),
        (Server("1"), (5,), True, ASKER),
        (Server("1", only_me=True), (5,), None, ASKER),
        (Server("1", only_me=True), (5,), False, ALL),
        (Server("1", channels=(EVERYWHERE,)), (5,), None, ALL),
        (Server("1", channels=("5",)), (5, None, None), None, ALL),
        (Server("1", channels=("5",)), (6, 5, None), None, ALL),
        (Server("1", channels=("7",)), (6, 5, 7), False, ALL),
        (Server("1", channels=("5",)), (6, None, None), False, ELSEWHERE),
        (Server("1", channels=("5",)), (6, None, None), True, ASKER),
    ],
    ids=[
        "nothing chosen",
        "the asker wants it",
        "moderators chose it",
        "the asker wants otherwise",
        "everywhere",
        "the channel",
        "a thread of it",
        "a category of it",
        "elsewhere",
        "elsewhere, and wanted",
    ],
)
def test_who_reads_an_answer_is_the_askers_choice_then_the_moderators(
    settings: Server,
    places: tuple[int | None, ...],
    only_me: bool | None,  # noqa: FBT001 because pytest gives cases by name
    audience: Audience,
) -> None:
    assert chosen(settings, places, only_me=only_me) == audience


class ThreadOfUnknownParent:
    """As discord.py's: it knows its parent's id alone."""

    id = 6
    parent_id = 5
    parent = None

    @property
    def category_id(self) -> int:
        raise RuntimeError("Parent channel not found")


@pytest.mark.parametrize(
    ("channel", "places"),
    [
        (None, ()),
        (SimpleNamespace(id=5, category_id=7), (5, None, 7)),
        (SimpleNamespace(id=6, parent_id=5, parent=SimpleNamespace(id=5, category_id=7)), (6, 5, 7)),
        (ThreadOfUnknownParent(), (6, 5, None)),
        (SimpleNamespace(id=8), (8, None, None)),
    ],
    ids=["unknown", "channel", "thread", "thread of an unknown parent", "direct messages"],
)
def test_a_channel_lies_in_its_parent_and_its_category(channel: object, places: tuple[int | None, ...]) -> None:
    assert places_of(channel) == places


def test_a_pace_is_kept_for_each_and_begins_anew() -> None:
    paces = Paces(2, 60.0)

    assert [paces.wait("a", 1.0), paces.wait("a", 2.0), paces.wait("a", 11.0), paces.wait("b", 11.0)] == [0, 0, 50, 0]
    assert paces.wait("a", 61.5) == 0


def test_those_whose_pace_is_full_again_are_forgotten() -> None:
    paces = Paces(1, 60.0)
    for number in range(5_000):
        paces.wait(number, 1.0 + number / 10)

    assert len(paces) < 4_096 + 1
    assert paces.wait(4_999, 501.0) > 0
