"""Storage of what belongs to Discord: servers' settings, what buttons show, what messages lean on. No discord.py."""

from bot.records.alerts import AlertRecords
from bot.records.conversations import Conversations, Seat
from bot.records.records import Kept, Records, Server

__all__ = ["AlertRecords", "Conversations", "Kept", "Records", "Seat", "Server"]
