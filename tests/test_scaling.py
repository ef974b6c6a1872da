"""compose.scale.yaml and docs/scaling.md: what can be known of them without an engine."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from bot.cli.app import app
from bot.settings import BotSettings
from ingest import read_settings
from ingest.archive.dialects.postgresql_server import OLDEST

REPOSITORY = Path(__file__).parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((REPOSITORY / "compose.scale.yaml").read_text())
SMALL: dict[str, Any] = yaml.safe_load((REPOSITORY / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
SETTINGS = {str(field.validation_alias) for field in BotSettings.model_fields.values()}
PASSWORD = "${POSTGRES_PASSWORD:?write it into .env}"  # noqa: S105 because it is where one is put
PAGE = (REPOSITORY / "docs/scaling.md").read_text()


def test_what_is_ours_is_the_image_of_one_machine() -> None:
    assert OURS.keys() == {"bot", "worker"}
    same = {"build", "image", "restart", "init", "stop_grace_period", "read_only", "tmpfs", "cap_drop", "security_opt"}
    for service in OURS.values():
        assert {key: service[key] for key in same} == {key: SMALL["services"]["sitrep"][key] for key in same}
        assert service["depends_on"]["postgres"] == {"condition": "service_healthy"}


@pytest.mark.parametrize("name", sorted(OURS))
def test_it_starts_a_command_that_is_there_with_settings_that_are_there(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for setting in SETTINGS:
        monkeypatch.delenv(setting, raising=False)
    given = OURS[name]["environment"]
    for setting, value in given.items():
        monkeypatch.setenv(setting, str(value).replace(PASSWORD, "s3cret"))

    settings = read_settings(BotSettings)

    assert OURS[name]["command"] in get_command(app).commands  # type: ignore[attr-defined]  # because a group is declared as a command
    assert given.keys() <= SETTINGS
    assert settings.database_url
    assert settings.database_url.get_secret_value() == "postgresql://sitrep:s3cret@postgres/news"
    assert settings.chroma
    assert (settings.chroma.host, settings.chroma.port) == ("chroma", 8000)


def test_a_worker_knows_no_secret_of_the_bots() -> None:
    given = OURS["worker"]["environment"]

    assert {"DISCORD_TOKEN": "", "LLM_API_KEY": ""}.items() <= given.items()


def test_the_database_is_the_one_that_is_made() -> None:
    made = SERVICES["postgres"]["environment"]

    assert made == {"POSTGRES_DB": "news", "POSTGRES_USER": "sitrep", "POSTGRES_PASSWORD": PASSWORD}
    assert int(SERVICES["postgres"]["image"].removeprefix("postgres:")) >= OLDEST


def test_of_others_images_a_version_is_named_and_chromas_is_the_clients() -> None:
    from chromadb import __version__

    assert SERVICES["chroma"]["image"] == f"chromadb/chroma:{__version__}"


def test_nothing_is_reached_from_outside_this_machine() -> None:
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]

    assert published == ["127.0.0.1:8787:8787"]


def test_what_has_to_last_lies_in_volumes_that_are_made() -> None:
    mounted = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}

    assert mounted == COMPOSE["volumes"].keys()


def test_the_page_names_settings_that_are_there() -> None:
    named = set(re.findall(r"\b(?:SITREP|CHROMA|LLM|DATABASE|DISCORD)_[A-Z_]+\b", PAGE))

    assert {"DATABASE_URL", "CHROMA_URL"} <= named <= SETTINGS
