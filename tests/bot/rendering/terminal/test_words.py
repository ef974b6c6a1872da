"""Counts and strangers' texts in a terminal's words."""

import pytest

from bot.answering.composition.phrasing import count_words
from bot.rendering.quoting import brings_marks
from bot.rendering.terminal.words import one_line


@pytest.mark.parametrize(("count", "words"), [(0, "0 incidents"), (1, "1 incident"), (1200, "1,200 incidents")])
def test_a_count_agrees_with_its_noun(count: int, words: str) -> None:
    assert count_words(count, "incident") == words


@pytest.mark.parametrize(
    "text", ["a\x1b]0;title\x07b", "a\u202eb", "a\x9bb", "a\x7fb"], ids=["escape", "bidi", "c1", "del"]
)
def test_what_steers_a_terminal_is_left_out(text: str) -> None:
    assert not set(one_line(text)) & set("\x1b\x07\u202e\x9b\x7f")


@pytest.mark.parametrize(
    ("quote", "brings"),
    [("“We are done,” he said.", True), ("The mayor called it “a warning”", False), ("Nobody was hurt.", False)],
)
def test_a_quote_that_only_ends_with_a_quoted_word_needs_marks_of_its_own(quote: str, *, brings: bool) -> None:
    assert brings_marks(quote) == brings
