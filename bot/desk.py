"""What the answering process does: it has the archive open, and answers from it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import structlog
from platformdirs import user_cache_path

from bot.answering.answerer import Answerer
from bot.answering.answers import Answer
from bot.answering.conversation.conversing import Converser
from bot.answering.incidents.latest import Filters, Latest, latest
from bot.answering.questions import Question
from ingest import Archive, Embedder, ModelError, Subscriber, open_question_embedder

log = structlog.get_logger(__name__)


class Desk:
    """Answers from the archive: by words alone, until `warm_up` has loaded the encoder. For any number of threads."""

    def __init__(self, archive: Archive, load_encoder: Callable[[], Embedder]) -> None:
        self._archive = archive
        self._load_encoder = load_encoder
        self._converser = Converser(archive=archive, answerer=Answerer(archive=archive, encoder=None))
        self.is_warm = False

    def warm_up(self) -> None:
        """Load the encoder: half a second, half a minute the first time. If it fails, words alone go on."""
        try:
            encoder = self._load_encoder()
            self._refuse_other_model(encoder)
        except Exception:
            log.exception("encoder_failed_words_alone_answer")
            return
        answerer = Answerer(archive=self._archive, encoder=encoder)
        self._converser = Converser(archive=self._archive, answerer=answerer)
        self.is_warm = True

    def answer(
        self, question: Question, subscriber: Subscriber | None, now: datetime, before: Answer | None = None
    ) -> Answer:
        """Answer, after `before`, from what the subscriber may see at `now`; `None` sees what anybody reads."""
        return self._converser.answer(question, self._archive.view(now, subscriber), before=before)

    def latest(self, filters: Filters, subscriber: Subscriber | None, now: datetime) -> Latest:
        """List incidents in the reports that the subscriber may see at `now`; `None` sees what anybody reads."""
        return latest(self._archive, self._archive.view(now, subscriber), filters)

    def _refuse_other_model(self, encoder: Embedder) -> None:
        made_with = self._archive.encoder
        if made_with and made_with.name != encoder.name:
            raise ModelError(f"The archive was made with the model {made_with.name}, the setting names {encoder.name}.")


def load_question_encoder(model: str) -> Embedder:
    """Open the encoder for questions, from where all archives of this user keep theirs."""
    return open_question_embedder(model, encoder_folder())


def encoder_folder() -> Path:
    """Where encoders for questions are kept."""
    return user_cache_path("sitrep", appauthor=False) / "encoders"
