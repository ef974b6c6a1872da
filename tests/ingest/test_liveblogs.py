"""What is written on while something happens is known by its title and address."""

import pytest

from ingest.liveblogs import is_live_blog


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Dam breaks above Varna: live updates", ""),
        ("LIVE: Dam breaks above Varna", ""),
        ("Dam breaks above Varna – live", ""),
        ("Dam breaks above Varna, as it happened", ""),
        ("Dam breaks", "https://a.example/world/live/2026/nov/27/dam"),
        ("Dam breaks", "https://a.example/dam-breaks-live-updates-12"),
        ("Dam breaks", "https://a.example/liveblog/dam"),
    ],
)
def test_a_live_blog_is_known(title: str, url: str) -> None:
    assert is_live_blog(title, url)


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Where do bears live?", "https://a.example/where-bears-live"),
        ("Live music returns to Varna", "https://a.example/live-music-returns"),
        ("They live below a dam", "https://[torn/live"),
        ("", ""),
    ],
)
def test_a_story_of_living_is_none(title: str, url: str) -> None:
    assert not is_live_blog(title, url)
