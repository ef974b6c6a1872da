"""What of the starter list covers what a question asks about."""

import tomllib
from pathlib import Path

import pytest

import bot.coverage
from bot.coverage import MOST, suggested
from bot.starters import starter_topics
from ingest import country_of

TABLE = tomllib.loads((Path(bot.coverage.__file__).parent / "coverage.toml").read_text("utf-8"))
KYIV = "https://kyivindependent.com/news-archive/rss/"


@pytest.mark.parametrize(
    ("question", "publishers"),
    [
        pytest.param("How many people fled Odesa?", ["The Kyiv Independent", "Politico Europe"], id="home"),
        pytest.param("Is there a ceasefire in Sudan?", ["AllAfrica"], id="a continent"),
        pytest.param("How many missiles were fired?", ["Institute for the Study of War", "Defense News"], id="a topic"),
        pytest.param("Who won the yodelling contest in Liechtenstein?", [], id="a country that no feed covers"),
        pytest.param("Who is the best singer?", [], id="no place and no topic"),
    ],
)
def test_feeds_are_suggested_that_cover_the_place_or_topic(question: str, publishers: list[str]) -> None:
    assert [each.publisher for each in suggested(question, read=())] == publishers
    assert len(publishers) <= MOST


def test_what_is_read_already_is_not_suggested() -> None:
    again = suggested("How many people were evacuated from Odesa?", read=[KYIV])

    assert KYIV not in [each.address for each in again]
    assert [each.covers for each in again] == ["Ukraine"]


def test_the_table_names_feeds_topics_and_countries_that_exist() -> None:
    topics = {topic.name for topic in starter_topics()}
    feeds = {feed for topic in starter_topics() for feed in topic.feeds}
    listed = [country for countries in TABLE["countries"].values() for country in countries.split(";")]
    assert TABLE["countries"].keys() | TABLE["words"].keys() <= topics
    assert TABLE["homes"].keys() <= feeds
    assert [country for country in {*listed, *TABLE["homes"].values()} if country_of(country) != country] == []
    assert len(listed) == len(set(listed))
