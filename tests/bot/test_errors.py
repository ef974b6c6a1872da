"""The error trees are what their modules draw, and every error has a place in the one table of the doors."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import bot.errors
import ingest.errors
from bot.doors import EXITS, exit_of
from bot.errors import BotError
from ingest import SitrepError

REPOSITORY = Path(__file__).parents[2]
OF_ONE_CALLER = {"ChildDied", "ChildTooSlow", "NoAnswer", "NotOffered"}
"""Raised by `bot.child`, `prompting` and the loopback Discord, answered by those that call them: nobody reads them."""


def drawn(module: ModuleType) -> dict[str, str]:
    """Give what a module's caption draws beneath what."""
    above: dict[int, str] = {}
    parents = {}
    for branch, name in re.findall(r"^([│├└─ ]*)([A-Z]\w+)\b", inspect.getdoc(module) or "", re.MULTILINE):
        depth = len(branch) // 4
        above[depth] = name
        if depth:
            parents[name] = above[depth - 1]
    return parents


def stands(module: ModuleType) -> dict[str, str]:
    """Give what stands in a module beneath what."""
    errors = [each for _, each in inspect.getmembers(module, inspect.isclass) if each.__module__ == module.__name__]
    return {each.__name__: each.__mro__[1].__name__ for each in errors if each.__mro__[1] is not Exception}


@pytest.mark.parametrize("module", [bot.errors, ingest.errors], ids=["bot", "ingest"])
def test_the_tree_is_as_it_is_drawn(module: ModuleType) -> None:
    assert stands(module)
    assert drawn(module) == stands(module)


def test_no_error_of_the_bot_grows_elsewhere() -> None:
    assert {name for name, _ in raised_classes() if name not in OF_ONE_CALLER} == set()


def raised_classes() -> Iterator[tuple[str, Path]]:
    """Give the exceptions that modules of the bot define outside the tree's own."""
    for path in sorted((REPOSITORY / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            bases = {ast.unparse(base) for base in node.bases} if isinstance(node, ast.ClassDef) else set()
            if path.name != "errors.py" and any(re.search(r"(Error|Exception|Warning)$", base) for base in bases):
                assert isinstance(node, ast.ClassDef)
                yield node.name, path


@pytest.mark.parametrize("root", [BotError, SitrepError], ids=lambda root: root.__name__)
def test_every_error_leaves_as_what_it_is_and_none_as_a_bug(root: type[Exception]) -> None:
    below = [root]
    for kind in below:
        below += kind.__subclasses__()
        assert exit_of(kind.__new__(kind)) is not EXITS[Exception]
