"""Checks a statement against passages."""

from collections.abc import Sequence

from bot.answering.checking.verdicts import Reason, Verdict


def check(statement: str, passages: Sequence[str]) -> Verdict:
    """Tell whether `passages` support `statement`, by which of them, or what of it they do not say."""
    cited = tuple(index for index, passage in enumerate(passages) if statement in passage)
    if cited:
        return Verdict(supported=True, reasons=(), cited=cited)
    return Verdict(supported=False, reasons=(Reason("entailment", statement, "No passage says it."),), cited=())
