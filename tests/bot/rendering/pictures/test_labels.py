"""Texts beside points cover nothing."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from bot.rendering.pictures.labels import Box, Free, around

FIELD = Box(0, 0, 1_000, 600)
SPOTS = some.lists(some.tuples(some.floats(0, 1_000), some.floats(0, 600)), max_size=40)


@given(SPOTS, some.floats(20, 400), some.floats(20, 80))
def test_no_label_covers_another_nor_a_point_nor_leaves_the_field(
    spots: list[tuple[float, float]], width: float, height: float
) -> None:
    free = Free(FIELD)
    points = [around(x, y, 10) for x, y in spots]
    free.take(*points)

    boxes = [box for x, y in spots if (box := free.room(x, y, (width, height), gap=18))]

    assert all(FIELD.holds(box) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(box.meets(point) for box in boxes for point in points)


def test_where_there_is_room_a_label_stands_above_and_to_the_left() -> None:
    assert Free(FIELD).room(500, 300, (100, 30), gap=18) == Box(409, 252, 509, 282)


def test_where_there_is_no_room_there_is_no_label() -> None:
    assert Free(FIELD).room(500, 300, (2_000, 30), gap=18) is None
