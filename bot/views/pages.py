"""The pages beside a page. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.languages import say


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a button turns to, counted from 0."""

    number: int
    label: str = "Page"


def neighbours(page: int, pages: int) -> Iterator[Page]:
    """Give the page before and the page after, as far as there are any."""
    if page > 0:
        yield Page(page - 1, say("Previous"))
    if page + 1 < pages:
        yield Page(page + 1, say("Next"))
