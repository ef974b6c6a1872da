"""What two deployments may differ in. Read once, in a `main` function, and nowhere else."""

import os
import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar, overload

from platformdirs import user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ingest.archive.chroma_server import ChromaAddress
from ingest.archive.database import ARCHIVE_FILE_NAME
from ingest.archive.dialects import DatabasePlace
from ingest.embedding import DEFAULT_MODEL
from ingest.errors import SettingError
from ingest.subscriptions import Limits

ENV_FILE: Final = "SITREP_ENV_FILE"
"""The variable that names a file of settings, as `--env-file` does; inherited by the processes of the service."""
SECRETS: Final = ("DATABASE_URL", "CHROMA_TOKEN")
"""Variables that a part takes out of its environment once it has read them: what reads strangers' bytes inherits it."""
_NAME: Final = ".env"


def _folder(path: Path) -> Path:
    folder = path.expanduser()
    if folder.exists() and not folder.is_dir():
        raise ValueError("it is a file")
    return folder


def _bare(url: HttpUrl) -> HttpUrl:
    if url.username or url.password or (url.path or "/") != "/" or url.query:
        raise ValueError("what is more than a host and a port would not be heeded")
    return url


def _postgresql(url: SecretStr) -> SecretStr:
    if not re.match(r"postgres(ql(\+psycopg)?)?://", url.get_secret_value()):
        raise ValueError("it names no PostgreSQL")
    return url


def _networks(text: object) -> object:
    """Read what the environment can hold, which is text: networks separated by commas."""
    if not isinstance(text, str):
        return text
    return tuple(ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def _words(text: object) -> object:
    if not isinstance(text, str):
        return text
    return tuple(part.strip().strip(".") for part in text.split(",") if part.strip())


HostName: TypeAlias = Annotated[str, Field(pattern=r"^[\w-]+(\.[\w-]+)*$")]


class Settings(BaseSettings):
    """The environment's variables; those it lacks from `settings_files`, the first that has them; else the defaults.

    An empty variable counts as absent. A field's description completes the sentence "NAME must be …".
    `.env.example` documents every one, and a test keeps the two equal.
    """

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",  # because `.env` also holds what is not ours: the bot's token, a container's variables
        frozen=True,
        populate_by_name=True,
    )

    data: Annotated[Path, AfterValidator(_folder)] = Field(
        default_factory=lambda: user_data_path("sitrep", appauthor=False),
        validation_alias="SITREP_DATA",
        description="a folder, or a path where one can be made",
    )
    chroma_url: Annotated[HttpUrl, AfterValidator(_bare)] | None = Field(
        default=None,
        validation_alias="CHROMA_URL",
        description="the address of a Chroma server, such as http://127.0.0.1:8000",
    )
    chroma_token: SecretStr | None = Field(
        default=None,
        validation_alias="CHROMA_TOKEN",
        description="the token that the Chroma server asks for",
    )
    database_url: Annotated[SecretStr, AfterValidator(_postgresql)] | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        description="the address of a PostgreSQL database, such as postgresql://sitrep:password@127.0.0.1/news",
    )
    model: str = Field(
        default=DEFAULT_MODEL,
        validation_alias="SITREP_MODEL",
        description="the name or the folder of a sentence-transformers model",
    )
    check_model: str | None = Field(
        default=None,
        validation_alias="CHECK_MODEL",
        description="the name or the folder of a cross-encoder that judges entailment",
    )
    contact: str | None = Field(
        default=None,
        validation_alias="SITREP_CONTACT",
        pattern=r"^[\x21-\x7e]+$",  # a header's value: one word of ASCII
        description="a mail address or a URL, such as news@example.org",
    )
    allowed_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)] = Field(
        default=(),
        validation_alias="SITREP_ALLOW_NETWORKS",
        description="networks separated by commas, such as 192.168.1.0/24",
    )
    blocked_hosts: Annotated[tuple[HostName, ...], NoDecode, BeforeValidator(_words)] = Field(
        default=(),
        validation_alias="SITREP_BLOCK_HOSTS",
        description="names of hosts separated by commas, such as example.org",
    )
    max_sources: int = Field(
        default=100,
        ge=1,
        validation_alias="SITREP_MAX_SOURCES",
        description="a number of sources, at least 1",
    )
    max_articles: int = Field(
        default=2_000,
        ge=1,
        validation_alias="SITREP_MAX_ARTICLES_A_DAY",
        description="a number of articles, at least 1",
    )
    keep_months: int | None = Field(
        default=None,
        ge=1,
        le=1_200,
        validation_alias="SITREP_KEEP_MONTHS",
        description="a number of months, 1 to 1200",
    )
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(lambda level: str(level).upper())
    ] = Field(
        default="WARNING",
        validation_alias="SITREP_LOG_LEVEL",
        description="one of DEBUG, INFO, WARNING, ERROR, CRITICAL",
    )

    @property
    def chroma(self) -> ChromaAddress | None:
        """The Chroma server to use; `None` where one is started here."""
        return ChromaAddress(str(self.chroma_url), self.chroma_token) if self.chroma_url else None

    @property
    def database(self) -> DatabasePlace:
        """Where the archive and the records are: PostgreSQL where it is set, else a file in `data`."""
        return self.database_url or self.data / ARCHIVE_FILE_NAME

    @property
    def limits(self) -> Limits:
        """How much one server may have read for it."""
        return Limits(sources=self.max_sources, articles_a_day=self.max_articles)


Kind = TypeVar("Kind", bound=Settings)


@overload
def read_settings(*, data: Path | None = None) -> Settings: ...
@overload
def read_settings(kind: type[Kind], *, data: Path | None = None) -> Kind: ...
def read_settings(kind: type[Settings] = Settings, *, data: Path | None = None) -> Settings:
    """Read the settings of a kind; `data`, where given, goes before the environment's.

    Raises `SettingError` with one sentence that names the first wrong one. It never repeats the value,
    which may hold a password.
    """
    if data is None:  # the archive's folder may be named in the file that lies elsewhere
        data = _read(Settings, settings_files(None), None).data
    return _read(kind, settings_files(data), data)


def settings_files(data: Path | None) -> tuple[Path, ...]:
    """Give the files in which settings may stand, each going before the next.

    The one that is named, else `.env` in the current folder; then `.env` beside the archive in `data`.
    Raises `SettingError` if the file that is named is not there.
    """
    named = os.environ.get(ENV_FILE)
    if named and not Path(named).is_file():
        raise SettingError(f"{named} is no file. Name one of settings with --env-file, or leave it out.")
    nearest = Path(named or _NAME)
    return (nearest,) if data is None else (nearest, data.expanduser() / _NAME)


def _read(kind: type[Kind], files: tuple[Path, ...], data: Path | None) -> Kind:
    given: dict[str, Any] = {"_env_file": files[::-1]}  # untyped, because pydantic hides its own argument
    if data is not None:
        given["data"] = data
    try:
        return kind(**given)
    except ValidationError as cause:
        raise SettingError(_sentence(kind, cause)) from cause
    except UnicodeDecodeError as cause:
        raise SettingError("The file .env must be UTF-8 text.") from cause
    except OSError as cause:
        raise SettingError(f"{cause.filename} cannot be read: {cause.strerror}. Let this user read it.") from cause


def _sentence(kind: type[Settings], error: ValidationError) -> str:
    wrong = str(error.errors()[0]["loc"][0])
    for name, field in kind.model_fields.items():
        if wrong in {name, field.validation_alias}:
            return f"{field.validation_alias} must be {field.description}."
    return f"{wrong} is wrong."
