"""The image: its Dockerfile's steps, run in a folder that stands for `/`, and what has to fit together around it.

No engine is needed; docs/decisions/docker-image.md says what is therefore not shown.
"""

import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

REPOSITORY = Path(__file__).parents[1]
BASE_PATH = "/usr/local/bin:/usr/bin:/bin"
STEP_SECONDS = 1200
OPTIONS = {
    "FROM": set(),
    "ARG": set(),
    "ENV": set(),
    "WORKDIR": set(),
    "RUN": set(),
    "COPY": {"from", "chown"},
    "USER": set(),
    "VOLUME": set(),
    "STOPSIGNAL": set(),
    "HEALTHCHECK": {"interval", "timeout", "start-period", "retries"},
    "ENTRYPOINT": set(),
    "CMD": set(),
}
"""What the Dockerfile uses, hence what is understood here."""


@dataclass(frozen=True)
class Instruction:
    word: str
    options: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Stage:
    base: str
    name: str | None
    instructions: list[Instruction] = field(default_factory=list)

    def texts(self, word: str) -> list[str]:
        return [instruction.text for instruction in self.instructions if instruction.word == word]

    @property
    def last(self) -> Mapping[str, str]:
        return {instruction.word: instruction.text for instruction in self.instructions}


def parsed(dockerfile: str) -> list[Stage]:
    """Read a Dockerfile; `ValueError` for whatever is not understood, because a test must not skip what it tests."""
    stages: list[Stage] = []
    lines = [line for line in dockerfile.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for logical in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        instruction = _instruction(logical)
        if instruction.word == "FROM":
            base, _, name = instruction.text.partition(" AS ")
            stages.append(Stage(base, name or None))
        elif not stages:
            raise ValueError(f"before the first stage: {logical}")
        else:
            stages[-1].instructions.append(instruction)
    return stages


def _instruction(line: str) -> Instruction:
    word, _, rest = line.partition(" ")
    if word not in OPTIONS:
        raise ValueError(f"not understood: {line}")
    flags = re.match(r"(?:--[a-z-]+=\S+\s+)*", rest)
    assert flags
    options = dict(re.findall(r"--([a-z-]+)=(\S+)", flags[0]))
    text = rest[flags.end() :].strip()
    if not text or text.startswith("--") or options.keys() - OPTIONS[word] or "<<" in text:
        raise ValueError(f"not understood: {line}")
    return Instruction(word, options, text)


def sent() -> set[Path]:
    """What the engine is sent of the repository: what `.dockerignore` lets through."""
    lines = (REPOSITORY / ".dockerignore").read_text().splitlines()
    nothing_but, *rules = [line for line in lines if line and not line.startswith("#")]
    kept = [rule.removeprefix("!") for rule in rules if rule.startswith("!")]
    dropped = {rule.removeprefix("**/") for rule in rules if rule.startswith("**/")}
    assert nothing_but == "*"
    assert len(kept) + len(dropped) == len(rules)
    assert not [rule for rule in [*kept, *dropped] if re.search(r"[*?/!\[]", rule)], "not understood"

    trees = [path for name in kept for path in [REPOSITORY / name, *(REPOSITORY / name).rglob("*")]]
    relative = {path.relative_to(REPOSITORY) for path in trees if path.is_file()}
    return {path for path in relative if not dropped.intersection(path.parts)}


DOCKERFILE = (REPOSITORY / "Dockerfile").read_text()
BUILD, FINAL = parsed(DOCKERFILE)
UID = int(FINAL.last["USER"].split(":")[0])
COMPOSE = yaml.safe_load((REPOSITORY / "compose.yaml").read_text())
(SERVICE,) = COMPOSE["services"].values()


def test_nothing_is_for_one_architecture_alone() -> None:
    assert re.findall(r"x86_64|amd64|aarch64|arm64|manylinux|\.whl", "".join(map(_code, (BUILD, FINAL)))) == []


def test_the_final_stage_asks_no_network() -> None:
    assert re.findall(r"\b(?:apt|apt-get|pip|curl|wget|git|https?)\b", " ".join(FINAL.texts("RUN"))) == []


def test_every_file_that_is_copied_is_sent_to_the_engine() -> None:
    sources = [source for text in BUILD.texts("COPY") for source in text.split()[:-1]]
    starts = {path.parts[0] for path in sent()}

    assert set(sources) == starts


def test_nothing_secret_is_sent_to_the_engine() -> None:
    written = [path for path in sent() if path.suffix not in {".py", ".md", ".toml"}]

    assert [path for path in sent() if {".env", ".git", ".venv", "data", "__pycache__"} & set(path.parts)] == []
    assert [path for path in written if _is_ignored_by_git(path)] == []


def test_compose_keeps_the_archive_in_the_volume() -> None:
    assert SERVICE["volumes"] == [f"{name}:{FINAL.last['VOLUME']}" for name in COMPOSE["volumes"]]
    assert SERVICE["environment"]["SITREP_DATA"] == FINAL.last["VOLUME"]


def test_compose_publishes_health_and_metrics_to_its_own_machine_alone() -> None:
    port = SERVICE["environment"]["SITREP_HEALTH_PORT"]

    assert SERVICE["environment"]["SITREP_HEALTH_HOST"] == "0.0.0.0"  # noqa: S104 because it is within the container
    assert SERVICE["ports"] == [f"127.0.0.1:{port}:{port}"]


def test_compose_gives_the_service_longer_to_end_than_it_takes() -> None:
    from bot.service import GRACE_SECONDS

    assert int(SERVICE["stop_grace_period"].removesuffix("s")) > GRACE_SECONDS


@pytest.mark.parametrize(
    ("listing", "fails"),
    [
        ("echo torch==2.13.0+cpu", False),
        ("printf 'torch==2.13.0\\nnvidia-cublas-cu12==12.8.4.1\\n'", True),
        ("printf 'triton==3.6.0\\n'", True),
        ("printf 'cuda-bindings==12.9.4\\n'", True),
        ("exit 1", True),
    ],
)
def test_a_package_for_cuda_ends_the_build(listing: str, fails: bool, tmp_path: Path) -> None:  # noqa: FBT001 because it is a table's column
    (guard,) = [text for text in BUILD.texts("RUN") if "nvidia" in text]
    pip = tmp_path / "pip"
    pip.write_text(f"#!/bin/sh\n{listing}\n")
    pip.chmod(0o755)

    step = subprocess.run(  # noqa: S603 because it is the Dockerfile's own step
        ["/bin/sh", "-c", guard],
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}:{BASE_PATH}"},
        capture_output=True,
        check=False,
    )

    assert (step.returncode != 0) == fails


# From here on, the steps are run: some minutes, once for all tests of this file.


@dataclass(frozen=True)
class Image:
    """A folder that stands for `/` of a container, as the Dockerfile's steps leave it."""

    root: Path
    environment: Mapping[str, str]
    volume_begins_with: frozenset[Path]
    """The files of a new volume, before anything ran."""

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run `command` as the container's user, with the container's environment alone."""
        return subprocess.run(  # noqa: S603 because commands are this file's own
            ["/usr/bin/env", *command],
            cwd=self.root / "data",
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=STEP_SECONDS,
            **_as_the_user(),
        )


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    # Not pytest's folder: its parents are closed to other users, and three of them would be kept, gigabytes each.
    with TemporaryDirectory(prefix="sitrep-image-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        _lend_python(root)
        _build(root)
        _assemble(root)
        environment = _environment(FINAL, root, {"PATH": BASE_PATH, "LANG": "C.UTF-8"})
        _tell(f"the image's prefix: {_megabytes(root / 'opt')} MB, a new volume: {_megabytes(root / 'data')} MB")
        volume = frozenset(path.relative_to(root) for path in (root / "data").rglob("*") if path.is_file())
        yield Image(root, environment, volume)
        _allow_writing(root / "opt", allowed=True)


@pytest.fixture(scope="module")
def demo(image: Image) -> subprocess.CompletedProcess[str]:
    return image.run("sitrep", "demo")


def test_the_steps_leave_a_program_that_starts(image: Image) -> None:
    entrypoint = json.loads(FINAL.last["ENTRYPOINT"])

    started = image.run(*entrypoint, "--help")

    assert started.returncode == 0, started.stderr
    assert "Usage: sitrep" in started.stdout


def test_the_steps_install_nothing_for_cuda(image: Image) -> None:
    listed = image.run("python", "-m", "pip", "list", "--format=json")

    names = {package["name"].lower() for package in json.loads(listed.stdout)}
    assert {"sitrep", "onnxruntime", "discord.py"} <= names
    assert "torch" not in names
    assert [name for name in names if name.startswith(("nvidia", "cuda", "triton"))] == []


def test_nothing_is_left_that_the_image_does_not_need(image: Image) -> None:
    assert {path.parts[:-1] for path in image.volume_begins_with} == {("data", ".cache", "sitrep", "encoders")}
    assert [path for path in (image.root / "opt").rglob(".env") if path.is_file()] == []


def test_the_user_writes_to_the_volume_alone(image: Image) -> None:
    tried = image.run(
        "python", "-c", "import os; print(os.getuid(), os.access(os.environ['HOME'], os.W_OK))"
    ).stdout.split()
    refused = image.run("python", "-c", "import pathlib, bot; pathlib.Path(bot.__file__).with_name('x').touch()")

    assert UID != 0
    assert tried == [str(UID if os.getuid() == 0 else os.getuid()), "True"]
    assert "PermissionError" in refused.stderr


def test_the_image_answers_at_once_and_with_the_right_number(demo: subprocess.CompletedProcess[str]) -> None:
    assert demo.returncode == 0, demo.stderr
    assert "At least 102 attacks" in demo.stdout
    assert "Preparing the encoder" not in demo.stdout + demo.stderr


@pytest.mark.usefixtures("demo")
def test_no_library_names_the_installation_to_report_its_use(image: Image) -> None:
    assert [path for path in (image.root / "data").rglob("*") if "deviceid" in path.name] == []


def test_where_nothing_runs_the_health_check_fails(image: Image) -> None:
    check = json.loads(FINAL.last["HEALTHCHECK"].removeprefix("CMD "))

    # A port below 1024 that nothing serves, whatever else runs on this machine.
    asked = image.run("SITREP_HEALTH_PORT=9", *check)

    assert (asked.returncode, asked.stderr) == (1, "")
    assert "Nothing answers" in asked.stdout


def test_without_a_token_the_container_ends_and_names_what_is_missing(image: Image) -> None:
    ended = image.run(*json.loads(FINAL.last["ENTRYPOINT"]), *json.loads(FINAL.last["CMD"]))

    assert ended.returncode == os.EX_CONFIG
    assert "DISCORD_TOKEN" in ended.stderr


def _code(stage: Stage) -> str:
    return "\n".join(f"{step.word} {step.text}" for step in stage.instructions)


def _is_ignored_by_git(path: Path) -> bool:
    command = ["git", "check-ignore", "--quiet", str(path)]
    return subprocess.run(command, cwd=REPOSITORY, check=False).returncode == 0  # noqa: S603 because paths are the repository's own


def _lend_python(root: Path) -> None:
    """Put what the base image has into `root`: a Python, by a script, because a link would mislead a venv."""
    wanted = BUILD.base.removeprefix("python:").removesuffix("-slim")
    found = [getattr(sys, "_base_executable", sys.executable), *_installed(f"python{wanted}")]
    python = next((path for path in found if _serves(path, wanted)), None)
    if python is None:
        pytest.skip(f"No Python {wanted} with venv that the container's user may run, as {BUILD.base} has it.")
    lent = root / "usr/local/bin/python"
    lent.parent.mkdir(parents=True)
    lent.write_text(f'#!/bin/sh\nexec {python} "$@"\n')
    lent.chmod(0o755)


def _installed(name: str) -> list[str]:
    return [str(path) for path in (Path(folder) / name for folder in BASE_PATH.split(":")) if path.exists()]


def _serves(python: str, version: str) -> bool:
    asked = "import ensurepip, venv, sys; print('{}.{}'.format(*sys.version_info))"
    try:
        answer = subprocess.run(  # noqa: S603 because it is an interpreter of this machine
            [python, "-I", "-c", asked], capture_output=True, text=True, check=False, cwd="/", **_as_the_user()
        )
    except PermissionError:
        return False
    return bool(answer.stdout.strip() == version)


def _as_the_user() -> dict[str, Any]:
    return {"user": UID, "group": UID, "extra_groups": []} if os.getuid() == 0 else {}


def _build(root: Path) -> None:
    """Run the steps of the build stage."""
    arguments = _arguments()
    outside = {name: value for name, value in os.environ.items() if _is_of_the_network(name)}
    quickly = {"PIP_RETRIES": "1", "PIP_COMPILE": "0"}  # because most modules are never imported: a minute of bytecode
    base = outside | {"PATH": BASE_PATH, "HOME": str(Path.home())} | quickly
    environment = _environment(BUILD, root, base) | arguments
    folder = root
    for step in BUILD.instructions:
        match step.word:
            case "WORKDIR":
                folder = Path(_moved(step.text, root))
                folder.mkdir(parents=True)
            case "COPY":
                _copy(step.text, folder)
            case "RUN":
                _run(_moved(step.text, root), folder, environment)


def _arguments() -> dict[str, str]:
    """Choose the build arguments: the defaults if their index can be reached, else what the Makefile tries first."""
    defaults = dict(text.split("=", 1) for text in BUILD.texts("ARG"))
    host = urlsplit(defaults["TORCH_INDEX"]).hostname
    try:
        socket.create_connection((host or "", 443), timeout=10).close()
    except OSError:
        makefile = (REPOSITORY / "Makefile").read_text()
        torch = re.search(r"^TORCH \?= (\S+)$", makefile, re.MULTILINE)
        assert torch
        _tell(f"{host} cannot be reached: {torch[1]} from where pip is set up to look")
        _skip_if_not_offered(torch[1])
        return {"TORCH_INDEX": "", "TORCH": torch[1]}
    return defaults


def _skip_if_not_offered(torch: str) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--no-deps", torch]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:  # noqa: S603 because it is our own pip
        pytest.skip(f"Neither the index of processor builds nor pip's own offers {torch} here.")


def _is_of_the_network(name: str) -> bool:
    return name.startswith(("PIP_", "SSL_CERT_")) or name.lower().endswith("_proxy") or name == "REQUESTS_CA_BUNDLE"


def _environment(stage: Stage, root: Path, base: Mapping[str, str]) -> dict[str, str]:
    """Give what `base` becomes by the ENV instructions of `stage`, paths moved into `root`."""
    environment = dict(base) | {"PATH": f"{root}/usr/local/bin:{base['PATH']}"}
    for name, value in (pair.split("=", 1) for text in stage.texts("ENV") for pair in text.split()):
        environment[name] = Template(_moved(value, root)).substitute(environment)
    return environment


def _moved(text: str, root: Path) -> str:
    """Put `root` before every absolute path; `ValueError` for one that is not the Dockerfile's own to write to."""
    moved, count = re.subn(r"(?<![\w:/.*}])/(?=(?:opt|src|data|tmp)\b)", f"{root}/", text)
    if count != len(re.findall(r"(?<![\w:/.*}])/\w", text)):
        raise ValueError(f"a path of the base image cannot be moved: {text}")
    return moved


def _copy(text: str, folder: Path) -> None:
    *sources, target = text.split()
    for source in sources:
        for path in sent():
            if path.parts[0] == source:
                inner = Path(target) / (path.name if target == "./" else path.relative_to(source))
                (folder / inner).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(REPOSITORY / path, folder / inner)


def _run(command: str, folder: Path, environment: Mapping[str, str]) -> None:
    began = time.monotonic()
    step = subprocess.run(  # noqa: S603 because it is the Dockerfile's own step
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=STEP_SECONDS,
    )
    _tell(f"{time.monotonic() - began:4.0f} s  {command}")
    if step.returncode != 0:
        pytest.fail(f"This step of the Dockerfile failed: {command}\n{step.stdout[-4000:]}", pytrace=False)


def _assemble(root: Path) -> None:
    """Leave what the final stage copies, owned and closed as it is there."""
    kept = {text.split()[0].strip("/").split("/")[0] for text in FINAL.texts("COPY")} | {"usr"}
    for path in root.iterdir():
        if path.name not in kept:
            shutil.rmtree(path)
    if os.getuid() == 0:
        for path in (root / "data", *(root / "data").rglob("*")):
            os.chown(path, UID, UID)
    else:
        _allow_writing(root / "opt", allowed=False)


def _allow_writing(folder: Path, *, allowed: bool) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | stat.S_IWUSR if allowed else mode & ~stat.S_IWUSR)


def _tell(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")  # `pytest -s` shows it


def _megabytes(folder: Path) -> int:
    files = [path.lstat() for path in folder.rglob("*") if not path.is_dir()]
    return round(sum(status.st_size for status in files) / 1e6)
