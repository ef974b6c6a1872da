"""The log of a part of the service: one event a line, with nothing in it that is nobody's business."""

import json
import logging
import re
import sys
from collections.abc import Callable, Collection
from typing import Final, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_OURS: Final = ("ingest", "bot")
_HIDDEN: Final = "[hidden]"
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)


def configure_logs(level: str, *, secrets: Collection[str] = (), stream: TextIO | None = None) -> None:
    """Send what is logged through structlog or the standard library to stderr, or to `stream`.

    A terminal gets lines for people, anything else JSON. Others' libraries are heard from WARNING on, at DEBUG from
    INFO on. In what is written, tracebacks included, each of `secrets` is replaced, and addresses are masked.
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


def _formatter(secrets: Collection[str], *, for_people: bool) -> logging.Formatter:
    written: list[Processor] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    if for_people:
        written = [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_facts(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *written, _discreet(secrets)],
    )


def _discreet(secrets: Collection[str]) -> Processor:
    """Give the last step. It works on the finished line, because a secret may stand in any field, or in a traceback."""
    from ingest.fetching import masked  # here, because it brings aiohttp, which a command that never fetches can spare

    forms = sorted({form for secret in secrets if secret for form in _forms(secret)}, key=len, reverse=True)
    return _hiding(forms, masked)


def _hiding(forms: Collection[str], masked: Callable[[str], str]) -> Processor:
    def hide(_: WrappedLogger, __: str, line: EventDict) -> str:
        text = str(line)
        for form in forms:
            text = text.replace(form, _HIDDEN)
        return _ADDRESS.sub(lambda address: masked(address[0]), text)

    return hide


def _forms(secret: str) -> tuple[str, str]:
    """Give a secret as it is, and as JSON writes it."""
    return secret, json.dumps(secret)[1:-1]
