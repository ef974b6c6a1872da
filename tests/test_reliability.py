"""docs/reliability.md promises a test for every fault; here they are looked for."""

import re
from pathlib import Path

import pytest

from tests.hostileweb import articles, feeds, redirects, transport

REPOSITORY = Path(__file__).parents[1]
PAGE = (REPOSITORY / "docs" / "reliability.md").read_text(encoding="utf-8")
ROWS = [row for row in PAGE.splitlines() if row.startswith("| ") and not row.startswith("| fault |")]
NAMED = re.compile(r"`(test_\w+)(?:\[([^`]+)\])?`")
WRITTEN = {
    name
    for file in (REPOSITORY / "tests").rglob("test_*.py")
    for name in re.findall(r"^(?:async )?def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
}
FAULTS = {fault.name for module in (transport, redirects, feeds, articles) for fault in module.FAULTS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_every_fault_has_its_test(row: str) -> None:
    named = NAMED.findall(row)

    assert named
    assert {name for name, _ in named} <= WRITTEN
    assert {fault for _, fault in named if fault} <= FAULTS


def test_no_two_faults_have_one_name() -> None:
    modules = (transport, redirects, feeds, articles)

    assert len(FAULTS) == sum(len(module.FAULTS) for module in modules)
