"""Storage of what belongs to Discord: servers' settings, what buttons show, what messages lean on, what is to be told.

No discord.py.
"""

from bot.records.alerts import AlertRecords
from bot.records.askers import Asker, installation_key
from bot.records.conversations import Conversations, Seat
from bot.records.feedback import Amendment, Ballots, Feedback, Vote
from bot.records.records import Kept, Records
from bot.records.servers import EVERYWHERE, Server
from bot.records.watches import Begun

__all__ = [
    "EVERYWHERE",
    "AlertRecords",
    "Amendment",
    "Asker",
    "Ballots",
    "Begun",
    "Conversations",
    "Feedback",
    "Kept",
    "Records",
    "Seat",
    "Server",
    "Vote",
    "installation_key",
]
