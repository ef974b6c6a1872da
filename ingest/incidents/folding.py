"""Folding: the reports that an asker may see become incidents."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Literal

from ingest.articles import FoundReport
from ingest.extraction.place_identity import same_place
from ingest.incidents.coreference import as_read, keys_of, tell_same_event
from ingest.incidents.incident import Incident, incident_of
from ingest.incidents.rulings import Groups, joined
from ingest.rulings import VisibleRuling


def fold(
    reports: Sequence[FoundReport],
    rulings: Sequence[VisibleRuling] = (),
    *,
    holding: Collection[int] | None = None,
) -> tuple[Incident, ...]:
    """Merge reports of one event into one incident each, the newest event first.

    Reports are joined that likely tell one event, and all that are joined to them. The order of
    `reports` does not matter. The asker's `rulings` go before all of this; they correct our reading and are
    no news, so that they apply whatever moment is asked about. What was corrected by hand makes no other event:
    reports are compared as they were read, since those to come tell it like those that were wrong.
    Those incidents alone are given, and looked for, that hold one of the reports `holding`, where these are given;
    among them have to be all that `rulings` name.
    """
    ordered = sorted(set(reports), key=_order)
    groups = Groups(range(len(ordered)), {})
    read = [as_read(found) for found in ordered]
    begun = {index for index, found in enumerate(ordered) if holding is None or found.id in holding}
    for index, other in joined(_similar(read, begun), ordered, rulings):
        groups.join(index, other)
    held = (members for members in groups.members() if not begun.isdisjoint(members))
    incidents = (incident_of([ordered[index] for index in members]) for members in held)
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


def _similar(ordered: list[FoundReport], begun: Collection[int]) -> Iterator[tuple[int, int]]:
    """Give the pairs that tell one event, of those begun with and all that these lead to.

    Compared is what shares a day and a place name, or a day and a sentence, or the like: never all pairs.
    """
    keys = [tuple(keys_of(found)) for found in ordered]
    buckets: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, its_keys in enumerate(keys):
        for key in its_keys:
            buckets[key].append(index)
    waiting, reached, done = list(begun), set(begun), set[int]()
    for index in waiting:
        done.add(index)
        for other in {other for key in keys[index] for other in _beside(buckets[key], index)} - done:
            if tell_same_event(ordered[min(index, other)], ordered[max(index, other)]):
                yield min(index, other), max(index, other)
                if other not in reached:
                    reached.add(other)
                    waiting.append(other)


def _beside(bucket: list[int], index: int) -> list[int]:
    return bucket[max(0, bisect_left(bucket, index) - _NEIGHBOURS) : bisect_right(bucket, index) + _NEIGHBOURS]


def _order(found: FoundReport) -> tuple[object, ...]:
    article = found.stored.article
    return article.published, article.url or article.origin, found.report.quote.start, found.id


_NEIGHBOURS = 40
"""Reports of one place and day that each is compared with: enough to chain them all, never quadratic."""
