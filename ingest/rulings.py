"""What people ruled of reports: that they tell one event, or not, or tell it wrongly. Pure; knows no storage.

A ruling is a correction of our reading, not news: it applies to questions about the past too. The operator's apply to
every asker; those of a server's moderators to that server alone, where they go before the operator's.
It is kept as a fact about reports named by what stays when they are read again, never by their rows; what it means
for one asker is resolved among the reports that this asker sees.
"""

import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final, NewType, TypedDict

from ingest.articles import (
    Article,
    Casualties,
    CorrectedField,
    Correction,
    DatePrecision,
    FoundReport,
    IncidentKind,
    Place,
    Report,
    RevisionId,
)

RulingId = NewType("RulingId", int)


class RulingKind(StrEnum):
    """What is ruled of the reports on the two sides."""

    SAME = "same"
    DIFFERENT = "different"
    CORRECTED = "corrected"
    """Those on the one side tell something of their event wrongly; there is no other side."""


@dataclass(frozen=True, slots=True)
class ReportName:
    """A report named by what stays when its article is fetched, revised or read anew."""

    address: str
    """Of its article: URL, else the importer's id, else the file and line. Copies of one page share it."""
    sentence: str
    """Its quote, verbatim, as it stood when the ruling was made."""
    kind: IncidentKind
    place: str | None
    """As the text named it."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A stored ruling: each of `these` is, or is not, of one event with each of `those`; or is `corrected`."""

    id: RulingId
    kind: RulingKind
    these: tuple[ReportName, ...]
    those: tuple[ReportName, ...]
    made: datetime
    by: str
    undone: datetime | None
    undone_by: str | None
    reason: str = ""
    """In the words of whoever ruled; one line."""
    corrected: Correction | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A ruling that is to be made: each of `these` is, or is not, of one event with each of `those`; or `corrected`."""

    kind: RulingKind
    these: tuple[ReportName, ...]
    those: tuple[ReportName, ...]
    by: str
    reason: str = ""
    corrected: Correction | None = None

    @classmethod
    def about(
        cls,
        kind: RulingKind,
        these: Collection[FoundReport],
        those: Collection[FoundReport],
        *,
        by: str,
        reason: str = "",
    ) -> "Proposal":
        """Name the reports of both sides so that they are found again."""
        return cls(kind, _names(these), _names(those), by, reason)

    @classmethod
    def correcting(cls, these: Collection[FoundReport], corrected: Correction, *, by: str) -> "Proposal":
        """Name the reports that tell something of their event wrongly."""
        return cls(RulingKind.CORRECTED, _names(these), (), by, corrected.reason, corrected)

    def as_ruling(self, number: RulingId, *, made: datetime) -> Ruling:
        """Give the ruling that it becomes."""
        return Ruling(number, self.kind, self.these, self.those, made, self.by, None, None, self.reason, self.corrected)


@dataclass(frozen=True, slots=True)
class VisibleRuling:
    """A standing ruling as it concerns one asker: the ids of the reports that this asker sees of either side."""

    id: RulingId
    kind: RulingKind
    these: frozenset[int]
    those: frozenset[int]
    corrected: Correction | None = None


def address_of(article: Article) -> str:
    """Give what names an article in a ruling."""
    return article.url or article.external_id or article.origin


def name_of(found: FoundReport) -> ReportName:
    """Name a report so that it is found again: as it was read, since what is corrected of it may change again."""
    report = found.as_read or found.report
    return ReportName(address_of(found.stored.article), found.sentence, report.kind, report.place.name)


def resolved(rulings: Iterable[Ruling], visible: Iterable[FoundReport]) -> tuple[VisibleRuling, ...]:
    """Give the standing rulings among `visible` reports.

    A ruling of which an asker sees one side alone says nothing to this asker and is left out. The report of a
    name is, in each visible revision of the article, the one with the same words, numbers aside, since a toll
    that rises makes no other event; else the one with nearly the same words, if kind and place are the same.
    Where a revision tells the event in other words, or no more, the name finds nothing and the ruling is idle.
    """
    by_address: dict[str, dict[RevisionId, list[FoundReport]]] = defaultdict(lambda: defaultdict(list))
    for found in visible:
        by_address[address_of(found.stored.article)][found.stored.revision].append(found)
    standing = (
        _between(ruling, _ids(ruling.these, by_address), _ids(ruling.those, by_address))
        for ruling in rulings
        if ruling.undone is None
    )
    return tuple(ruling for ruling in standing if ruling.these and (ruling.those or ruling.corrected))


def overlaid(own: Sequence[VisibleRuling], shared: Sequence[VisibleRuling]) -> tuple[VisibleRuling, ...]:
    """Give an asker's own rulings, and of the operator's those that do not say the opposite; corrections last its own.

    What a server's moderators rule goes before what the operator ruled, whichever was first.
    """
    if not own:
        return tuple(shared)
    standing = list(own)
    for ruling in shared:
        if not contradicted(ruling, standing):
            standing.append(ruling)
    return (*standing[len(own) :], *own)


def as_corrected(reports: Iterable[FoundReport], rulings: Sequence[VisibleRuling]) -> tuple[FoundReport, ...]:
    """Give the reports as they are corrected, in order; of two corrections of one field the later one holds."""
    by_report: dict[int, dict[CorrectedField, Correction]] = defaultdict(dict)
    for ruling in rulings:
        if ruling.corrected:
            for report in ruling.these:
                by_report[report][ruling.corrected.field] = ruling.corrected
    return tuple(
        replace(
            found,
            report=_corrected(found.report, by_report[found.id].values()),
            corrections=tuple(by_report[found.id].values()),
            as_read=found.report,
        )
        if found.id in by_report
        else found
        for found in reports
    )


def _corrected(report: Report, corrections: Iterable[Correction]) -> Report:
    for correction in corrections:
        report = replace(report, **corrected_fields(correction))
    return report


class CorrectedFields(TypedDict, total=False):
    """Fields of a report, or of an incident, that a correction sets."""

    kind: IncidentKind
    first_day: date
    last_day: date
    date_precision: DatePrecision
    place: Place
    killed: Casualties
    injured: Casualties


def corrected_fields(correction: Correction) -> CorrectedFields:
    """Give what a correction sets, by the names that reports and incidents share."""
    match correction.field, correction.value:
        case CorrectedField.KIND, IncidentKind() as kind:
            return {"kind": kind}
        case CorrectedField.DAY, date() as day:
            return {"first_day": day, "last_day": day, "date_precision": DatePrecision.DAY}
        case CorrectedField.PLACE, Place() as place:
            return {"place": place}
        case CorrectedField.KILLED, Casualties() as killed:
            return {"killed": killed}
        case CorrectedField.INJURED, Casualties() as injured:
            return {"injured": injured}
        case field, value:
            raise TypeError(f"{value!r} is no {field}")


def classes(rulings: Iterable[VisibleRuling]) -> dict[int, int]:
    """Give each report that is ruled the same as others the least id of all that it is so ruled with, transitively."""
    least: dict[int, int] = {}
    for start, near in (neighbours := _neighbours(rulings)).items():
        if start not in least:
            together = _reached(start, neighbours)
            least |= dict.fromkeys(together, min(together)) if near else {}
    return least


def contradicted(new: VisibleRuling, standing: Sequence[VisibleRuling]) -> tuple[RulingId, ...]:
    """Give the standing rulings that together say the opposite of `new`; none if it goes with them."""
    if new.kind is RulingKind.SAME:
        same = classes([*standing, new])
        return tuple(ruling.id for ruling in standing if ruling.kind is RulingKind.DIFFERENT and _meet(ruling, same))
    neighbours = _neighbours(standing)
    paths = (_path(start, new.those, neighbours) for start in sorted(new.these))
    return next((path for path in paths if path), ())


def _names(reports: Iterable[FoundReport]) -> tuple[ReportName, ...]:
    return tuple(sorted({name_of(found) for found in reports}, key=_order))


def _order(name: ReportName) -> tuple[str, ...]:
    return name.address, name.sentence, name.kind, name.place or ""


Neighbours = Mapping[int, Mapping[int, RulingId]]
"""Reports that are ruled the same as a report, each with the ruling that says so."""


def _neighbours(rulings: Iterable[VisibleRuling]) -> Neighbours:
    near: dict[int, dict[int, RulingId]] = defaultdict(dict)
    for ruling in rulings:
        if ruling.kind is RulingKind.SAME:
            for one in ruling.these:
                for other in ruling.those:
                    near[one].setdefault(other, ruling.id)
                    near[other].setdefault(one, ruling.id)
    return near


def _reached(start: int, neighbours: Neighbours) -> set[int]:
    reached, waiting = {start}, [start]
    while waiting:
        new = neighbours[waiting.pop()].keys() - reached
        reached |= new
        waiting.extend(new)
    return reached


def _path(start: int, ends: Collection[int], neighbours: Neighbours) -> tuple[RulingId, ...]:
    """Give the fewest rulings by which `start` is the same as one of `ends`."""
    waiting: deque[tuple[int, tuple[RulingId, ...]]] = deque([(start, ())])
    seen = {start}
    while waiting:
        report, path = waiting.popleft()
        if report in ends:
            return tuple(dict.fromkeys(path))
        for near, ruling in sorted(neighbours.get(report, {}).items()):
            if near not in seen:
                seen.add(near)
                waiting.append((near, (*path, ruling)))
    return ()


def _meet(ruling: VisibleRuling, same: Mapping[int, int]) -> bool:
    these, those = ({same.get(report, report) for report in side} for side in (ruling.these, ruling.those))
    return not these.isdisjoint(those)


def _between(ruling: Ruling, these: frozenset[int], those: frozenset[int]) -> VisibleRuling:
    """Leave a report out of one side that is on the other: copies of one report are one."""
    return VisibleRuling(ruling.id, ruling.kind, these, those - these, ruling.corrected)


def _ids(
    names: Iterable[ReportName], by_address: Mapping[str, Mapping[RevisionId, Sequence[FoundReport]]]
) -> frozenset[int]:
    met = (_met(name, candidates) for name in names for candidates in by_address.get(name.address, {}).values())
    return frozenset(found.id for found in met if found is not None)


def _met(name: ReportName, candidates: Sequence[FoundReport]) -> FoundReport | None:
    """Give the report of one article that a name means."""
    likeness = {found.id: likeness_of(name.sentence, found.sentence) for found in candidates}
    possible = [
        found
        for found in candidates
        if likeness[found.id] == 1 or (likeness[found.id] >= _NEARLY and _agreement(name, found) == _WHOLE)
    ]
    return max(possible, key=lambda found: (likeness[found.id], _agreement(name, found), -found.id), default=None)


def _agreement(name: ReportName, found: FoundReport) -> int:
    return (name.kind is found.report.kind) + (name.place == found.report.place.name)


def likeness_of(one: str, other: str) -> float:
    """Tell how much of their words two sentences share, numbers aside: 1 if all, 0 if none."""
    first, second = _words(one), _words(other)
    return len(first & second) / max(1, len(first | second))


@lru_cache(maxsize=8192)
def _words(sentence: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", sentence.casefold())) - _NUMBERS


_NEARLY: Final = 0.8
_WHOLE: Final = 2
_NUMBERS: Final = frozenset(
    """
    a an no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand
    thousands million dozen dozens
    """.split()
)
