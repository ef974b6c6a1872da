"""What to type next, on a terminal."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text


def render_next_steps(commands: Sequence[str]) -> RenderableType:
    """Give commands to copy, each whole on its line."""
    return Group(
        Text("What to type next", style="bold"),
        *(Text(f"    {command}", style="cyan", no_wrap=True, overflow="ignore") for command in commands),
    )
