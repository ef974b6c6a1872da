from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]  # because it ships no types

from ingest.sources import read_opml, why_not

STARTER = (Path(__file__).parents[2] / "bot" / "starter.opml").read_bytes()
FEEDS = read_opml(STARTER)


def test_every_feed_is_told_once_by_a_name_of_its_own() -> None:
    assert len(FEEDS) == STARTER.count(b"xmlUrl=") == len({feed.title for feed in FEEDS}) == 29
    assert [feed for feed in FEEDS if not feed.title] == []


def test_every_address_is_safe_and_can_be_a_source() -> None:
    assert [feed.url for feed in FEEDS if urlsplit(feed.url).scheme != "https"] == []
    assert [feed.url for feed in FEEDS if why_not(feed.url)] == []


def test_no_publisher_has_more_than_one_voice() -> None:
    assert len({urlsplit(feed.url).hostname for feed in FEEDS}) == len(FEEDS)


def test_every_feed_stands_in_the_folder_of_its_topic() -> None:
    folders = etree.fromstring(STARTER).findall("body/outline")

    assert [folder.get("text") for folder in folders] == [
        "World",
        "Defence and security",
        "Humanitarian",
        "Africa",
        "Americas",
        "Asia and the Pacific",
        "Europe",
        "Middle East",
    ]
    assert sum(len(folder) for folder in folders) == len(FEEDS)
    assert [feed for folder in folders for feed in folder if not feed.get("xmlUrl")] == []
