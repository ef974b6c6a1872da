"""Many alerts against one burst of news: how soon, what twice, what never. `python -m tests.benchmarks.alerts`

The bot is real and in a process of its own, with the real answering process; Discord is a loopback with Discord's rate
limits. All articles are there when the bot comes up: the worst burst there is. Time counts from the moment it is ready.
"""

import argparse
import asyncio
import multiprocessing
import os
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.alerting.alerts import Alert, Mark, PostKind, Severity, Template, Wanted, What
from bot.client import SitrepBot
from bot.preview.loopback.seams import point_client_at
from bot.records import Records
from ingest import (
    ARCHIVE_FILE_NAME,
    OPERATOR,
    Archive,
    Arrival,
    ArticleId,
    Database,
    Document,
    Subscriber,
    ingest,
    utc_now,
)
from tests.archives import empty_archive
from tests.benchmarks.measuring import Results, note
from tests.benchmarks.metrics import Score, percentile
from tests.bot.alert_news import WIRE, offer
from tests.bot.backstage import Backstage
from tests.bot.engine_news import engine_for, warm
from tests.embedders import HashingEmbedder
from tests.fakediscord import TOKEN, FakeDiscord
from tests.processes import descendants

TOWNS: Final = ("Mosul", "Basra", "Kirkuk", "Erbil", "Najaf", "Aleppo", "Homs", "Idlib", "Lima", "Cusco")
TOLD: Final = (
    "A roadside bomb killed {count} people in {town} on {day}, police said. It was the {n}th this season.",
    "Gunmen shot dead {count} villagers near {town} on {day}, a mayor said in statement {n}.",
    "A drone strike hit depot {n} in {town} on {day}, killing {count} workers, doctors said.",
    "Shells fell on school {n} in {town} on {day} and injured {count} pupils, its headmaster said.",
    "The council of {town} met on {day} about budget {n}, and agreed on {count} schools.",
    "Exports of grain from {town} rose by {count} percent on {day}, bulletin {n} said.",
)
GIVEN_UP_AFTER: Final = 600.0
_DISCORD_EPOCH_MS: Final = 1_420_070_400_000
_MARKS: Final = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--servers", type=int, default=100)
    parser.add_argument("--alerts", type=int, default=5, help="of each server, each into a channel of its own")
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--own", action="store_true", help="let every server see a source that no other sees")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder), arguments))


async def measure(folder: Path, arguments: argparse.Namespace) -> None:
    sizes = {name: getattr(arguments, name) for name in ("servers", "alerts", "articles", "own")}
    results = Results("alerts", **sizes)
    async with FakeDiscord() as fake:
        guilds = [fake.guild, *(fake.world.add_guild(f"Server {n}") for n in range(1, arguments.servers))]
        begun = utc_now() - timedelta(hours=1)
        with empty_archive(folder) as archive:
            archive.subscribe([offer(WIRE)], OPERATOR, by=None, now=begun)
            if arguments.own:
                for guild in guilds:
                    own = offer(f"https://of-{guild.id}.example/feed", "Own")
                    archive.subscribe([own], Subscriber(guild.id), by=None, now=begun)
        with closing(Database.open(folder / ARCHIVE_FILE_NAME)) as database:
            records = Records(database)
            for guild in guilds:
                for number in range(arguments.alerts):
                    channel = fake.world.add_channel(guild, f"alerts-{number}")
                    mark = Mark(utc_now(), ArticleId(0))
                    records.alerts.add(
                        guild.id,
                        channel=int(channel.id),
                        wanted=wanted(number),
                        role=None,
                        template=Template.COMPACT,
                        mark=mark,
                    )
            note(f"{arguments.articles} articles come in …")
            fill(folder, arguments.articles)
            process = multiprocessing.get_context("spawn").Process(
                target=live, args=(folder, fake.rest_url, fake.gateway.url)
            )
            process.start()
            await fake.gateway.connected(sessions=1)
            ready, spent = utc_now(), processor_seconds(process.pid or 0)
            note("The bot is there.")
            await settled(records)
            spent = processor_seconds(process.pid or 0) - spent
            process.terminate()
            await asyncio.to_thread(process.join)
            report(results, fake, folder, records, since=ready, articles=arguments.articles)
            results.write("processor seconds of bot and answering process", Score(spent, 1))


def wanted(number: int) -> Wanted:
    """Give one of five sorts of alerts; by town and sort, so that what fits can be counted beside the bot."""
    return (
        Wanted(place="Iraq"),
        Wanted(severity=Severity.KILLED, place="Syria"),
        Wanted(What.ITEMS, any_of=(TOWNS[number % len(TOWNS)],)),
        Wanted(What.STORIES, any_of=("grain",)),
        Wanted(What.ITEMS, all_of=("council",), none_of=("Lima",)),
    )[number % 5]


def text_of(number: int, day: str) -> tuple[str, str]:
    town, told = TOWNS[number % len(TOWNS)], TOLD[number // len(TOWNS) % len(TOLD)]
    body = told.format(count=2 + number % 7, town=town, day=day, n=number)
    return f"{town}, report {number}", body


def fill(folder: Path, articles: int) -> None:
    """Bring the articles, published in the last minutes."""
    now = utc_now()
    arrivals = []
    for number in range(articles):
        title, body = text_of(number, f"{now:%A}")
        url = f"https://wire.example/{number}"
        published = now - timedelta(seconds=number % 60)
        arrivals.append(Arrival(Document(url, body, url, title, published, "Wire", None, "en"), number + 1))
    with Archive.open(folder) as archive:
        for _ in ingest(arrivals, archive=archive, embedder=HashingEmbedder(), source=WIRE, seen=now):
            pass


def live(folder: Path, rest_url: str, gateway_url: str) -> None:
    point_client_at(rest_url=rest_url, gateway_url=gateway_url)
    asyncio.run(serve(folder))


async def serve(folder: Path) -> None:
    with Archive.open(folder) as archive, closing(Database.open(folder / ARCHIVE_FILE_NAME)) as database:
        async with engine_for(folder) as engine:
            await warm(engine)
            newsroom = Backstage(archive, Records(database), engine).newsroom()
            await SitrepBot(newsroom).start(TOKEN)


def processor_seconds(process: int) -> float:
    """Give what a process and its children have taken so far: on idle cores it is what there is to wait for."""
    stats = [Path(f"/proc/{number}/stat").read_text().rpartition(") ")[2].split() for number in family(process)]
    return sum(int(fields[11]) + int(fields[12]) for fields in stats) / os.sysconf("SC_CLK_TCK")


def family(process: int) -> set[int]:
    return {process, *descendants(process)}


async def settled(records: Records) -> None:
    """Wait until everything was looked for and posted."""
    async with asyncio.timeout(GIVEN_UP_AFTER):
        while not await asyncio.to_thread(is_settled, records):  # noqa: ASYNC110 because it happens in another process
            await asyncio.sleep(1)


def is_settled(records: Records) -> bool:
    has_looked = all(alert.mark.article for alerts in records.alerts.active().values() for alert in alerts)
    return has_looked and not records.alerts.waiting() and not records.alerts.unfinished()


def report(  # noqa: PLR0913 because it is where all that was done is counted
    results: Results, fake: FakeDiscord, folder: Path, records: Records, *, since: datetime, articles: int
) -> None:
    """Write how soon things were posted, which twice, which never, and how often Discord said no."""
    with closing(sqlite3.connect(folder / ARCHIVE_FILE_NAME)) as database:
        things = database.execute("SELECT alert, post FROM alert_things").fetchall()
        posts = dict(database.execute("SELECT id, message FROM alert_posts WHERE kind != ?", (PostKind.REPLY.value,)))
    shown = Counter(
        component.get("id", 0) - _MARKS
        for message in fake.messages._messages.values()  # noqa: SLF001 because a benchmark counts what the fake holds
        for component in message.components
    )
    seconds = sorted(
        (_created(posts[post]) - since).total_seconds() for _, post in things if post is not None and posts.get(post)
    )
    found = Counter(alert for alert, _ in things)
    alerts = [alert for some in records.alerts.active().values() for alert in some]
    exact = [alert for alert in alerts if alert.wanted.what is What.ITEMS]
    lost = sum(abs(expected(alert, articles) - found[alert.id]) for alert in exact) + sum(
        post is None or not posts.get(post) for _, post in things
    )
    refused = [request for request in fake.requests if request.status == 429]
    results.write(
        "posted p95, s",
        Score(percentile(seconds, 95), len(seconds)),
        goal="< 60 s",
        p50=percentile(seconds, 50),
        last=seconds[-1],
    )
    results.write("posted twice", Score(sum(shown[post] > 1 for post in posts), len(posts)), goal="0")
    results.write("lost", Score(lost, len(things)), goal="0", alerts_that_count=len(exact))
    results.write("answered 429", Score(len(refused), len(fake.requests)), goal="0")
    results.write("silent alerts", Score(sum(not found[alert.id] for alert in alerts), len(alerts)))


def expected(alert: Alert, articles: int) -> int:
    """Count the articles that fit, by what was written."""
    texts = ["\n".join(text_of(number, "Monday")).casefold() for number in range(articles)]
    words = alert.wanted
    return sum(
        all(word in text for word in words.all_of)
        and (not words.any_of or any(word.casefold() in text for word in words.any_of))
        and not any(word.casefold() in text for word in words.none_of)
        for text in texts
    )


def _created(message: int) -> datetime:
    return datetime.fromtimestamp(((message >> 22) + _DISCORD_EPOCH_MS) / 1000, UTC)


if __name__ == "__main__":
    main()
