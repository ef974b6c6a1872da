"""How the service is, for whoever watches it: `GET /healthz` on loopback, and `python -m bot.health` to ask it.

Beside it stands `GET /metrics`, which others fill (`bot.metrics`).

Asking imports the standard library alone, because a container is asked every half minute: 0.05 s of processor
time instead of a second. For the same reason it takes the port from the environment, not from all settings.
"""

import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aiohttp import web

    from ingest import Archive, Beat

PATH: Final = "/healthz"
METRICS_PATH: Final = "/metrics"
DEFAULT_PORT: Final = 8787
SILENT_SECONDS: Final = 60.0
"""Six beats missed: five may be, while a big import holds the archive's write lock."""
TROUBLE: Final = "trouble"
"""Under this name a part says with its signs of life what keeps it from its work."""
LOOPBACK: Final = "127.0.0.1"
_PATIENCE_SECONDS: Final = 5.0


class PartState(StrEnum):
    """How it stands with one part of the service."""

    UP = "up"
    TROUBLED = "troubled"
    """It lives, and says what keeps it from its work."""
    SILENT = "silent"
    """It gave signs of life, and does no more: it died, or hangs."""
    ABSENT = "absent"
    """It never began, or ended as it was told to."""


@dataclass(frozen=True, slots=True)
class PartHealth:
    """How it stands with one part, and what it says of itself."""

    state: PartState
    seconds: float | None
    """Since its last sign of life."""
    says: Mapping[str, str | int | float | None]
    is_expected: bool
    """Whether the service is ill without it."""


@dataclass(frozen=True, slots=True)
class Health:
    """How it stands with the service."""

    parts: Mapping[str, PartHealth]
    newest: datetime | None
    """When the newest article was published."""
    sources_failing: int

    @property
    def is_good(self) -> bool:
        """Whether every expected part is up. Failing sources are the publishers' affair."""
        return all(part.state is PartState.UP for part in self.parts.values() if part.is_expected)

    def as_json(self) -> str:
        """Give it for programs."""
        told = asdict(self) | {"healthy": self.is_good, "newest": self.newest.isoformat() if self.newest else None}
        return json.dumps(told)


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered on a port."""

    status: int | None
    """200 if the service is well, 503 if not, `None` if nobody answers; anything else is another program."""
    words: str


def judge(beats: "Sequence[Beat]", *, expected: Collection[str], now: datetime) -> dict[str, PartHealth]:
    """Judge every part that is expected or gave a sign of life, by name."""
    absent = {name: PartHealth(PartState.ABSENT, None, {}, is_expected=True) for name in expected}
    heard = {beat.part: _heard(beat, now, is_expected=beat.part in expected) for beat in beats}
    return dict(sorted((absent | heard).items()))


def examine(archive: "Archive", *, expected: Collection[str], now: datetime) -> Health:
    """Look at the parts' signs of life and at what the archive holds."""
    view = archive.view(now)
    parts = judge(archive.beats(), expected=expected, now=now)
    return Health(parts, archive.newest(view), archive.failing(view))


@asynccontextmanager
async def served(
    ask: Callable[[], Health], measure: Callable[[], bytes], port: int, *, host: str = LOOPBACK
) -> AsyncIterator[None]:
    """Answer on `port` with what the two give, this machine alone if not told otherwise; `OSError` if it is taken."""
    from aiohttp import web

    application = web.Application()
    application.router.add_get(PATH, _answer(partial(_judged, ask)))
    application.router.add_get(METRICS_PATH, _answer(partial(_measured, measure)))
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()


def ask(port: int) -> Reply:
    """Ask whoever listens on `port` of this machine how the service is."""
    connection = HTTPConnection(LOOPBACK, port, timeout=_PATIENCE_SECONDS)
    try:
        connection.request("GET", PATH)
        response = connection.getresponse()
        return Reply(response.status, response.read().decode("utf-8", "replace"))
    except (OSError, HTTPException) as error:
        return Reply(None, f"Nothing answers on port {port}: {error}")
    finally:
        connection.close()


def main() -> int:
    """Ask, print the answer, and give 0 if the service is well, 1 if not; where there is no port, it is left alone."""
    port = int(os.environ.get("SITREP_HEALTH_PORT") or DEFAULT_PORT)
    if port == 0:
        sys.stdout.write("SITREP_HEALTH_PORT is 0: there is nobody to ask.\n")
        return 0
    reply = ask(port)
    sys.stdout.write(f"{reply.words}\n")
    return 0 if reply.status == HTTPStatus.OK else 1


def _heard(beat: "Beat", now: datetime, *, is_expected: bool) -> PartHealth:
    seconds = max(0.0, (now - beat.at).total_seconds())
    state = PartState.TROUBLED if beat.state.get(TROUBLE) else PartState.UP
    state = state if seconds <= SILENT_SECONDS else PartState.SILENT
    return PartHealth(state, round(seconds, 1), beat.state, is_expected)


def _judged(ask: Callable[[], Health]) -> "web.Response":
    from aiohttp import web

    health = ask()
    status = HTTPStatus.OK if health.is_good else HTTPStatus.SERVICE_UNAVAILABLE
    return web.Response(text=health.as_json(), status=status, content_type="application/json")


def _measured(measure: Callable[[], bytes]) -> "web.Response":
    from aiohttp import web

    return web.Response(body=measure(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})


def _answer(respond: "Callable[[], web.Response]") -> "Callable[[web.Request], Awaitable[web.Response]]":
    """Answer beside the loop, since the archive is asked; 503 where it cannot be."""
    import asyncio

    from aiohttp import web

    from ingest import ArchiveError

    async def answer(_: web.Request) -> web.Response:
        try:
            return await asyncio.to_thread(respond)
        except ArchiveError as error:
            told = json.dumps({"healthy": False, "reason": str(error)})
            return web.Response(text=told, status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="application/json")

    return answer


if __name__ == "__main__":
    sys.exit(main())
