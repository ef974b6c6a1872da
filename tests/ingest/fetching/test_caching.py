from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetching.caching import max_age, retry_after, validators_of
from ingest.live import Validators

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({}, None),
        ({"Cache-Control": "max-age=600"}, timedelta(minutes=10)),
        ({"Cache-Control": 'public, MAX-AGE = "600", must-revalidate'}, timedelta(minutes=10)),
        ({"Cache-Control": "s-maxage=600"}, None),
        ({"Cache-Control": "max-age=600", "Age": "200"}, timedelta(seconds=400)),
        ({"Cache-Control": "max-age=600", "Age": "900"}, None),
        ({"Cache-Control": "max-age=0"}, None),
        ({"Cache-Control": "max-age=-5"}, None),
        ({"Cache-Control": "max-age=600, no-cache"}, None),
        ({"Cache-Control": "no-store"}, None),
        ({"Cache-Control": "max-age=" + "9" * 5000}, DAY),
        ({"Expires": "Tue, 03 Nov 2026 12:30:00 GMT"}, timedelta(minutes=30)),
        (
            {"Expires": "Tue, 03 Nov 2026 15:30:00 GMT", "Date": "Tue, 03 Nov 2026 15:00:00 GMT"},
            timedelta(minutes=30),
        ),
        ({"Expires": "Tue, 03 Nov 2026 11:00:00 GMT"}, None),
        ({"Expires": "Fri, 31 Dec 9999 23:59:59 GMT"}, DAY),
        ({"Expires": "0"}, None),
        ({"Expires": "-1", "Date": "Tue, 03 Nov 2026 10:00:00 GMT"}, None),
        ({"Date": "Tue, 03 Nov 2026 10:00:00 GMT"}, None),
        ({"Cache-Control": "max-age=60", "Expires": "Tue, 03 Nov 2026 15:00:00 GMT"}, timedelta(minutes=1)),
    ],
)
def test_an_answer_is_fresh_for_as_long_as_its_server_says(headers: dict[str, str], fresh: timedelta | None) -> None:
    assert max_age(headers, NOON) == fresh


@pytest.mark.parametrize(
    ("stated", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("0", timedelta()),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("²", None),
        ("999999", DAY),
        ("9" * 5000, DAY),
        ("Tue, 03 Nov 2026 12:10:00 GMT", timedelta(minutes=10)),
        ("Tue, 03 Nov 2026 11:00:00 GMT", timedelta()),
        ("Tue, 03 Nov 2099 11:00:00 GMT", DAY),
    ],
)
def test_a_server_that_wants_a_pause_gets_it_up_to_a_day(stated: str, wait: timedelta | None) -> None:
    assert retry_after({"Retry-After": stated}, NOON) == wait


@given(st.text())
def test_no_header_is_too_strange(text: str) -> None:
    headers = {"Retry-After": text, "Expires": text, "Date": text, "Age": text}

    assert (retry_after(headers, NOON) or DAY) <= DAY
    assert (max_age(headers, NOON) or DAY) <= DAY
    assert (max_age({"Cache-Control": text}, NOON) or DAY) <= DAY


def test_validators_are_the_servers_words() -> None:
    headers = {"ETag": 'W/"7"', "Last-Modified": "Tue, 03 Nov 2026 11:00:00 GMT"}

    assert validators_of(headers) == Validators('W/"7"', "Tue, 03 Nov 2026 11:00:00 GMT")


def test_validators_that_a_server_does_not_repeat_stay() -> None:
    assert validators_of({"ETag": '"2"'}, Validators('"1"', "yesterday")) == Validators('"2"', "yesterday")


@pytest.mark.parametrize("etag", ['"caf\u00e9"', '"\udce9"', '"a\x07"', '"' + "a" * 2000 + '"'])
def test_a_validator_that_cannot_be_sent_back_is_dropped(etag: str) -> None:
    assert validators_of({"ETag": etag}) == Validators()
