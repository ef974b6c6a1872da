"""Moments are read in whatever way news writes them."""

from datetime import UTC, datetime

import pytest

from ingest.timestamps import parse_timestamp

MORNING = datetime(2023, 11, 22, 8, 0, tzinfo=UTC)
MIDNIGHT = datetime(2023, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("2023-11-22T10:00:00+02:00", MORNING, id="ISO"),
        pytest.param("2023-11-22 10:00:00 +02:00", MORNING, id="a space before the zone"),
        pytest.param("Wed, 22 Nov 2023 10:00:00 +0200", MORNING, id="RFC 2822"),
        pytest.param("22 Nov 23 08:00 GMT", MORNING, id="two digits of the year"),
        pytest.param("Wed, 22 Nov 2023 03:00:00 EST", MORNING, id="a zone's name"),
        pytest.param("Wed, 22 Nov 2023 09:00:00 CET", MORNING, id="another zone's name"),
        pytest.param("Wed, 22 Nov 2023 08:00:00 +9900", MORNING, id="a zone that cannot be"),
        pytest.param("2023-11-22T08:00:00+25:00", MORNING, id="an ISO zone that cannot be"),
        pytest.param("2023-11-22T08:00:00", MORNING, id="no zone"),
        pytest.param("2023-11-22", MIDNIGHT, id="a day"),
        pytest.param("November 22, 2023", MIDNIGHT, id="month first"),
        pytest.param("Nov. 22, 2023, 08:00", MORNING, id="month first, with a time"),
        pytest.param("Mittwoch, 22. November 2023", MIDNIGHT, id="German"),
        pytest.param("Mi, 22 Nov 2023 09:00:00 +0100", MORNING, id="German RFC 2822"),
        pytest.param("22 décembre 2023", datetime(2023, 12, 22, tzinfo=UTC), id="French"),
        pytest.param("lun, 07 août 2023 10:00:00 +0200", datetime(2023, 8, 7, 8, tzinfo=UTC), id="French RFC 2822"),
        pytest.param("miércoles, 22 de noviembre de 2023", MIDNIGHT, id="Spanish"),
        pytest.param("22 ноября 2023", MIDNIGHT, id="Russian"),
        pytest.param("22 grudnia 2023", datetime(2023, 12, 22, tzinfo=UTC), id="Polish"),
        pytest.param("Wed, 32 Nov 2023 10:00:00 GMT", None, id="no such day"),
        pytest.param("22 Frimaire 2023", None, id="no such month"),
        pytest.param("yesterday", None, id="a word"),
        pytest.param("0001-01-01T00:00:00+10:00", None, id="out of the calendar"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_moment_is_read(text: str, moment: datetime | None) -> None:
    assert parse_timestamp(text) == moment
