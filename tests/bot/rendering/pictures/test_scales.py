"""Ticks are round and few."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.rendering.pictures.scales import day_ticks, tick_labels, value_ticks


@pytest.mark.parametrize(
    ("low", "high", "whole", "labels"),
    [
        (0, 102, True, ["0", "25", "50", "75", "100", "125"]),
        (0, 1, True, ["0", "1", "2"]),
        (0, 20_057, True, ["0", "5,000", "10,000", "15,000", "20,000", "25,000"]),
        (0, 2_600_000, True, ["0", "1 million", "2 million", "3 million"]),
        (3.7, 4.1, False, ["3.6", "3.7", "3.8", "3.9", "4.0", "4.1", "4.2"]),
        (5, 5, False, ["4.98", "5.00", "5.02"]),
    ],
)
def test_values(low: float, high: float, labels: list[str], *, whole: bool) -> None:
    assert tick_labels(value_ticks(low, high, most=5, whole=whole)) == labels


@given(low=some.floats(-1e12, 1e12), span=some.floats(0, 1e12), whole=some.booleans())
def test_all_values_lie_between_the_ticks_and_the_ticks_are_few(low: float, span: float, *, whole: bool) -> None:
    ticks = value_ticks(low, low + span, most=5, whole=whole)

    assert ticks[0] <= low
    assert low + span <= ticks[-1]
    assert 2 <= len(ticks) <= 9


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2023, 11, 20), date(2023, 11, 22), ["20 Nov", "21 Nov", "22 Nov"]),
        (date(2023, 11, 13), date(2023, 12, 21), ["23 Nov", "7 Dec", "21 Dec"]),
        (date(2023, 1, 10), date(2023, 5, 5), ["Feb", "Mar", "Apr", "May"]),
        (date(2022, 8, 5), date(2023, 11, 21), ["Jan 2023", "Jul 2023"]),
        (date(2014, 2, 1), date(2023, 2, 1), ["2016", "2018", "2020", "2022"]),
        (date(1, 1, 1), date(9999, 12, 31), ["50"]),
    ],
)
def test_days(first: date, last: date, labels: list[str]) -> None:
    assert [label for _, label in day_ticks(first, last, most=5)][: len(labels)] == labels
