"""One message to a person."""

from bot.rendering.discord.notices import notice_view, plain
from tests.bot.rendering.discord.reading import texts


def test_a_notice_is_its_sentence_with_its_lines() -> None:
    assert texts(notice_view("Added.\nFirst articles come in a few minutes.")) == [
        "Added.\nFirst articles come in a few minutes."
    ]


def test_strangers_words_in_a_notice_are_harmless() -> None:
    assert plain("Added *World* from https://a.example/rss") == r"Added \*World\* from https:\//a.example\/rss"


def test_a_long_notice_is_cut_at_a_word() -> None:
    assert plain("word " * 1000) == "word " * 378 + "word…"


def test_there_is_always_something_to_read() -> None:
    assert plain("\n \u200b") == "Nothing to say."
