"""No message, help or page names a command or an option that does not exist."""

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import pytest
from discord import app_commands
from discord.ext import commands
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

import bot.client
from bot.cli.app import app

REPOSITORY = Path(__file__).parents[1]
MODULES = sorted(path for package in ("bot", "ingest") for path in (REPOSITORY / package).rglob("*.py"))
PAGES = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")])
SAID_IN_DISCORD: Final = (
    "bot/answering",
    "bot/cogs",
    "bot/doors.py",
    "bot/errors.py",
    "bot/inputs",
    "bot/newsroom.py",
    "bot/rendering/discord",
    "bot/views",
)

_TERMINAL: Final = re.compile(r"\bsitrep (?:--data \S+ )?([a-z]+)(?: ([a-z]+))?([^`\n]*)")
_OPTION: Final = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
_SLASH: Final = re.compile(r"(?:(?<=[\s`“(])|^)/([a-z]+)(?: ([a-z]+))?(?![\w/-]|\.\w)")
_COMMAND_LINE: Final = re.compile(r"[`\s$]*(?:sitrep [a-z-]|/[a-z])")
_CODE: Final = re.compile(r"```.*?```|`[^`]+`|^    .+$", re.DOTALL | re.MULTILINE)
_PROSE: Final = frozenset("archive bot could elsewhere exported met reads".split())
"""What follows the name in sentences about it; `bot` is a command as well."""
_OTHERS: Final = frozenset("--force-reinstall --host --no-deps --path --port --with-parent".split())
"""Options of pip, of Chroma, of our own processes."""
_PATHS: Final = frozenset("attachments data feed gateway healthz live metrics news page proc rss tmp world".split())
"""What begins with a slash and is an address."""


def path_id(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def terminal_commands() -> dict[str, set[str]]:
    """Give the options of every command of the terminal, by its words."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    return {name: _options(command) | _options(root) for name, command in _walked(root, "")}


def _walked(group: TyperGroup, above: str) -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    for name, command in group.commands.items():
        assert isinstance(command, TyperCommand | TyperGroup)
        yield f"{above}{name}", command
        if isinstance(command, TyperGroup):
            yield from _walked(command, f"{above}{name} ")


def _options(command: TyperCommand | TyperGroup) -> set[str]:
    return {"--help", *(option for parameter in command.params for option in parameter.opts)}


def slash_commands() -> set[str]:
    cogs = [each for each in vars(bot.client).values() if isinstance(each, type) and issubclass(each, commands.Cog)]
    tops = [command for cog in cogs for command in cog.__cog_app_commands__]
    below = [each for command in tops if isinstance(command, app_commands.Group) for each in command.walk_commands()]
    return {each.qualified_name for each in (*tops, *below)}


TERMINAL, SLASH = terminal_commands(), slash_commands()
ANY_OPTION = set().union(*TERMINAL.values())


def texts_of(path: Path, *, docstrings: bool = True) -> Iterator[str]:
    """Give every text in a module, with `{}` for what is put in; of a page, its commands."""
    if path.suffix == ".md":
        lines = (line for code in _CODE.findall(path.read_text()) for line in code.splitlines())
        yield from filter(_COMMAND_LINE.match, lines)
        return
    nodes = list(ast.walk(ast.parse(path.read_text())))
    parts = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)} if not docstrings else set()
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts | told:
            yield node.value


def unknown(text: str) -> Iterator[str]:
    """Give the commands and options that a text names and that do not exist."""
    for typed in _TERMINAL.finditer(text):
        first, second, rest = typed.groups()
        if not (first in _PROSE or exists(first, second, TERMINAL)):
            yield typed[0]
        name = f"{first} {second}" if f"{first} {second}" in TERMINAL else first
        given = _OPTION.findall(rest.split(";")[0]) if name in TERMINAL else []
        yield from (f"{name} {option}" for option in given if option not in TERMINAL[name])
    yield from (option for option in _OPTION.findall(text) if option not in ANY_OPTION | _OTHERS)
    for typed in _SLASH.finditer(text):
        first, second = typed.groups()
        if not (first in _PATHS or exists(first, second, SLASH)):
            yield typed[0]


def exists(first: str, second: str | None, known: Collection[str]) -> bool:
    """Whether there is such a command; of a group, one of its own, unless it is named as a whole."""
    is_group = any(each.startswith(f"{first} ") for each in known)
    return f"{first} {second}" in known if is_group and second else first in known or is_group


def test_no_text_names_what_does_not_exist() -> None:
    texts = [(path_id(path), text) for path in (*MODULES, *PAGES) for text in texts_of(path)]

    assert {path_id(path) for path in PAGES} & {path for path, _ in texts}
    assert [(path, name) for path, text in texts for name in unknown(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "run `sitrep rebuild` to change it",
        "All of them: sitrep sources ls",
        "sitrep sources add URL --title X",
        "point --folder at it",
        "sitrep --data DIR rebuild",
        "See /sources ls.",
        "Add some with /source add.",
        "`/rebuild`",
    ],
)
def test_what_does_not_exist_is_found(text: str) -> None:
    assert list(unknown(text))


def test_the_commands_that_sentences_are_given_exist_in_both_places() -> None:
    tree = ast.parse((REPOSITORY / "bot/rendering/source_words.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    named = {ast.literal_eval(call.args[0]) for call in calls if ast.unparse(call.func) == "medium.command"}

    assert named
    assert {f"sources {name}" for name in named} <= TERMINAL.keys() & SLASH


def test_the_commands_that_are_mentioned_to_be_clicked_exist() -> None:
    calls = [
        node
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "command_mention"
    ]
    named = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}

    assert named
    assert named <= SLASH


def test_who_asks_in_discord_is_told_no_command_of_the_terminal() -> None:
    paths = [path for path in MODULES if path_id(path).startswith(SAID_IN_DISCORD)]
    told = [
        (path_id(path), typed)
        for path in paths
        for text in texts_of(path, docstrings=False)
        for typed in _TERMINAL.finditer(text)
    ]

    assert paths
    assert [(path, typed[0]) for path, typed in told if typed[1] in TERMINAL.keys() - _PROSE] == []
