"""How `sitrep run` holds out under a crowd in Discord: `python -m tests.benchmarks.discord_load [--archive DIR]`.

It takes twelve minutes. First a soak: distinct questions, and light interactions beside them (suggestions, pages,
buttons). Then a burst: more questions a second than are answered in one. The service is real; Discord is the loopback
one of the tests, in this process.
"""

import argparse
import asyncio
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeAlias

from bot.preview.loopback.interactions import Caller, InteractionKind
from tests.benchmarks.ask_latency import QUESTIONS
from tests.benchmarks.measuring import REPOSITORY, Results, note
from tests.benchmarks.metrics import Score
from tests.benchmarks.service import report, warm
from tests.fakediscord import Channel, FakeDiscord, Interaction, Message, NotOffered, User
from tests.first_evening import service
from tests.processes import descendants

GUILDS = 100
MEMBERS = 3_000
"""As many as ask in a minute of the burst: one who waits already would be refused for that."""
ASKED = 5.0
LIGHT = 45.0
BURST = 50.0
ANSWERED_WITHIN = 45.0
"""Seconds after the last question of a burst until all must be answered or told to come back."""

GOALS = {
    ("soak", "answered"): "1",
    ("soak", "unacknowledged"): "0",
    ("burst", "told when to come back"): "all that are not answered",
    ("burst", "refused"): "0",
    ("burst", "waiting"): "0",
    ("burst", "thinking"): "0",
    ("burst", "unacknowledged"): "0",
}
"""By phase and end: what the issue asks for."""

Act: TypeAlias = Callable[[], Coroutine[object, object, Interaction | None]]


def main() -> None:
    arguments = parsed_arguments()
    results = Results("discord_load")
    with TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        if arguments.archive:
            shutil.copytree(arguments.archive, archive)
        else:
            command = [sys.executable, "-m", "bot.cli", "ingest", "bot/sample.jsonl", "--data", str(archive)]
            subprocess.run(command, cwd=REPOSITORY, check=True)  # noqa: S603 because it is our own interpreter
        load = measure(Path(folder), results, soak=arguments.soak, burst=arguments.burst, share=arguments.share)
        asyncio.run(load)


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, help="folder of a filled archive, which is copied; none: the sample's")
    parser.add_argument("--soak", type=float, default=600.0, help="seconds of the soak")
    parser.add_argument("--burst", type=float, default=60.0, help="seconds of the burst")
    parser.add_argument("--share", type=float, default=1.0, help="of the load, where the machine does other work too")
    return parser.parse_args()


async def measure(folder: Path, results: Results, *, soak: float, burst: float, share: float) -> None:
    async with FakeDiscord() as fake, service(fake, folder) as process:
        await fake.gateway.connected()
        await warm(folder / "archive")
        crowd = await Crowd.gathered(fake)
        await settled(
            await at_rate(lambda: crowd.ask, rate=2, seconds=5)
        )  # after the greetings, of which there are many
        began, bot = perf_counter(), bot_of(process.pid)
        spent = seconds_of(bot)
        questions, light = await asyncio.gather(
            at_rate(lambda: crowd.ask, rate=share * ASKED, seconds=soak),
            at_rate(crowd.light, rate=share * LIGHT, seconds=soak),
        )
        await settled(questions)
        report([*questions, *light], results, rate=share * (ASKED + LIGHT))
        report_ends("soak", questions, results)
        score = Score(1000 * (seconds_of(bot) - spent) / len([*questions, *light]), len([*questions, *light]))
        results.write(
            "bot_cpu_ms_an_interaction", score, of_a_core=(seconds_of(bot) - spent) / (perf_counter() - began)
        )
        asked = await at_rate(lambda: crowd.ask, rate=share * BURST, seconds=burst)
        await settled(asked)
        report(asked, results, rate=share * BURST)
        report_ends("burst", asked, results)


class Crowd:
    """Members of many servers, each acting in turn."""

    def __init__(self, fake: FakeDiscord, channels: Sequence[Channel]) -> None:
        self._fake = fake
        self._channels = channels
        self._members = [fake.user(f"member {number}") for number in range(MEMBERS)]
        self._turns = count()
        self._days = count()
        self._seen: list[Message] = []

    @classmethod
    async def gathered(cls, fake: FakeDiscord) -> "Crowd":
        return cls(fake, [(await fake.join_guild(f"guild {number}")).channels[0] for number in range(GUILDS)])

    async def ask(self) -> Interaction:
        """Ask what nobody asked before: the window ends on another day each time."""
        until = date(2026, 1, 1) - timedelta(days=next(self._days) % 700)
        question = random.choice(QUESTIONS)  # noqa: S311 because nothing depends on it
        user, channel = self._next()
        asked = await self._fake.slash(
            "ask", {"question": question, "until": until.isoformat()}, user=user, channel=channel
        )
        self._seen = [*self._seen[-20:], *([asked.original] if asked.original else [])]
        return asked

    def light(self) -> Act:
        """Choose what costs the bot little."""
        return random.choice((self._page, self._suggest, self._press))  # noqa: S311 because nothing depends on it

    async def _page(self) -> Interaction:
        user, channel = self._next()
        return await self._fake.slash(random.choice(("help", "privacy", "about")), user=user, channel=channel)  # noqa: S311 because nothing depends on it

    async def _suggest(self) -> Interaction:
        """Type in an option; what is suggested too late counts, and is not waited for."""
        typed = self._fake.commands.fill_in("ask", {"question": "?", "since": "2023-1"}, focused="since")
        return self._fake.interactions.begin(InteractionKind.AUTOCOMPLETE, typed, Caller(*self._next()))

    async def _press(self) -> Interaction | None:
        for message in reversed(self._seen):
            with suppress(NotOffered):
                return await self._fake.click(message, "Why?", user=self._next()[0])
        return None

    def _next(self) -> tuple[User, Channel]:
        turn = next(self._turns)
        return self._members[turn % MEMBERS], self._channels[turn % GUILDS]


async def at_rate(choose: Callable[[], Act], *, rate: float, seconds: float) -> list[Interaction]:
    """Act at a steady rate, whoever is answered or not; give every interaction that can be acknowledged."""
    start = perf_counter()
    acting: list[asyncio.Task[Interaction | None]] = []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, start + number / rate - perf_counter()))
        acting.append(asyncio.create_task(choose()()))
    acted = await asyncio.gather(*acting)
    return [interaction for interaction in acted if interaction]


async def settled(asked: Sequence[Interaction]) -> None:
    """Wait until every question has come to an end."""
    deadline = perf_counter() + ANSWERED_WITHIN
    while perf_counter() < deadline and any(end_of(each) in {"waiting", "thinking"} for each in asked):  # noqa: ASYNC110 because a bell would ring for every one of thousands
        await asyncio.sleep(0.5)
    note(f"{len(asked)} questions: {dict(Counter(map(end_of, asked)))}")


def end_of(asked: Interaction) -> str:
    """Tell what came of a question."""
    text = asked.original.text if asked.original and asked.answered else ""
    if re.match(r"Busy: [\d,]+ before you", text):
        return "waiting"
    if text.startswith("Busy: about"):
        return "told when to come back"
    if text.startswith(("Your last question", "You ask faster", "Too many")):
        return "refused"
    return "answered" if text else "thinking" if asked.acknowledged_after is not None else "unacknowledged"


def bot_of(service_process: int) -> int:
    """Find the process that is in Discord."""
    (bot,) = [each for each in descendants(service_process) if b"\0-m\0bot\0" in command_line(each)]
    return bot


def command_line(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


def seconds_of(process: int) -> float:
    """Give the processor time that a process took, which other work on the machine does not lengthen."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def report_ends(phase: str, asked: Sequence[Interaction], results: Results) -> None:
    ends = Counter(map(end_of, asked))
    for end in ("answered", "told when to come back", "refused", "waiting", "thinking", "unacknowledged"):
        goal = GOALS.get((phase, end), "")
        results.write(f"{phase}_{end.replace(' ', '_')}", Score(ends[end] / len(asked), len(asked)), goal=goal)


if __name__ == "__main__":
    main()
