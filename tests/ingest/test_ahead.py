"""What is made ahead comes in order, one at a time, and ends when nobody wants it any more."""

import threading
from collections.abc import Generator
from contextlib import closing

import pytest

from ingest.ahead import ahead
from tests.processes import PATIENCE


def test_all_values_come_in_order() -> None:
    assert list(ahead(number for number in range(9))) == list(range(9))


def test_the_next_value_is_made_while_one_is_in_use_and_no_more() -> None:
    made: list[int] = []
    is_next_made = threading.Event()

    def values() -> Generator[int, None, None]:
        for number in range(9):
            made.append(number)
            if number == 1:
                is_next_made.set()
            yield number

    with closing(ahead(values())) as coming:
        assert next(coming) == 0
        assert is_next_made.wait(PATIENCE)
        assert made == [0, 1]


def test_an_error_is_raised_when_its_turn_has_come() -> None:
    def values() -> Generator[int, None, None]:
        yield 1
        raise KeyError("broken")

    coming = ahead(values())
    assert next(coming) == 1
    with pytest.raises(KeyError, match="broken"):
        next(coming)


def test_who_leaves_ends_what_made_the_values() -> None:
    ended = []

    def values() -> Generator[int, None, None]:
        try:
            yield from range(9)
        finally:
            ended.append(threading.current_thread().name)

    coming = ahead(values())
    next(coming)
    coming.close()

    assert ended == ["ahead_0"]
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("ahead")] == []


def test_nothing_comes_of_nothing() -> None:
    assert list(ahead(number for number in range(0))) == []
