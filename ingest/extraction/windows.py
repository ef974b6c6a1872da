"""Which of the windows that a sentence states is that of each of its figures."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from ingest.articles import Span, TallyKind
from ingest.extraction.clauses import clause_span
from ingest.extraction.cues import cues
from ingest.extraction.dates import DateMention, find_dates, windows_of
from ingest.extraction.numbers import Number

_CUES: Final = cues("windows")
_A_SHORT_WHILE: Final = timedelta(days=2)


class Windows:
    """The windows of a sentence that was published on `today` and holds figures at these places."""

    def __init__(self, sentence: str, figures: Sequence[tuple[Span, TallyKind]], *, today: date) -> None:
        self._sentence = sentence
        self._today = today
        self._windows = windows_of(sentence, today=today)
        self._days = [day.span for day in find_dates(sentence, today=today)] if self._windows else []
        self._starts = [span.start for span, _ in figures]
        self._compared = [span.start for span, kind in figures if kind is TallyKind.PREVIOUS]

    def of(self, number: Number) -> DateMention | None:
        """Give the nearest window; of two as near the one behind, which alone is that of what is compared with."""
        own = [window for window in self._windows if self._may_be_of(window, number)]
        nearest = min(own, key=lambda window: self._distance(window, number), default=None)
        if nearest and _CUES["up to now"].search(self._sentence, 0, nearest.span.start):
            return None
        is_compared = nearest and number.span.start in self._compared
        return None if nearest and is_compared and self._distance(nearest, number) != (0, 0, False) else nearest

    def _distance(self, window: DateMention, number: Number) -> tuple[int, int, bool]:
        """Give the figures and marks between them, but for the comma behind "In March,"; whether the window leads."""
        first, last = sorted((number.span, window.span), key=lambda span: span.start)
        passed = sum(first.end <= start < last.start for start in self._starts)
        between = self._sentence[first.end : last.start].removeprefix(",")
        return passed, len(_CUES["mark"].findall(between)), last is number.span

    def _may_be_of(self, window: DateMention, number: Number) -> bool:
        """Tell whether a window may be that of `number`.

        What stands before a relative clause is not dated within it: "the talks last month in a city where 40 died". A
        clause with a date of its own has no other's. A short one ("in the past 24 hours") goes with the figure before
        it, as does one behind what is compared with.
        """
        if _CUES["of which"].search(self._sentence, window.span.end, number.span.start):
            return False
        clause = clause_span(self._sentence, number.span)
        if any(clause.start <= day.start < clause.end for day in self._days):
            return clause.start <= window.span.start < clause.end
        last = max((at for at in self._starts if at < window.span.start), default=None)
        if last is None or not (self._today - window.first <= _A_SHORT_WHILE or last in self._compared):
            return True
        return number.span.start == last or (number.span.start > last and window.span.start > clause.start)
