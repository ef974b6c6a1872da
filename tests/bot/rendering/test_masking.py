"""Addresses as they are shown."""

import pytest

from bot.rendering.masking import masked


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        pytest.param("https://news.example/feed?page=2&tag=sea", None, id="nothing to hide"),
        pytest.param("https://news.example/2026/03/ferry-late-in-harbour-100-people-wait.html", None, id="a headline"),
        pytest.param("https://ann:word@news.example/feed", "https://…@news.example/feed", id="a user"),
        pytest.param("https://news.example/?api_key=1&b=2", "https://news.example/?api_key=…&b=2", id="a key"),
        pytest.param("https://news.example/?x=3f2a9c77aa3f2a9c77aa", "https://news.example/?x=…", id="a random value"),
        pytest.param(
            "https://news.example/u/3f2a9c77aa3f2a9c77aa/rss", "https://news.example/u/…/rss", id="a random path"
        ),
        pytest.param("https://ann:word@[::1/feed?key=1", "[::1/feed", id="no address"),
    ],
)
def test_an_address_is_shown_without_what_may_be_a_key(address: str, shown: str | None) -> None:
    assert masked(address) == (shown or address)
