"""The Discord on loopback (`bot.preview.loopback`) as tests use it: disturbed to order, with a record."""

from bot.preview.loopback.components import NotOffered
from bot.preview.loopback.gateway import CloseCode
from bot.preview.loopback.interactions import CallbackKind, Choice, Deadlines, Interaction
from bot.preview.loopback.messages import Message
from bot.preview.loopback.rate_limits import Bucket
from bot.preview.loopback.wire import Intent, MessageFlag, Permission, Upload
from bot.preview.loopback.world import EVERYONE, INVITED, Channel, Guild, User
from tests.fakediscord.disturbing import TOKEN, FakeDiscord
from tests.fakediscord.record import Request

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
