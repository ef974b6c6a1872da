"""Time zones as news writes them: offsets from Greenwich, names of few letters, names of the tz database."""

import re
from datetime import timedelta, timezone, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

_OFFSETS: Final = """
+0000 gmt utc ut z wet
+0100 bst cet mez west wat
+0200 cest mesz eet sast cat
+0300 eest msk eat trt idt
+0330 irst
+0400 gst
+0430 aft
+0500 pkt
+0530 ist
+0545 npt
+0600 bdt
+0630 mmt
+0700 ict wib
+0800 awst hkt myt sgt wita
+0900 jst kst wit
+0930 acst
+1000 aest
+1030 acdt
+1100 aedt
+1200 nzst
+1300 nzdt
-1000 hst
-0900 akst
-0800 pst akdt
-0700 mst pdt
-0600 cst mdt
-0500 est cdt
-0400 edt
-0330 nst
-0300 adt brt art
-0230 ndt
"""
"""What feeds mean by a name that several zones have: North America's, since RFC 822 fixes them; IST is India's, whose
papers write it while those of Ireland and Israel write offsets; BST is Britain's, not Dhaka's. AST, AMT and SST are
left out: papers on two sides of the world write each."""
_AMERICAN: Final = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
_OFFSET: Final = re.compile(r"(?:(?:gmt|utc|ut) ?)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?")
_FURTHEST: Final = timedelta(hours=14)
"""No place is further from Greenwich (Kiritimati)."""


def zone_named(text: str) -> tzinfo | None:
    """Give the zone that a folded text names as a whole; `None` if it names none, or one that no place has."""
    if offset := _OFFSET.fullmatch(text):
        return _fixed(offset["sign"], int(offset["hours"]), int(offset["minutes"] or 0))
    if text in _AMERICAN:
        return ZoneInfo(_AMERICAN[text])
    if "/" in text:
        name = _places().get(text)
        return ZoneInfo(name) if name else None
    return _names().get(text)


def _fixed(sign: str, hours: int, minutes: int) -> tzinfo | None:
    offset = timedelta(hours=hours, minutes=minutes)
    if offset > _FURTHEST or minutes > 59:  # noqa: PLR2004 because an hour has 60
        return None
    return timezone(offset if sign == "+" else -offset)


@cache
def _names() -> dict[str, tzinfo | None]:
    lines = (line.split() for line in _OFFSETS.strip().splitlines())
    return {name: _fixed(offset[0], int(offset[1:3]), int(offset[3:])) for offset, *names in lines for name in names}


@cache
def _places() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}
