"""Redirects, followed by ourselves so that every hop is looked at."""

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urljoin, urlsplit

from ingest.fetching.addresses import host_of, usable
from ingest.live import Failure, FailureKind

STATUSES: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})
_MOST: Final = 5  # RFC 9309 asks for five for robots.txt; honest feeds need two


@dataclass(frozen=True, slots=True)
class Redirect:
    """An answer that says: look elsewhere."""

    status: int
    location: str
    """As the server wrote it: maybe relative, maybe nonsense."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Where one is, and how one came there."""

    here: str
    before: tuple[str, ...] = ()
    permanent: bool = True

    @property
    def moved_to(self) -> str | None:
        """Where every redirect on the way was permanent: the address to use from now on."""
        return self.here if self.before and self.permanent else None

    def follow(self, redirect: Redirect) -> "Trail | Failure":
        """Step to where the redirect leads, or say why nobody goes there."""
        target = _target(self.here, redirect.location)
        if isinstance(target, Failure):
            return target
        before = (*self.before, self.here)
        return _objection(before, target) or replace(
            self, here=target, before=before, permanent=self.permanent and redirect.status in _PERMANENT
        )


def _target(here: str, location: str) -> str | Failure:
    try:
        return usable(urljoin(here, location))
    except ValueError:
        return Failure(FailureKind.MALFORMED, f"{host_of(here)} redirects to what is not a web address")


def _objection(before: tuple[str, ...], target: str) -> Failure | None:
    host = host_of(before[-1])
    if urlsplit(before[-1]).scheme == "https" and urlsplit(target).scheme == "http":
        return Failure(FailureKind.REFUSED, f"{host} redirects from https to http, which is not followed")
    if target in before:
        return Failure(FailureKind.MALFORMED, f"{host} redirects in a circle")
    if len(before) > _MOST:
        return Failure(FailureKind.MALFORMED, f"{host} redirects more than {_MOST} times")
    return None
