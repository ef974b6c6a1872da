"""What the doctor found, on a terminal."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.doctor import Diagnosis, Verdict
from bot.rendering.terminal.words import one_line

_SUBJECT = len("language model")
"""The longest: each line is told as soon as it is known."""
_STYLES = {Verdict.OK: "green", Verdict.WARN: "yellow", Verdict.FAIL: "bold red"}


def render_diagnosis(diagnosis: Diagnosis) -> RenderableType:
    """Give how it stands, and beneath it what to do."""
    line = Table.grid(padding=(0, 1))
    line.add_column(min_width=4)
    line.add_column(min_width=_SUBJECT)
    line.add_column(overflow="fold")
    line.add_row(
        Text(diagnosis.verdict.value, style=_STYLES[diagnosis.verdict]),
        Text(diagnosis.subject, style="bold"),
        one_line(diagnosis.message),
    )
    if diagnosis.remedy:
        line.add_row("", "", f"→ {one_line(diagnosis.remedy)}")
    return line
