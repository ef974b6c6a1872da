import re
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from bot.settings import BotSettings
from ingest import SettingError, Settings, read_settings

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field in BotSettings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    monkeypatch.chdir(tmp_path)


def test_every_setting_has_a_default() -> None:
    settings = read_settings(BotSettings)

    assert (settings.discord_token, settings.keep_days, settings.health_port) == (None, 7, 8787)
    assert settings.model == read_settings(Settings).model


def test_a_token_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "abc.def.ghi")

    settings = read_settings(BotSettings)

    assert "abc" not in repr(settings)
    assert settings.discord_token
    assert settings.discord_token.get_secret_value() == "abc.def.ghi"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SITREP_KEEP_DAYS", "0", "SITREP_KEEP_DAYS must be a number of days, 1 to 3650."),
        ("SITREP_KEEP_DAYS", "a week", "SITREP_KEEP_DAYS must be a number of days, 1 to 3650."),
        ("SITREP_KEEP_DAYS", "99999999999", "SITREP_KEEP_DAYS must be a number of days, 1 to 3650."),
        ("SITREP_HEALTH_PORT", "70000", "SITREP_HEALTH_PORT must be a port on this machine, or 0 for none."),
        (
            "LLM_BASE_URL",
            "127.0.0.1:11434",
            "LLM_BASE_URL must be the address of an OpenAI-compatible API, such as http://127.0.0.1:11434/v1.",
        ),
        ("DISCORD_MESSAGE_CONTENT", "maybe", "DISCORD_MESSAGE_CONTENT must be 1 or 0."),
        ("LLM_SECONDS", "soon", "LLM_SECONDS must be a number of seconds, 1 to 300."),
        ("LLM_QUESTIONS_A_DAY", "0", "LLM_QUESTIONS_A_DAY must be a number of questions, at least 1."),
        ("SITREP_LOG_LEVEL", "loud", "SITREP_LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL."),
    ],
)
def test_a_wrong_setting_is_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingError) as error:
        read_settings(BotSettings)

    assert str(error.value) == sentence


def test_the_example_file_documents_every_setting_with_its_default() -> None:
    documented = dict(re.findall(r"^#([A-Z_]+)=(.*)$", (REPOSITORY / ".env.example").read_text(), re.MULTILINE))

    assert documented == {
        str(field.validation_alias): "" if field.default in (None, (), PydanticUndefined) else str(field.default)
        for field in BotSettings.model_fields.values()
    }
