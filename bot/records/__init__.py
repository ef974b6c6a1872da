"""Storage of what belongs to Discord: servers' settings, and what buttons show. Knows no discord.py and no news."""

from bot.records.records import Kept, Records, Server

__all__ = ["Kept", "Records", "Server"]
