from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ingest.fetching.answers import judge
from ingest.fetching.caching import NOTHING_KNOWN
from ingest.fetching.redirects import Redirect
from ingest.live import Failure, FailureKind, NotModified, Resource, Validators

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


def judged(
    status: int,
    resource: Resource = Resource.FEED,
    sent: Validators = NOTHING_KNOWN,
    **headers: str,
) -> NotModified | Failure | Redirect | None:
    stated = {name.replace("_", "-"): value for name, value in headers.items()}
    return judge(status, stated, host="example.org", resource=resource, sent=sent, now=NOON)


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        (204, FailureKind.MALFORMED, "example.org answers 204 (no content)"),
        (206, FailureKind.MALFORMED, "example.org answers 206 (partial content)"),
        (300, FailureKind.MALFORMED, "example.org answers 300 (multiple choices)"),
        (304, FailureKind.MALFORMED, "example.org answers 304 (not modified)"),
        (400, FailureKind.MALFORMED, "example.org answers 400 (bad request)"),
        (401, FailureKind.BLOCKED, "example.org answers 401 (unauthorized): the publisher blocks bots"),
        (403, FailureKind.BLOCKED, "example.org answers 403 (forbidden): the publisher blocks bots"),
        (404, FailureKind.MISSING, "example.org answers 404 (not found)"),
        (408, FailureKind.TRANSIENT, "example.org answers 408 (request timeout)"),
        (410, FailureKind.GONE, "example.org answers 410 (gone)"),
        (429, FailureKind.THROTTLED, "example.org answers 429 (too many requests)"),
        (500, FailureKind.TRANSIENT, "example.org answers 500 (internal server error)"),
        (503, FailureKind.TRANSIENT, "example.org answers 503 (service unavailable)"),
        (522, FailureKind.TRANSIENT, "example.org answers 522"),
        (999, FailureKind.TRANSIENT, "example.org answers 999"),
    ],
)
def test_a_status_has_its_meaning(status: int, kind: FailureKind, reason: str) -> None:
    assert judged(status) == Failure(kind, reason)


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_says_when_to_come_back_is_only_too_busy(status: int) -> None:
    verdict = judged(status, Retry_After="120")

    assert isinstance(verdict, Failure)
    assert (verdict.kind, verdict.retry_after) == (FailureKind.THROTTLED, timedelta(minutes=2))


@pytest.mark.parametrize("status", [200, 202, 403, 503])
@pytest.mark.parametrize(
    "header",
    [
        {"cf_mitigated": "challenge"},
        {"x_amzn_waf_action": "challenge"},
        {"x_amzn_waf_action": "CAPTCHA"},
        {"x_vercel_mitigated": "deny"},
        {"sg_captcha": "challenge"},
    ],
    ids=lambda header: next(iter(header)),
)
def test_a_challenge_is_a_block_whatever_its_status(status: int, header: dict[str, Any]) -> None:
    verdict = judged(status, **header)

    assert isinstance(verdict, Failure)
    assert verdict.kind is FailureKind.BLOCKED


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("application/pdf", "example.org answers with a PDF, not a page"),
        ("image/jpeg", "example.org answers with an image, not a page"),
        ("Video/MP4; codecs=x", "example.org answers with a video, not a page"),
        ("application/zip", "example.org answers with application/zip, not a page"),
    ],
)
def test_what_is_no_page_is_said(kind: str, reason: str) -> None:
    assert judged(200, Resource.PAGE, Content_Type=kind) == Failure(FailureKind.MALFORMED, reason)


@pytest.mark.parametrize(
    "kind", ["", "text/html", "TEXT/HTML; charset=x", "application/xhtml+xml", "text/plain", "text/html,text/html"]
)
def test_pages_are_read(kind: str) -> None:
    assert judged(200, Resource.PAGE, Content_Type=kind) is None


def test_a_feed_is_read_whatever_it_calls_itself() -> None:
    assert judged(200, Resource.FEED, Content_Type="application/pdf") is None


def test_nothing_new_keeps_the_validators_that_the_server_does_not_repeat() -> None:
    sent = Validators('"1"', "yesterday")

    assert judged(304, sent=sent, ETag='"2"', Cache_Control="max-age=60") == NotModified(
        Validators('"2"', "yesterday"), timedelta(minutes=1)
    )


def test_a_page_that_is_only_accepted_is_a_check_for_bots() -> None:
    assert judged(202, Content_Type="text/html; charset=utf-8") == Failure(
        FailureKind.BLOCKED, "example.org answers 202 (accepted): the publisher blocks bots"
    )


def test_a_feed_that_is_only_accepted_may_come_later() -> None:
    verdict = judged(202, Content_Type="application/rss+xml")

    assert isinstance(verdict, Failure)
    assert verdict.kind is FailureKind.TRANSIENT
