"""A kept answer by its name, and what stands in the place of one that is no longer kept."""

from datetime import timedelta

from discord import ui

from bot.answering.answers import Answer
from bot.languages import say_count
from bot.rendering.discord.notices import notice_view
from bot.views.pressing import Press, server_of


async def kept_answer(press: Press, name: str) -> Answer | None:
    """Give the kept answer; where it was forgotten, say so where the press was deferred."""
    newsroom, server = press.client.newsroom, server_of(press)
    answer = await newsroom.kept_answer(name, server)
    if answer is None:
        await press.edit_original_response(view=forgotten_view(newsroom.keeps(server)))
    return answer


def forgotten_view(keep: timedelta) -> ui.LayoutView:
    """Say for how long answers are kept."""
    return notice_view(
        say_count(
            "This answer is no longer kept: answers are forgotten after {count} day. Ask again.",
            "This answer is no longer kept: answers are forgotten after {count} days. Ask again.",
            keep.days,
        )
    )
