"""A list of feeds (OPML) that a moderator hands in: looked at, some at a time, and offered; what is left goes back."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import discord

from bot.errors import EngineError, WrongInput
from bot.inputs.descriptions import description_in
from bot.languages import say, say_count, say_number
from bot.newsroom import Newsroom
from bot.rendering.discord.limits import ADDRESSES_A_MESSAGE
from bot.rendering.discord.notices import notice_view, plain
from bot.views.offers import offer
from bot.views.pressing import here
from ingest import Offer, Outline, Scouted, Unusable, read_opml, write_opml

OPML_BYTES: Final = 2 << 20
"""Of a list: some ten thousand feeds."""
MOST_LOOKED_AT: Final = 200
"""In one go: eight rounds of at most 75 s each, and after 15 minutes Discord no longer lets the message be edited."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The feeds of a list, as they concern a server."""

    known: int
    """How many it reads already."""
    wanted: tuple[Outline, ...]
    """Those to be looked at."""
    left: tuple[Outline, ...]
    """Those for which it has no room, or there is no time."""


def sorted_out(feeds: Sequence[Outline], known: Collection[str], *, room: int) -> Sorted:
    """Say what becomes of each feed, in the order of the list; the server may add `room` more. Pure."""
    fresh = [feed for feed in feeds if feed.url not in known]
    most = max(0, min(room, MOST_LOOKED_AT))
    return Sorted(len(feeds) - len(fresh), tuple(fresh[:most]), tuple(fresh[most:]))


async def feeds_in(interaction: discord.Interaction[Any], file: discord.Attachment) -> Sequence[Outline]:
    """Defer, and give the feeds of a list; raises `WrongInput` if it is too large or lists none, and `InputError`."""
    if file.size > OPML_BYTES:
        raise WrongInput(say("{file} is too large for a list of feeds: 2 MB at most.", file=file.filename))
    await interaction.response.defer(thinking=True, ephemeral=True)
    feeds = await asyncio.to_thread(read_opml, await file.read())
    if not feeds:
        raise WrongInput(say("{file} lists no feeds.", file=file.filename))
    return feeds


async def look_through(interaction: discord.Interaction[Any], newsroom: Newsroom, file: discord.Attachment) -> None:
    """Look at the feeds of a list, and show what can be added. Raises `InputError`.

    What cannot, or is left, goes back as a list of its own, so that nothing of it is lost.
    """
    feeds, name = await feeds_in(interaction, file), file.filename
    sources = await newsroom.sources(here(interaction))
    own = sum(not source.shared for source in sources)
    known = {source.url for source in sources if source.url}
    found = sorted_out(feeds, known, room=newsroom.limits.sources - own)
    if not found.wanted:
        raise WrongInput(_nothing(name, found, own))
    scouted = await looked_at(interaction, newsroom, name, found.wanted)
    said = {feed.url: description_in(feed) for feed in found.wanted}
    await offer(interaction, newsroom, sorted(scouted, key=_doubtful_first), said)
    unusable = {each.address for each in scouted if isinstance(each, Unusable)}
    failed = [feed for feed in found.wanted if feed.url in unusable]
    if failed or found.left:
        await _give_back(interaction, name, failed, found.left)


async def looked_at(
    interaction: discord.Interaction[Any], newsroom: Newsroom, name: str, wanted: Sequence[Outline]
) -> list[Scouted]:
    """Look at the feeds in rounds, telling how far it is; a round that fails says so of each of its feeds."""
    scouted: list[Scouted] = []
    for start in range(0, len(wanted), ADDRESSES_A_MESSAGE):
        told = say(
            "Looking at the feeds of {file}: {done} of {count} so far…",
            file=name,
            done=say_number(start),
            count=say_number(len(wanted)),
        )
        await interaction.edit_original_response(view=notice_view(told))
        addresses = [feed.url for feed in wanted[start : start + ADDRESSES_A_MESSAGE]]
        try:
            scouted += await newsroom.engine.scout(addresses)
        except EngineError as error:
            scouted += [Unusable(address, str(error)) for address in addresses]
    return scouted


def _doubtful_first(scouted: Scouted) -> int:
    """Order what was found so that what cannot be added, or is doubtful, is not what is left out for length."""
    if isinstance(scouted, Offer):
        return 1 if scouted.doubt else 2
    return 0


def _nothing(name: str, found: Sorted, own: int) -> str:
    if not found.left:
        return say_count(
            "The {count} feed of {file} is a source of this server already.",
            "All {count} feeds of {file} are sources of this server already.",
            found.known,
            file=name,
        )
    return say(
        "This server reads {count} sources of its own, and that is the most. Nothing was added: remove some first.",
        count=say_number(own),
    )


async def _give_back(
    interaction: discord.Interaction[Any], name: str, failed: Sequence[Outline], left: Sequence[Outline]
) -> None:
    told = [
        say_count(
            "{count} feed of {file} cannot be added now.",
            "{count} feeds of {file} cannot be added now.",
            len(failed),
            file=name,
        )
        if failed
        else "",
        say_count(
            "{count} feed of {file} was not looked at: there is no room for more at a time.",
            "{count} feeds of {file} were not looked at: there is no room for more at a time.",
            len(left),
            file=name,
        )
        if left
        else "",
    ]
    if not interaction.app_permissions.attach_files:
        await interaction.followup.send(plain("\n".join(told)), ephemeral=True)
        return
    told.append(say("They are in this list, for another try."))
    file = discord.File(BytesIO(write_opml([*failed, *left], title=name)), filename="not-added.opml")
    await interaction.followup.send(plain("\n".join(told)), file=file, ephemeral=True)
