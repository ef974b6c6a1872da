"""Where texts go beside points, so that none covers another. Pure geometry, in pixels from the upper left corner."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Tell whether the other lies within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(slots=True)
class Free:
    """What is still free of a field."""

    bounds: Box
    _taken: list[Box] = field(default_factory=list)

    def take(self, *boxes: Box) -> None:
        """Note what is covered now."""
        self._taken.extend(boxes)

    def room(self, x: float, y: float, size: tuple[float, float], *, gap: float) -> Box | None:
        """Find a place for a text of this size beside a point, and take it; `None` if there is none."""
        for box in _beside(x, y, size, gap):
            if self.claim(box):
                return box
        return None

    def claim(self, box: Box) -> bool:
        """Take a certain place, and tell whether it was free."""
        if not self.bounds.holds(box) or any(box.meets(taken) for taken in self._taken):
            return False
        self._taken.append(box)
        return True


def around(x: float, y: float, radius: float) -> Box:
    """Give the box around a point."""
    return Box(x - radius, y - radius, x + radius, y + radius)


def along(points: Sequence[tuple[float, float]], width: float) -> Iterator[Box]:
    """Give boxes that cover a line of level and upright pieces."""
    for (x, y), (following_x, following_y) in pairwise(points):
        yield Box(
            min(x, following_x) - width,
            min(y, following_y) - width,
            max(x, following_x) + width,
            max(y, following_y) + width,
        )


def _beside(x: float, y: float, size: tuple[float, float], gap: float) -> Iterator[Box]:
    """Try above first, to the left of the point before the right: what rises leaves room there."""
    width, height = size
    lefts = (x + gap / 2 - width, x - width / 2, x - gap / 2)
    for left in lefts:
        yield Box(left, y - gap - height, left + width, y - gap)
    for left in (x + gap, x - gap - width):
        yield Box(left, y - height / 2, left + width, y + height / 2)
    for left in (x + gap / 4, x - width / 2, x + gap / 2 - width):
        yield Box(left, y + gap, left + width, y + gap + height)
