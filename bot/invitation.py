"""The link by which a server's moderators invite the bot, with what it needs and nothing more."""

import base64
import binascii
import re
from typing import Final
from urllib.parse import urlencode

SCOPES: Final = ("bot", "applications.commands")
PERMISSIONS: Final = {
    "VIEW_CHANNEL": 1 << 10,
    "SEND_MESSAGES": 1 << 11,
    "EMBED_LINKS": 1 << 14,
    "ATTACH_FILES": 1 << 15,
    "READ_MESSAGE_HISTORY": 1 << 16,
    "SEND_MESSAGES_IN_THREADS": 1 << 38,
}
"""Bits of Discord's permissions. To reply it must read the history; the files are pictures; no threads are made."""

_AUTHORIZE: Final = "https://discord.com/oauth2/authorize"
_ID: Final = re.compile(r"[0-9]{17,20}")
_TOKEN: Final = re.compile(r"([\w-]{22,28})\.[\w-]{6,7}\.[\w-]{27,}", re.ASCII)


def invite_url(client_id: str) -> str:
    """Give the link that invites the application of this id; `ValueError` if it is no id."""
    if not _ID.fullmatch(client_id):
        raise ValueError("an application's id is a number of 17 to 20 digits")
    permissions = sum(PERMISSIONS.values())
    return f"{_AUTHORIZE}?{urlencode({'client_id': client_id, 'scope': ' '.join(SCOPES), 'permissions': permissions})}"


def client_id_of(token: str) -> str | None:
    """Read the application's id in a bot's token, whose first part is that; `None` if it does not look like a token."""
    if not (shaped := _TOKEN.fullmatch(token)):
        return None
    first = shaped[1]
    try:
        client_id = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return client_id if _ID.fullmatch(client_id) else None
