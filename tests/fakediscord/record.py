"""What was asked of Discord, kept for tests to look at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.preview.loopback.wire import Body, Payload

_MESSAGE_WRITING = re.compile(
    r"POST /channels/\d+/messages|PATCH /channels/\d+/messages/\d+"
    r"|POST /webhooks/\d+/[^/]+|PATCH /webhooks/\d+/[^/]+/messages/[^/]+"
)
_CALLBACK = re.compile(r"POST /interactions/\d+/[^/]+/callback")
_CALLBACKS_WITH_MESSAGES = {4, 7}


@dataclass(frozen=True)
class Request:
    """One request and how it was answered."""

    at: float
    method: str
    path: str
    status: int
    body: Body
    files: tuple[str, ...] = ()

    def message_body(self) -> Payload | None:
        """Give the message that this request writes, if it writes one."""
        line = f"{self.method} {self.path}"
        if not isinstance(self.body, dict):
            return None
        if _MESSAGE_WRITING.fullmatch(line):
            return self.body
        if _CALLBACK.fullmatch(line) and self.body["type"] in _CALLBACKS_WITH_MESSAGES:
            return self.body.get("data") or {}
        return None


def unsafe_bodies(requests: Iterable[Request]) -> list[Request]:
    """Give the requests whose message does not forbid every mention but of one member: `@everyone` in it would ring."""
    return [
        request
        for request in requests
        if (message := request.message_body()) is not None and not _is_safe(message.get("allowed_mentions"))
    ]


def _is_safe(allowed: Payload | None) -> bool:
    if allowed is None or allowed.get("parse") != [] or allowed.get("replied_user"):
        return False
    return not allowed.get("roles") and len(allowed.get("users", [])) <= 1
