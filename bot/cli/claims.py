"""The command that checks what somebody says: claim."""

from typing import Annotated

import typer

from bot.cli.choosing import opened
from bot.cli.options import AsOf, Data, Json, clock
from bot.cli.screens import show, write_json


def claim(
    text: Annotated[
        list[str],
        typer.Argument(metavar="TEXT", help="What is said, one sentence or several.", show_default=False),
    ],
    *,
    as_of: AsOf = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Check what somebody says, claim by claim: supported, outdated, disputed, contradicted, or not found.

    Each verdict comes with the words that it rests on. What is not found is not false.
    """
    from bot.answering.claims.claims import ClaimChecker
    from bot.answering.claims.verdicts import Said
    from bot.cli.workplace import question_encoder, refuse_other_model
    from bot.rendering.terminal.claims import render_claims
    from bot.replying import speakable

    now = clock(as_of)
    with opened(data) as (settings, archive):
        refuse_other_model(archive, settings)
        checker = ClaimChecker(archive=archive, encoder=question_encoder(settings))
        checked = checker.check(Said(speakable(" ".join(text)), now), archive.view(now))
        if json:
            write_json(checked.as_json())
        else:
            show(render_claims(checked))
