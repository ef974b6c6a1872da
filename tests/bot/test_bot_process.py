"""The bot as a process, before a Discord on loopback: the real client, the real engine, really ended."""

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.health import ask
from bot.records import Records
from bot.watching.schedules import Schedule
from ingest import ARCHIVE_FILE_NAME, Archive, Database, utc_now
from tests.bot.engine_news import fill
from tests.bot.test_metrics import read
from tests.fakediscord import TOKEN, FakeDiscord
from tests.ports import free_port
from tests.processes import PATIENCE, alive, descendants, eventually
from tests.readonly import on_a_read_only_disk

REPOSITORY = Path(__file__).parents[2]
QUESTION = {"question": "how many attacks on US forces since 17 Oct 2023?"}


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        yield fake


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fill(directory := tmp_path_factory.mktemp("bot"))
    return directory


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give settings without an encoder: exporting one takes half a minute, and words alone answer."""
    return os.environ | {
        "DISCORD_TOKEN": TOKEN,
        "SITREP_MODEL": str(tmp_path / "no model"),
        "SITREP_HEALTH_PORT": str(free_port()),
    }


@asynccontextmanager
async def running(command: list[str], environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *command, cwd=REPOSITORY, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def metrics_at(port: int) -> dict[tuple[str, ...], float]:
    with urlopen(f"http://127.0.0.1:{port}/metrics") as response:
        return read(response.read())


async def beside_the_loop(happens: Callable[[], bool]) -> bool:
    return await asyncio.to_thread(eventually, happens)


async def entered(fake: FakeDiscord, process: asyncio.subprocess.Process) -> None:
    """Return when the bot is in Discord; if it ended instead, fail with what it said."""
    connected, end = asyncio.create_task(fake.gateway.connected(within=PATIENCE)), asyncio.create_task(process.wait())
    await asyncio.wait([connected, end], return_when=asyncio.FIRST_COMPLETED)
    if end.done():
        connected.cancel()
        pytest.fail((await ended(process))[1])
    end.cancel()
    await connected


async def ended(process: asyncio.subprocess.Process, *, within: float = PATIENCE) -> tuple[int | None, str]:
    """Give the exit code and what was said, once the process has ended."""
    async with asyncio.timeout(within):
        _, said = await process.communicate()
    return process.returncode, said.decode()


async def test_it_answers_tells_how_it_is_and_ends_when_told(
    fake: FakeDiscord, data: Path, environment: dict[str, str]
) -> None:
    port = int(environment["SITREP_HEALTH_PORT"])
    async with running(fake.child_command("bot", "--data", str(data)), environment) as process:
        await entered(fake, process)
        answer = await (await fake.slash("ask", QUESTION, user=fake.user("alice"))).answer(within=PATIENCE)
        assert await beside_the_loop(lambda: ask(port).status == 200)
        health = json.loads((await asyncio.to_thread(ask, port)).words)
        figures = await asyncio.to_thread(metrics_at, port)
        family = descendants(process.pid)
        process.send_signal(signal.SIGTERM)
        code, log = await ended(process)

    assert "40" in str(answer.payload())
    assert health["parts"]["bot"]["state"] == "up"
    assert health["parts"]["answering"]["state"] == "up"
    assert code == 0
    assert figures["sitrep_questions_total", "figure"] == figures["sitrep_answer_seconds_count",] == 1
    assert TOKEN not in log
    assert len(family) >= 2
    assert eventually(lambda: not alive(family))
    with Archive.open(data) as archive:
        assert archive.beats() == ()


async def test_a_second_bot_is_refused_and_the_first_ends_with_its_parent(
    fake: FakeDiscord, data: Path, environment: dict[str, str]
) -> None:
    command = fake.child_command("bot", "--with-parent", "--data", str(data))
    async with running(command, environment) as first:
        await entered(fake, first)
        async with running(command, environment) as second:
            refused = await ended(second)  # a bot that is about to end is waited for
        assert first.stdin
        first.stdin.close()
        code, _ = await ended(first)

    assert refused == (os.EX_CONFIG, f"error: A bot answers from the archive in {data} already. Stop it first.\n")
    assert code == 0


async def test_a_bot_waits_for_one_that_is_about_to_end(
    fake: FakeDiscord, data: Path, environment: dict[str, str]
) -> None:
    command = fake.child_command("bot", "--data", str(data))
    async with running(command, environment) as first:
        await entered(fake, first)
        async with running(command, environment) as second:
            await asyncio.sleep(2)
            first.send_signal(signal.SIGTERM)
            await ended(first)
            port = int(environment["SITREP_HEALTH_PORT"])
            assert await beside_the_loop(lambda: ask(port).status == 200)
            second.send_signal(signal.SIGTERM)
            code, _ = await ended(second)

    assert code == 0


async def test_without_a_network_the_bot_and_the_process_that_answers_stay(
    fake: FakeDiscord, data: Path, environment: dict[str, str]
) -> None:
    offline = [*fake.child_command("bot", "--data", str(data))]
    offline[offline.index(fake.rest_url)] = f"http://127.0.0.1:{free_port()}/api/v10"
    port = int(environment["SITREP_HEALTH_PORT"])
    async with running(offline, environment) as process:
        assert await beside_the_loop(lambda: '"answering": {"state": "up"' in ask(port).words)
        assert await beside_the_loop(lambda: '"bot": {"state": "troubled"' in ask(port).words)
        family = descendants(process.pid)
        await asyncio.sleep(4)  # 1 s and 2 s later it tried again
        reply = await asyncio.to_thread(ask, port)
        later = descendants(process.pid)
        process.send_signal(signal.SIGTERM)
        code, log = await ended(process)

    assert (reply.status, code) == (503, 0)
    assert family == later
    assert log.count("discord_not_entered") >= 2
    assert "Is this machine online?" in log


async def test_a_token_that_discord_does_not_accept_is_one_sentence(
    fake: FakeDiscord, data: Path, environment: dict[str, str]
) -> None:
    wrong = environment | {"DISCORD_TOKEN": "wrong.bot.token"}
    async with running(fake.child_command("bot", "--data", str(data)), wrong) as process:
        code, said = await ended(process)

    assert code == os.EX_CONFIG
    assert said.splitlines()[-1].startswith("error: Discord does not accept DISCORD_TOKEN. Make a new one at https://")
    told = [line for line in said.splitlines() if "encoder_failed" not in line]  # because there is no model here
    assert "Traceback" not in "\n".join(told)
    assert "wrong.bot.token" not in said


async def test_a_folder_that_cannot_be_used_is_one_sentence(fake: FakeDiscord, environment: dict[str, str]) -> None:
    async with running(fake.child_command("bot", "--data", "/proc/none"), environment) as process:
        code, said = await ended(process)

    assert (code, said) == (1, "error: /proc/none cannot be used: No such file or directory.\n")


async def test_on_a_read_only_disk_it_answers_and_offers_no_buttons_that_would_find_nothing(
    fake: FakeDiscord, data: Path, environment: dict[str, str]
) -> None:
    command = on_a_read_only_disk(data, fake.child_command("bot", "--data", str(data)))
    async with running(command, environment) as process:
        await entered(fake, process)
        answer = await (await fake.slash("ask", QUESTION, user=fake.user("alice"))).answer(within=PATIENCE)
        process.send_signal(signal.SIGTERM)
        code, log = await ended(process)

    assert "40" in str(answer.payload())
    assert "quotes:" not in str(answer.payload())
    assert code == 0
    failed = {json.loads(line)["event"] for line in log.splitlines() if "Traceback" in line}
    assert failed <= {"encoder_failed_words_alone_answer"}  # which these tests are without


async def test_of_a_bot_that_is_killed_while_it_posts_a_digest_the_next_one_posts_it_once(
    fake: FakeDiscord, tmp_path: Path, environment: dict[str, str]
) -> None:
    fill(data := tmp_path / "data")
    command = fake.child_command("bot", "--data", str(data))
    schedule(fake, data, topic="")
    fake.fail("POST", f"/channels/{fake.general.id}/messages", 500)

    async with running(command, environment) as claimed_and_refused:
        await fake.request("POST", f"/channels/{fake.general.id}/messages")
        claimed_and_refused.kill()
    schedule(fake, data, topic="grain exports")
    async with running(command, environment):
        await beside_the_loop(lambda: len(fake.messages.of(fake.general)) > 1)

    first, second = fake.messages.of(fake.general)
    assert "grain" not in first.text
    assert "Nothing on grain exports" in second.text


def schedule(fake: FakeDiscord, data: Path, *, topic: str) -> None:
    """Let a digest be due since a minute; what is scheduled first is posted first."""
    due = utc_now() - timedelta(minutes=1)
    wanted = Schedule("", fake.guild.id, fake.general.id, topic, due.time(), None, due - timedelta(hours=1))
    with closing(Database.open(data / ARCHIVE_FILE_NAME)) as database:
        assert Records(database).schedules.add(wanted)
