"""The server of a Discord that a test disturbs, and that notes what it was asked."""

import time
from typing import Any

from bot.preview.loopback.rate_limits import refusal
from bot.preview.loopback.server import TOO_MANY_REQUESTS, Answer, Call, Endpoint, Server
from tests.fakediscord.faults import Faults
from tests.fakediscord.record import Request


class DisturbedServer(Server):
    """Answers as ordered, and otherwise as Discord would."""

    def __init__(self, **rooms: Any) -> None:  # noqa: ANN401 because they are its base's own
        super().__init__(**rooms)
        self.faults = Faults()
        self.requests: list[Request] = []
        self.bugs: list[Exception] = []

    def answer(self, call: Call, endpoint: Endpoint) -> Answer:
        try:
            answer = self._ordered(call) or super().answer(call, endpoint)
        except Exception as bug:
            self.bugs.append(bug)
            raise
        files = tuple(upload.name for upload in call.uploads.values())
        self.requests.append(Request(time.perf_counter(), call.method, call.path, answer.status, call.body, files))
        return answer

    def _ordered(self, call: Call) -> Answer | None:
        fault = self.faults.strike(call.method, call.path)
        if fault is None:
            return None
        if fault.status == TOO_MANY_REQUESTS:
            return Answer(fault.status, *refusal(fault.retry_after, everywhere=fault.everywhere))
        return Answer(fault.status, {"message": "ordered by the test", "code": fault.code})
