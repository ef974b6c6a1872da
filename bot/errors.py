"""What can go wrong in the bot, beside what can in the archive (`ingest/errors.py`).

BotError
├── NotConfigured           Discord cannot be entered with what is configured
├── AlreadyRunning          another process does at this archive what only one can do
├── NotEntered              Discord could not be entered this time
├── WrongInput              what a person wrote cannot be used as it is
│   ├── QuestionError       a question that cannot be asked
│   ├── MomentError         a moment or a day in no form that is read
│   ├── ZoneError           no time zone of that name
│   ├── RowError            a row of a file that is no question
│   └── PlaceLost           Discord does not let the bot post where it was told to
├── NotYourTurn             too much is being answered already
├── MayNotAttach            Discord would refuse a picture
├── EngineError             a question could not be answered now
│   ├── EngineBusy          too many wait already
│   └── EngineUnavailable   the process that should have answered could not
│       └── EngineTooSlow   it took longer than a person waits
├── ReaderError             a language model could not write
│   ├── ReaderUnreachable   nobody answers, or no API does
│   ├── ReaderRefused       the key, the model or the request is not accepted
│   ├── ReaderSlow          it took longer than a person waits
│   └── ReaderUnintelligible  what it wrote is no answer
└── UnexpectedError         a bug; its traceback lies in a log

What each means at the doors is one table, `bot/doors.py`. No library is imported here, because every command begins
with it; what is said in another language than English loads its own.
"""

from pathlib import Path
from typing import ClassVar

from bot.languages import say


class BotError(Exception):
    """Something a person can act on; the message says what happened, to what, and what to do."""


class NotConfigured(BotError):
    """Discord cannot be entered with what is configured, however often it is tried; the message says what to change."""


class AlreadyRunning(BotError):
    """Another process does at this archive what only one can do; starting again is vain as long as it runs."""


class NotEntered(BotError):
    """Discord could not be entered this time."""


class WrongInput(BotError):
    """What a person wrote cannot be used as it is; the message says what to write."""


class QuestionError(WrongInput):
    """A question that cannot be asked; the message says what to change."""


class MomentError(WrongInput):
    """A moment or day in no accepted form; the message names the forms."""


class ZoneError(WrongInput):
    """No time zone of that name; the message names the nearest."""


class RowError(WrongInput):
    """A row that is no question; the message says why."""


class NotYourTurn(BotError):
    """Too much is being answered already; the message says whose and what to do."""


class MayNotAttach(BotError):
    """Discord would refuse the picture; the message says which permission is missing."""

    def __init__(self) -> None:
        super().__init__(say("I lack the permission Attach Files in this channel. A moderator can grant it."))


class PlaceLost(WrongInput):
    """Discord does not let the bot post where it was told to; the message says what to change."""


class EngineError(BotError):
    """A question could not be answered now; the message says what to do."""


class EngineBusy(EngineError):
    """Too many wait already."""

    def __init__(self) -> None:
        super().__init__(say("Too many questions are waiting. Ask again in a minute."))


class EngineUnavailable(EngineError):
    """The process that should have answered could not."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or say("The answering process failed twice. Ask again in a minute."))


class EngineTooSlow(EngineUnavailable):
    """It took longer than a person waits."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            say(
                "There was no result within {seconds} seconds. Ask for less at once, or again later.",
                seconds=f"{seconds:.0f}",
            )
        )


class ReaderError(BotError):
    """A language model could not write; the message tells whoever runs the installation what to do."""

    told: ClassVar[str] = "it failed"
    """The same to whoever asked: the end of a sentence."""


class ReaderUnreachable(ReaderError):
    """Nobody answers at its address, or no API does."""

    told = "it cannot be reached"


class ReaderRefused(ReaderError):
    """It does not accept the key, the model or the request."""

    told = "it refused"


class ReaderSlow(ReaderError):
    """It took longer than a person waits."""

    told = "it took too long"


class ReaderUnintelligible(ReaderError):
    """What it wrote is no answer."""

    told = "what it wrote is no answer"


class UnexpectedError(BotError):
    """A bug; its traceback lies in `log`, unless nothing could be written."""

    def __init__(self, cause: Exception, log: Path | None) -> None:
        file = f"together with this file: {log}" if log else "and what you did; no file could be written about it"
        super().__init__(
            f"sitrep met a bug ({type(cause).__name__}). What was stored before is kept. Please report it {file}"
        )
