"""What GitHub is told of this project, and what is installed by it: forms, checks, updates, lock files."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parents[1]
GITHUB = REPOSITORY / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yaml") if path.name != "config.yaml")
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
DEPENDENCIES = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
LOCKED = {
    "requirements.txt": [*DEPENDENCIES, *EXTRAS["llm"]],
    "requirements-work.txt": [*DEPENDENCIES, *EXTRAS["llm"], *EXTRAS["dev"]],
}
ELSEWHERE = {"torch", "sitrep"}
"""Torch is installed before the lock files (docs/decisions/lock-files.md); sitrep asks for its own extra."""


def loaded(path: Path) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load(path.read_text())
    return read


def form(name: str) -> dict[str, Any]:
    """Give the questions of an issue form, by their ids."""
    (path,) = (each for each in FORMS if each.stem.endswith(name))
    return {each["id"]: each for each in loaded(path)["body"] if "id" in each}


def locked(name: str) -> dict[str, list[tuple[Requirement, list[str]]]]:
    """Give what a lock file pins, by name: each version with its hashes, more than one where Pythons differ."""
    text = (REPOSITORY / name).read_text().replace("\\\n", " ")
    pinned: dict[str, list[tuple[Requirement, list[str]]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            requirement = Requirement(line.split(" --hash=")[0].strip())
            hashes = re.findall(r"--hash=(sha256:[0-9a-f]{64})(?!\S)", line)
            pinned.setdefault(canonicalize_name(requirement.name), []).append((requirement, hashes))
    return pinned


def version(requirement: Requirement) -> str:
    (specifier,) = requirement.specifier
    assert specifier.operator == "=="
    return specifier.version


def test_a_pull_request_is_checked_by_what_everyone_runs() -> None:
    checks = loaded(GITHUB / "workflows/checks.yaml")
    (job,) = checks["jobs"].values()

    assert [step["run"] for step in job["steps"] if "run" in step] == ["bash .ci/run"]
    assert checks["permissions"] == {"contents": "read"}
    assert {"push", "pull_request"} == checks[True].keys()  # YAML 1.1 reads the key `on` so


def test_updates_are_proposed_for_all_that_is_pinned() -> None:
    updates = loaded(GITHUB / "dependabot.yaml")["updates"]

    assert {each["package-ecosystem"] for each in updates} == {"pip", "github-actions", "docker"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_github_shows(path: Path) -> None:
    read = loaded(path)
    asked = [each for each in read["body"] if each["type"] != "markdown"]

    assert {"name", "description", "body"} <= read.keys() <= {"name", "description", "title", "labels", "body"}
    assert {each["type"] for each in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert len({each["id"] for each in asked}) == len(asked)
    assert len({each["attributes"]["label"] for each in asked}) == len(asked)
    assert all(each["attributes"].get("options") for each in asked if each["type"] == "dropdown")
    assert any(each.get("validations", {}).get("required") for each in asked)


def test_a_wrong_answer_is_told_with_all_that_is_needed_to_follow_it() -> None:
    asked = form("wrong-answer")
    needed = {name for name, each in asked.items() if each.get("validations", {}).get("required")}

    assert FORMS[0].stem.endswith("wrong-answer")
    assert {"question", "moment", "answer", "right", "explain"} <= needed
    assert "--explain" in asked["explain"]["attributes"]["description"]


@pytest.mark.parametrize("name", LOCKED)
def test_a_lock_file_pins_all_that_is_asked_for_with_hashes(name: str) -> None:
    pinned = locked(name)
    asked = {canonicalize_name(each.name): each for each in map(Requirement, LOCKED[name])}

    assert asked.keys() - ELSEWHERE <= pinned.keys()
    assert [
        (name, version(pin))
        for name in asked.keys() - ELSEWHERE
        for pin, _ in pinned[name]
        if not asked[name].specifier.contains(version(pin), prereleases=True)
    ] == []
    assert [pin.name for pins in pinned.values() for pin, hashes in pins if not hashes] == []


@pytest.mark.parametrize("name", LOCKED)
def test_a_lock_file_names_no_place_and_nothing_for_cuda(name: str) -> None:
    text = (REPOSITORY / name).read_text()

    assert re.findall(r"https?://|--index|--find-links|^torch==|^sitrep==", text, re.MULTILINE) == []
    assert [each for each in locked(name) if each.startswith(("nvidia", "cuda", "triton"))] == []


def test_what_runs_is_of_the_same_versions_where_it_is_worked_on() -> None:
    work = locked("requirements-work.txt")

    assert [
        name
        for name, pins in locked("requirements.txt").items()
        if {version(pin) for pin, _ in pins} != {version(pin) for pin, _ in work[name]}
    ] == []


def test_torch_is_of_one_version_wherever_it_is_named() -> None:
    makefile = re.search(r"^TORCH \?= (\S+)\+cpu$", (REPOSITORY / "Makefile").read_text(), re.MULTILINE)
    dockerfile = re.search(r"^ARG TORCH=(\S+)$", (REPOSITORY / "Dockerfile").read_text(), re.MULTILINE)
    (metadata,) = PROJECT["tool"]["uv"]["dependency-metadata"]
    assert makefile
    assert dockerfile

    assert {makefile[1], dockerfile[1], *PROJECT["tool"]["uv"]["constraint-dependencies"]} == {
        f"torch=={metadata['version']}"
    }


def test_the_address_to_clone_is_one_wherever_it_is_named() -> None:
    pages = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]
    named = [address for page in pages for address in re.findall(r"\bgit clone (\S+)", page.read_text())]

    assert len(set(named)) == 1
