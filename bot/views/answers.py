"""The buttons beneath an answer: its quotes, page by page, its chart, what is near, and why it is what it is."""

from collections.abc import Callable, Sequence
from typing import Any

from discord import ui

from bot.answering.answers import Answer
from bot.answering.questions import Question
from bot.languages import marked, say, say_count
from bot.newsroom import KeptName
from bot.rendering.discord.answers import answer_view
from bot.rendering.discord.explanations import why_view
from bot.rendering.discord.notices import notice_view
from bot.rendering.discord.quotes import quotes_pages, quotes_view, related_view
from bot.rendering.pictures import NothingToDraw, chart_of
from bot.views.feedback import rating_buttons
from bot.views.forgotten import kept_answer
from bot.views.pages import Page, neighbours
from bot.views.picturing import show_picture
from bot.views.pressing import Button, OfKept, Press, Pressable, server_of
from bot.views.stories import OpenStories
from bot.views.watching import FollowFigure, TellMe
from bot.watching.watches import headline, may_appear


class OpenQuotes(OfKept, does="quotes", label=marked("Quotes")):
    """Shows whoever presses it the words that an answer rests on."""

    async def pressed(self, press: Press) -> None:
        """Show the first page of quotes, to whoever presses."""
        await _show(press, self._name, lambda answer: _quotes(answer, self._name, 0))


class TurnQuotes(Pressable[Button], template=r"quotes:(?P<name>[\w-]{1,24}):(?P<page>\d{1,4})"):
    """Turns to another page of quotes."""

    def __init__(self, name: str, page: Page) -> None:
        self._name, self._page = name, page.number
        super().__init__(ui.Button(label=page.label, custom_id=f"quotes:{name}:{page.number}"))

    async def pressed(self, press: Press) -> None:
        """Show the page in the place of the one that is open."""
        await press.response.defer()
        await _edit_in(press, self._name, lambda answer: _quotes(answer, self._name, self._page))


class OpenChart(OfKept, does="chart", label=marked("Chart")):
    """Shows whoever presses it the answer's figures over time."""

    async def pressed(self, press: Press) -> None:
        """Draw the answer that was kept, for whoever presses."""
        await press.response.defer(thinking=True, ephemeral=True)
        if answer := await kept_answer(press, self._name):
            await show_picture(press, chart_of(answer), "chart.png")


class OpenRelated(OfKept, does="related", label=marked("Nearest coverage")):
    """Shows whoever presses it what is near to a question that nothing answers."""

    async def pressed(self, press: Press) -> None:
        """Show it, to whoever presses."""
        await _show(press, self._name, related_view)


class OpenWhy(OfKept, does="why", label=marked("Why?")):
    """Shows whoever presses it how the question was read and what decided."""

    async def pressed(self, press: Press) -> None:
        """Show the short form of the explanation, to whoever presses."""
        await _show(press, self._name, why_view)


class AskWider(OfKept, does="wider", label=marked("At any time")):
    """Asks a refused question again without its window, for whoever presses it."""

    async def pressed(self, press: Press) -> None:
        """Answer what the refused question was without its window, to whoever presses."""
        await press.response.defer(thinking=True, ephemeral=True)
        newsroom, refused = press.client.newsroom, await kept_answer(press, self._name)
        if refused and refused.wider:
            asked, now = Question(refused.wider), newsroom.clock()
            answer, name = await newsroom.answer(asked, server_of(press), now=now, member=press.user.id)
            await press.edit_original_response(view=answer_view(answer, answer_buttons(answer, name)))


class ShowNews(Pressable[Button], template=r"news:(?P<name>[\w-]{1,24}):(?P<member>\d{1,20})"):
    """Shows a member alone what is news on what they asked for themselves."""

    def __init__(self, name: str, member: str) -> None:
        self._name, self._member = KeptName(name), member
        super().__init__(ui.Button(label=say("Show me"), custom_id=f"news:{name}:{member}"))

    async def pressed(self, press: Press) -> None:
        """Show the answer that was kept, to the member."""
        await press.response.defer(thinking=True, ephemeral=True)
        if str(press.user.id) != self._member:
            told = say("This is for whoever asked, and for nobody else.")
            await press.edit_original_response(view=notice_view(told))
            return
        await _edit_in(press, self._name, lambda answer: answer_view(answer, answer_buttons(answer, self._name)))


def answer_buttons(answer: Answer, name: KeptName | None) -> Sequence[ui.Item[Any]]:
    """Give what can be opened beneath an answer; nothing, if it was not kept."""
    if name is None:
        return []
    buttons: list[ui.Item[Any]] = []
    if count := len(answer.quotes):
        buttons.append(OpenQuotes(name, say_count("{count} quote", "{count} quotes", count)))
    if answer.stories:
        buttons.append(OpenStories(name, say_count("{count} story", "{count} stories", len(answer.stories))))
    if not isinstance(chart_of(answer), NothingToDraw):
        buttons.append(OpenChart(name))
    if answer.related and not answer.citations:
        buttons.append(OpenRelated(name))
    if answer.wider:
        buttons.append(AskWider(name))
    if headline(answer):
        buttons.append(FollowFigure(name))
    if may_appear(answer):
        buttons.append(TellMe(name))
    return buttons if answer.is_aside else [*buttons, OpenWhy(name), *rating_buttons(name)]


async def _show(press: Press, name: str, view: Callable[[Answer], ui.LayoutView]) -> None:
    """Show a view of the kept answer to whoever presses."""
    await press.response.defer(thinking=True, ephemeral=True)
    await _edit_in(press, name, view)


async def _edit_in(press: Press, name: str, view: Callable[[Answer], ui.LayoutView]) -> None:
    """Put a view of the kept answer where the press was deferred."""
    if answer := await kept_answer(press, name):
        await press.edit_original_response(view=view(answer))


def _quotes(answer: Answer, name: str, page: int) -> ui.LayoutView:
    pages = neighbours(page, quotes_pages(answer))
    return quotes_view(answer, page, [TurnQuotes(name, neighbour) for neighbour in pages])
