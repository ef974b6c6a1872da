"""A server's alerts, for its moderators: who may use these commands is Discord's to say, as in `bot.cogs.sources`."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.alerting.alerts import (
    Alert,
    AlertId,
    Post,
    PostId,
    PostKind,
    QuietHours,
    Severity,
    Template,
    Thing,
    ThingId,
    Wanted,
    What,
)
from bot.alerting.matching import fits_topic, phrases
from bot.cogs.latest import KINDS
from bot.cogs.placing import Room, meant, place_of, posted
from bot.cogs.sources import listing, suggested
from bot.errors import WrongInput
from bot.inputs.clock_times import read_time
from bot.inputs.places import read_place
from bot.inputs.sources import the_one
from bot.languages import marked, say, say_count, speaking
from bot.meter import Alerted
from bot.newsroom import Newsroom
from bot.rendering.discord.alerts import SEVERITIES, WHATS, alerts_view, tested_view, thread_name, wanted_phrase
from bot.rendering.discord.notices import notice_view
from bot.rendering.headings import some_of
from bot.views.alerts import Proposed, mark_of, names_of_sources, saved, show_proposed
from bot.views.importing import MOST_LOOKED_AT, feeds_in, looked_at
from bot.views.locales import language_of_guild
from bot.views.pressing import here
from ingest import Offer, Unusable

SUGGESTIONS: Final = 25
CHOICE_CHARACTERS: Final = 100
TEXT_CHARACTERS: Final = 200

_WHATS: Final = [app_commands.Choice(name=name, value=what.value) for what, name in WHATS.items()]
_SEVERITIES: Final = [app_commands.Choice(name=name, value=int(each)) for each, name in SEVERITIES.items()]
_TEMPLATES: Final = [
    app_commands.Choice(name=marked("Compact"), value=Template.COMPACT.value),
    app_commands.Choice(name=marked("Full"), value=Template.FULL.value),
]
_MOST_NAMED: Final = 8
_WHICH: Final = "Which one; choose from what is suggested"


class Alerts(commands.Cog):
    """Makes, lists, tries, pauses and removes alerts; takes over another bot's feeds; keeps quiet hours."""

    alerts = app_commands.Group(
        name="alerts",
        description="Have what is new posted into a channel.",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, *, newsroom: Newsroom) -> None:
        self._newsroom = newsroom

    @alerts.command()
    @app_commands.describe(
        what="What is posted: incidents, unless you choose otherwise",
        channel="Channel, thread or forum; this one, unless you choose another",
        place="A base, town, region or country, such as Iraq",
        kind="What kind of incident",
        topic="What it is to be about, in plain words, such as grain exports; examples are shown first",
        all_words="Words or phrases of which all have to stand there, with commas between them",
        any_words="Words or phrases of which one has to stand there, with commas between them",
        no_words="Words or phrases of which none may stand there, with commas between them",
        publisher="Who publishes it, by name",
        source="One of this server's sources; choose from what is suggested",
        severity="How bad an incident has to be",
        role="Who is mentioned",
        form="Compact, or full with the sentence that it rests on",
    )
    @app_commands.choices(what=_WHATS, kind=KINDS, form=_TEMPLATES)
    @app_commands.choices(severity=_SEVERITIES)
    async def add(  # noqa: PLR0913, PLR0917 because Discord's options are arguments
        self,
        interaction: discord.Interaction[Any],
        what: str = What.INCIDENTS.value,
        channel: Room | None = None,
        place: app_commands.Range[str, 1, TEXT_CHARACTERS] | None = None,
        kind: str | None = None,
        topic: app_commands.Range[str, 1, TEXT_CHARACTERS] | None = None,
        all_words: app_commands.Range[str, 1, TEXT_CHARACTERS] | None = None,
        any_words: app_commands.Range[str, 1, TEXT_CHARACTERS] | None = None,
        no_words: app_commands.Range[str, 1, TEXT_CHARACTERS] | None = None,
        publisher: app_commands.Range[str, 1, TEXT_CHARACTERS] | None = None,
        source: str | None = None,
        severity: int = Severity.ANY.value,
        role: discord.Role | None = None,
        form: str = Template.COMPACT.value,
    ) -> None:
        """Have new incidents, stories or articles posted: what it would have posted is shown first."""
        target = meant(interaction, channel)
        _check_role(role, target)
        wanted = Wanted(
            what=What(what),
            place=read_place(_line(place)),
            kind=kind or "",
            all_of=phrases(all_words),
            any_of=phrases(any_words),
            none_of=phrases(no_words),
            topic=_line(topic),
            publisher=_line(publisher),
            severity=Severity(severity),
        )
        if wanted.what is not What.INCIDENTS and (wanted.kind or wanted.severity is not Severity.ANY):
            raise WrongInput(say("Only incidents have a kind and a severity. Leave those out, or choose incidents."))
        await interaction.response.defer(thinking=True, ephemeral=True)
        if source:
            found = the_one(source, await self._newsroom.sources(here(interaction)), listing=listing())
            wanted = replace(wanted, sources=(found.id,))
        proposed = Proposed(target.id, wanted, role.id if role else None, Template(form))
        await show_proposed(interaction, self._newsroom, proposed)

    @alerts.command(name="import")
    @app_commands.describe(
        file="A list of feeds (OPML), as your old bot or feed reader exports it",
        channel="Channel, thread or forum; this one, unless you choose another",
    )
    async def import_list(
        self, interaction: discord.Interaction[Any], file: discord.Attachment, channel: Room | None = None
    ) -> None:
        """Take over a list of feeds: they become sources, and each new article of theirs is posted."""
        target, server = meant(interaction, channel), here(interaction)
        outlines = await feeds_in(interaction, file)
        if len(outlines) > MOST_LOOKED_AT:
            told = say(
                "{file} lists {count} feeds, and {most} are taken at a time. Split it.",
                file=file.filename,
                count=len(outlines),
                most=MOST_LOOKED_AT,
            )
            raise WrongInput(told)
        known = {source.url: source.id for source in await self._newsroom.sources(server) if source.url}
        fresh = [each for each in outlines if each.url not in known]
        scouted = await looked_at(interaction, self._newsroom, file.filename, fresh)
        offers = [each for each in scouted if isinstance(each, Offer)]
        unusable = [each.address for each in scouted if isinstance(each, Unusable)]
        by, now, limits = str(interaction.user.id), self._newsroom.clock(), self._newsroom.limits
        await asyncio.to_thread(self._newsroom.archive.subscribe, offers, server, by=by, now=now, limits=limits)
        addresses = {each.url for each in outlines} | {offer.url for offer in offers}
        sources = await self._newsroom.sources_at(addresses, server)
        if not sources:
            raise WrongInput(say("None of these feeds can be read now: {names}", names=some_of(unusable, _MOST_NAMED)))
        wanted = Wanted(What.ITEMS, sources=tuple(source.id for source in sources))
        alert = await saved(self._newsroom, server, Proposed(target.id, wanted, None, Template.COMPACT))
        lines = [
            say_count(
                "Alert {number} is saved: each new article of {count} feed is posted in {channel}.",
                "Alert {number} is saved: each new article of {count} feeds is posted in {channel}.",
                len(sources),
                number=alert.id,
                channel=f"#{target.name}",
            )
        ]
        if unusable:
            lines.append(say("These could not be read: {names}", names=some_of(unusable, _MOST_NAMED)))
        await interaction.edit_original_response(view=notice_view("\n".join(lines)))

    @alerts.command(name="list")
    async def listed(self, interaction: discord.Interaction[Any]) -> None:
        """Show this server's alerts, where each posts, and the quiet hours."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        server, records = here(interaction), self._newsroom.records.alerts
        mine, hours = await asyncio.to_thread(records.of, server), await asyncio.to_thread(records.quiet, server)
        sources = await names_of_sources(self._newsroom, server)
        await interaction.edit_original_response(view=alerts_view(mine, sources, hours=hours))

    @alerts.command()
    @app_commands.describe(alert=_WHICH)
    async def test(self, interaction: discord.Interaction[Any], alert: int) -> None:
        """Post an example of an alert where it posts, marked as a test."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        chosen = await self._own(interaction, alert)
        if interaction.guild is None:
            raise app_commands.NoPrivateMessage
        rehearsal = await self._newsroom.engine.rehearse(
            chosen.wanted, subscriber=here(interaction), now=self._newsroom.clock()
        )
        fitting = [sight for sight in rehearsal.examples if fits_topic(chosen.wanted, sight.nearness)]
        now = self._newsroom.clock()
        things = [
            Thing(ThingId(0), chosen.id, chosen.channel, sight.telling, None, sight.basis, now, now, None)
            for sight in fitting[:1]
        ]
        post = _trial(chosen, PostId(interaction.id), now)
        place = await place_of(interaction.guild, chosen.channel)
        with speaking(language_of_guild(interaction.guild, self._newsroom)):
            name = thread_name(things) if things else say("Alert")
            await posted(place, tested_view(chosen.id, things, post), post, name=name)
        told = say("A test of alert {number} is posted in {channel}.", number=chosen.id, channel=f"#{place.name}")
        await interaction.edit_original_response(view=notice_view(told))

    @alerts.command()
    @app_commands.describe(alert=_WHICH)
    async def pause(self, interaction: discord.Interaction[Any], alert: int) -> None:
        """Let an alert rest until it is resumed; what comes meanwhile is not posted later."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        chosen = await self._own(interaction, alert)
        await asyncio.to_thread(self._newsroom.records.alerts.pause, here(interaction), chosen.id)
        self._newsroom.meter.alerted(Alerted.PAUSED, server=here(interaction), reason="moderators")
        told = say("Alert {number} is paused. /alerts resume goes on with what is new then.", number=chosen.id)
        await interaction.edit_original_response(view=notice_view(told))

    @alerts.command()
    @app_commands.describe(alert=_WHICH)
    async def resume(self, interaction: discord.Interaction[Any], alert: int) -> None:
        """Let a paused alert go on with what is new from now on."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        chosen = await self._own(interaction, alert)
        if interaction.guild is None:
            raise app_commands.NoPrivateMessage
        await place_of(interaction.guild, chosen.channel)
        mark = await mark_of(self._newsroom)
        await asyncio.to_thread(self._newsroom.records.alerts.resume, here(interaction), chosen.id, mark=mark)
        told = say("Alert {number} goes on: what is new from now on is posted.", number=chosen.id)
        await interaction.edit_original_response(view=notice_view(told))

    @alerts.command()
    @app_commands.describe(alert=_WHICH)
    async def remove(self, interaction: discord.Interaction[Any], alert: int) -> None:
        """Remove an alert; what it posted stays."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        chosen = await self._own(interaction, alert)
        await asyncio.to_thread(self._newsroom.records.alerts.remove, here(interaction), chosen.id)
        sources = await names_of_sources(self._newsroom, here(interaction))
        about = wanted_phrase(chosen.wanted, sources)
        told = say("Alert {number} is removed ({about}). What it posted stays.", number=chosen.id, about=about)
        await interaction.edit_original_response(view=notice_view(told))

    @alerts.command()
    @app_commands.describe(
        since="When it begins, by this server's clock, such as 22:00; without both there are none",
        until="When it ends, such as 07:00: what came is posted then, as one message",
    )
    async def quiet(
        self, interaction: discord.Interaction[Any], since: str | None = None, until: str | None = None
    ) -> None:
        """Keep quiet hours in which alerts post nothing; without times, end them."""
        if (since is None) != (until is None):
            raise WrongInput(say("Quiet hours need both times, such as 22:00 and 07:00; without both there are none."))
        hours = QuietHours(read_time(since), read_time(until)) if since and until else None
        if hours and hours.since == hours.until:
            raise WrongInput(say("Quiet hours that end when they begin would never end. Choose two times."))
        await interaction.response.defer(thinking=True, ephemeral=True)
        server = here(interaction)
        await asyncio.to_thread(self._newsroom.records.alerts.keep_quiet, server, hours)
        if hours:
            told = say(
                "Quiet from {since} to {until} ({zone}); what comes is posted then, as one message.",
                since=f"{hours.since:%H:%M}",
                until=f"{hours.until:%H:%M}",
                zone=await self._newsroom.zone(server),
            )
        else:
            told = say("There are no quiet hours: alerts post at any time.")
        await interaction.edit_original_response(view=notice_view(told))

    @add.autocomplete("source")
    async def _sources(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return suggested(await self._newsroom.sources(here(interaction)), typed)

    @test.autocomplete("alert")
    @pause.autocomplete("alert")
    @resume.autocomplete("alert")
    @remove.autocomplete("alert")
    async def _alerts(self, interaction: discord.Interaction[Any], typed: str | int) -> list[app_commands.Choice[int]]:
        server = here(interaction)
        sources = await names_of_sources(self._newsroom, server)
        mine = await asyncio.to_thread(self._newsroom.records.alerts.of, server)
        named = [(alert.id, f"{alert.id}: {wanted_phrase(alert.wanted, sources)}") for alert in mine]
        wanted = str(typed).casefold()
        fitting = [(number, name) for number, name in named if wanted in name.casefold()]
        return [
            app_commands.Choice(name=name[:CHOICE_CHARACTERS], value=number) for number, name in fitting[:SUGGESTIONS]
        ]

    async def _own(self, interaction: discord.Interaction[Any], number: int) -> Alert:
        mine = await asyncio.to_thread(self._newsroom.records.alerts.of, here(interaction))
        chosen = next((alert for alert in mine if alert.id == AlertId(number)), None)
        if chosen is None:
            raise WrongInput(
                say("There is no alert {number} here. All of them: {command}", number=number, command=listing("alerts"))
            )
        return chosen


def _check_role(role: discord.Role | None, channel: Room) -> None:
    if role is None:
        return
    if role.is_default():
        raise WrongInput(say("Everyone cannot be mentioned by an alert. Choose a role."))
    if not role.mentionable and not channel.permissions_for(channel.guild.me).mention_everyone:
        raise WrongInput(
            say("I may not mention {role}: allow anyone to mention it, or choose another.", role=role.name)
        )


def _trial(alert: Alert, number: PostId, now: datetime) -> Post:
    return Post(number, alert.server, alert.channel, PostKind.PLAIN, now, (), alert.template)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
