"""What a timeline of incidents shows: how many a day, week, month or year, and which dates are inexact. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from bot.answering.composition.phrasing import count_words, day
from bot.rendering.pictures.drawings import NothingToDraw
from bot.rendering.pictures.words import alt_text, plain
from ingest import DatePrecision, Incident

Stretch: TypeAlias = Literal["day", "week", "month", "year"]

_LONGEST: Final[tuple[tuple[int, Stretch], ...]] = ((31, "day"), (26 * 7, "week"), (5 * 366, "month"))
"""Days that a timeline may span by each stretch: more bars than about 60 are not told apart on a phone."""
_TITLE_CHARACTERS: Final = 90
_PEAKS_TOLD: Final = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """The incidents of one stretch of time."""

    first: date
    certain: int
    inexact: int
    """Those whose reports leave it open whether they were in this stretch."""

    @property
    def count(self) -> int:
        """All of them."""
        return self.certain + self.inexact


@dataclass(frozen=True, slots=True)
class Timeline:
    """Incidents over time: a bar for every stretch from the first to the last, empty ones included."""

    title: str
    stretch: Stretch
    bars: tuple[Bar, ...]
    first_day: date
    last_day: date

    @property
    def count(self) -> int:
        """Every incident on it."""
        return sum(bar.count for bar in self.bars)

    @property
    def inexact(self) -> int:
        """Those of inexact date."""
        return sum(bar.inexact for bar in self.bars)

    @property
    def span(self) -> str:
        """From when to when: "18 Oct 2023 to 21 Dec 2023"."""
        if self.first_day == self.last_day:
            return day(self.first_day)
        return f"{day(self.first_day)} to {day(self.last_day)}"

    @property
    def pace(self) -> str:
        """What a bar stands for: "by week"."""
        return f"by {self.stretch}" if len(self.bars) > 1 else "in all"

    @property
    def alt(self) -> str:
        """How many, where most lie, how many dates are inexact; then the stretches, the newest first."""
        peak = f"{self._peak}." if len(self.bars) > 1 else ""
        inexact = f"{self.inexact:,} of them with an inexact date." if self.inexact else ""
        filled = [bar for bar in reversed(self.bars) if bar.count]
        details = [f"{stretch_words(bar.first, self.stretch)}: {bar.count:,}" for bar in filled]
        finding = [
            f"{self.title}: {count_words(self.count, 'incident')} {self.pace}, {self.span}.",
            peak,
            inexact,
        ]
        return alt_text(finding, "In detail,", details if len(filled) > 1 else ())

    @property
    def _peak(self) -> str:
        most = max(bar.count for bar in self.bars)
        fullest = [stretch_words(bar.first, self.stretch) for bar in self.bars if bar.count == most]
        if len(fullest) > _PEAKS_TOLD:
            return f"At most {most:,} a {self.stretch}"
        return f"Most, {most:,}{' each' if len(fullest) > 1 else ''}, {' and '.join(fullest)}"


def timeline_of(incidents: Sequence[Incident], title: str, *, today: date) -> Timeline | NothingToDraw:
    """Count incidents over time, by the stretch that the span allows; none is put after `today`."""
    if not incidents:
        return NothingToDraw("There is no timeline: no incidents were found.")
    days = [min(incident.last_day, today) for incident in incidents]
    stretch = _stretch(min(days), max(days))
    certain: Counter[date] = Counter()
    inexact: Counter[date] = Counter()
    for incident, when in zip(incidents, days, strict=True):
        counter = certain if _is_certain(incident, stretch) else inexact
        counter[_first_of(when, stretch)] += 1
    bars = tuple(Bar(first, certain[first], inexact[first]) for first in _stretches(min(days), max(days), stretch))
    return Timeline(plain(title, _TITLE_CHARACTERS), stretch, bars, min(days), max(days))


def stretch_words(first: date, stretch: Stretch) -> str:
    """Name a stretch by its first day: "on 22 Nov 2023", "in the week of 20 Nov 2023", "in Nov 2023"."""
    match stretch:
        case "day":
            return f"on {day(first)}"
        case "week":
            return f"in the week of {day(first)}"
        case "month":
            return f"in {first:%b} {first.year}"
        case "year":
            return f"in {first.year}"


def _stretch(first: date, last: date) -> Stretch:
    span = (last - first).days + 1
    return next((stretch for longest, stretch in _LONGEST if span <= longest), "year")


def _is_certain(incident: Incident, stretch: Stretch) -> bool:
    match incident.date_precision:
        case DatePrecision.DAY:
            return True
        case DatePrecision.PUBLISHED:
            return False
        case DatePrecision.WEEK | DatePrecision.MONTH | DatePrecision.YEAR:
            return _first_of(incident.first_day, stretch) == _first_of(incident.last_day, stretch)


def _first_of(when: date, stretch: Stretch) -> date:
    match stretch:
        case "day":
            return when
        case "week":
            return when - timedelta(days=when.weekday())
        case "month":
            return when.replace(day=1)
        case "year":
            return when.replace(month=1, day=1)


def _stretches(first: date, last: date, stretch: Stretch) -> Iterator[date]:
    longer = {"day": 1, "week": 7, "month": 31, "year": 366}[stretch]
    following = _first_of(first, stretch)
    while following <= last:
        yield following
        following = _first_of(following + timedelta(days=longer), stretch)
