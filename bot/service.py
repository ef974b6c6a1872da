"""The service: its parts as processes, each started again when it dies, all gone when it ends.

It imports the standard library alone, because it does nothing for weeks and is paid for in memory all the time.
Parts hold a pipe of ours as standard input and end when it does: so none outlives us, even after SIGKILL.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

LONGEST_PAUSE: Final = 120.0
"""A bot that dies right after it entered Discord enters 720 times a day so; beyond 1,000 Discord resets its token."""
STEADY_SECONDS: Final = 600.0
"""A part that ran for so long had not failed at starting: the pauses begin anew."""
GRACE_SECONDS: Final = 7.0
"""Between the request to end and the end. Those who stop services, Docker for instance, kill after ten."""
_LOOK_SECONDS: Final = 0.1
_SECRETS: Final = frozenset({"DISCORD_TOKEN", "LLM_API_KEY"})


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the service. It ends when its standard input does; with `os.EX_CONFIG` if a restart is vain."""

    name: str
    command: tuple[str, ...]
    without: frozenset[str] = frozenset()
    """Variables of the environment that it has no business to know."""
    is_essential: bool = False
    """Whether the service ends if this part finds that it is configured wrongly."""


def pause_after(failures: int) -> float:
    """How long to wait before a part that failed so many times in a row is started again: 1, 2, 4 … 120 s."""
    return min(LONGEST_PAUSE, 1 << (failures - 1))


class Service:
    """Runs the parts until SIGTERM or SIGINT, or until an essential one is configured wrongly."""

    def __init__(self, parts: Iterable[Part], *, grace: float = GRACE_SECONDS) -> None:
        self._posts = [_Post(part) for part in parts]
        self._grace = grace
        self._is_told_to_end = False

    def run(self) -> int:
        """Give the exit code: 0 when told to end, `os.EX_CONFIG` when the configuration is wrong."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        try:
            while not self._is_told_to_end:
                for post in self._posts:
                    post.look(time.monotonic())
                if any(post.is_hopeless and post.part.is_essential for post in self._posts):
                    return os.EX_CONFIG
                time.sleep(_LOOK_SECONDS)
        finally:
            self._end_all()
        return 0

    def _end(self, *_: object) -> None:
        self._is_told_to_end = True

    def _end_all(self) -> None:
        deadline = time.monotonic() + self._grace
        for post in self._posts:
            post.ask_to_end()
        for post in self._posts:
            post.end_by(deadline)


@dataclass(slots=True)
class _Post:
    """The place of one part, and whoever fills it."""

    part: Part
    is_hopeless: bool = False
    _process: "subprocess.Popen[bytes] | None" = None
    _started: float = 0.0
    _failures: int = 0
    _due: float = field(default=0.0)

    def look(self, now: float) -> None:
        """Start the part if it is due; notice if it died."""
        if self._process is None:
            if now >= self._due and not self.is_hopeless:
                self._start(now)
        elif (code := self._process.poll()) is not None:
            self._note_end(code, now)

    def ask_to_end(self) -> None:
        """Send SIGTERM."""
        if self._process:
            self._process.terminate()

    def end_by(self, deadline: float) -> None:
        """Wait for the end, and bring it about at the deadline."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _log("warning", "part_killed", part=self.part.name)
            self._process.kill()
        self._let_go(self._process)

    def _start(self, now: float) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in self.part.without}
        self._process = subprocess.Popen(self.part.command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 because the commands are ours
        self._started = now
        _log("info", "part_started", part=self.part.name, process=self._process.pid)

    def _note_end(self, code: int, now: float) -> None:
        if self._process:
            self._let_go(self._process)
        self._process = None
        if code == os.EX_CONFIG:
            self.is_hopeless = True
            _log("error", "part_is_configured_wrongly", part=self.part.name, exit_code=code)
            return
        self._failures = 1 if now - self._started >= STEADY_SECONDS else self._failures + 1
        pause = pause_after(self._failures)
        self._due = now + pause
        _log("warning", "part_restarts", part=self.part.name, exit_code=code, failures=self._failures, pause=pause)

    @staticmethod
    def _let_go(process: "subprocess.Popen[bytes]") -> None:
        if process.stdin:
            process.stdin.close()
        process.wait()


def main() -> int:
    """Run the bot and the worker; settings come from the environment and from `.env`."""
    return Service(parts()).run()


def parts() -> tuple[Part, ...]:
    """Give the processes of the service."""
    python = sys.executable
    return (
        Part("bot", (python, "-m", "bot", "--with-parent"), is_essential=True),
        Part("worker", (python, "-m", "ingest", "--with-parent"), without=_SECRETS),
    )


def _log(level: str, event: str, **fields: str | float) -> None:
    """Write an event in the shape of the parts' own log."""
    told: Mapping[str, str | float] = {
        "event": event,
        **fields,
        "logger": "bot.service",
        "level": level,
        "timestamp": datetime.now(UTC).isoformat(),
    }
    sys.stderr.write(f"{json.dumps(told)}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
