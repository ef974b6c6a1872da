"""What the answering process does: it has the archive open, and answers from it."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property, partial
from threading import Lock
from typing import Final, TypeAlias

import numpy as np
import structlog
from numpy.typing import NDArray

from bot.alerting.alerts import Wanted
from bot.alerting.noting import Sighting
from bot.alerting.sighting import Look, Lookout, Rehearsal
from bot.answering.answerer import Answerer
from bot.answering.answers import Answer
from bot.answering.checking.checker import check
from bot.answering.claims.claims import ClaimChecker
from bot.answering.claims.verdicts import CheckedMessage, Said
from bot.answering.conversation.conversing import Converser
from bot.answering.explanation import Explanation
from bot.answering.incidents.latest import Filters, Latest, latest
from bot.answering.questions import Question
from bot.answering.writing.briefs import Brief, Piece
from bot.answering.writing.revising import revised
from bot.answering.writing.vetting import Check
from bot.errors import EngineUnavailable
from bot.languages import say
from ingest import (
    Archive,
    ArchiveError,
    Embedder,
    ModelError,
    Subscriber,
    encoder_folder,
    entailment_of,
    open_question_embedder,
)

KEPT_BRIEFS: Final = 32
"""Of the newest answers; who has a language model write of an older one waits for it to be found again."""
_Asked: TypeAlias = tuple[str, Subscriber | None, datetime]
"""A question as it was understood, who asked it, and the moment."""

log = structlog.get_logger(__name__)


class Desk:
    """Answers from the archive: by words alone, until `warm_up` has loaded the encoder. For any number of threads."""

    def __init__(
        self, archive: Archive, load_encoder: Callable[[], Embedder], *, check_model: str | None = None
    ) -> None:
        self._archive = archive
        self._load_encoder = load_encoder
        self._check_model = check_model
        self._converser = Converser(archive=archive, answerer=Answerer(archive=archive, encoder=None))
        self._claims = ClaimChecker(archive=archive, encoder=None)
        self._lookout = Lookout(archive)
        self._encoder: Embedder | None = None
        self._briefs: OrderedDict[_Asked, Brief | None] = OrderedDict()
        self._keeping = Lock()
        self.is_warm = False

    def warm_up(self) -> None:
        """Load the encoder: half a second, half a minute the first time. If it fails, words alone go on.

        Then have the vectors in memory: a second for 100,000 passages.
        """
        try:
            encoder = self._load_encoder()
            self._refuse_other_model(encoder)
        except Exception:
            log.exception("encoder_failed_words_alone_answer")
            return
        answerer = Answerer(archive=self._archive, encoder=encoder)
        self._converser = Converser(archive=self._archive, answerer=answerer)
        self._claims = ClaimChecker(archive=self._archive, encoder=encoder)
        self._encoder = encoder
        self.is_warm = True
        try:
            self._archive.warm_up()  # last, because Chroma may answer until then
        except ArchiveError as error:
            log.warning("vectors_are_read_when_they_are_asked_for", reason=str(error))

    def answer(
        self, question: Question, subscriber: Subscriber | None, now: datetime, before: Answer | None = None
    ) -> Answer:
        """Answer, after `before`, from what the subscriber may see at `now`; `None` sees what anybody reads."""
        answer, brief = self._converser.with_brief(question, self._archive.view(now, subscriber), before=before)
        with self._keeping:
            self._briefs[answer.understood, subscriber, now] = brief
            while len(self._briefs) > KEPT_BRIEFS:
                self._briefs.popitem(last=False)
        return answer

    def brief(self, question: Question, subscriber: Subscriber | None, now: datetime) -> Brief | None:
        """Give what a reader gets of the question; `None` where the answer leaves nothing to write.

        A question that was just answered is not answered again.
        """
        with self._keeping:
            if (question.text, subscriber, now) in self._briefs:
                return self._briefs.pop((question.text, subscriber, now))
        return self._converser.with_brief(question, self._archive.view(now, subscriber))[1]

    def revise(self, brief: Brief, pieces: Sequence[Piece]) -> Answer:
        """Give the brief's answer with what of the pieces its passages bear out."""
        return revised(brief, pieces, check=self._check)

    def explain(
        self, question: Question, subscriber: Subscriber | None, now: datetime, before: Answer | None = None
    ) -> tuple[Answer, Explanation | None]:
        """Answer, and say of all that was considered what became of it; of one question alone."""
        return self._converser.explain(question, self._archive.view(now, subscriber), before=before)

    def check_claims(self, said: Said, subscriber: Subscriber | None, now: datetime) -> CheckedMessage:
        """Check the claims of a message against what the subscriber may see at `now`."""
        return self._claims.check(said, self._archive.view(now, subscriber))

    @property
    def model(self) -> str | None:
        """The embedding model by which it searches; `None` until that is loaded."""
        return self._encoder.name if self._encoder else None

    @cached_property
    def _check(self) -> Check:
        """Load what judges entailment when it is first needed."""
        return partial(check, entailment=entailment_of(self._check_model))

    def latest(self, filters: Filters, subscriber: Subscriber | None, now: datetime) -> Latest:
        """List incidents in the reports that the subscriber may see at `now`; `None` sees what anybody reads."""
        return latest(self._archive, self._archive.view(now, subscriber), filters)

    def look(self, look: Look, subscriber: Subscriber) -> Sighting:
        """Look for what is new to a server's alerts: to those about topics once the encoder is loaded."""
        possible = look.without_topics() if self._encoder is None else look
        return self._lookout.look(possible, subscriber, encode=self._encode)

    def rehearse(self, wanted: Wanted, subscriber: Subscriber, now: datetime) -> Rehearsal:
        """Give what an alert would have posted lately."""
        return self._lookout.rehearse(wanted, subscriber, now=now, encode=self._encode)

    def _encode(self, topic: str) -> NDArray[np.float32]:
        if self._encoder is None:
            raise EngineUnavailable(say("Searching by meaning is not ready yet. Try again in a minute."))
        vector: NDArray[np.float32] = self._encoder.encode([topic])[0]
        return vector

    def _refuse_other_model(self, encoder: Embedder) -> None:
        made_with = self._archive.encoder
        if made_with and made_with.name != encoder.name:
            raise ModelError(f"The archive was made with the model {made_with.name}, the setting names {encoder.name}.")


def load_question_encoder(model: str) -> Embedder:
    """Open the encoder for questions, from where all archives of this user keep theirs."""
    return open_question_embedder(model, encoder_folder())
