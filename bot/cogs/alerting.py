"""Alerts at work: looks for what is new, and posts it.

Every step is written down before the next one begins, so that a bot that is killed anywhere goes on where it was: what
was found is written with the mark up to which was looked, a post before it is posted, its message after it was.
docs/decisions/alerts-never-twice.md says why.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

import discord
import structlog
from discord import ui
from discord.ext import commands, tasks

from bot.alerting.alerts import Alert, AlertId, Mark, Post, PostKind, Template, Thing
from bot.alerting.noting import notes_of
from bot.alerting.pacing import STRETCH, Draft, drafts, is_due, is_quiet, may_reply
from bot.alerting.sighting import FOLLOWED, Look, Watch
from bot.cogs.noticing import open_channels
from bot.cogs.placing import Pace, Posted, Room, edited, found, place_of, posted, room_of
from bot.errors import EngineError, PlaceLost
from bot.languages import say, speaking
from bot.meter import Alerted
from bot.newsroom import Newsroom
from bot.records.alerts import Place
from bot.rendering.discord.alerts import alert_view, lost_text, reply_view, thread_name
from bot.views.locales import language_of_guild
from ingest import ArchiveError, Arrivals, Subscriber

LOOKED_SECONDS: Final = 5.0
DELIVERED_SECONDS: Final = 2.0
AT_ONCE: Final = 16
"""Channels that are served at a time: more would keep the records from answering members meanwhile."""
LOOKED_AGAIN: Final = timedelta(minutes=10)
"""So often is looked without anything new: a purge or a ruling changes what was told as well."""
FORGOTTEN: Final = timedelta(hours=6)
"""So often what is too old is forgotten."""
_NOT_ALLOWED: Final = frozenset({10003, 50001, 50013})
"""Unknown channel, missing access, missing permissions."""
_BAD_REQUEST: Final = 400

log = structlog.get_logger(__name__)


class Alerting(commands.Cog):
    """Looks and posts every few seconds; a server that cannot be served waits, and keeps no other waiting."""

    def __init__(self, *, client: discord.Client, newsroom: Newsroom, pace: Pace | None = None) -> None:
        self._client = client
        self._newsroom = newsroom
        self._records = newsroom.records.alerts
        self._meter = newsroom.meter
        self._pace = pace or Pace()
        self._looked: dict[str, tuple[Arrivals, datetime, frozenset[AlertId]]] = {}
        """How far the archive had come when a server was last looked for, when, and for which alerts."""
        self._forgotten: datetime | None = None

    async def cog_load(self) -> None:
        """Begin."""
        self.look.start()
        self.deliver.start()

    async def cog_unload(self) -> None:
        """End."""
        self.look.cancel()
        self.deliver.cancel()

    @tasks.loop(seconds=LOOKED_SECONDS)
    async def look(self) -> None:
        """Look for what is new, server by server; what was found is posted meanwhile."""
        await _as_far_as_it_goes(self._look, self._forget_old)

    @tasks.loop(seconds=DELIVERED_SECONDS)
    async def deliver(self) -> None:
        """Post, edit, and tell moderators what cannot be posted."""
        await _as_far_as_it_goes(self._deliver, self._tell_lost)

    @look.before_loop
    @deliver.before_loop
    async def _begin(self) -> None:
        await self._client.wait_until_ready()

    async def _look(self) -> None:
        """Look for every server that has alerts, if anything came."""
        active = await asyncio.to_thread(self._records.active)  # before the arrivals: a mark never moves back
        arrivals = await asyncio.to_thread(self._newsroom.archive.arrived)
        now = self._newsroom.clock()  # after the arrivals: see `Look.mark`
        for server, alerts in active.items():
            known = self._looked.get(server)
            asked = frozenset(alert.id for alert in alerts)
            if known and known[0] == arrivals and now - known[1] < LOOKED_AGAIN and known[2] == asked:
                continue
            try:
                if await self._look_for(server, alerts, Mark(now, arrivals.article)):
                    self._looked[server] = (arrivals, now, asked)
            except (ArchiveError, EngineError):
                raise
            except Exception:  # what is a mistake of ours for one server, is no reason to leave the others
                log.exception("alerts_not_looked_for", server=server)

    async def _look_for(self, server: str, alerts: Sequence[Alert], mark: Mark) -> bool:
        """Look for one server and write down what was found; `False` where not all could be looked for yet."""
        now = mark.moment
        known = await asyncio.to_thread(self._records.known, server, since=now - 2 * FOLLOWED)
        followed = tuple(thing for thing in known if now - thing.found < FOLLOWED)
        watches = tuple(Watch(alert.id, alert.wanted, alert.mark) for alert in alerts)
        sighting = await self._newsroom.engine.look(Look(mark, watches, followed), subscriber=Subscriber(server))
        notes = notes_of(alerts, known, sighting, now=now)
        places = {(server, thing.channel) for thing in known}
        lately = await asyncio.to_thread(self._records.lately, places, since=now - STRETCH)
        hours, zone = await asyncio.to_thread(self._records.quiet, server), await self._newsroom.zone(server)
        at_rest = is_quiet(hours, now, zone)
        mute = {channel for (_, channel), posts in lately.items() if at_rest or not may_reply(posts, now=now)}
        looked = sighting.found.keys()
        await asyncio.to_thread(self._records.note, server, looked, mark, notes, now=now, mute=mute)
        if at_rest and notes.fresh:
            self._meter.alerted(Alerted.HELD, server=server, things=len(notes.fresh))
        if notes.fresh or notes.turned:
            log.info("alerts_found", server=server, new=len(notes.fresh), changed=len(notes.turned))
        return len(looked) == len(alerts)

    async def _deliver(self) -> None:
        """Post what was decided on, edit what changed, decide on what waits: every channel by itself."""
        waiting = await asyncio.to_thread(self._records.waiting)
        posts = await asyncio.to_thread(self._records.unfinished)
        places = {*waiting, *((post.server, post.channel) for post in posts)}
        by_place: dict[Place, list[Post]] = {place: [] for place in places}
        for post in posts:
            by_place[post.server, post.channel].append(post)
        few = asyncio.Semaphore(AT_ONCE)

        async def serve(place: Place) -> None:
            async with few:
                await self._serve(place, waiting.get(place, ()), by_place[place])

        await asyncio.gather(*map(serve, places))

    async def _serve(self, place: Place, waiting: Sequence[Thing], posts: Sequence[Post]) -> None:
        """Serve one channel; what goes wrong there is no other's affair."""
        server, channel = place
        guild = self._client.get_guild(int(server))
        if guild is None or guild.unavailable:
            return
        with speaking(language_of_guild(guild, self._newsroom)):
            try:
                for post in posts:
                    await self._finish(guild, post)
                await self._decide(guild, place, waiting)
            except PlaceLost as lost:
                await self._lose(place, str(lost))
            except discord.HTTPException as error:
                if error.code in _NOT_ALLOWED:
                    await self._lose(place, say("Discord does not let me post in <#{channel}>.", channel=channel))
                else:
                    self._meter.alerted(Alerted.FAILED, server=server, channel=channel, reason=str(error))
            except ArchiveError as error:
                self._meter.alerted(Alerted.FAILED, server=server, channel=channel, reason=str(error))
            except Exception:  # as above
                log.exception("alert_met_a_bug", server=server, channel=channel)
                self._meter.alerted(Alerted.FAILED, server=server, channel=channel, reason="a bug")

    async def _finish(self, guild: discord.Guild, post: Post) -> None:
        """Post what may have been posted already, unless it was; edit what changed."""
        if post.message is None:
            room = await self._room(guild, post)
            await self._pace.turn()
            there = await found(room, post) if room else None
            if there:
                await asyncio.to_thread(self._records.sent, post.id, message=there.message, thread=there.thread)
            else:
                await self._post(guild, post)
        else:
            await self._edit(guild, post)

    async def _decide(self, guild: discord.Guild, place: Place, waiting: Sequence[Thing]) -> None:
        """Write and post what is due of what waits in a channel."""
        server, _ = place
        now, records = self._newsroom.clock(), self._records
        hours, zone = await asyncio.to_thread(records.quiet, server), await self._newsroom.zone(server)
        if not waiting or is_quiet(hours, now, zone):
            return
        alerts = {alert.id: alert for alert in await asyncio.to_thread(records.of, server)}
        held = tuple(thing for thing in waiting if is_quiet(hours, thing.found, zone))
        due = [*_due([thing for thing in waiting if not is_quiet(hours, thing.found, zone)], now)]
        lately = await asyncio.to_thread(records.lately, [place], since=now - STRETCH)
        decided = [Draft(PostKind.HELD, held)] if held else []
        for draft in (*decided, *drafts(due, lately[place], now=now)):
            about = [alerts[thing.alert] for thing in draft.things if thing.alert in alerts]
            roles = {alert.role for alert in about if alert.role}
            template = about[0].template if about else Template.COMPACT
            post = await asyncio.to_thread(records.write, place, draft, roles=roles, template=template, now=now)
            if post.message is None:
                await self._post(guild, post)
            else:
                await self._edit(guild, post)

    async def _post(self, guild: discord.Guild, post: Post) -> None:
        things = await asyncio.to_thread(self._records.things_of, post.id)
        room = await self._room(guild, post)
        answered = await self._answered(post)
        is_idle = not (answered and answered.message) if post.kind is PostKind.REPLY else not things
        if room is None or is_idle:  # what it tells is gone, or what it answers
            await asyncio.to_thread(self._records.sent, post.id, message=0)
            return
        name = thread_name(things) if things else ""
        await self._pace.turn()
        try:
            there = await posted(room, await self._view(post, things), post, name=name, reply_to=_message(answered))
        except discord.HTTPException as error:
            if error.status != _BAD_REQUEST:
                raise
            facts = {"post": post.id, "reason": str(error), "exc_info": error}
            self._meter.alerted(Alerted.FAILED, server=post.server, **facts)  # the next try would be refused as well
            there = Posted(0)
        await asyncio.to_thread(self._records.sent, post.id, message=there.message, thread=there.thread)
        if there.message:
            since = max((thing.changed for thing in things), default=post.made)
            late = (self._newsroom.clock() - since).total_seconds()
            self._meter.alert_posted(server=post.server, seconds=late, kind=post.kind.value, things=len(things))

    async def _edit(self, guild: discord.Guild, post: Post) -> None:
        things = await asyncio.to_thread(self._records.things_of, post.id)
        room = await self._room(guild, post)
        if room and post.message and things:
            await self._pace.turn()
            await edited(room, await self._view(post, things), post.message)
            what = Alerted.STRUCK if any(thing.is_withdrawn for thing in things) else Alerted.EDITED
            self._meter.alerted(what, server=post.server, kind=post.kind.value, things=len(things))
        await asyncio.to_thread(self._records.shown, post)

    async def _view(self, post: Post, things: Sequence[Thing]) -> ui.LayoutView:
        if post.kind is PostKind.REPLY:
            return reply_view(post)
        return alert_view(things, post, hours=await asyncio.to_thread(self._records.quiet, post.server))

    async def _room(self, guild: discord.Guild, post: Post) -> Room | None:
        answered = await self._answered(post)
        thread = answered.thread if answered else post.thread
        return await room_of(await place_of(guild, post.channel), thread)

    async def _answered(self, post: Post) -> Post | None:
        return await asyncio.to_thread(self._records.post, post.answers) if post.answers else None

    async def _lose(self, place: Place, reason: str) -> None:
        server, channel = place
        self._meter.alerted(Alerted.PAUSED, server=server, channel=channel, reason=reason)
        try:
            await asyncio.to_thread(self._records.lose, place, reason)
        except ArchiveError as error:
            log.warning("alerts_not_paused", server=server, channel=channel, reason=str(error))

    async def _tell_lost(self) -> None:
        """Tell each server's moderators once which alerts are paused; where nobody can be told, the list tells."""
        untold: dict[str, list[Alert]] = defaultdict(list)
        for alert in await asyncio.to_thread(self._records.untold):
            untold[alert.server].append(alert)
        for server, alerts in untold.items():
            guild = self._client.get_guild(int(server))
            settings = await asyncio.to_thread(self._newsroom.records.server, server)
            channel = next(open_channels(guild, settings.channel), None) if guild else None
            if guild is None or channel is None:
                continue
            with speaking(language_of_guild(guild, self._newsroom)):
                try:
                    await channel.send(lost_text(alerts), nonce=f"lost {alerts[-1].id}")
                except discord.HTTPException as error:
                    log.warning("lost_alerts_not_told", server=server, reason=str(error))
                    continue
            await asyncio.to_thread(self._records.tell, [alert.id for alert in alerts])

    async def _forget_old(self) -> None:
        now = self._newsroom.clock()
        if self._forgotten is None or now - self._forgotten >= FORGOTTEN:
            self._forgotten = now
            await asyncio.to_thread(self._records.forget_old, now=now)


async def _as_far_as_it_goes(*steps: Callable[[], Awaitable[None]]) -> None:
    """Do each step; one that archive or engine keep from its work is tried again the next time."""
    for step in steps:
        try:
            await step()
        except (ArchiveError, EngineError) as error:
            log.warning("alerts_wait", reason=str(error))


def _due(waiting: Sequence[Thing], now: datetime) -> Iterator[Thing]:
    """Give what is due, alert by alert."""
    by_alert: dict[AlertId, list[Thing]] = defaultdict(list)
    for thing in waiting:
        by_alert[thing.alert].append(thing)
    for things in by_alert.values():
        if is_due(things, now=now):
            yield from things


def _message(post: Post | None) -> int | None:
    return post.message if post else None
