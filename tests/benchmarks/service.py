"""What `sitrep run` costs and how it holds out under questions: `python -m tests.benchmarks.service --archive DIR`.

The service is real, with the discord.py client over sockets; Discord is the loopback one of the tests, in this process.
"""

import argparse
import asyncio
import random
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory
from time import perf_counter

from ingest import Archive
from tests.benchmarks.ask_latency import QUESTIONS
from tests.benchmarks.measuring import Results, note
from tests.benchmarks.metrics import Score, percentile
from tests.fakediscord import Channel, FakeDiscord, Interaction, User
from tests.first_evening import service
from tests.processes import descendants, proportional_megabytes

GUILDS = 100
USERS = 500
RATE = 50.0
"""Questions a second: the load of notes on first-class bots, a hundred times what a busy server asks."""
SECONDS = 30.0
WARM_WITHIN = 120.0
SETTLED_AFTER = 20.0
"""Seconds of rest before memory is read: allocators give back late."""


def main() -> None:
    arguments = parsed_arguments()
    results = Results("service")
    with TemporaryDirectory() as folder:
        if arguments.archive:
            shutil.copytree(arguments.archive, Path(folder) / "archive")
        asyncio.run(measure(Path(folder), results, rate=arguments.rate, seconds=arguments.seconds))


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, help="folder of a filled archive, which is copied; none: an empty one")
    parser.add_argument("--rate", type=float, default=RATE, help="questions a second")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long they are asked")
    return parser.parse_args()


async def measure(folder: Path, results: Results, *, rate: float, seconds: float) -> None:
    async with FakeDiscord() as fake:
        start = perf_counter()
        async with service(fake, folder) as process:
            await fake.gateway.connected()
            results.write("online_seconds", Score(perf_counter() - start, 1))
            await warm(folder / "archive")
            results.write("warm_seconds", Score(perf_counter() - start, 1))
            channels = [(await fake.join_guild(f"guild {number}")).channels[0] for number in range(GUILDS)]
            await ask_at(fake, channels, rate=5, seconds=2)
            asked = await ask_at(fake, channels, rate=rate, seconds=seconds)
            report(asked, results, rate=rate)
            await asyncio.sleep(SETTLED_AFTER)
            report_memory(process, results, folder / "archive")
            stop = perf_counter()
        results.write("stop_seconds", Score(perf_counter() - stop, 1))


async def warm(directory: Path) -> None:
    """Wait until questions are searched by meaning and the worker has its model."""
    end = perf_counter() + WARM_WITHIN
    with Archive.open(directory) as archive:
        while perf_counter() < end:
            told = {sign.part: sign.state for sign in archive.beats()}
            if told.get("answering", {}).get("searches") == "with vectors" and told.get("worker"):
                return
            await asyncio.sleep(0.5)
    raise SystemExit("The service does not get warm.")


async def ask_at(fake: FakeDiscord, channels: Sequence[Channel], *, rate: float, seconds: float) -> list[Interaction]:
    """Ask at a steady rate, whoever is answered or not; give every question with what came of it."""
    users = [fake.user(f"member {number}") for number in range(USERS)]
    asked: list[Interaction] = []
    start = perf_counter()
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, start + number / rate - perf_counter()))
        asked.append(await ask(fake, users[number % USERS], channels[number % len(channels)]))
    for interaction in asked:
        with suppress(TimeoutError):
            await interaction.answer(60)
    note(f"{len(asked)} questions, {sum(interaction.late for interaction in asked)} too late")
    return asked


async def ask(fake: FakeDiscord, user: User, channel: Channel) -> Interaction:
    question = random.choice(QUESTIONS)  # noqa: S311 because nothing depends on it
    return await fake.slash("ask", {"question": question}, user=user, channel=channel)


def report(asked: Sequence[Interaction], results: Results, *, rate: float) -> None:
    spent = [1000 * each.acknowledged_after for each in asked if each.acknowledged_after is not None]
    for percent, goal in ((50, ""), (95, ""), (99, "< 250 ms")):
        score = Score(percentile(spent, percent), len(spent))
        results.write(f"acknowledged_ms_p{percent}", score, goal=goal, rate=rate)
    late = len(asked) - len(spent) + sum(each.late for each in asked)
    results.write("acknowledged_late", Score(late, len(asked)), goal="0", rate=rate)


def report_memory(process: Popen[str], results: Results, directory: Path) -> None:
    with Archive.open(directory) as archive:
        passages = archive.count(archive.view(datetime.now(UTC))).passages
    members = sorted(descendants(process.pid) | {process.pid})
    each = {str(member): round(proportional_megabytes(member)) for member in members}
    results.write("memory_pss_mb", Score(sum(each.values()), len(members)), passages=passages, each=list(each.values()))


if __name__ == "__main__":
    main()
