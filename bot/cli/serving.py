"""The commands of the Discord service: run, bot, invite.

`run` and `bot` become another program: what a command line imports would lie in memory for as long as they run.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Data
from bot.cli.screens import write_text

if TYPE_CHECKING:
    from bot.settings import BotSettings

ClientId = Annotated[
    str | None,
    typer.Option("--client-id", metavar="ID", help="The application's id. Without it, the one that the token names."),
]


def run(*, data: Data = None) -> None:
    """Run the whole service until Ctrl-C or SIGTERM: the bot, and the worker that keeps the archive up to date.

    One at an archive: a second one is refused, with the exit code 78 that supervisors can be told not to restart on.
    """
    from bot.alone import hold

    settings = _ready(data)
    lock = hold(
        settings.data / "service.lock",
        refusal=f"The service of the archive in {settings.data} runs already. Stop it first, or name another folder "
        "with --data.",
    )
    if lock is not None:
        os.set_inheritable(lock, True)  # noqa: FBT003 because it takes no keyword; so that the service, which this process becomes, holds it
    become("bot.service", settings)


def bot(*, data: Data = None) -> None:
    """Run the Discord bot alone, where another process keeps the archive up to date."""
    become("bot", _ready(data))


def invite(*, client_id: ClientId = None, data: Data = None) -> None:
    """Print the link by which a server's moderators invite the bot, with the few permissions that it needs."""
    from bot.invitation import invite_url

    try:
        write_text(invite_url(client_id or _own_client_id(data)) + "\n")
    except ValueError as cause:
        raise typer.BadParameter(f"{cause}.", param_hint="--client-id") from cause


def _ready(data: Path | None) -> "BotSettings":
    from bot.cli.workplace import prepared
    from bot.settings import discord_token

    settings = prepared(data)
    discord_token(settings)  # missed here, in one sentence, and not by a service that starts first
    return settings


def become(module: str, settings: "BotSettings", *arguments: str) -> None:
    """Become another program of ours, at the archive of `settings`."""
    environment = os.environ | {
        "SITREP_DATA": str(settings.data.absolute()),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONSAFEPATH": "1",  # because a folder `bot` in the current one is not ours
    }
    os.execve(sys.executable, [sys.executable, "-m", module, *arguments], environment)  # noqa: S606 because it is our own interpreter


def _own_client_id(data: Path | None) -> str:
    from bot.cli.workplace import prepared
    from bot.invitation import client_id_of
    from ingest import SettingError

    settings = prepared(data)
    if settings.discord_token is None:
        raise typer.BadParameter(
            "without DISCORD_TOKEN it has to be given: https://discord.com/developers/applications shows it.",
            param_hint="--client-id",
        )
    if (client_id := client_id_of(settings.discord_token.get_secret_value())) is None:
        raise SettingError("DISCORD_TOKEN does not look like a bot's token. Copy it anew, or give --client-id.")
    return client_id
