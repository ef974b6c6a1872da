"""The first evening of a server, with everything real but Discord and the web: `sitrep run`, a feed added by command,
a question about its newest item.

Run as `python -m tests.first_evening > docs/first-evening.md` for the transcript with its times.
"""

import asyncio
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from tests.fakediscord import INVITED, TOKEN, FakeDiscord, Message, Permission
from tests.processes import PATIENCE, descendants
from tests.webserver import RSS, WebServer

OPENING = """# The first evening

A server's moderator adds a news site, a member asks about its newest article. Everything is real (`sitrep run` with its
worker, its vector server, its answering process and the unmodified discord.py client over sockets) but Discord and the
web, which tests play on loopback. Discord's own markup is left as it is sent. `tests/test_first_evening.py` spends the
same evening in every run of the tests. Written by

    python -m tests.first_evening > docs/first-evening.md

"""
REPOSITORY = Path(__file__).parents[1]
MANAGER = INVITED | Permission.MANAGE_GUILD
QUESTION = "how many attacks on relief convoys since May 3?"
ARTICLE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>Relief convoys in the northern provinces have been attacked at least {count} times since May 3, {east} of them in
Tamra and {west} in Belis, the transport ministry said on {day}.</p>
<p>The ministry's spokeswoman said that drivers would travel by day only until the roads are cleared, and that two
bridges were being repaired with help from the neighbouring districts.</p>
<p>Aid groups asked for a corridor for food and medicine. Talks about it are to go on in the capital next week, with
observers from three countries at the table.</p></article></body></html>"""


@dataclass
class Evening:
    """What was said and done, with its times."""

    began: float = field(default_factory=time.monotonic)
    lines: list[str] = field(default_factory=list)
    answer: str = ""
    seconds: float = 0.0
    """From adding the feed to the answer about its newest item."""
    processes: set[int] = field(default_factory=set)
    """That the service had started when it was told to end."""

    def note(self, who: str, text: str) -> None:
        """Write down who said or did what, and when."""
        shown = "\n".join(f"    {line}" for line in text.splitlines())
        self.lines.append(f"**{time.monotonic() - self.began:.1f} s, {who}**\n\n{shown}\n")


@contextmanager
def publisher() -> Iterator[tuple[WebServer, str]]:
    """Give a news site with a feed whose items lead to pages."""
    now = datetime.now(UTC)
    with WebServer() as web:
        items = []
        for age, (count, east, west) in enumerate([(34, 20, 14), (21, 12, 9)]):
            published = now - timedelta(hours=1 + 30 * age)
            title = f"Convoys attacked {count} times, ministry says"
            page = ARTICLE.format(title=title, count=count, east=east, west=west, day=published.strftime("%A"))
            web.give(f"/news/{count}-attacks-on-convoys", page)
            link = web.url(f"/news/{count}-attacks-on-convoys")
            items.append(
                f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
                f"<pubDate>{format_datetime(published)}</pubDate><description>{title}.</description></item>"
            )
        feed = (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>Northern Courier</title>'
            f"<link>{web.url('/')}</link><language>en</language>{''.join(items)}</channel></rss>"
        )
        web.give("/feed.xml", feed, content_type=RSS)
        front = '<link rel="alternate" type="application/rss+xml" title="Northern Courier" href="/feed.xml">'
        web.give("/", f"<html><head><title>Northern Courier</title>{front}</head><body><p>News</p></body></html>")
        yield web, web.url("/")


@asynccontextmanager
async def service(fake: FakeDiscord, data: Path) -> AsyncIterator["subprocess.Popen[str]"]:
    """Run `sitrep run` before a Discord on loopback, as an operator does; stopped by SIGTERM in the end."""
    hook = data / "hook"
    hook.mkdir(parents=True)
    (hook / "sitecustomize.py").write_text(
        "import sys\n"
        "if sys.orig_argv[1:3] == ['-m', 'bot'] or 'bot' in sys.orig_argv[1:4]:\n"
        "    import warnings\n"
        "    warnings.simplefilter('ignore')\n"
        "    from bot.preview.loopback.seams import point_client_at\n"
        f"    point_client_at(rest_url={fake.rest_url!r}, gateway_url={fake.gateway.url!r})\n"
    )
    environment = {
        **os.environ,
        "DISCORD_TOKEN": TOKEN,
        "PYTHONPATH": os.pathsep.join([str(hook), str(REPOSITORY)]),
        "SITREP_ALLOW_NETWORKS": "127.0.0.0/8",
        "SITREP_DATA": str(data / "archive"),
        "SITREP_HEALTH_PORT": "0",
        "SITREP_LOG_LEVEL": "INFO",
    }
    with (data / "log").open("w") as log:
        process = await asyncio.to_thread(
            subprocess.Popen,
            [sys.executable, "-m", "bot.cli", "run"],
            cwd=REPOSITORY,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            text=True,
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            await asyncio.to_thread(process.wait, 12)


async def spend(data: Path, evening: Evening) -> None:
    """Start the service, add the feed by command, ask about its newest item, stop the service."""
    async with FakeDiscord() as fake:
        with publisher() as (_, address):
            async with service(fake, data) as process:
                await fake.gateway.connected()
                evening.note("operator", "$ sitrep run\n(the bot is online)")
                moderator, member = fake.user("otto"), fake.user("mia")
                adding = await fake.slash("sources add", {"address": address}, user=moderator, permissions=MANAGER)
                evening.note("otto (moderator)", f"/sources add address: {address}")
                offer = await adding.answer(PATIENCE)
                evening.note("sitrep (to otto alone)", f"{offer.text}\n[Add 1] [Cancel]")
                pressed = time.monotonic()
                await fake.click(offer, "Add 1", user=moderator, permissions=MANAGER)
                evening.note("otto (moderator)", "presses Add 1")
                told = await _until(lambda: offer, lambda message: "searchable, the newest" in message.text, PATIENCE)
                evening.note("sitrep (to otto alone)", told.text)
                asking = await fake.slash("ask", {"question": QUESTION}, user=member)
                evening.note("mia", f"/ask question: {QUESTION}")
                answer = await asking.answer(PATIENCE)
                evening.note("sitrep", f"{answer.text}\n[{answer.buttons[0]}]")
                evening.answer, evening.seconds = answer.text, time.monotonic() - pressed
                evening.note("the clock", f"{evening.seconds:.1f} s from adding the feed to the answer")
                quoted = await fake.click(answer, answer.buttons[0], user=member)
                evening.note("sitrep (to mia alone)", (await quoted.answer(PATIENCE)).text)
                evening.processes = descendants(process.pid) | {process.pid}
            evening.note("operator", f"presses Ctrl-C; all {len(evening.processes)} processes have ended")
        assert fake.unsafe_bodies() == []


async def _until(look: Callable[[], Message], happens: Callable[[Message], bool], within: float) -> Message:
    end = time.monotonic() + within
    while not happens(look()):
        if time.monotonic() > end:
            raise TimeoutError(look().text)
        await asyncio.sleep(0.1)
    return look()


def main() -> None:
    """Print the transcript."""
    evening = Evening()
    with tempfile.TemporaryDirectory() as data:
        asyncio.run(spend(Path(data), evening))
    told = OPENING + "\n".join(evening.lines)
    sys.stdout.write(re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8000", told))


if __name__ == "__main__":
    main()
