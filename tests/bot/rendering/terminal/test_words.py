"""Counts and strangers' texts in a terminal's words."""

import pytest

from bot.answering.composition.phrasing import count_words
from bot.rendering.terminal.words import one_line


@pytest.mark.parametrize(("count", "words"), [(0, "0 incidents"), (1, "1 incident"), (1200, "1,200 incidents")])
def test_a_count_agrees_with_its_noun(count: int, words: str) -> None:
    assert count_words(count, "incident") == words


@pytest.mark.parametrize(
    "text", ["a\x1b]0;title\x07b", "a\u202eb", "a\x9bb", "a\x7fb"], ids=["escape", "bidi", "c1", "del"]
)
def test_what_steers_a_terminal_is_left_out(text: str) -> None:
    assert not set(one_line(text)) & set("\x1b\x07\u202e\x9b\x7f")
