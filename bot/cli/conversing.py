"""A conversation in the terminal: a line each, read with what was asked before."""

import sys
from collections.abc import Callable, Iterable, Iterator

from bot.answering.answers import Answer
from bot.answering.conversation.conversing import latest_turn
from bot.cli.screens import notices
from bot.errors import QuestionError

LEAVING = frozenset({"exit", "quit", ":q"})


def converse(messages: Iterable[str], ask: Callable[[str, Answer | None], Answer]) -> None:
    """Ask each message with the answer that it may lean on; one that cannot be asked is told of, and the next asked."""
    before: Answer | None = None
    for message in messages:
        try:
            before = latest_turn(ask(message, before), before)
        except QuestionError as error:
            notices().print(str(error))
        notices().print()


def typed(opening: str) -> Iterator[str]:
    """Give the opening message, if any, then what is typed until the end, or until somebody leaves; no blank lines."""
    if opening.strip():
        yield opening
    while True:
        if sys.stdin.isatty():
            notices().print("Ask, or “exit”: ", end="")
        line = sys.stdin.readline()
        if not line or line.strip().lower() in LEAVING:
            return
        if line.strip():
            yield line.strip()
