import numpy as np

from ingest.archive.postings import Postings
from ingest.archive.timeline import Ids

STORED = np.array([3, 5, 8, 13, 21])


class Shelf:
    """Holds passages of one word, and notes from which id on it was read."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def read(self, first: int) -> Ids:
        self.asked.append(first)
        return STORED[first <= STORED]


def test_what_was_read_is_not_read_again_and_what_is_new_is_read_alone() -> None:
    postings, shelf = Postings(), Shelf()
    assert postings.holders("fire", end=9, read=shelf.read).tolist() == [3, 5, 8]
    assert postings.holders("fire", end=9, read=shelf.read).tolist() == [3, 5, 8]
    assert postings.holders("fire", end=30, read=shelf.read).tolist() == [3, 5, 8, 13, 21]
    assert shelf.asked == [0, 9]


def test_an_older_snapshot_does_not_see_what_a_newer_one_read() -> None:
    postings, shelf = Postings(), Shelf()
    postings.holders("fire", end=30, read=shelf.read)
    assert postings.holders("fire", end=9, read=shelf.read).tolist() == [3, 5, 8]
    assert postings.holders("fire", end=30, read=shelf.read).tolist() == [3, 5, 8, 13, 21]
    assert shelf.asked == [0]


def test_the_words_not_asked_for_lately_are_read_again_once_there_is_no_room() -> None:
    postings, shelf = Postings(most=2 * STORED.size * 4), Shelf()
    for word in ("fire", "flood", "fire", "storm", "fire"):
        assert postings.holders(word, end=30, read=shelf.read).tolist() == STORED.tolist()
    assert len(shelf.asked) == 3
    postings.holders("flood", end=30, read=shelf.read)
    assert len(shelf.asked) == 4
