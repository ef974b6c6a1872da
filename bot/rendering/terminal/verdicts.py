"""What checking a statement came to, as lines of text."""

from rich.console import RenderableType
from rich.text import Text

from bot.answering.checking.verdicts import Verdict


def render_verdict(name: str, verdict: Verdict) -> RenderableType:
    """Say of a statement, called `name`, which passages support it, or what of it none does."""
    if verdict.supported:
        cited = ", ".join(str(index + 1) for index in verdict.cited)
        return Text.assemble((name, "bold"), f": supported by passage {cited}.")
    reasons = [f'\n  {reason.kind}, "{reason.words}": {reason.detail}' for reason in verdict.reasons]
    return Text.assemble((name, "bold"), ": not supported.", *reasons)
