"""What two deployments of the bot may differ in, beside what the archive's may."""

from pydantic import Field, SecretStr

from bot.health import DEFAULT_PORT
from ingest import Settings


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
        validation_alias="SITREP_KEEP_DAYS",
        description="a number of days, at least 1",
    )
    health_port: int = Field(
        default=DEFAULT_PORT,
        ge=0,
        le=65_535,
        validation_alias="SITREP_HEALTH_PORT",
        description="a port on this machine, or 0 for none",
    )
