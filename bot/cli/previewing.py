"""The command preview: the real bot, to be used from a page of this machine, without Discord.

It becomes another program, as `run` does.
"""

from typing import Annotated

import typer

from bot.cli.door import bugs_logged
from bot.cli.options import Data
from bot.cli.screens import show
from bot.cli.serving import become
from bot.cli.starting import fill_sample
from bot.preview import DEFAULT_PORT

Port = Annotated[
    int,
    typer.Option("--port", metavar="PORT", min=0, max=65_535, help="Where the page is, on this machine; 0 for any."),
]


def preview(*, port: Port = DEFAULT_PORT, data: Data = None) -> None:
    """Use the real bot in a page of your browser, over the sample archive, without a Discord account or token.

    As a member and as a moderator; until Ctrl-C. What was done is forgotten at the next start.
    """
    from bot.cli.workplace import opened_archive, prepared, question_encoder
    from bot.demo import SAMPLE_NOTE, demo_folder

    settings = prepared(data)
    settings = settings.model_copy(update={"data": demo_folder(settings.data), "database_url": None})
    with bugs_logged(settings.data), opened_archive(settings) as archive:
        show(SAMPLE_NOTE, "")
        fill_sample(archive, settings)
        question_encoder(settings)
    become("bot.preview", settings, "--port", str(port))
