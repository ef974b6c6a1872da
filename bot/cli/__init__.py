"""The `sitrep` command: parses, calls, renders. Knows nothing of how an answer is found."""

from bot.cli.app import main

__all__ = ["main"]
