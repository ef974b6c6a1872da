"""Trying the bot without Discord: the real client at a Discord on this machine, and a page to use it from."""

from typing import Final

DEFAULT_PORT: Final = 8788
