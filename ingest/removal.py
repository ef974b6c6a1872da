"""What goes with a source, told before it is removed."""

from dataclasses import replace
from datetime import datetime

from ingest.archive import Archive
from ingest.articles import SourceId
from ingest.incidents.folding import fold
from ingest.subscriptions import OPERATOR, Loss, Subscriber


def loss_of(archive: Archive, source: SourceId, subscriber: Subscriber, *, now: datetime) -> Loss:
    """Count what of a source the subscriber sees now, and of the incidents those that it knows from there alone.

    What the operator shares with everybody it goes on seeing, in the operator's words.
    """
    seen, shared = archive.view(now, subscriber), archive.view(now, OPERATOR)
    if subscriber != OPERATOR and source in (shared.sources or ()):
        return Loss(articles=0, incidents=0)
    own = replace(seen, sources=frozenset({source}) & (seen.sources or frozenset()))
    reports = {report.id for report in archive.reports(own)}
    incidents = fold(archive.reports(seen), archive.rulings(seen)) if reports else ()
    return Loss(
        articles=archive.count(own).articles,
        incidents=sum(all(report.id in reports for report in incident.reports) for incident in incidents),
    )
