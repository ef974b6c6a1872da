"""Who reads an answer: all in the channel, or the asker alone, and why so where they wanted it otherwise."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import discord

from bot.cogs.paces import Paces
from bot.languages import say, say_count
from bot.newsroom import Newsroom
from bot.records import Server
from bot.rendering.discord.notices import plain
from bot.views.pressing import server_of

PUBLIC_A_MINUTE: Final = 20
"""Answers that one server is given in public; more of them bury what people say to each other."""
_MINUTE_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads an answer."""

    is_asker_alone: bool
    why: str = ""
    """What the asker is told where it is not as they wanted."""


ALL: Final = Audience(is_asker_alone=False)
ASKER: Final = Audience(is_asker_alone=True)


class Audiences:
    """Chooses who reads each answer; counts those in public, `most` a minute in each server."""

    def __init__(self, *, newsroom: Newsroom, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._newsroom = newsroom
        self._most = most
        self._paces = Paces(most, _MINUTE_SECONDS)
        self._clock = clock

    def of(self, interaction: discord.Interaction[Any], *, only_me: bool | None) -> Audience:
        """Choose for a command, at once: it decides how Discord is acknowledged. `only_me` is what the asker chose."""
        server = server_of(interaction)
        if server is None:
            return ASKER if only_me else ALL
        audience = chosen(self._newsroom.chosen(server), places_of(interaction.channel), only_me=only_me)
        if audience.is_asker_alone or self.may_be_public(server):
            return audience
        return Audience(is_asker_alone=True, why=self._too_many())

    def may_be_public(self, server: str) -> bool:
        """Count an answer in public; `False` if there were too many within a minute."""
        return not self._paces.wait(server, self._clock())

    def _too_many(self) -> str:
        return say_count(
            "{count} answer a minute is given here in public; this one is for you alone.",
            "{count} answers a minute are given here in public; this one is for you alone.",
            self._most,
        )


def chosen(settings: Server, places: tuple[int | None, ...], *, only_me: bool | None) -> Audience:
    """Choose by what moderators chose and the asker did; `places` are the channel and what it lies in. Pure."""
    if settings.only_me if only_me is None else only_me:
        return ASKER
    if settings.channels and not settings.answers_in(*places):
        return Audience(is_asker_alone=True, why=say("Here I answer you alone: moderators chose other channels."))
    return ALL


async def tell_why(interaction: discord.Interaction[Any], audience: Audience) -> None:
    """Tell the asker why an answer that was given is for them alone, where they did not choose that."""
    if audience.why:
        await interaction.followup.send(plain(audience.why), ephemeral=True)


def places_of(channel: Any) -> tuple[int | None, ...]:  # noqa: ANN401 because discord.py has a type a kind of channel, some without a parent
    """Give a channel's id, and those of what it lies in: a thread's channel, a channel's category."""
    if channel is None:
        return ()
    parent_id = getattr(channel, "parent_id", None)
    listed = (
        getattr(channel, "parent", None) if parent_id else channel
    )  # a thread whose parent is not known has no category
    return (channel.id, parent_id, getattr(listed, "category_id", None))
