"""Staying in Discord, and what it means when Discord does not let us in."""

from typing import Final

import aiohttp
import discord

from bot.settings import WITHOUT_DISCORD, NotConfigured
from ingest import SitrepError

_NOT_ACCEPTED: Final = (
    "Discord does not accept DISCORD_TOKEN. Make a new one at https://discord.com/developers/applications (your "
    f"application, Bot, Reset Token), and write it into .env. {WITHOUT_DISCORD}"
)
_NOT_ALLOWED: Final = (
    "Discord refuses an intent that this version asks for. Allow it at https://discord.com/developers/applications "
    "(your application, Bot, Privileged Gateway Intents)."
)
_REFUSALS: Final = {4004: _NOT_ACCEPTED, 4014: _NOT_ALLOWED}
"""By the code with which the gateway closes."""


class NotEntered(SitrepError):
    """Discord could not be entered this time."""


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
