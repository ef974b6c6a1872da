"""A bot that is killed between any two steps of an alert posts it all the same, and once."""

import asyncio
import multiprocessing
import signal
from pathlib import Path
from typing import Final

from bot.alerting.alerts import Wanted
from tests.bot.alert_news import fill, live, staged
from tests.fakediscord import Channel, FakeDiscord
from tests.processes import PATIENCE

POSTING: Final = {
    "note:before": "A roadside bomb killed 14 people in Mosul, Iraq, on {day}, police said.",
    "note:after": "Gunmen shot dead 14 villagers near Basra, Iraq, on {day}, a mayor said.",
    "write:after": "A drone strike on a market in Kirkuk, Iraq, killed 14 traders on {day}, doctors said.",
    "sent:before": "Shells hit a school in Erbil, Iraq, on {day} and killed 14 pupils, its headmaster said.",
    "sent:after": "A car bomb went off in Najaf, Iraq, on {day}, killing 14 pilgrims, the army said.",
}
"""At which step it is killed, and what it has to tell then."""
CHANGING: Final = ("note:after", "shown:before", "shown:after", "sent:before", "sent:after")
TOWNS: Final = ("Mosul", "Basra", "Kirkuk", "Erbil", "Najaf")
FORKS: Final = multiprocessing.get_context("forkserver")


async def lived(folder: Path, fake: FakeDiscord, step: str = "") -> int | None:
    """Give how a process ended."""
    process = FORKS.Process(target=live, args=(folder, fake.rest_url, fake.gateway.url, step))
    process.start()
    await asyncio.to_thread(process.join, PATIENCE)
    process.kill()
    return process.exitcode


def told(fake: FakeDiscord, channel: Channel) -> list[str]:
    return [message.text for message in fake.messages.of(channel)]


async def test_killed_at_any_step_it_posts_edits_and_replies_once(tmp_path: Path) -> None:
    FORKS.set_forkserver_preload(["tests.bot.alert_news"])
    fill(tmp_path)
    async with FakeDiscord(buckets=()) as fake:
        fake.messages.nonce_seconds = 0  # as if it came back so late that Discord has forgotten the nonce
        channels = [fake.world.add_channel(fake.guild, town.lower()) for town in TOWNS]
        with staged(tmp_path) as stage:
            addresses = []
            for town, channel in zip(TOWNS, channels, strict=True):
                stage.alert(fake.guild.id, channel.id, Wanted(place=town))
            for (step, text), town, channel in zip(POSTING.items(), TOWNS, channels, strict=True):
                addresses.append(stage.bring(text, title=f"Attack in {town}"))

                assert await lived(tmp_path, fake, step) == -signal.SIGKILL
                assert await lived(tmp_path, fake) == 0

                assert ["14 killed" in text for text in told(fake, channel)] == [True], step

            for step, text, channel, address in zip(CHANGING, POSTING.values(), channels, addresses, strict=True):
                town = TOWNS[addresses.index(address)]
                stage.bring(text.replace("14", "31"), title=f"Attack in {town}", url=address)

                assert await lived(tmp_path, fake, step) == -signal.SIGKILL
                assert await lived(tmp_path, fake) == 0

                assert ["~~14 killed~~ 31 killed" in text for text in told(fake, channel)] == [True, True], step
