"""What Discord answers instead of a result: a status, a code and a sentence.

ApiError
├── InvalidForm            400 50035   a body that breaks a limit
├── EmptyMessage           400 50006
├── AlreadyAcknowledged    400 40060
├── HistoryNotReadable     400 160002  a reply to what the bot may not read
├── Unauthorized           401 0
├── ExpiredToken           401 50027
├── MissingAccess          403 50001
├── MissingPermissions     403 50013
├── Forbidden              403 50005   another author's message
├── UnknownChannel         404 10003
├── UnknownGuild           404 10004
├── UnknownMessage         404 10008
├── UnknownUser            404 10013
├── UnknownWebhook         404 10015
├── UnknownInteraction     404 10062
└── NotImitated            501 0       the fake lacks this route
"""

from typing import ClassVar

from bot.preview.loopback.wire import Payload


class ApiError(Exception):
    """Discord refuses"""

    status: ClassVar[int]
    code: ClassVar[int] = 0

    def __str__(self) -> str:
        return type(self).__doc__ or type(self).__name__

    def payload(self) -> Payload:
        """Give the body of the refusal."""
        return {"message": str(self), "code": self.code}


class InvalidForm(ApiError):
    """Invalid Form Body"""

    status, code = 400, 50035

    def __init__(self, place: str, complaint: str) -> None:
        super().__init__(place, complaint)
        self.place = place
        self.complaint = complaint

    def payload(self) -> Payload:
        """Give the body, with the complaint at its place in the form."""
        errors: Payload = {"_errors": [{"code": "INVALID", "message": self.complaint}]}
        for step in reversed(self.place.split(".")):
            errors = {step: errors}
        return {**super().payload(), "errors": errors}


class EmptyMessage(ApiError):
    """Cannot send an empty message"""

    status, code = 400, 50006


class AlreadyAcknowledged(ApiError):
    """Interaction has already been acknowledged."""

    status, code = 400, 40060


class HistoryNotReadable(ApiError):
    """Cannot reply without permission to read message history"""

    status, code = 400, 160002


class Unauthorized(ApiError):
    """401: Unauthorized"""

    status = 401


class ExpiredToken(ApiError):
    """Invalid Webhook Token"""

    status, code = 401, 50027


class MissingAccess(ApiError):
    """Missing Access"""

    status, code = 403, 50001


class MissingPermissions(ApiError):
    """Missing Permissions"""

    status, code = 403, 50013


class Forbidden(ApiError):
    """Cannot edit a message authored by another user"""

    status, code = 403, 50005


class UnknownChannel(ApiError):
    """Unknown Channel"""

    status, code = 404, 10003


class UnknownGuild(ApiError):
    """Unknown Guild"""

    status, code = 404, 10004


class UnknownMessage(ApiError):
    """Unknown Message"""

    status, code = 404, 10008


class UnknownUser(ApiError):
    """Unknown User"""

    status, code = 404, 10013


class UnknownWebhook(ApiError):
    """Unknown Webhook"""

    status, code = 404, 10015


class UnknownInteraction(ApiError):
    """Unknown interaction"""

    status, code = 404, 10062


class NotImitated(ApiError):
    """The fake does not imitate this route"""

    status = 501
