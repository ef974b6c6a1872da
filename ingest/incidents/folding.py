"""Folding: the reports that an asker may see become incidents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, Literal

from ingest.articles import FoundReport
from ingest.extraction.place_identity import same_place
from ingest.incidents.coreference import keys_of, likelihood_of_one_event
from ingest.incidents.incident import Incident, incident_of
from ingest.incidents.rulings import Pair, joined
from ingest.rulings import VisibleRuling

LEAST_LIKELY: Final = 0.5
"""Least likelihood at which two reports are joined; see docs/decisions/incidents-coreference.md."""


def fold(reports: Sequence[FoundReport], rulings: Sequence[VisibleRuling] = ()) -> tuple[Incident, ...]:
    """Merge reports of one event into one incident each, the newest event first.

    Reports are joined that likely tell one event, and all that are joined to them. The order of `reports` does not
    matter. The asker's `rulings` go before all of this; they correct our reading and are no news, so that they apply
    whatever moment is asked about. What was corrected by hand makes no other event: reports are compared as they were
    read, since those to come tell it like those that were wrong.
    """
    ordered = in_order(set(reports))
    read = [replace(found, report=found.as_read) if found.as_read else found for found in ordered]
    likely = (
        pair for pair in candidates(read) if likelihood_of_one_event(*(read[index] for index in pair)) >= LEAST_LIKELY
    )
    groups = _Groups(len(ordered))
    for index, other in joined(likely, ordered, rulings):
        groups.join(index, other)
    incidents = (incident_of([ordered[index] for index in members]) for members in groups.members())
    return tuple(
        sorted(incidents, key=lambda incident: (incident.last_day, incident.updated, incident.id), reverse=True)
    )


def matches(
    incident: Incident, *, place: str | None, kind: str | None, since: date | None, until: date | None
) -> Literal["yes", "possibly", "no"]:
    """Tell whether an incident is of a place, kind and window; `possibly` where its date is inexact and overlaps."""
    if (place and not same_place(place, incident.place)) or (kind and kind != incident.kind):
        return "no"
    first, last = since or date.min, until or date.max
    if incident.last_day < first or incident.first_day > last:
        return "no"
    if incident.first_day >= first and incident.last_day <= last:
        return "yes"
    return "possibly"


class _Groups:
    """Disjoint sets of report indices."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def join(self, one: int, other: int) -> None:
        """Put two reports, and all already with them, together."""
        first, second = self._root(one), self._root(other)
        self._parents[max(first, second)] = min(first, second)

    def members(self) -> Iterable[list[int]]:
        """Give the groups, each in order."""
        groups: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self._parents)):
            groups[self._root(index)].append(index)
        return groups.values()

    def _root(self, index: int) -> int:
        while self._parents[index] != index:
            self._parents[index] = self._parents[self._parents[index]]
            index = self._parents[index]
        return index


def candidates(ordered: Sequence[FoundReport]) -> Iterator[Pair]:
    """Give the pairs that share a key of theirs: never all pairs."""
    buckets: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, found in enumerate(ordered):
        for key in keys_of(found):
            buckets[key].append(index)
    seen = set()
    for bucket in buckets.values():
        for position, index in enumerate(bucket):
            for other in bucket[position + 1 : position + 1 + _NEIGHBOURS]:
                if (index, other) not in seen:
                    seen.add((index, other))
                    yield index, other


def in_order(reports: Iterable[FoundReport]) -> list[FoundReport]:
    """Sort reports by publication, then by where they stand."""
    return sorted(reports, key=_order)


def _order(found: FoundReport) -> tuple[object, ...]:
    article = found.stored.article
    return article.published, article.url or article.origin, found.report.quote.start, found.id


_NEIGHBOURS = 40
"""Reports of one place and day that each is compared with: enough to chain them all, never quadratic."""
