"""Storage of what belongs to Discord: servers' settings, what buttons show, what messages lean on, what is to be told.

No discord.py.
"""

from bot.records.askers import Asker as Asker, installation_key as installation_key
from bot.records.conversations import Conversations as Conversations, Seat as Seat
from bot.records.feedback import Amendment as Amendment, Feedback as Feedback, Vote as Vote
from bot.records.records import Kept as Kept, Records as Records
from bot.records.servers import EVERYWHERE as EVERYWHERE, Server as Server
from bot.records.watches import Begun as Begun
