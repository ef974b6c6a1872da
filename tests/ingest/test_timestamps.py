"""Moments are read in whatever way news writes them, and wholly or not at all."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


AFTERNOON = "2026-11-27T15:07:41"
TEN = "2026-11-27T10:20:00"
DAY = "2026-11-27T00:00:00"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-27T15:07:41Z", AFTERNOON),
        ("2026/11/27 15:07:41", AFTERNOON),
        ("2026.11.27. 15:07:41", AFTERNOON),
        ("2026-11-27T15:07:41,123456789Z", AFTERNOON),
        ("2026-11-27T16:07:41+01:00[Europe/Paris]", AFTERNOON),
        ("2026-11-27 15:07:41.999 +0000 UTC", AFTERNOON),
        ("20261127150741", AFTERNOON),
        ("20261127T150741Z", AFTERNOON),
        ("Fri Nov 27 15:07:41 UTC 2026", AFTERNOON),
        ("Fri Nov 27 15:07:41 +0000 2026", AFTERNOON),
        ("Fri Nov 27 2026 16:07:41 GMT+0100 (Central European Standard Time)", AFTERNOON),
        ("Friday, 27-Nov-26 15:07:41 GMT", AFTERNOON),
        ("Nov. 27, 2026 3:07:41 p.m.", AFTERNOON),
        ("Fri, 27 Nov 2026 22:07:41 +07", AFTERNOON),
        ("Fri, 27 Nov 2026 22:07:41 +7", AFTERNOON),
        ("Fri, 27 Nov 2026 22:07:41 UTC+7", AFTERNOON),
        ("Fri, 27 Nov 2026 20:37:41 +530", AFTERNOON),
        ("Fri, 27 Nov 2026 10:07:41 \N{MINUS SIGN}0500", AFTERNOON),
        ("Fri, 27 Nov 2026 20:37:41 Asia/Kolkata", AFTERNOON),
        ("Fri, 27 Nov 2026 20:37:41 (IST)", AFTERNOON),
        ("Sat, 28 Nov 2026 00:07:41 JST", AFTERNOON),
        ("Fri, 27 Nov 2026 10:07:41 EST", AFTERNOON),
        ("10:07:41 AM ET, Fri November 27, 2026", AFTERNOON),
        ("11:07:41 AM ET July 27, 2026", "2026-07-27T15:07:41"),
        ("1795792061", AFTERNOON),
        ("1795792061000", AFTERNOON),
        ("2026-11-26T24:00:00Z", DAY),
        ("Thu, 26 Nov 2026 23:59:60 GMT", DAY),
        ("November 27, 2026 12:00 AM", DAY),
        ("27 November 2026 GMT", DAY),
        ("2026-11-27Z", DAY),
        ("2026-11-27+01:00", "2026-11-26T23:00:00"),
        ("20261127", DAY),
        ("27.11.26", DAY),
        ("27th of November, 2026", DAY),
        ("27/11/2026", DAY),
        ("11/27/2026", DAY),
        ("11/27/2026 4 PM", "2026-11-27T16:00:00"),
        ("05.11.2026", "2026-11-05T00:00:00"),
        ("05-05-2026", "2026-05-05T00:00:00"),
        ("Fri, 03/04/2026", "2026-04-03T00:00:00"),
        ("Wed, 03/04/2026", "2026-03-04T00:00:00"),
        ("Freitag, 27.11.2026, 10.20 Uhr", TEN),
        ("le 27 novembre 2026 à 10h20", TEN),
        ("mar, 03 mar 2026 11:20:00 +0100", "2026-03-03T10:20:00"),
        ("viernes, 27 de noviembre de 2026 a las 10:20", TEN),
        ("sexta-feira, 27 de novembro de 2026 10h20", TEN),
        ("27. marraskuuta 2026 klo 10:20", TEN),
        ("27 Kasım 2026 Cuma 10:20", TEN),
        ("27 νοεμβρίου 2026 10:20", TEN),
        ("2026. november 27. 10:20", TEN),
        ("2026年11月27日(金) 10:20", TEN),
        ("2026년 11월 27일 10:20", TEN),
        ("27 نوفمبر 2026", DAY),
        ("27 नवंबर 2026", DAY),
        ("Thứ Sáu, 27/11/2026 10:20 GMT+0", TEN),
        ("٢٧/١١/٢٠٢٦", DAY),  # noqa: RUF001 because the digits are Arabic
    ],
)
def test_a_spelling_is_read_wholly(text: str, moment: str) -> None:
    assert parse_timestamp(text) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("03/04/2026", id="two days"),
        pytest.param("Mon, 03/04/2026", id="a weekday of neither"),
        pytest.param("26-11-27", id="a year at either end"),
        pytest.param("29. listopada 2026.", id="a month's name that is another's elsewhere"),
        pytest.param("2026", id="a year"),
        pytest.param("2026-11", id="a month"),
        pytest.param("Nov. 2026", id="a month by name"),
        pytest.param("27 Nov", id="no year"),
        pytest.param("10:20", id="a time"),
        pytest.param("1-3 March 2026", id="a span"),
        pytest.param("27 November 2026 - 29 November 2026", id="two dates"),
        pytest.param("27 Nov 2026 10:20 - 11:30", id="two times"),
        pytest.param("Updated 27 November 2026", id="a word before"),
        pytest.param("27 November 2026 Bergen", id="a word behind"),
        pytest.param("© 2026", id="a copyright"),
        pytest.param("2 hours ago", id="relative"),
        pytest.param("31 Feb 2026", id="a day that no month has"),
        pytest.param("Fri, 27 Nov 2026 25:00:00 GMT", id="an hour that no day has"),
        pytest.param("Fri, 27 Nov 2026 10:61:00 GMT", id="a minute that no hour has"),
        pytest.param("Nov 27 2026 13:15 AM", id="an afternoon before noon"),
        pytest.param("Nov 27 2026 0:15 PM", id="no hour after noon"),
        pytest.param("Fri, 27 Nov 2026 10:20:30 QQT", id="an unknown zone"),
        pytest.param("Fri, 27 Nov 2026 10:20:30 AST", id="a zone on two sides of the world"),
        pytest.param("Fri, 27 Nov 2026 10:20:30 Nowhere/Town", id="a zone of no place"),
        pytest.param("Wed, 22 Nov 2023 08:00:00 +9900", id="a zone that cannot be"),
        pytest.param("2023-11-22T08:00:00+25:00", id="an ISO zone that cannot be"),
        pytest.param("2026-11-27T15:07:41 23", id="a number behind"),
        pytest.param("9999-12-31T23:59:59-14:00", id="after the calendar"),
        pytest.param("0000-00-00 00:00:00", id="an unset field"),
        pytest.param("2026-W48-5", id="a week"),
        pytest.param("22 พฤศจิกายน 2566", id="another calendar"),
        pytest.param("12345", id="a number"),
        pytest.param("99999999999999", id="digits of no day"),
    ],
)
def test_what_is_not_wholly_understood_is_no_moment(text: str) -> None:
    assert parse_timestamp(text) is None


@settings(max_examples=300)
@given(st.text(st.sampled_from("0123456789-/:.,+ TZapm年月thnov\N{ARABIC-INDIC DIGIT ONE}²½"), max_size=130))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    moment = parse_timestamp(text)
    assert moment is None or moment.utcoffset() is not None
