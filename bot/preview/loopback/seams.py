"""Where discord.py is told its addresses: two class attributes, and no method is replaced."""

from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL


def point_client_at(*, rest_url: str, gateway_url: str) -> None:
    """Send every client of this process to these addresses, for good."""
    for owner, name, address in client_addresses(rest_url=rest_url, gateway_url=gateway_url):
        setattr(owner, name, address)


def client_addresses(*, rest_url: str, gateway_url: str) -> list[tuple[type, str, str | URL]]:
    """Give each class with the attribute that holds an address, and what to set it to."""
    return [(Route, "BASE", rest_url), (DiscordWebSocket, "DEFAULT_GATEWAY", URL(gateway_url))]
