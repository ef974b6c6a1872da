"""What was found at addresses, to be added or not; then how the first articles come in."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

import discord
from discord import ui

from bot.languages import say, say_count, say_reason
from bot.newsroom import KeptName, Newsroom, WantedOffer
from bot.rendering.discord.addresses import shown_address
from bot.rendering.discord.layout import lines
from bot.rendering.discord.notices import notice_view
from bot.rendering.discord.offers import offers_view
from bot.rendering.discord.words import capitalised
from bot.rendering.headings import some_of
from bot.rendering.source_words import MOST_NAMED
from bot.views.leaving import Leave
from bot.views.pressing import Button, Press, Pressable, here
from ingest import Description, FeedLink, Health, Offer, Scouted, SourceId, SourceSummary

LOOK_SECONDS: Final = 2.0
LOOKS: Final = 90
"""Three minutes; by then a feed that answers at all has been read."""
MOST_CHOICES: Final = 25
"""Options of a menu, and characters of one: Discord's limits."""
OPTION_CHARACTERS: Final = 100

_STUCK: Final = (Health.DOUBTFUL, Health.FAILING, Health.DORMANT, Health.GONE, Health.DONE)


class AddOffers(Pressable[Button], template=r"offers:add:(?P<name>[\w-]{1,24})"):
    """Adds what was found, and tells when it can be searched."""

    def __init__(self, name: str, count: int = 0) -> None:
        self._name = name
        style = discord.ButtonStyle.primary
        super().__init__(ui.Button(label=say("Add {count}", count=count), style=style, custom_id=f"offers:add:{name}"))

    async def pressed(self, press: Press) -> None:
        """Add what was kept, and stay until it can be searched."""
        await press.response.defer()
        newsroom, server = press.client.newsroom, here(press)
        offers = await newsroom.kept_offers(self._name, server)
        if offers is None:
            await press.edit_original_response(view=notice_view(say("This was found too long ago. Look again.")))
            return
        by, now, limits = str(press.user.id), newsroom.clock(), newsroom.limits
        news = await asyncio.to_thread(newsroom.archive.subscribe, offers, server, by=by, now=now, limits=limits)
        added = {each.url: each.said for each, is_new in zip(offers, news, strict=True) if is_new}
        for source in await newsroom.sources_at(added.keys(), server):
            describe = newsroom.archive.describe
            await asyncio.to_thread(describe, source.id, server, added[source.url or ""], by=by, now=now)
        await press.edit_original_response(view=notice_view(_added(offers, news)))
        if any(news):
            with suppress(discord.NotFound):  # because whoever dismissed the message has read enough
                fresh = {each.url: each for each in offers if each.url in added}
                await tell_first_articles(press, newsroom, fresh)


class ChooseFeeds(Pressable[ui.Select[ui.LayoutView]], template=r"offers:feeds:(?P<name>[\w-]{1,24})"):
    """Looks at other feeds of the sites that were found, and offers those."""

    def __init__(self, name: str, others: Sequence[FeedLink] = ()) -> None:
        self._name = name
        options = [_option(number, link) for number, link in enumerate(others[:MOST_CHOICES])]
        super().__init__(
            ui.Select(
                custom_id=f"offers:feeds:{name}",
                options=options,
                placeholder=say("Other feeds of these sites"),
                max_values=max(1, len(options)),
            )
        )

    async def pressed(self, press: Press) -> None:
        """Look at what was chosen."""
        await press.response.defer(thinking=True, ephemeral=True)
        newsroom = press.client.newsroom
        offers = await newsroom.kept_offers(self._name, here(press))
        if offers is None:
            await press.edit_original_response(view=notice_view(say("This was found too long ago. Look again.")))
            return
        others = other_feeds(offers)
        await show_offers(press, newsroom, [others[int(number)].url for number in self.item.values])


async def show_offers(interaction: discord.Interaction[Any], newsroom: Newsroom, addresses: Sequence[str]) -> None:
    """Look what is at the addresses, and show it where the interaction was deferred."""
    await offer(interaction, newsroom, await newsroom.engine.scout(addresses), {})


async def offer(
    interaction: discord.Interaction[Any],
    newsroom: Newsroom,
    scouted: Sequence[Scouted],
    said: Mapping[str, Description],
) -> None:
    """Show what was found where the interaction was deferred, to be added, with what is `said` of it, by address."""
    server = here(interaction)
    known = {source.url for source in await newsroom.sources(server) if source.url}
    offers = [
        WantedOffer.of(each, said.get(each.address, Description())) for each in scouted if isinstance(each, Offer)
    ]
    fresh = sum(offer.url not in known for offer in offers)
    others = other_feeds(offers)
    buttons: list[ui.Item[Any]] = []
    if fresh or others:
        name: KeptName = await newsroom.keep_offers(offers, server, now=newsroom.clock())
        buttons = [*([ChooseFeeds(name, others)] if others else []), *([AddOffers(name, fresh)] if fresh else [])]
        buttons.append(Leave("offers:drop"))
    await interaction.edit_original_response(view=offers_view(scouted, known, buttons))


def other_feeds(offers: Sequence[Offer]) -> tuple[FeedLink, ...]:
    """Give what else the sites of some offers have, each feed once, without those offered; pure."""
    offered = {offer.url for offer in offers}
    others = {link.url: link for offer in offers for link in offer.others if link.url not in offered}
    return tuple(others.values())


def _option(number: int, link: FeedLink) -> discord.SelectOption:
    address = shown_address(link.url, shown=OPTION_CHARACTERS - len("?…"))
    title = " ".join(link.title.split())[:OPTION_CHARACTERS]
    return discord.SelectOption(label=title or address, value=str(number), description=address if title else None)


def _added(offers: Sequence[Offer], news: Sequence[bool]) -> str:
    names = [offer.title or offer.url for offer, is_new in zip(offers, news, strict=True) if is_new]
    if not names:
        return say("These are sources of this server already.")
    told = some_of(names, MOST_NAMED)
    return say("Added {names}. The first articles are usually searchable within a minute.", names=told)


async def tell_first_articles(
    interaction: discord.Interaction[Any], newsroom: Newsroom, fresh: Mapping[str, Offer | None]
) -> None:
    """Look every two seconds how new sources fare, by address, until all hold articles or are stuck."""
    server = here(interaction)

    async def look() -> tuple[str, bool]:
        sources = await newsroom.sources_at(fresh.keys(), server)
        return "\n".join(_progress(sources, fresh)), all(source.articles or _is_stuck(source) for source in sources)

    await _tell(interaction, look, rest=say("See /sources list for how the rest fares."))


async def tell_polled(
    interaction: discord.Interaction[Any],
    newsroom: Newsroom,
    before: Mapping[SourceId, SourceSummary],
    *,
    asked: datetime,
) -> None:
    """Look every two seconds what came of the polls that were asked for, until all are done."""
    server = here(interaction)

    async def look() -> tuple[str, bool]:
        sources = [source for source in await newsroom.sources(server) if source.id in before]
        told = (
            f"{before[each.id].name}: {_polled(each, before[each.id], asked=asked)}" for each in sources[:MOST_NAMED]
        )
        return "\n".join(told), all(_is_polled(source, asked) for source in sources)

    rest = say("Nobody has polled the rest yet: whoever runs this bot sees why. Later: /sources list")
    await _tell(interaction, look, rest=rest)


async def _tell(
    interaction: discord.Interaction[Any], look: Callable[[], Awaitable[tuple[str, bool]]], *, rest: str
) -> None:
    """Tell what changed, look by look, until that is all; after the last look, `rest` as well."""
    told = ""
    for _ in range(LOOKS):
        await asyncio.sleep(LOOK_SECONDS)
        progress, is_all = await look()
        if progress != told:
            told = progress
            await interaction.edit_original_response(view=notice_view(told))
        if is_all:
            return
    await interaction.edit_original_response(view=notice_view(lines(told, rest)))


def _is_polled(source: SourceSummary, asked: datetime) -> bool:
    return source.state is not None and source.state.checked is not None and source.state.checked >= asked


def _polled(source: SourceSummary, before: SourceSummary, *, asked: datetime) -> str:
    """Say what a poll brought; pure."""
    if not _is_polled(source, asked):
        return say("waiting for its turn…")
    fresh = source.articles - before.articles
    brought = say_count("{count} new article", "{count} new articles", fresh) if fresh > 0 else say("nothing new")
    problem = say_reason(source.state.problem or "") if source.state else ""
    return f"{brought}; {problem}" if problem else brought


def _progress(sources: Sequence[SourceSummary], offers: Mapping[str, Offer | None]) -> Iterator[str]:
    """Say of each source how far it is; pure."""
    for source in sources[:MOST_NAMED]:
        yield f"{source.name or source.url}: {_fares(source, offers[source.url or ''])}"
    rest = sources[MOST_NAMED:]
    if rest:
        searchable = sum(source.articles > 0 for source in rest)
        yield say("Of {count} more, {searchable} are searchable.", count=len(rest), searchable=searchable)


def _fares(source: SourceSummary, offer: Offer | None) -> str:
    if source.articles:
        told = say_count("{count} article is searchable", "{count} articles are searchable", source.articles)
        title = _newest_title(offer, source.newest) if offer else None
        newest = say(", the newest “{title}”", title=title) if title else ""
        problem = f" {capitalised(say_reason(source.state.problem))}." if source.state and source.state.problem else ""
        return f"{told}{newest}.{problem}"
    if source.state and source.state.health is Health.DONE:
        return f"{say_reason(source.state.problem or '') or say('nothing was found in it')}."
    if source.state and _is_stuck(source):
        reason = say_reason(source.state.problem or "") or say("it cannot be read")
        return say("{reason}. It is tried again by itself.", reason=reason)
    return say("being read…")


def _newest_title(offer: Offer, newest: datetime | None) -> str | None:
    return next((sample.title for sample in offer.samples if sample.published and sample.published == newest), None)


def _is_stuck(source: SourceSummary) -> bool:
    return source.state is not None and source.state.health in _STUCK
