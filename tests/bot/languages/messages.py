"""The messages that are said, found in the code: what the catalogues have to hold."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from discord import app_commands
from discord.ext import commands

import bot.client
from ingest import IncidentKind

BOT = Path(bot.client.__file__).parent
ANSWERING = BOT / "answering"
_SAID = {"say": 1, "marked": 1, "say_count": 2}
"""How many messages a call begins with."""


def said_in(*places: Path) -> set[str]:
    """Give every message that modules, or all below folders, say; of counts, the form for one."""
    modules = [path for place in places for path in ([place] if place.is_file() else place.rglob("*.py"))]
    return {message for path in modules for message, *_ in _calls(path)}


def counted_in(folder: Path) -> dict[str, str]:
    """Give every counted message, with the form for many."""
    return {call[0]: call[1] for path in folder.rglob("*.py") for call in _calls(path) if len(call) > 1}


def kinds() -> set[str]:
    return {kind.value.replace("_", " ") for kind in IncidentKind}


def told_of_commands() -> set[str]:
    """Give the descriptions of commands and options."""
    return {text for text, is_name in _of_commands() if not is_name}


def names_of_commands() -> set[str]:
    """Give the names of commands and options."""
    return {text for text, is_name in _of_commands() if is_name}


def slash_commands() -> list[app_commands.Command[Any, ..., Any] | app_commands.Group]:
    cogs = [each for each in vars(bot.client).values() if isinstance(each, type) and issubclass(each, commands.Cog)]
    tops = [command for cog in cogs for command in cog.__cog_app_commands__]
    return [*tops, *(each for top in tops if isinstance(top, app_commands.Group) for each in top.walk_commands())]


@cache
def _calls(path: Path) -> tuple[tuple[str, ...], ...]:
    calls = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAID:
            given = node.args[: _SAID[node.func.id]]
            said = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if said and len(said) == len(given):
                calls.append(tuple(said))
    return tuple(calls)


def _of_commands() -> Iterator[tuple[str, bool]]:
    for command in slash_commands():
        yield command.name, True
        yield command.description, False
        for parameter in getattr(command, "parameters", []):
            yield parameter.name, True
            yield parameter.description.__str__(), False


def unsaid_in(*places: Path) -> set[str]:
    """Give the texts of several words that modules hold and do not say: none that a person reads may be among them."""
    modules = [path for place in places for path in ([place] if place.is_file() else place.rglob("*.py"))]
    return {text for path in modules for text in _unsaid(ast.parse(path.read_text())) if _WORDS.search(text)}


_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|^[A-Z][a-z]{2,}\b")
_NO_TEXT = frozenset("say say_count marked say_name compile describe debug info warning error exception".split())
"""Calls whose texts are said, or are no text: patterns, logs, and what the translator looks up itself."""


def _unsaid(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call) and _called(node.func) in _NO_TEXT:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from _unsaid(child)


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
