"""An alert before it is saved: what it would have posted, from how near to its topic, saved or not."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import discord
from discord import ui
from pydantic import TypeAdapter

from bot.alerting.alerts import MOST, Alert, Mark, Template, Wanted
from bot.alerting.matching import fits_topic
from bot.alerting.sighting import Rehearsal
from bot.errors import WrongInput
from bot.languages import say, say_number
from bot.newsroom import Newsroom
from bot.records import Kept
from bot.rendering.discord.alerts import percent, rehearsal_view
from bot.rendering.discord.notices import notice_view
from bot.views.leaving import Leave
from bot.views.pressing import Button, Press, Pressable, here
from ingest import SourceId

NEARNESSES: Final = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
"""From barely the same field to nearly the same words, with the encoder that is the default."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """An alert that is shown and not saved."""

    channel: int
    wanted: Wanted
    role: int | None
    template: Template


_PROPOSED: Final = TypeAdapter(Proposed)


class SaveAlert(Pressable[Button], template=r"alerts:save:(?P<name>[\w-]{1,24})"):
    """Saves it; what is new from now on is posted."""

    def __init__(self, name: str) -> None:
        self._name = name
        style = discord.ButtonStyle.primary
        super().__init__(ui.Button(label=say("Save"), style=style, custom_id=f"alerts:save:{name}"))

    async def pressed(self, press: Press) -> None:
        """Save what was shown."""
        await press.response.defer()
        newsroom, server = press.client.newsroom, here(press)
        proposed = await _kept(newsroom, self._name, server)
        alert = await saved(newsroom, server, proposed)
        told = say("Alert {number} is saved: what is new from now on is posted.", number=alert.id)
        await press.edit_original_response(view=notice_view(told))


class ChooseNearness(Pressable[ui.Select[ui.LayoutView]], template=r"alerts:near:(?P<name>[\w-]{1,24})"):
    """Chooses from how near to the topic on is posted, and shows what that changes."""

    def __init__(self, name: str, wanted: Wanted | None = None, rehearsal: Rehearsal | None = None) -> None:
        self._name = name
        options = [_option(nearness, wanted, rehearsal) for nearness in NEARNESSES] if wanted and rehearsal else []
        select = ui.Select[ui.LayoutView](
            custom_id=f"alerts:near:{name}",
            options=options,
            placeholder=say("How near to the topic"),
        )
        super().__init__(select)

    async def pressed(self, press: Press) -> None:
        """Show it with the threshold that was chosen."""
        await press.response.defer()
        newsroom, server = press.client.newsroom, here(press)
        proposed = await _kept(newsroom, self._name, server)
        nearness = float(self.item.values[0])
        chosen = replace(proposed, wanted=replace(proposed.wanted, nearness=nearness))
        await show_proposed(press, newsroom, chosen)


async def show_proposed(interaction: discord.Interaction[Any], newsroom: Newsroom, proposed: Proposed) -> None:
    """Show what an alert would have posted, with what saves it."""
    server, now = here(interaction), newsroom.clock()
    rehearsal = await newsroom.engine.rehearse(proposed.wanted, subscriber=server, now=now)
    content = _PROPOSED.dump_json(proposed).decode()
    name = await asyncio.to_thread(newsroom.records.keep, Kept.ALERT, content, server=server, now=now)
    buttons: list[ui.Item[Any]] = [SaveAlert(name), Leave("alerts:drop")]
    if proposed.wanted.topic and rehearsal.examples:
        buttons.insert(0, ChooseNearness(name, proposed.wanted, rehearsal))
    sources = await names_of_sources(newsroom, server)
    view = rehearsal_view(proposed.wanted, rehearsal, sources, channel=proposed.channel, buttons=buttons)
    await interaction.edit_original_response(view=view)


async def saved(newsroom: Newsroom, server: str, proposed: Proposed) -> Alert:
    """Save an alert that finds what arrives from now on; raises `WrongInput` where a server has too many."""
    records = newsroom.records.alerts
    if len(await asyncio.to_thread(records.of, server)) >= MOST:
        raise WrongInput(say("A server has at most {count} alerts. Remove one first: /alerts remove", count=MOST))
    return await asyncio.to_thread(
        records.add,
        server,
        channel=proposed.channel,
        wanted=proposed.wanted,
        role=proposed.role,
        template=proposed.template,
        mark=await mark_of(newsroom),
    )


async def mark_of(newsroom: Newsroom) -> Mark:
    """Give up to where the archive has come, now."""
    arrivals = await asyncio.to_thread(newsroom.archive.arrived)
    return Mark(newsroom.clock(), arrivals.article)


async def names_of_sources(newsroom: Newsroom, server: str) -> Mapping[SourceId, str]:
    """Give what the server's sources are called."""
    return {source.id: source.name for source in await newsroom.sources(server)}


async def _kept(newsroom: Newsroom, name: str, server: str) -> Proposed:
    content = await asyncio.to_thread(newsroom.records.find, Kept.ALERT, name, server=server)
    if content is None:
        raise WrongInput(say("This was shown too long ago. Write /alerts add again."))
    return _PROPOSED.validate_json(content)


def _option(nearness: float, wanted: Wanted, rehearsal: Rehearsal) -> discord.SelectOption:
    chosen = replace(wanted, nearness=nearness)
    count = sum(fits_topic(chosen, sight.nearness) for sight in rehearsal.examples)
    told = say("{count} in these days", count=say_number(count))
    is_default = nearness == wanted.nearness
    label = say("from {nearness} on", nearness=percent(nearness))
    return discord.SelectOption(label=label, value=str(nearness), description=told, default=is_default)
