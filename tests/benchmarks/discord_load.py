"""How `sitrep run` holds out under a crowd in Discord: `python -m tests.benchmarks.discord_load [--archive DIR]`.

It takes twelve minutes. First a soak: distinct questions, and light interactions beside them (suggestions, pages,
buttons). Then a burst: more questions a second than are answered in one. The service is real; Discord is the loopback
one of the tests, in this process.
"""

import argparse
import asyncio
import gc
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeAlias

from bot.cogs.turns import LONGEST_WAIT_SECONDS
from bot.preview.loopback.commands import Options
from bot.preview.loopback.components import pressable_button
from bot.preview.loopback.interactions import Caller, InteractionKind
from bot.preview.loopback.wire import Payload
from tests.benchmarks.ask_latency import QUESTIONS
from tests.benchmarks.measuring import REPOSITORY, Results, note
from tests.benchmarks.metrics import Score
from tests.benchmarks.service import report, warm
from tests.fakediscord import Channel, FakeDiscord, Interaction, Message
from tests.first_evening import service
from tests.processes import descendants

GUILDS = 100
MEMBERS = 3_000
"""As many as ask in a minute of the burst: one who waits already would be refused for that."""
ASKED = 5.0
LIGHT = 45.0
BURST = 50.0
REMEMBERED = 20
"""Questions whose answers somebody may still press a button of."""
OPEN = frozenset({"waiting", "thinking", "unacknowledged"})
ANSWERED_WITHIN = 1.5 * LONGEST_WAIT_SECONDS
"""After the last question of a burst until all must be answered: who is told a wait may be told one a little short."""

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

Act: TypeAlias = Callable[[], Interaction | None]


def main() -> None:
    arguments = parsed_arguments()
    gc.disable()  # because what the loopback keeps of 30,000 interactions is looked through in half a second, the bot's
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
        await settled(await at_rate(crowd.ask, rate=2, seconds=5))  # after the greetings, of which there are many
        began, bot = perf_counter(), bot_of(process.pid)
        before = {"bot": seconds_of(bot), "benchmark": process_time()}
        questions, light = await asyncio.gather(
            at_rate(crowd.ask, rate=share * ASKED, seconds=soak),
            at_rate(crowd.light, rate=share * LIGHT, seconds=soak),
        )
        await settled(questions, light)
        took = perf_counter() - began
        for who, spent in (("bot", seconds_of(bot)), ("benchmark", process_time())):
            seconds, acts = spent - before[who], len(questions) + len(light)
            results.write(f"{who}_cpu_ms_an_interaction", Score(1000 * seconds / acts, acts), of_a_core=seconds / took)
        report([*questions, *light], results, rate=share * (ASKED + LIGHT))
        report_ends("soak", questions, results)
        asked = await at_rate(crowd.ask, rate=share * BURST, seconds=burst)
        await settled(asked)
        report(asked, results, rate=share * BURST)
        report_ends("burst", asked, results)


class Crowd:
    """Members of many servers, each acting in turn; nobody waits for what comes of it."""

    def __init__(self, fake: FakeDiscord, channels: Sequence[Channel]) -> None:
        self._fake = fake
        self._channels = channels
        self._members = [fake.user(f"member {number}") for number in range(MEMBERS)]
        self._turns = count()
        self._days = count()
        self._asked: deque[Interaction] = deque(maxlen=REMEMBERED)

    @classmethod
    async def gathered(cls, fake: FakeDiscord) -> "Crowd":
        return cls(fake, [(await fake.join_guild(f"guild {number}")).channels[0] for number in range(GUILDS)])

    def ask(self) -> Interaction:
        """Ask what nobody asked before: the window ends on another day each time."""
        until = date(2026, 1, 1) - timedelta(days=next(self._days) % 700)
        question = random.choice(QUESTIONS)  # noqa: S311 because nothing depends on it
        asked = self._give("ask", {"question": question, "until": until.isoformat()})
        self._asked.append(asked)
        return asked

    def light(self) -> Interaction | None:
        """Do what costs the bot little."""
        return random.choice((self._page, self._suggest, self._press))()  # noqa: S311 because nothing depends on it

    def _page(self) -> Interaction:
        return self._give(random.choice(("help", "privacy", "about")), {})  # noqa: S311 because nothing depends on it

    def _suggest(self) -> Interaction:
        """Type in an option."""
        typed = self._fake.commands.fill_in("ask", {"question": "?", "since": "2023-1"}, focused="since")
        return self._begin(InteractionKind.AUTOCOMPLETE, typed)

    def _press(self) -> Interaction | None:
        for asked in reversed(self._asked):
            if (message := asked.original) and "Why?" in message.buttons:
                button = pressable_button(message.components, "Why?")
                pressed = {"custom_id": button["custom_id"], "component_type": button["type"], "id": button["id"]}
                return self._begin(InteractionKind.COMPONENT, pressed, message)
        return None

    def _give(self, command: str, options: Options) -> Interaction:
        return self._begin(InteractionKind.COMMAND, self._fake.commands.fill_in(command, options))

    def _begin(self, kind: InteractionKind, body: Payload, source: Message | None = None) -> Interaction:
        turn = next(self._turns)
        channel = source.channel if source else self._channels[turn % GUILDS]
        return self._fake.interactions.begin(kind, body, Caller(self._members[turn % MEMBERS], channel), source=source)


async def at_rate(act: Act, *, rate: float, seconds: float) -> list[Interaction]:
    """Act at a steady rate, whoever is answered or not; give every interaction."""
    start = perf_counter()
    acted: list[Interaction | None] = []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, start + number / rate - perf_counter()))
        acted.append(act())
    return [interaction for interaction in acted if interaction]


async def settled(asked: Sequence[Interaction], light: Sequence[Interaction] = ()) -> None:
    """Wait until every question has come to an end and all else is acknowledged, or for long enough."""
    deadline = perf_counter() + ANSWERED_WITHIN
    open_ended, unheard = list(asked), list(light)
    while perf_counter() < deadline and (open_ended or unheard):
        await asyncio.sleep(0.5)
        open_ended = [each for each in open_ended if end_of(each) in OPEN]
        unheard = [each for each in unheard if each.acknowledged_after is None]
    note(f"{len(asked)} questions: {dict(Counter(map(end_of, asked)))}")
    if unheard:
        note(f"never acknowledged: {dict(Counter(each.command or each.kind.name for each in unheard))}")


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
