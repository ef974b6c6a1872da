"""A question on its way to an answer: how it was read, what was found, what is cited."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from bot.answering.composition.composing import Citations
from bot.answering.evidence import Evidence
from bot.answering.question.planning import Plan
from bot.answering.questions import Question
from ingest import FoundPassage, View


@dataclass(slots=True)
class Inquiry:
    """One question on its way to an answer."""

    question: Question
    view: View
    plan: Plan
    readings: tuple[str, ...] = ()
    """How the question was read, where that is not plain."""
    alternatives: tuple[str, ...] = ()
    citations: Citations = field(default_factory=Citations)
    timings: dict[str, float] = field(default_factory=dict)
    evidence: Evidence | None = None
    """What was found; `None` until then, and where the archive is empty."""
    story_passages: tuple[FoundPassage, ...] = ()
    """Where stories are told, the passage that tells each, in their order."""

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Add the milliseconds that the block takes to the step's timing."""
        start = perf_counter()
        yield
        self.timings[step] = round(self.timings.get(step, 0.0) + (perf_counter() - start) * 1000, 2)
