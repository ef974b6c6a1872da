"""Storage of what belongs to Discord: servers' settings, what buttons show, what messages lean on. No discord.py."""

from bot.records.conversations import Conversations, Seat
from bot.records.feedback import Ballots, Correction, Feedback, Vote
from bot.records.records import Kept, Records, Server

__all__ = ["Ballots", "Conversations", "Correction", "Feedback", "Kept", "Records", "Seat", "Server", "Vote"]
