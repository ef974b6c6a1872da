"""What runs in the answering process: one desk, opened once, and the calls to it.

The desk is this module's only state, because functions are all that a process pool can call.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final, TypeVar, TypeVarTuple

import structlog
from pydantic import SecretStr

from bot.answering.answers import Answer
from bot.answering.questions import Question
from bot.desk import Desk
from bot.gaps import Gap, gaps
from bot.hatch import Hatch, Inquiry, Reply, digest_of
from bot.replying import Told, replied
from ingest import DEFAULT_MODEL, Archive, ArchiveError, Beat, ChromaAddress, Embedder, Role, utc_now

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")

PART: Final = "answering"
"""Under this name the archive keeps the process's sign of life."""
BEAT_SECONDS: Final = 10.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Post:
    """What the process needs to begin; pickled."""

    data: Path
    chroma: ChromaAddress | None
    load_encoder: Callable[[], Embedder]
    begin: Callable[[], None]
    """Called first of all in the process: where logs go, for instance."""
    database_url: SecretStr | None = None
    check_model: str | None = None
    """What judges whether passages bear out what a language model writes, beside the rules."""


class _Office:
    """The archive, the desk, and the sign of life that they give."""

    def __init__(self, post: Post) -> None:
        self._archive = Archive.open(
            post.data, database_url=post.database_url, chroma=post.chroma, role=Role.LONG_LIVED
        )
        self.desk = Desk(self._archive, post.load_encoder, check_model=post.check_model)
        self._post = post
        self._replying = Lock()
        self._hatch = Hatch.opened(post.data, self._reply)
        self._closing = Event()
        self._beating = Thread(target=self._beat, daemon=True)
        Thread(target=self.desk.warm_up, daemon=True).start()
        self._beating.start()

    def close(self) -> None:
        """Sign off, and stop the vector server."""
        if self._hatch:
            self._hatch.close()
        self._closing.set()
        self._beating.join()
        with suppress(ArchiveError):
            self._archive.leave(PART)
        self._archive.close()

    def _reply(self, inquiry: Inquiry) -> Iterator[Reply]:
        """Reply as the operator's `sitrep ask` would; not before it searches by meaning, as that does."""
        url = self._post.database_url
        database = digest_of(url.get_secret_value() if url else None)
        if self.desk.model != (inquiry.model or DEFAULT_MODEL) or database != inquiry.database:
            return

        def told(question: Question, now: datetime, before: Answer | None) -> Told:
            with self._replying:  # one at a time, so that Discord's askers wait for no batch
                if inquiry.explain:
                    return Told(*self.desk.explain(question, None, now, before))
                return Told(self.desk.answer(question, None, now, before))

        yield from replied(inquiry, told, now=utc_now())

    def _beat(self) -> None:
        """Beat on a thread, because a question must not wait until ingest lets go of the database's write lock."""
        while not self._closing.is_set():
            try:
                state = "with vectors" if self.desk.is_warm else "words alone"
                self._archive.beat(Beat(PART, utc_now(), {"searches": state, "chroma": self._archive.chroma}))
                self._archive.forget_in_chroma()  # here, because nobody may ask for days
            except ArchiveError as error:
                log.warning("beat_missed", part=PART, reason=str(error))
            self._closing.wait(BEAT_SECONDS)


_office: _Office | None = None


def at_desk(post: Post, do: Callable[[Desk, *Arguments], Result], *arguments: *Arguments) -> Result:
    """Do something at the desk, which is opened if it is not open."""
    global _office  # noqa: PLW0603 because see the module's caption
    if _office is None:  # opened here, not when the process begins, so that what is wrong with the archive is told
        _office = _Office(post)
    return do(_office.desk, *arguments)


def is_warm(desk: Desk) -> bool:
    """Tell whether the encoder is loaded."""
    return desk.is_warm


def unanswered(_: Desk, answers: tuple[Answer, ...], read: frozenset[str]) -> tuple[Gap, ...]:
    """Group what was not answered; the desk is not needed for it."""
    return gaps(answers, read=read)


def close() -> None:
    """Close the desk; the next call would open it anew."""
    global _office  # noqa: PLW0603 because see the module's caption
    if _office:
        _office.close()
    _office = None
