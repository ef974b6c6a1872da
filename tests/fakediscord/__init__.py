"""The Discord on loopback (`bot.preview.loopback`) as tests use it: disturbed to order, with a record."""

from bot.preview.loopback import (
    EVERYONE,
    INVITED,
    Bucket,
    CallbackKind,
    Channel,
    Choice,
    CloseCode,
    Deadlines,
    Guild,
    Intent,
    Interaction,
    Message,
    MessageFlag,
    NotOffered,
    Permission,
    Upload,
    User,
)
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
