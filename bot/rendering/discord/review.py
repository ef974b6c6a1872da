"""What moderators look through in Discord: questions that nothing answered, and what members say of answers. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

from bot.answering.composition.phrasing import day
from bot.gaps import Gap
from bot.languages import marked, say, say_count
from bot.records import Amendment, Vote
from bot.rendering.discord.layout import LISTED, Buttons, card, clamped, dotted, lines, page_line, paged, small
from bot.rendering.discord.limits import NAME_CHARACTERS, PAGE_CHARACTERS, TITLE_CHARACTERS
from bot.rendering.discord.markup import bare_link, escaped, fitted
from bot.rendering.discord.words import ago
from bot.reviewing import Rated, Review

_A_PAGE: Final = 6
"""Questions: with their answers a screen of a phone each two."""
_WORDINGS: Final = 2
"""Of a question that several asked in other words."""
_EDGES: Final = 300
"""Characters of a page that heading and footer may take."""
_AMENDMENTS: Final = 2
_NAMES: Final = {
    Vote.HELPFUL: marked("Helpful"),
    Vote.NOT_HELPFUL: marked("Not helpful"),
    Vote.WRONG_NUMBER: marked("Wrong number"),
    Vote.OLD_NEWS: marked("Old news"),
    Vote.OFF_TOPIC: marked("Off topic"),
    Vote.SOURCE_PROBLEM: marked("Problem with a source"),
    Vote.OTHER: marked("Something else"),
}


def review_view(review: Review, page: int, buttons: Buttons) -> ui.LayoutView:
    """Give a page of what nothing answered, the most asked first, and then of what is said of answers."""
    pages = _pages(review)
    page = clamped(page, len(pages))
    heading = f"**{say('Questions and answers here')}**"
    footer = dotted(say("Nobody sees who asked, or who voted."), page_line(page, len(pages)))
    return card([heading, *pages[page], small(footer)], accent=LISTED, buttons=buttons)


def review_pages(review: Review) -> int:
    """Count the pages of `review_view`; at least one."""
    return len(_pages(review))


def reason_name(vote: Vote) -> str:
    """Name what somebody says of an answer."""
    return say(_NAMES[vote])


def _pages(review: Review) -> list[list[str]]:
    blocks = [*map(_gap, review.gaps), *map(_rated, review.rated)]
    nothing = say("Nothing yet: everything that was asked of late was answered, and nobody voted on an answer.")
    return paged(blocks or [nothing], characters=PAGE_CHARACTERS - _EDGES, most=_A_PAGE)


def _gap(gap: Gap) -> str:
    asked = say_count("Not answered, asked {count} time", "Not answered, asked {count} times", gap.asked)
    return lines(
        dotted(f"**{asked}**", ago(gap.newest)),
        *(f"“{_cut(question)}”" for question in gap.questions[:_WORDINGS]),
        *_suggested(gap),
    )


def _suggested(gap: Gap) -> Iterator[str]:
    for each in gap.suggestions:
        publisher, covers = (fitted(text, shown=NAME_CHARACTERS) for text in (each.publisher, each.covers))
        told = say("{publisher} covers {covers}: /sources add", publisher=publisher, covers=covers)
        yield small(f"{told} {bare_link(each.address)}")


def _rated(one: Rated) -> str:
    votes = [f"{reason_name(vote)}: {one.votes[vote]}" for vote in Vote if one.votes.get(vote)]
    first, *_ = one.answer.splitlines() or [""]
    return lines(
        dotted(f"**{dotted(*votes)}**", ago(one.newest)),
        f"“{_cut(one.question)}”",
        say("Answered as of {day}: {answer}", day=escaped(day(one.as_of)), answer=_cut(first)),
        *map(_amendment, _saying(one.amendments)[:_AMENDMENTS]),
    )


def _saying(amendments: Sequence[Amendment]) -> list[Amendment]:
    return [each for each in amendments if each.value or each.url]


def _amendment(amendment: Amendment) -> str:
    value = _cut(amendment.value) or "?"
    return small(say("Right would be: {value} {link}", value=value, link=bare_link(amendment.url)).rstrip())


def _cut(text: str) -> str:
    return fitted(text, shown=TITLE_CHARACTERS, sent=2 * TITLE_CHARACTERS)
