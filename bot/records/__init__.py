"""Storage of what belongs to Discord: servers' settings, what buttons show, what messages lean on, what is to be told.

No discord.py.
"""

from bot.records.askers import Asker, installation_key
from bot.records.conversations import Conversations, Seat
from bot.records.records import Kept, Records
from bot.records.servers import EVERYWHERE, Server
from bot.records.watches import Begun

__all__ = ["EVERYWHERE", "Asker", "Begun", "Conversations", "Kept", "Records", "Seat", "Server", "installation_key"]
