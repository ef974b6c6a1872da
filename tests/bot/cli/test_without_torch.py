"""The image does without what prepared its encoder: the program never asks for any of it again."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest.embedding import Embedder

REPOSITORY = Path(__file__).parents[3]
MODULES = {"scikit-learn": "sklearn"}
"""Of packages that are not called like their modules."""


@pytest.fixture
def bare(onnx_embedder: Embedder, question_cache: Path, tmp_path: Path) -> Mapping[str, str]:
    """The environment of a machine with a prepared encoder, where nothing is installed that the image leaves out."""
    assert onnx_embedder.dimension == 384  # which says that the cache is filled
    uninstalled = re.search(r"pip uninstall --yes ([^&]+?)\n\n", (REPOSITORY / "Dockerfile").read_text())
    assert uninstalled
    packages = uninstalled[1].replace("\\\n", " ").split()
    modules = [MODULES.get(package, package.replace("-", "_")) for package in packages]
    assert {"torch", "transformers", "sentence_transformers"} <= set(modules)
    absent = tmp_path / "absent"
    absent.mkdir()
    (absent / "sitecustomize.py").write_text(f"import sys\nsys.modules.update(dict.fromkeys({modules}))\n")
    encoders = tmp_path / "cache/sitrep/encoders"
    encoders.parent.mkdir(parents=True)
    encoders.symlink_to(question_cache)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "SITREP_DATA": str(tmp_path / "data"),
        "PYTHONPATH": os.pathsep.join(map(str, (absent, REPOSITORY))),
    }


def sitrep(*arguments: str, environment: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 because it is ours
        [sys.executable, "-m", "bot.cli", *arguments],
        env=environment,
        cwd=environment["HOME"],
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_fills_an_archive_and_answers_from_it(bare: Mapping[str, str]) -> None:
    demo = sitrep("demo", environment=bare)

    assert demo.returncode == 0, demo.stderr
    assert "At least 102 attacks" in demo.stdout


def test_a_model_that_is_not_prepared_is_refused_in_a_sentence(bare: Mapping[str, str]) -> None:
    refused = sitrep("demo", environment={**bare, "XDG_CACHE_HOME": f"{bare['HOME']}/elsewhere"})

    assert refused.returncode != 0
    assert "KEEP_TORCH=1" in " ".join(refused.stderr.split())
    assert "Traceback" not in refused.stderr
