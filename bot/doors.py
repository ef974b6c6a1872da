"""What an error means at both doors, by its class: the code a command ends with, and the sentence that Discord shows.

The terminal says the message itself: who types there runs sitrep. In Discord anybody reads, so what is nobody's
mistake is logged whole there, under the id that its sentence tells. Of what only one door can meet, that door knows:
`bot/cli/door.py` of typer's errors, `bot/views/errors.py` of Discord's.
"""

from dataclasses import dataclass
from typing import Final

from bot.errors import AlreadyRunning, BotError, NotConfigured, UnexpectedError, WrongInput
from bot.exits import FAILED, NOT_CONFIGURED, WRONG_INPUT
from bot.languages import marked
from ingest import ArchiveError, InputError, SettingError, SitrepError

_ITSELF: Final = "{error}"
"""The message was written for whoever reads it there."""
_UNREACHABLE: Final = marked(
    "The archive cannot be reached at the moment. Try again in a minute; it is in the log (id {id})."
)
_WRONG: Final = marked("Something went wrong here; it is in the log (id {id}).")


@dataclass(frozen=True, slots=True)
class Exit:
    """How an error leaves: by the terminal with a code, by Discord with a sentence of `{error}`, or of `{id}`."""

    code: int
    sentence: str

    @property
    def is_logged(self) -> bool:
        """Whether it is logged whole where it leaves by Discord."""
        return "{id}" in self.sentence


EXITS: Final[dict[type[Exception], Exit]] = {
    NotConfigured: Exit(NOT_CONFIGURED, _WRONG),
    AlreadyRunning: Exit(NOT_CONFIGURED, _WRONG),
    SettingError: Exit(WRONG_INPUT, _WRONG),
    InputError: Exit(WRONG_INPUT, _ITSELF),
    WrongInput: Exit(WRONG_INPUT, _ITSELF),
    ArchiveError: Exit(FAILED, _UNREACHABLE),
    UnexpectedError: Exit(FAILED, _WRONG),
    BotError: Exit(FAILED, _ITSELF),
    SitrepError: Exit(FAILED, _WRONG),
    Exception: Exit(FAILED, _WRONG),
}


def exit_of(error: Exception) -> Exit:
    """Give how an error leaves: as the nearest of its classes that the table names."""
    return next(EXITS[kind] for kind in type(error).__mro__ if kind in EXITS)
