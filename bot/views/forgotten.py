"""What stands where an answer would, that is no longer kept."""

from datetime import timedelta

from discord import ui

from bot.languages import say_count
from bot.rendering.discord.notices import notice_view


def forgotten_view(keep: timedelta) -> ui.LayoutView:
    """Say for how long answers are kept."""
    return notice_view(
        say_count(
            "This answer is no longer kept: answers are forgotten after {count} day. Ask again.",
            "This answer is no longer kept: answers are forgotten after {count} days. Ask again.",
            keep.days,
        )
    )
