from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

import pytest
from pydantic import SecretStr

from ingest.errors import SettingError
from ingest.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    monkeypatch.delenv("SITREP_ENV_FILE", raising=False)
    monkeypatch.chdir(tmp_path)


def test_every_setting_has_a_default() -> None:
    settings = read_settings()

    assert settings.data.name == "sitrep"
    assert settings.chroma_url is None
    assert settings.model == "all-MiniLM-L6-v2"
    assert settings.log_level == "WARNING"
    assert settings.contact is None
    assert settings.allowed_networks == ()
    assert settings.blocked_hosts == ()


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("SITREP_MODEL=from-file\nSITREP_LOG_LEVEL=info\nDISCORD_TOKEN=not-ours\n")
    monkeypatch.setenv("SITREP_MODEL", "from-environment")

    settings = read_settings()

    assert settings.model == "from-environment"
    assert settings.log_level == "INFO"


def test_a_file_beside_the_archive_gives_what_the_nearer_ones_lack(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / ".env").write_text(
        "SITREP_MODEL=beside\nSITREP_CONTACT=beside@news.example\nSITREP_MAX_SOURCES=7\nSITREP_DATA=/elsewhere\n"
    )
    Path(".env").write_text("SITREP_MODEL=here\nSITREP_CONTACT=here@news.example\nSITREP_DATA=news\n")
    monkeypatch.setenv("SITREP_MODEL", "from-environment")

    settings = read_settings()

    assert (settings.data, settings.model) == (Path("news"), "from-environment")
    assert (settings.contact, settings.max_sources) == ("here@news.example", 7)
    assert read_settings(data=tmp_path / "news").max_sources == 7


def test_a_named_file_stands_in_for_that_of_the_current_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Path(".env").write_text("SITREP_MODEL=here\n")
    (tmp_path / "settings").write_text(f"SITREP_CONTACT=named@news.example\nSITREP_DATA={tmp_path}/news\n")
    monkeypatch.setenv("SITREP_ENV_FILE", str(tmp_path / "settings"))

    settings = read_settings()

    assert (settings.model, settings.contact) == ("all-MiniLM-L6-v2", "named@news.example")
    assert settings.data == tmp_path / "news"


def test_a_named_file_that_is_not_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_ENV_FILE", "/nowhere/.env")

    with pytest.raises(SettingError, match=r"^/nowhere/\.env is no file\. Name one of settings with --env-file"):
        read_settings()


def test_the_given_folder_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SITREP_DATA", "elsewhere")

    assert read_settings(data=tmp_path).data == tmp_path


def test_an_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMA_URL", "")

    assert read_settings().chroma_url is None


def test_the_archive_is_a_file_unless_a_database_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert read_settings(data=tmp_path).database == tmp_path / "archive.sqlite3"

    monkeypatch.setenv("DATABASE_URL", "postgres://sitrep:secret@db.example/news")

    settings = read_settings(data=tmp_path)
    assert settings.database == SecretStr("postgres://sitrep:secret@db.example/news")
    assert "secret" not in repr(settings)


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    monkeypatch.setenv("SITREP_DATA", "~/news")

    assert read_settings().data == Path("/home/reader/news")


def test_networks_are_parted_by_commas_and_may_be_named_by_a_host_of_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_ALLOW_NETWORKS", "192.168.1.7/24, fd00::/8,")

    assert read_settings().allowed_networks == (IPv4Network("192.168.1.0/24"), IPv6Network("fd00::/8"))


def test_hosts_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_BLOCK_HOSTS", "example.org, .Tracker.example.net,bücher.example,")

    assert read_settings().blocked_hosts == ("example.org", "Tracker.example.net", "bücher.example")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        pytest.param(
            "CHROMA_URL",
            "user:secret@localhost",
            "CHROMA_URL must be the address of a Chroma server, such as http://127.0.0.1:8000.",
            id="no address",
        ),
        pytest.param(
            "CHROMA_URL",
            "http://127.0.0.1:8000/behind/a/path",
            "CHROMA_URL must be the address of a Chroma server, such as http://127.0.0.1:8000.",
            id="an address with a path",
        ),
        pytest.param(
            "DATABASE_URL",
            "mysql://sitrep:secret@localhost/news",
            "DATABASE_URL must be the address of a PostgreSQL database, such as "
            "postgresql://sitrep:password@127.0.0.1/news.",
            id="another database",
        ),
        pytest.param(
            "SITREP_LOG_LEVEL",
            "loud",
            "SITREP_LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL.",
            id="no level",
        ),
        pytest.param(
            "SITREP_DATA",
            __file__,
            "SITREP_DATA must be a folder, or a path where one can be made.",
            id="a file for a folder",
        ),
        pytest.param(
            "SITREP_CONTACT",
            "me@example.org\nX-Other: 1",
            "SITREP_CONTACT must be a mail address or a URL, such as news@example.org.",
            id="a second header",
        ),
        pytest.param(
            "SITREP_ALLOW_NETWORKS",
            "192.168.1.0/240",
            "SITREP_ALLOW_NETWORKS must be networks separated by commas, such as 192.168.1.0/24.",
            id="no network",
        ),
        pytest.param(
            "SITREP_BLOCK_HOSTS",
            "https://example.org/feed",
            "SITREP_BLOCK_HOSTS must be names of hosts separated by commas, such as example.org.",
            id="an address for a host",
        ),
    ],
)
def test_a_wrong_setting_is_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingError) as error:
        read_settings()

    assert str(error.value) == sentence


def test_a_wrong_folder_on_the_command_line_is_the_same_sentence() -> None:
    with pytest.raises(SettingError, match=r"^SITREP_DATA must be a folder"):
        read_settings(data=Path(__file__))


def test_a_file_of_settings_in_another_encoding_is_named() -> None:
    Path(".env").write_bytes("SITREP_MODEL=modèle\n".encode("latin-1"))

    with pytest.raises(SettingError, match=r"The file \.env must be UTF-8 text"):
        read_settings()
