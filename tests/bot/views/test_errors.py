import re

import pytest
from discord import app_commands
from structlog.testing import capture_logs

from bot.errors import EngineBusy, EngineTooSlow, MayNotAttach, MomentError, NotYourTurn, QuestionError
from bot.languages import speaking
from bot.views.errors import sentence_for
from ingest import ArchiveError, InputError, ModelError, TooManySources


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (QuestionError("Ask one thing."), "Ask one thing."),
        (InputError("Not yours."), "Not yours."),
        (MomentError("No {day}."), "No {day}."),
        (NotYourTurn("One at a time."), "One at a time."),
        (MayNotAttach(), "I lack the permission Attach Files in this channel. A moderator can grant it."),
        (EngineBusy(), "Too many questions are waiting. Ask again in a minute."),
        (EngineTooSlow(60), "There was no result within 60 seconds. Ask for less at once, or again later."),
        (app_commands.NoPrivateMessage(), "This works in servers only."),
        (app_commands.MissingPermissions(["manage_guild"]), "This needs the permission Manage Server."),
        (app_commands.CheckFailure(), "You may not do this here. Whoever manages this server can allow it."),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_an_expected_error_is_a_sentence_and_no_log(error: Exception, sentence: str) -> None:
    with capture_logs() as logged:
        assert sentence_for(error) == sentence
    assert logged == []


def test_what_ingest_refuses_is_said_in_the_members_language() -> None:
    with speaking("de"):
        assert sentence_for(TooManySources(61, 60)) == (
            "Das wären 61 Quellen hier, und 60 sind das Höchste. Nichts wurde hinzugefügt: Entferne zuerst einige."
        )


@pytest.mark.parametrize(
    ("error", "opening"),
    [
        (ArchiveError("/secret/path is locked"), "The archive cannot be reached at the moment."),
        (ModelError("/secret/model is missing"), "Something went wrong here;"),
        (KeyError("bug"), "Something went wrong here;"),
    ],
    ids=["the archive's", "the model's", "a bug"],
)
def test_what_nobody_expects_is_in_the_log_under_the_id_that_is_told(error: Exception, opening: str) -> None:
    with capture_logs() as logged:
        sentence = sentence_for(error)

    found = re.search(r"id (\w+)\)", sentence)
    assert found
    assert sentence.startswith(opening)
    assert "secret" not in sentence
    assert [(each["id"], each["exc_info"]) for each in logged] == [(found[1], error)]
