"""Which texts tell one thing."""

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.answering.digests.grouping import grouped


def at(*degrees: float) -> list[NDArray[np.float32]]:
    """Give unit vectors in a plane: cosine .55 is at 56.6 degrees."""
    return [np.array([np.cos(np.radians(each)), np.sin(np.radians(each))], np.float32) for each in degrees]


def groups(*degrees: float) -> list[list[int]]:
    return grouped(at(*degrees), together=np.ones((len(degrees), len(degrees)), dtype=np.bool_))


@pytest.mark.parametrize(
    ("degrees", "found"),
    [
        pytest.param([], [], id="none"),
        pytest.param([0], [[0]], id="one alone"),
        pytest.param([0, 10], [[0, 1]], id="two that are near"),
        pytest.param([0, 90], [[0], [1]], id="two that are far"),
        pytest.param([0, 20, 10, 120], [[2, 0, 1], [3]], id="the middle one is first"),
        pytest.param([0, 5, 10, 65, 110], [[1, 0, 2], [3, 4]], id="what is near to the edge alone stays out"),
    ],
)
def test_near_texts_are_one_group(degrees: list[float], found: list[list[int]]) -> None:
    assert groups(*degrees) == found


def test_three_in_a_row_make_no_chain() -> None:
    assert sorted(map(len, groups(0, 50, 95))) == [1, 2]


def test_what_may_not_be_together_is_apart() -> None:
    never = np.eye(2, dtype=np.bool_)

    assert grouped(at(0, 0), together=never) == [[0], [1]]


def test_every_text_is_in_one_group() -> None:
    degrees = [float(17 * number % 360) for number in range(40)]

    assert sorted(position for group in groups(*degrees) for position in group) == list(range(40))
