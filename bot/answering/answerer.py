"""Answers questions over an archive: plan, evidence, figure or passages, compose, check."""

from datetime import date

from bot.answering.answers import Answer, Ranked
from bot.answering.questions import Question
from ingest import Archive, Embedder, Incident, View


class Answerer:
    """Answers from what `view` may see; deterministic, no language model."""

    def __init__(self, *, archive: Archive, encoder: Embedder) -> None:
        self._archive = archive
        self._encoder = encoder

    def answer(self, question: Question, view: View) -> Answer:
        """Answer `question` as of `view.now`."""
        raise NotImplementedError

    def search(self, words: str, view: View, *, limit: int) -> tuple[Ranked, ...]:
        """Give the passages nearest to `words`, best first."""
        raise NotImplementedError

    def latest(  # noqa: PLR0913 because each is one filter that a person may set
        self,
        view: View,
        *,
        place: str | None = None,
        kind: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> tuple[Incident, ...]:
        """Give the newest incidents first, filtered."""
        raise NotImplementedError
