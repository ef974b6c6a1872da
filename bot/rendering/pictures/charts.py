"""What a chart of an answer shows: its figure and the earlier ones, who said them, and who disagrees. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.answering.answers import Answer, Figure
from bot.answering.composition.phrasing import day, figure_phrase, window_phrase
from bot.rendering.pictures.drawings import NothingToDraw
from bot.rendering.pictures.words import alt_text, plain
from ingest import CURRENCIES

_TITLE_CHARACTERS: Final = 90
_QUESTION_CHARACTERS: Final = 110
_LEAST_DAYS: Final = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure as it was reported."""

    day: date
    value: float
    qualifier: str
    said: str
    """With its qualifier: "at least 102"."""
    publishers: tuple[str, ...]
    counts_from_elsewhen: bool
    """Whether it states another first day than the newest figure."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures over time."""

    title: str
    question: str
    series: tuple[Mark, ...]
    """What the answer goes by, oldest first."""
    others: tuple[Mark, ...]
    """What disagrees with it, or is not borne out yet."""
    is_count: bool
    """Whether zero has a meaning for it, as it has not for rates and prices."""

    @property
    def alt(self) -> str:
        """The finding with its numbers, then every figure, the newest first."""
        details = [_detail(mark) for mark in reversed(self.series)]
        return alt_text([f"{self.title}: {_finding(self.series)}.", *_disagreement(self.others)], "Figures:", details)


def chart_of(answer: Answer) -> Chart | NothingToDraw:
    """Choose what to draw of an answer: at least two figures of different days."""
    if not answer.figures or answer.kind == "ledger":
        return NothingToDraw("There is no chart: no reported figure answers this.")
    best, *rest = answer.figures
    disputed = [figure for conflict in answer.conflicts for figure in conflict.figures]
    series = tuple(_marks((*reversed(answer.history), best), best, answer))
    known = {(mark.day, mark.value, mark.qualifier) for mark in series}
    others = tuple(
        mark for mark in _marks((*rest, *disputed), best, answer) if (mark.day, mark.value, mark.qualifier) not in known
    )
    if len({mark.day for mark in (*series, *others)}) < _LEAST_DAYS:
        return NothingToDraw("There is no chart: it takes reported figures of at least two days, and there is one.")
    return Chart(
        title=_title(best),
        question=plain(answer.question, _QUESTION_CHARACTERS),
        series=series,
        others=others,
        is_count=best.unit != "%" and best.unit not in CURRENCIES,
    )


def _marks(figures: Iterable[Figure], best: Figure, answer: Answer) -> Iterator[Mark]:
    """Give the figures by day, those of one day in the order given; what several say alike is one mark."""
    publishers = {citation.n: plain(citation.publisher) for citation in answer.citations}
    alike: dict[tuple[date, float, str], list[Figure]] = {}
    for figure in figures:
        alike.setdefault((figure.as_of, figure.value, figure.qualifier), []).append(figure)
    for (when, value, qualifier), same in sorted(alike.items(), key=lambda told: told[0][0]):
        names = [publishers.get(figure.citation, "") for figure in same]
        elsewhen = all(figure.since is not None and figure.since != best.since for figure in same)
        yield Mark(when, value, qualifier, _said(same[0]), tuple(dict.fromkeys(filter(None, names))), elsewhen)


def _said(figure: Figure) -> str:
    is_written = figure.unit == "%" or figure.unit in CURRENCIES
    return figure_phrase(figure if is_written else replace(figure, unit=""))


def _title(best: Figure) -> str:
    unit = {"%": "reported per cent", "": "reported figures"}.get(best.unit, best.unit)
    unit = f"reported amounts in {unit}" if unit in CURRENCIES else unit
    place = f"in {best.place}" if best.place else ""
    told = plain(" ".join(filter(None, (unit, place, window_phrase(best.since, None)))), _TITLE_CHARACTERS)
    return told[:1].upper() + told[1:]


def _finding(series: Sequence[Mark]) -> str:
    first, last = series[0], series[-1]
    if first is last:
        return f"the reported figure was {last.said} on {day(last.day)}"
    if last.value == first.value:
        return f"the reported figure was {first.said} on {day(first.day)} and {last.said} on {day(last.day)}"
    verb = "rose" if last.value > first.value else "fell"
    finding = f"the reported figure {verb} from {first.said} on {day(first.day)} to {last.said} on {day(last.day)}"
    extreme = max(series, key=lambda mark: mark.value) if verb == "rose" else min(series, key=lambda mark: mark.value)
    if extreme.value == last.value:
        return finding
    return f"{finding}; the {'highest' if verb == 'rose' else 'lowest'} was {extreme.said} on {day(extreme.day)}"


def _disagreement(others: Sequence[Mark]) -> Iterator[str]:
    if others:
        told = "; ".join(_detail(mark) for mark in others[:3])
        more = f"; and {len(others) - 3:,} more" if len(others) > 3 else ""  # noqa: PLR2004 because it is the three above
        yield f"Others say {told}{more}."


def _detail(mark: Mark) -> str:
    told = ", ".join((f"{mark.said} on {day(mark.day)}", *mark.publishers[:2]))
    return f"{told}, counted from another day" if mark.counts_from_elsewhen else told
