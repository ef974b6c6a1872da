"""What an answer's status and headers mean. Pure; the body is read only if nothing speaks against it."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Final

from ingest.fetching.caching import NOTHING_KNOWN, max_age, retry_after, validators_of
from ingest.fetching.redirects import STATUSES, Redirect
from ingest.live import Failure, FailureKind, NotModified, Resource, Validators

_WHOLE: Final = frozenset({200, 203})
_BLOCKING: Final = frozenset({401, 402, 403, 451})
_PASSING: Final = frozenset({408, 421, 425})  # client errors in name: time, connection, and handshake were to blame
_GUARDS: Final = ("cf-mitigated", "x-amzn-waf-action", "x-vercel-mitigated", "sg-captcha")
"""Headers in which Cloudflare, AWS, Vercel and SiteGround say what they did with a request."""
_CHECKS: Final = frozenset({"challenge", "captcha", "deny", "block"})
_SERVER_ERROR: Final = 500
_PAGE_TYPES: Final = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
_KNOWN_TYPES: Final = {"application/pdf": "a PDF", "image": "an image", "video": "a video", "audio": "a recording"}


def judge(  # noqa: PLR0913 because all that an answer is judged by is said here
    status: int, headers: Mapping[str, str], *, host: str, resource: Resource, sent: Validators, now: datetime
) -> NotModified | Failure | Redirect | None:
    """Say what came of the request, or `None` if its body is what was asked for."""
    if status in STATUSES and "Location" in headers:
        return Redirect(status, headers["Location"])
    if status == HTTPStatus.NOT_MODIFIED and sent != NOTHING_KNOWN:
        return NotModified(validators_of(headers, sent), max_age(headers, now))
    if status not in _WHOLE or _is_challenge(status, headers):
        return _refused(status, headers, host, now)
    if resource is Resource.PAGE and (kind := media_type(headers)) not in _PAGE_TYPES:
        return Failure(FailureKind.MALFORMED, f"{host} answers with {_spoken(kind)}, not a page")
    return None


def media_type(headers: Mapping[str, str]) -> str:
    """Give the content type without its parameters, in small letters; empty if none is stated."""
    return headers.get("Content-Type", "").replace(",", ";").partition(";")[0].strip().lower()


def _refused(status: int, headers: Mapping[str, str], host: str, now: datetime) -> Failure:
    wait = retry_after(headers, now)
    kind = FailureKind.BLOCKED if _is_challenge(status, headers) else _kind(status, asked_to_wait=wait is not None)
    remark = ": the publisher blocks bots" if kind is FailureKind.BLOCKED else ""
    return Failure(kind, f"{host} answers {_status(status)}{remark}", wait)


def _is_challenge(status: int, headers: Mapping[str, str]) -> bool:
    """Whether a guard before the site wants to see a browser; a page that was only "accepted" is its check."""
    if status == HTTPStatus.ACCEPTED and media_type(headers) in {"text/html", "application/xhtml+xml"}:
        return True
    return any(headers.get(name, "").strip().lower() in _CHECKS for name in _GUARDS)


def _kind(status: int, *, asked_to_wait: bool) -> FailureKind:
    if status in _BLOCKING:
        return FailureKind.BLOCKED
    if status == HTTPStatus.NOT_FOUND:
        return FailureKind.MISSING
    if status == HTTPStatus.GONE:
        return FailureKind.GONE
    if status == HTTPStatus.TOO_MANY_REQUESTS or (status == HTTPStatus.SERVICE_UNAVAILABLE and asked_to_wait):
        return FailureKind.THROTTLED
    if status == HTTPStatus.ACCEPTED or status in _PASSING or status >= _SERVER_ERROR:
        return FailureKind.TRANSIENT
    return FailureKind.MALFORMED


def _status(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        return str(status)


def _spoken(kind: str) -> str:
    return _KNOWN_TYPES.get(kind) or _KNOWN_TYPES.get(kind.partition("/")[0]) or kind
