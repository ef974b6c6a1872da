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
    code: ClassVar[int]

    def __init_subclass__(cls, *, status: int, code: int = 0) -> None:
        cls.status, cls.code = status, code

    def __str__(self) -> str:
        return type(self).__doc__ or type(self).__name__

    def payload(self) -> Payload:
        """Give the body of the refusal."""
        return {"message": str(self), "code": self.code}


class InvalidForm(ApiError, status=400, code=50035):
    """Invalid Form Body"""

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


class EmptyMessage(ApiError, status=400, code=50006):
    """Cannot send an empty message"""


class AlreadyAcknowledged(ApiError, status=400, code=40060):
    """Interaction has already been acknowledged."""


class HistoryNotReadable(ApiError, status=400, code=160002):
    """Cannot reply without permission to read message history"""


class Unauthorized(ApiError, status=401):
    """401: Unauthorized"""


class ExpiredToken(ApiError, status=401, code=50027):
    """Invalid Webhook Token"""


class MissingAccess(ApiError, status=403, code=50001):
    """Missing Access"""


class MissingPermissions(ApiError, status=403, code=50013):
    """Missing Permissions"""


class Forbidden(ApiError, status=403, code=50005):
    """Cannot edit a message authored by another user"""


class UnknownChannel(ApiError, status=404, code=10003):
    """Unknown Channel"""


class UnknownMessage(ApiError, status=404, code=10008):
    """Unknown Message"""


class UnknownUser(ApiError, status=404, code=10013):
    """Unknown User"""


class UnknownWebhook(ApiError, status=404, code=10015):
    """Unknown Webhook"""


class UnknownInteraction(ApiError, status=404, code=10062):
    """Unknown interaction"""


class NotImitated(ApiError, status=501):
    """The fake does not imitate this route"""
