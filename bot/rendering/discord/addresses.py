"""How the address of a source is shown: never with what may be a key. Pure."""

from urllib.parse import urlsplit

from bot.rendering.discord.markup import cut, one_line


def shown_address(url: str, *, shown: int) -> str:
    """Give host and path as plain text; a query is only hinted at, a user name left out."""
    try:
        parts = urlsplit(one_line(url))
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return cut(one_line(url).partition("?")[0].rpartition("@")[2], shown)
    place = (host + parts.path).strip().rstrip("/") or one_line(url).partition("?")[0].rpartition("@")[2]
    return cut(place, shown) + ("?…" if parts.query else "")
