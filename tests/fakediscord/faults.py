"""Failures that a test orders: so many answers of some status where a path matches."""

import re
from dataclasses import dataclass


@dataclass
class Fault:
    """`times` more answers of `status` to `method` where `pattern` is found in the path."""

    method: str
    pattern: str
    status: int
    times: int
    code: int = 0
    retry_after: float = 0.5
    everywhere: bool = False

    def strikes(self, method: str, path: str) -> bool:
        return self.times > 0 and self.method in {"*", method} and re.search(self.pattern, path) is not None


class Faults:
    """The failures still to come."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def order(self, fault: Fault) -> None:
        self._faults.append(fault)

    def strike(self, method: str, path: str) -> Fault | None:
        """Give the fault that this request meets, and count it."""
        for fault in self._faults:
            if fault.strikes(method, path):
                fault.times -= 1
                return fault
        return None
