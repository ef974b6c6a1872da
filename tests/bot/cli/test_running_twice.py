"""`sitrep run` twice on one archive: real processes before a Discord on loopback."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from bot.service import Part, Service
from tests.fakediscord import TOKEN, FakeDiscord
from tests.first_evening import REPOSITORY, service
from tests.processes import PATIENCE, descendants, eventually


def locks(folder: Path) -> list[str]:
    """Give the locks of all workers that ever were."""
    return [lock.name for lock in (folder / "archive").glob("worker-*.lock")]


async def test_a_second_service_is_refused_for_good_and_leaves_no_second_worker(tmp_path: Path) -> None:
    async with FakeDiscord() as fake, service(fake, tmp_path) as first:
        await fake.gateway.connected(within=PATIENCE)
        assert await asyncio.to_thread(eventually, lambda: bool(locks(tmp_path)))
        before = descendants(first.pid)
        second = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "bot.cli", "run"],
            cwd=REPOSITORY,
            env=os.environ | {"DISCORD_TOKEN": TOKEN, "SITREP_DATA": str(tmp_path / "archive")},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        after = descendants(first.pid)

    assert second.returncode == os.EX_CONFIG == 78
    assert "runs already. Stop it first" in " ".join(second.stderr.split())
    assert before <= after
    assert locks(tmp_path) == ["worker-1.lock"]


def test_a_service_beside_a_bot_that_runs_alone_ends_with_the_code_that_is_not_restarted_on(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from bot.alone import hold; from bot.errors import AlreadyRunning\n"
        f"try: hold(Path({str(tmp_path)!r}) / 'bot.lock', refusal='taken')\n"
        "except AlreadyRunning: sys.exit(os.EX_CONFIG)\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(  # noqa: S603 because it is our own interpreter and script
        [sys.executable, "-c", script], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as alone:
        assert alone.stdout
        assert alone.stdout.readline() == "held\n"
        code = Service([Part("bot", (sys.executable, "-c", script), is_essential=True)], grace=0.5).run()
        alone.kill()

    assert code == os.EX_CONFIG
