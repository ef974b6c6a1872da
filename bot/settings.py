"""What two deployments of the bot may differ in, beside what the archive's may."""

from ipaddress import IPv4Address
from typing import Final

from pydantic import Field, HttpUrl, SecretStr

from bot.errors import NotConfigured
from bot.health import DEFAULT_PORT
from ingest import Settings

WITHOUT_DISCORD: Final = "Without one everything works but Discord: sitrep demo, ask, latest, ingest, sources, worker."


class BotSettings(Settings):
    """Every setting of the service."""

    discord_token: SecretStr | None = Field(
        default=None,
        validation_alias="DISCORD_TOKEN",
        description="the token of a Discord application's bot",
    )
    keep_days: int = Field(
        default=7,
        ge=1,
        le=3_650,
        validation_alias="SITREP_KEEP_DAYS",
        description="a number of days, 1 to 3650",
    )
    health_port: int = Field(
        default=DEFAULT_PORT,
        ge=0,
        le=65_535,
        validation_alias="SITREP_HEALTH_PORT",
        description="a port on this machine, or 0 for none",
    )
    public_a_minute: int = Field(
        default=20,
        ge=1,
        validation_alias="SITREP_PUBLIC_ANSWERS_A_MINUTE",
        description="a number of answers, at least 1",
    )
    message_content: int = Field(
        default=0,
        ge=0,
        le=1,
        validation_alias="DISCORD_MESSAGE_CONTENT",
        description="1 or 0",
    )
    health_host: IPv4Address = Field(
        default=IPv4Address("127.0.0.1"),
        validation_alias="SITREP_HEALTH_HOST",
        description="an IPv4 address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them",
    )
    log_questions: bool = Field(
        default=False,
        validation_alias="SITREP_LOG_QUESTIONS",
        description="True or False",
    )
    llm_base_url: HttpUrl | None = Field(
        default=None,
        validation_alias="LLM_BASE_URL",
        description="the address of an OpenAI-compatible API, such as http://127.0.0.1:11434/v1",
    )
    llm_model: str | None = Field(
        default=None,
        validation_alias="LLM_MODEL",
        description="the name of a model that is served there",
    )
    llm_api_key: SecretStr | None = Field(
        default=None,
        validation_alias="LLM_API_KEY",
        description="the key that the API asks for",
    )
    llm_seconds: int = Field(
        default=30,
        ge=1,
        le=300,
        validation_alias="LLM_SECONDS",
        description="a number of seconds, 1 to 300",
    )
    llm_questions: int = Field(
        default=100,
        ge=1,
        validation_alias="LLM_QUESTIONS_A_DAY",
        description="a number of questions, at least 1",
    )


def discord_token(settings: BotSettings) -> str:
    """Give the bot's token; `NotConfigured` where there is none."""
    if settings.discord_token is None:
        raise NotConfigured(
            "DISCORD_TOKEN is not set. README.md says under “Your server in 15 minutes” how to get a bot's token; "
            f"write it into .env, in the current folder or in {settings.data}, or name a file with --env-file. "
            f"{WITHOUT_DISCORD}"
        )
    return settings.discord_token.get_secret_value()
