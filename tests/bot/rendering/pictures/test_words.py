"""Strangers' text on a picture: one line of what can be seen, as long as it may be."""

import pytest

from bot.rendering.pictures.words import alt_text, plain


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Meridian\n\tWire ", "Meridian Wire"),
        ("evil\u202eeriW\x07\x1b[31m\u200b", "evileriW[31m"),
        ("Z\u0351\u0352\u0353\u0354algo", "Z\u0353\u0354algo"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("half \ud83d", "half"),
        ("x" * 41, "x" * 39 + "…"),
        ("$x^2$ **bold** @everyone", "$x^2$ **bold** @everyone"),
        ("\x00", ""),
    ],
    ids=["lines", "controls", "stacked accents", "accents", "half a character", "long", "markup", "nothing"],
)
def test_text_is_made_plain(text: str, told: str) -> None:
    assert plain(text) == told


def test_details_that_do_not_fit_are_counted() -> None:
    assert alt_text(["Found."], "Places:", ["a" * 500, "b" * 400, "c" * 300]) == (
        f"Found. Places: {'a' * 500}; {'b' * 400}; and 1 more."
    )


def test_a_finding_that_is_too_long_by_itself_is_cut() -> None:
    told = alt_text(["📰" * 2_000], "Places:", ["a"])

    assert len(told.encode("utf-16-le")) // 2 <= 1_024
    assert told.endswith("…")
