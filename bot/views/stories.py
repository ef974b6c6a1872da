"""Stories, page by page, out of the answer that was kept: only its name and the page are in the buttons' custom ids."""

from discord import ui

from bot.answering.answers import Answer
from bot.languages import marked
from bot.newsroom import KeptName
from bot.rendering.discord.stories import stories_pages, stories_view
from bot.views.forgotten import kept_answer
from bot.views.pages import Page, neighbours
from bot.views.pressing import Button, OfKept, Press, Pressable


class OpenStories(OfKept, does="stories", label=marked("Stories")):
    """Shows whoever presses it the stories of an answer."""

    async def pressed(self, press: Press) -> None:
        """Show the first page, to whoever presses."""
        await press.response.defer(thinking=True, ephemeral=True)
        await _show(press, self._name, 0)


class TurnStories(Pressable[Button], template=r"stories:(?P<name>[\w-]{1,24}):(?P<page>\d{1,4})"):
    """Turns to another page of stories."""

    def __init__(self, name: str, page: Page) -> None:
        self._name, self._page = name, page.number
        super().__init__(ui.Button(label=page.label, custom_id=f"stories:{name}:{page.number}"))

    async def pressed(self, press: Press) -> None:
        """Show the page in the place of the one that is open."""
        await press.response.defer()
        await _show(press, self._name, self._page)


def stories_page(answer: Answer, name: KeptName | None, page: int) -> ui.LayoutView:
    """Give a page of stories with what turns to its neighbours, if the answer was kept."""
    turns = [TurnStories(name, each) for each in neighbours(page, stories_pages(answer))] if name else []
    return stories_view(answer, page, turns)


async def _show(press: Press, name: str, page: int) -> None:
    if answer := await kept_answer(press, name):
        await press.edit_original_response(view=stories_page(answer, KeptName(name), page))
