"""Help comes at once: to say what there is, nothing is loaded that finds an answer."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
SHOW_HELP = """
import sys
from bot.cli import main
main(sys.argv[1:])
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""
SLOW = {
    "aiohttp",
    "chromadb",
    "discord",
    "ingest",
    "lxml",
    "numpy",
    "pydantic_settings",
    "sqlalchemy",
    "structlog",
    "torch",
}
"""Each takes from a twentieth of a second to two to import."""


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["sources", "--help"]], ids=" ".join)
def test_help_loads_nothing_slow(arguments: list[str]) -> None:
    shown = subprocess.run(  # noqa: S603 because it is our own interpreter and script
        [sys.executable, "-W", "error", "-c", SHOW_HELP, *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Usage: sitrep" in shown.stdout
    assert SLOW & set(shown.stderr.split()) == set()
