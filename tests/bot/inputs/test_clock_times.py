from datetime import time

import pytest

from bot.errors import MomentError
from bot.inputs.clock_times import read_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("08:00", time(8)),
        (" 8 ", time(8)),
        ("8.30", time(8, 30)),
        ("18h30", time(18, 30)),
        ("00:00", time(0)),
        ("23:59", time(23, 59)),
        ("8am", time(8)),
        ("8:15 PM", time(20, 15)),
        ("12 a.m.", time(0)),
        ("12pm", time(12)),
        ("٨", time(8)),
    ],
)
def test_a_time_of_the_day_is_read(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "24:00", "8:60", "13pm", "0am", "half past", "8:5", "-1", "8:00 UTC"])
def test_anything_else_is_refused_with_a_form_to_write(typed: str) -> None:
    with pytest.raises(MomentError, match="Write 08:00 or 18:30"):
        read_time(typed)
