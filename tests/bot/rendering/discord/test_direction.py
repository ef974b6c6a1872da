"""Lines in which Latin names and Arabic words meet."""

from bot.languages import speaking
from bot.rendering.discord.direction import directed


def test_text_in_one_direction_stays_as_it_is() -> None:
    assert directed("“Bridge closed” — Post, 18 Nov 2023") == "“Bridge closed” — Post, 18 Nov 2023"


def test_a_quote_keeps_its_direction_among_latin_words() -> None:
    assert directed("“قتل سبعة” — Post") == "\u2068“قتل سبعة”\u2069 — Post"


def test_lines_run_leftwards_where_arabic_is_spoken_whatever_they_begin_with() -> None:
    with speaking("ar"):
        assert directed("**sitrep** يجيب\n-# Post، أمس") == "\u200f**sitrep** يجيب\n-# \u200fPost، أمس"
        assert directed("[Post](<x>), 18 نوفمبر 2023") == "\u200f[Post](<x>), \u200f18 نوفمبر 2023"
        assert directed("Post") == "Post"
