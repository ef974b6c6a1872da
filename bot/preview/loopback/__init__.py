"""A Discord on loopback for the real discord.py client: REST, gateway, interactions, limits.

It imitates what a bot can notice, and knows nothing of our bot. Whoever uses it opens `LoopbackDiscord`, points the
client at it, lets people act, and looks at what they then see.
"""

from bot.preview.loopback.components import NotOffered
from bot.preview.loopback.discord import LoopbackDiscord
from bot.preview.loopback.gateway import CloseCode
from bot.preview.loopback.interactions import CallbackKind, Choice, Deadlines, Interaction
from bot.preview.loopback.messages import Message
from bot.preview.loopback.rate_limits import Bucket
from bot.preview.loopback.wire import Intent, MessageFlag, Permission, Upload
from bot.preview.loopback.world import EVERYONE, INVITED, Channel, Guild, User

__all__ = [
    "EVERYONE",
    "INVITED",
    "Bucket",
    "CallbackKind",
    "Channel",
    "Choice",
    "CloseCode",
    "Deadlines",
    "Guild",
    "Intent",
    "Interaction",
    "LoopbackDiscord",
    "Message",
    "MessageFlag",
    "NotOffered",
    "Permission",
    "Upload",
    "User",
]
