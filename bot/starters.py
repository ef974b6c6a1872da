"""News to start with: the public feeds of `bot/starter.opml`, by topic."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from xml.etree import ElementTree as ET


@dataclass(frozen=True, slots=True)
class Topic:
    """Feeds about one thing or region."""

    name: str
    feeds: tuple[str, ...]
    """Their names."""
    addresses: tuple[str, ...]


@cache
def starter_topics() -> tuple[Topic, ...]:
    """Give the topics in the list's order."""
    root = ET.fromstring(files("bot").joinpath("starter.opml").read_bytes())  # noqa: S314 because it is our own file
    return tuple(
        Topic(
            topic.attrib["text"],
            tuple(feed.attrib["text"] for feed in topic),
            tuple(feed.attrib["xmlUrl"] for feed in topic),
        )
        for topic in root.iterfind("body/outline")
    )
