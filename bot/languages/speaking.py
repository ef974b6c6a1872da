"""The language that is spoken in the task that is running."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

ENGLISH: Final = "en"
INTERFACE: Final = (ENGLISH, "de", "es", "fr", "ar")
"""ISO 639-1, of all that is said."""
ANSWERED: Final = (*INTERFACE, "it", "pt", "ru", "uk", "he", "fa", "tr", "pl")
"""Of the sentences that an answer adds to the words of its articles."""
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he"})

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def spoken() -> str:
    """Give the code of the language that is spoken now."""
    return _spoken.get()


def speak(code: str) -> None:
    """Speak this language for the rest of the task; English where it has no catalogue."""
    _spoken.set(code if code in ANSWERED else ENGLISH)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak this language within the block; English where it has no catalogue."""
    before = _spoken.set(code if code in ANSWERED else ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(before)
