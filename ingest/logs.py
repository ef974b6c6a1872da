"""The log of a part of the service: one event a line, with nothing in it that is nobody's business."""

import logging
import sys
import threading
from collections.abc import Collection
from types import TracebackType
from typing import Final, TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from ingest.discretion import discreet, told

_OURS: Final = ("ingest", "bot")


def configure_logs(level: str, *, secrets: Collection[str] = (), stream: TextIO | None = None) -> None:
    """Send what is logged through structlog or the standard library to stderr, or to `stream`.

    A terminal gets lines for people, anything else JSON. Others' libraries are heard from WARNING on, at DEBUG from
    INFO on. In what is written, tracebacks included, each of `secrets` is replaced, and addresses are masked. What
    nobody caught is logged, too.
    """
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_formatter(secrets, for_people=stream.isatty()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO if level == "DEBUG" else logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_facts(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    _log_what_nobody_caught()


def _facts() -> list[Processor]:
    """Give what is added to every event, whoever logs it."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def log_to_a_person(level: str, stream: TextIO) -> None:
    """Send what a command logs through structlog to `stream`, in lines for people; as discreet as a service's log."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=False),
            *_written(structlog.dev.ConsoleRenderer(colors=stream.isatty()), ()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(stream),
    )


def _formatter(secrets: Collection[str], *, for_people: bool) -> logging.Formatter:
    line = structlog.dev.ConsoleRenderer() if for_people else structlog.processors.JSONRenderer()
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_facts(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *_written(line, secrets),
        ],
    )


def _written(line: Processor, secrets: Collection[str]) -> list[Processor]:
    def tell(exc_info: ExcInfo) -> str:
        return told(exc_info[1], secrets)

    def hide(_: WrappedLogger, __: str, written: EventDict) -> str:
        return discreet(str(written), secrets)

    return [structlog.processors.ExceptionRenderer(tell), line, hide]


def _log_what_nobody_caught() -> None:
    """Have what ends a process or one of its threads logged as anything else is, and not printed with what is in it."""
    log = structlog.get_logger(__name__)

    def died(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        log.critical("process_met_a_bug", exc_info=error)

    def ended(thread: threading.ExceptHookArgs) -> None:
        log.error("thread_met_a_bug", thread=thread.thread and thread.thread.name, exc_info=thread.exc_value)

    sys.excepthook, threading.excepthook = died, ended
