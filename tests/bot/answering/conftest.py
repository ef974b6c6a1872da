"""A real archive filled through the whole of ingest, with the hashing embedder."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.answers import Answer, Conflict
from bot.answering.composition.composing import Citations, compose_figure
from bot.answering.evidence import evidence_for
from bot.answering.question.planning import plan
from bot.answering.questions import Question
from bot.answering.retrieval.finding import Retrieval
from ingest import Archive, Arrival, View, ingest
from tests.archives import empty_archive
from tests.bot.answering.news import Told
from tests.embedders import HashingEmbedder

Fill = Callable[..., "Filled"]


class Filled:
    """An archive with some news in it, and who answers from it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._embedder = HashingEmbedder()
        self.answerer = Answerer(archive=archive, encoder=self._embedder)

    def series(self, question: str, now: View) -> Answer:
        """Answer with the end of the series of reported totals, certain enough to stand in bold or not."""
        asked = Question(question)
        retrieval = Retrieval(self.archive, now, self._embedder.encode([question])[0])
        evidence = evidence_for(plan(asked, today=now.now.date()), retrieval)
        answer, citations = self.answerer.answer(asked, now), Citations()
        if evidence.choice is None:
            return answer
        told = compose_figure(evidence.plan, evidence.choice, citations)
        return replace(
            answer,
            kind="conflict" if told.conflicting else "figure",
            answer=told.text,
            figures=told.figures,
            history=told.history,
            conflicts=(Conflict("", (told.figures[0], *told.conflicting)),) if told.conflicting else (),
            citations=citations.all(),
        )

    def take(self, *told: Told, seen: str = "2024-01-01", source: str = "made by hand") -> None:
        arrivals = [Arrival(each.as_document(), number) for number, each in enumerate(told, start=1)]
        moment = datetime.fromisoformat(seen).replace(tzinfo=UTC)
        for _ in ingest(arrivals, archive=self.archive, embedder=self._embedder, source=source, seen=moment):
            pass


@pytest.fixture
def fill(tmp_path: Path) -> Iterator[Fill]:
    numbers = count()
    with ExitStack() as opened:

        def filled(*told: Told) -> Filled:
            news = Filled(opened.enter_context(empty_archive(tmp_path / f"archive-{next(numbers)}")))
            if told:
                news.take(*told)
            return news

        yield filled
