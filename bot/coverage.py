"""What of the news to start with covers what a question asks about. Pure."""

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from bot.answering.checking.words import form_of, words_of
from bot.starters import Topic, starter_topics
from ingest import find_places

MOST: Final = 2
"""Suggestions for a question: more is a list to choose from, and that is what `/settings` has."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A feed that could answer."""

    publisher: str
    address: str
    covers: str
    """The country or topic because of which."""


def suggested(question: str, *, read: Collection[str]) -> tuple[Suggestion, ...]:
    """Give feeds that cover a place or topic of `question` and are not `read` yet, by address; none where none fits.

    Those come first that are at home in a country which the question names.
    """
    countries = {mention.place.country for mention in find_places(question) if mention.place.country}
    forms = {word.form for word in words_of(question)}
    found = [*_at_home(countries), *_of(_countries_of, countries), *_of(_words_of, forms)]
    fresh = {each.address: each for each in reversed(found) if each.address not in read}
    return tuple(reversed(fresh.values()))[:MOST]


def _at_home(countries: Collection[str]) -> Iterator[Suggestion]:
    homes = _table("homes")
    for topic in starter_topics():
        for publisher, address in zip(topic.feeds, topic.addresses, strict=True):
            if homes.get(publisher) in countries:
                yield Suggestion(publisher, address, homes[publisher])


def _of(covered: Callable[[Topic], Mapping[str, str]], asked: Collection[str]) -> Iterator[Suggestion]:
    """Give the feeds of the topics that cover something of what is asked, with what."""
    for topic in starter_topics():
        if why := next((why for each, why in covered(topic).items() if each in asked), ""):
            yield from (Suggestion(*feed, why) for feed in zip(topic.feeds, topic.addresses, strict=True))


def _countries_of(topic: Topic) -> Mapping[str, str]:
    return {country: country for country in _table("countries").get(topic.name, "").split(";")}


def _words_of(topic: Topic) -> Mapping[str, str]:
    return {form_of(word): topic.name for word in _table("words").get(topic.name, "").split()}


@cache
def _table(name: str) -> Mapping[str, str]:
    table: Mapping[str, str] = tomllib.loads(files("bot").joinpath("coverage.toml").read_text("utf-8"))[name]
    return table
