"""A Discord on loopback for the real discord.py client: REST, gateway, interactions, limits and faults.

It imitates what a bot can notice, and knows nothing of our bot. A test opens `FakeDiscord`, points the client at it,
lets people act, and looks at what they then see.
"""

from tests.fakediscord.components import NotOffered
from tests.fakediscord.fake import TOKEN, FakeDiscord
from tests.fakediscord.gateway import CloseCode
from tests.fakediscord.interactions import CallbackKind, Choice, Deadlines, Interaction
from tests.fakediscord.messages import Message
from tests.fakediscord.rate_limits import Bucket
from tests.fakediscord.record import Request
from tests.fakediscord.wire import Intent, MessageFlag, Permission, Upload
from tests.fakediscord.world import EVERYONE, INVITED, Channel, Guild, User

__all__ = [
    "EVERYONE",
    "INVITED",
    "TOKEN",
    "Bucket",
    "CallbackKind",
    "Channel",
    "Choice",
    "CloseCode",
    "Deadlines",
    "FakeDiscord",
    "Guild",
    "Intent",
    "Interaction",
    "Message",
    "MessageFlag",
    "NotOffered",
    "Permission",
    "Request",
    "Upload",
    "User",
]
