"""Staying in Discord, and what it means when Discord does not let us in."""

import asyncio
import math
import time
from collections.abc import Callable, Mapping
from typing import Final

import aiohttp
import discord
import structlog

from bot.errors import NotConfigured, NotEntered
from bot.health import TROUBLE
from bot.service import STEADY_SECONDS, pause_after
from bot.settings import WITHOUT_DISCORD

_NOT_ACCEPTED: Final = (
    "Discord does not accept DISCORD_TOKEN. Make a new one at https://discord.com/developers/applications (your "
    f"application, Bot, Reset Token), and write it into .env. {WITHOUT_DISCORD}"
)
_NOT_ALLOWED: Final = (
    "Discord refuses an intent that this version asks for. Allow it at https://discord.com/developers/applications "
    "(your application, Bot, Privileged Gateway Intents), or take DISCORD_MESSAGE_CONTENT out of .env."
)
_REFUSALS: Final = {4004: _NOT_ACCEPTED, 4014: _NOT_ALLOWED}
"""By the code with which the gateway closes."""


log = structlog.get_logger(__name__)


class Presence:
    """Being in Discord, however often it takes to get in: each attempt has a client of its own, made by `make_client`.

    So a network that is away costs neither the process nor the one that answers: both are there when it is back.
    """

    def __init__(self, make_client: Callable[[], discord.Client], token: str) -> None:
        self._make_client = make_client
        self._token = token
        self._client: discord.Client | None = None
        self._trouble: str | None = None

    async def keep(self) -> None:
        """Be in Discord until the client is closed; raises `NotConfigured` if trying again would be vain."""
        failures = 0
        while True:
            began = time.monotonic()
            try:
                async with self._make_client() as self._client:
                    await stay_connected(self._client, self._token)
            except NotEntered as error:
                self._trouble = str(error)
            else:
                return
            failures = 1 if time.monotonic() - began >= STEADY_SECONDS else failures + 1
            log.warning("discord_not_entered", reason=self._trouble, failures=failures, pause=pause_after(failures))
            await asyncio.sleep(pause_after(failures))

    def says(self) -> Mapping[str, str | int | None]:
        """Give what it tells with its signs of life: servers, latency, and what keeps it out of Discord."""
        latency = self._client.latency if self._client else math.nan
        told = {
            "servers": len(self._client.guilds) if self._client else 0,
            "latency_ms": round(latency * 1000) if math.isfinite(latency) else None,
        }
        is_in = self._client is not None and self._client.is_ready()
        return told if is_in or self._trouble is None else told | {TROUBLE: self._trouble}


async def stay_connected(client: discord.Client, token: str) -> None:
    """Be in Discord until the client is closed. `NotConfigured` if trying again would be vain, else `NotEntered`.

    Once it is in, discord.py sees to interruptions itself.
    """
    try:
        await client.start(token)
    except discord.LoginFailure as cause:
        raise NotConfigured(_NOT_ACCEPTED) from cause
    except discord.PrivilegedIntentsRequired as cause:
        raise NotConfigured(_NOT_ALLOWED) from cause
    except discord.ConnectionClosed as cause:
        if cause.code not in _REFUSALS:
            raise
        raise NotConfigured(_REFUSALS[cause.code]) from cause
    except (OSError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound) as cause:
        raise NotEntered(f"Discord could not be entered: {cause}. Is this machine online?") from cause
