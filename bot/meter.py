"""What becomes of questions and of alerts, counted for Prometheus and told to the log: a line each.

Neither says what was asked, nor what an alert told.

A question's own words are in the line only where whoever runs this asked for it (`SITREP_LOG_QUESTIONS`): they tell
what a person wonders about. Who asked is never in it.
"""

from enum import StrEnum
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from bot.answering.answers import Answer
from bot.errors import EngineError, NotYourTurn

_SECONDS: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Bounds of the histogram: an answer takes 0.08 s on an idle machine, and is given up after 60 s."""

_DELAYS: Final = (1.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 180.0, 300.0, 600.0)
"""Bounds of the histogram: what is found waits 20 s for more to be told with it, and 3 minutes at most."""

log = structlog.get_logger(__name__)


class Alerted(StrEnum):
    """What becomes of an alert and its messages."""

    POSTED = "posted"
    EDITED = "edited"
    STRUCK = "struck"
    """Edited, because something that it told is told by nobody any more."""
    HELD = "held"
    """Found in quiet hours: it waits for their end."""
    PAUSED = "paused"
    """By moderators, or because Discord does not let it post any more."""
    FAILED = "failed"
    """Not posted or edited this time."""


class Meter:
    """Counts from the start of the process on. One for all servers; the labels are closed lists."""

    def __init__(self, *, tells_questions: bool = False) -> None:
        self._tells_questions = tells_questions
        self._registry = CollectorRegistry()
        self._answered = Counter(
            "sitrep_questions",
            "Questions that were answered, by how; no_coverage is an abstention.",
            ["kind"],
            registry=self._registry,
        )
        self._abstained = Counter(
            "sitrep_abstentions", "Answers that state nothing of what was asked.", registry=self._registry
        )
        self._refused = Counter(
            "sitrep_refusals",
            "Questions that were turned away or given up, by why.",
            ["reason"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "sitrep_answer_seconds",
            "From taking a question up to its answer.",
            buckets=_SECONDS,
            registry=self._registry,
        )

        self._alerted = Counter(
            "sitrep_alerts",
            "Messages of alerts, and alerts, by what became of them.",
            ["what"],
            registry=self._registry,
        )
        self._delay = Histogram(
            "sitrep_alert_delay_seconds",
            "From finding something new up to its message.",
            buckets=_DELAYS,
            registry=self._registry,
        )

    def answered(self, question: str, answer: Answer, *, seconds: float, server: str | None) -> None:
        """Note an answer, and how long it took."""
        self._answered.labels(answer.kind).inc()
        self._seconds.observe(seconds)
        if answer.abstained:
            self._abstained.inc()
        log.info(
            "question_answered",
            kind=answer.kind,
            abstained=answer.abstained,
            language=answer.language,
            seconds=round(seconds, 3),
            server=server,
            **self._told(question),
        )

    def refused(self, error: Exception, *, server: str | None) -> None:
        """Note that a question was not answered, if that is what the error means."""
        if isinstance(error, NotYourTurn | EngineError):
            reason = type(error).__name__
            self._refused.labels(reason).inc()
            log.info("question_refused", reason=reason, server=server)

    def alerted(self, what: Alerted, *, server: str, **facts: object) -> None:
        """Note what became of an alert; `facts` go to the log alone."""
        self._alerted.labels(what.value).inc()
        write = log.warning if what is Alerted.FAILED else log.info
        write(f"alert_{what.value}", server=server, **facts)

    def alert_posted(self, *, server: str, seconds: float, **facts: object) -> None:
        """Note that a message was posted, so many seconds after the newest of what it tells was found."""
        self._delay.observe(seconds)
        self.alerted(Alerted.POSTED, server=server, seconds=round(seconds, 1), **facts)

    def read(self) -> bytes:
        """Give the figures in Prometheus' text format, UTF-8."""
        return generate_latest(self._registry)

    def _told(self, question: str) -> dict[str, str]:
        return {"question": question} if self._tells_questions else {}
