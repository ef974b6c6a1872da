"""The operations page is true: its unit, its metrics, its settings."""

import configparser
import os
import re
from pathlib import Path

from bot.service import GRACE_SECONDS

REPOSITORY = Path(__file__).parents[1]
PAGE = (REPOSITORY / "docs/operations.md").read_text()


def unit() -> configparser.ConfigParser:
    written = re.search(r"```ini\n(.*?)```", PAGE, re.DOTALL)
    assert written
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[assignment, method-assign] # because systemd tells large letters from small
    parser.read_string(written[1])
    return parser


def test_the_unit_gives_the_service_time_to_end_and_heeds_its_code() -> None:
    service = unit()["Service"]

    assert int(service["TimeoutStopSec"]) > GRACE_SECONDS
    assert int(service["RestartPreventExitStatus"]) == os.EX_CONFIG
    assert " run --data " in service["ExecStart"]
    assert service["ReadWritePaths"] == service["ExecStart"].split()[-1] == service["WorkingDirectory"]


def test_every_metric_is_explained() -> None:
    measured = set(re.findall(r'"(sitrep_[a-z_]+)"', (REPOSITORY / "bot/metrics.py").read_text()))
    explained = set(re.findall(r"`(sitrep_[a-z_]+)", PAGE))

    assert measured
    assert explained == measured


def test_what_the_worker_counts_is_explained() -> None:
    worker = (REPOSITORY / "ingest/polling/worker.py").read_text()
    (counts,) = re.findall(r"counts = \{(.*?)\}", worker, re.DOTALL)

    assert set(re.findall(r'"([a-z_]+)":', counts)) <= set(re.findall(r'what="([a-z_]+)"', PAGE))


def test_every_setting_that_it_names_exists() -> None:
    named = set(re.findall(r"\b(?:SITREP|CHROMA|LLM)_[A-Z_]+\b", PAGE))

    assert named <= set(re.findall(r"^#?([A-Z_]+)=", (REPOSITORY / ".env.example").read_text(), re.MULTILINE))
