"""An incident: one event as all reports of it tell it together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import blake2b

from ingest.articles import Casualties, Correction, DatePrecision, EventAttributes, FoundReport, Place, PlacePrecision
from ingest.extraction.kinds import narrower
from ingest.incidents.coreference import are_near_copies
from ingest.incidents.coreference import as_read as report_as_read
from ingest.rulings import corrected_fields


@dataclass(frozen=True, slots=True)
class Incident(EventAttributes):
    """One event as all visible reports tell it together."""

    id: str
    """Of its earliest report: stays while later reports come in."""
    summary: str
    """A sentence of its best report, verbatim."""
    reports: tuple[FoundReport, ...]
    """Newest first."""
    independent_sources: int
    """Publishers that tell it in words of their own."""
    updated: datetime
    corrections: tuple[Correction, ...] = ()
    """What was corrected of it by hand, the last of each field."""

    def as_row(self) -> dict[str, object]:
        """Give the row that `sitrep latest --json` prints; what was corrected by hand is named where anything was."""
        corrected = {"corrected": [correction.field.value for correction in self.corrections]}
        return {
            "id": self.id,
            "kind": self.kind.value,
            "date": {
                "from": self.first_day.isoformat(),
                "to": self.last_day.isoformat(),
                "precision": self.date_precision.value,
            },
            "place": {
                "name": self.place.name,
                "admin": self.place.admin,
                "country": self.place.country,
                "lat": self.place.latitude,
                "lon": self.place.longitude,
                "precision": self.place.precision.value,
            },
            "actors": list(self.actors),
            "targets": list(self.targets),
            "victims": list(self.victims),
            "weapon": self.weapon,
            "killed": asdict(self.killed),
            "injured": asdict(self.injured),
            "status": self.status,
            "summary": self.summary,
            "reports": [_report_row(found) for found in self.reports],
            "independent_sources": self.independent_sources,
            "updated": self.updated.isoformat(),
            **(corrected if self.corrections else {}),
        }


def incident_of(members: list[FoundReport]) -> Incident:
    """Make one incident of its reports, which are in order of publication."""
    best = max(members, key=lambda found: (_fullness(found), -members.index(found)))
    dated = min(members, key=lambda found: _DATE_RANK[found.report.date_precision]).report
    kind = best.report.kind
    for found in members:
        kind = narrower(kind, found.report.kind)
    incident = Incident(
        id=_identity(members[0]),
        kind=kind,
        first_day=dated.first_day,
        last_day=dated.last_day,
        date_precision=dated.date_precision,
        place=_placed([found.report.place for found in members]),
        actors=_distinct(found.report.actors for found in members),
        targets=_distinct(found.report.targets for found in members),
        victims=_distinct(found.report.victims for found in members),
        weapon=next((found.report.weapon for found in reversed(members) if found.report.weapon), None),
        killed=_range([found.report.killed for found in members]),
        injured=_range([found.report.injured for found in members]),
        status=min((found.report.status for found in members), key=lambda status: _STATUS_RANK[status]),
        summary=best.sentence,
        reports=tuple(reversed(members)),
        independent_sources=_independent(members),
        updated=members[-1].stored.article.published,
    )
    return _as_corrected(incident, members)


def as_read(incident: Incident) -> Incident:
    """Give what its reports make of it as they were read, with nothing corrected."""
    return incident_of([report_as_read(found) for found in reversed(incident.reports)])


def _as_corrected(incident: Incident, members: Iterable[FoundReport]) -> Incident:
    """Let what was corrected of any of its reports hold for all of it, whatever later reports say, until undone."""
    made = sorted({each for found in members for each in found.corrections}, key=lambda each: each.made)
    last = {each.field: each for each in made}
    for correction in last.values():
        incident = replace(incident, **corrected_fields(correction))
    return replace(incident, corrections=tuple(last.values())) if last else incident


def _placed(places: Sequence[Place]) -> Place:
    """Give the narrowest place in the country that most reports name; of as narrow ones the most often named."""
    countries = Counter(place.country for place in places if place.country)
    country = max(countries, key=lambda name: countries[name], default=None)
    named = Counter(place.name for place in places)
    within = [place for place in places if place.country in {country, None}]
    return min(within, key=lambda place: (_PLACE_RANK[place.precision], -named[place.name]))


def _fullness(found: FoundReport) -> int:
    report = found.report
    told = (
        report.killed != Casualties(),
        report.injured != Casualties(),
        report.place.precision in {PlacePrecision.TOWN, PlacePrecision.SITE},
        report.date_precision is DatePrecision.DAY,
        bool(report.actors),
        bool(report.targets),
    )
    return sum(told)


def _identity(found: FoundReport) -> str:
    article, report = found.stored.article, found.report
    told = f"{article.url or article.origin}\n{article.fingerprint}\n{report.quote.start}\n{report.kind}"
    return blake2b(
        told.encode(errors="surrogatepass"), digest_size=8
    ).hexdigest()  # half a character is no reason to fail


def _distinct(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple({phrase.casefold(): phrase for group in groups for phrase in group}.values())


def _range(counts: list[Casualties]) -> Casualties:
    """Give the least and greatest figure, and the newest one as the best; "at least 12" has no greatest.

    Who tells only that somebody was hurt counts nobody.
    """
    lows = [count.low for count in counts if count.low is not None]
    highs = [count.high for count in counts if count.high is not None]
    open_ended = [count.low for count in counts if count.low is not None and count.high is None]
    told = [count for count in counts if count not in (Casualties(), SOMEBODY)] or counts
    best = next((count.best for count in reversed(told) if count.best is not None), None)
    high = max(highs, default=None)
    return Casualties(
        min(lows, default=None), best, high if high is None or high >= max(open_ended, default=0) else None
    )


def _independent(members: list[FoundReport]) -> int:
    """Count publishers; one whose sentence is a near copy of another's tells nothing of its own."""
    publishers: set[str] = set()
    told: list[FoundReport] = []
    for found in members:
        publisher = found.stored.article.publisher
        if publisher not in publishers and not any(are_near_copies(found, earlier) for earlier in told):
            publishers.add(publisher)
            told.append(found)
    return len(publishers)


def _report_row(found: FoundReport) -> dict[str, object]:
    article = found.stored.article
    return {
        "id": article.external_id or str(found.stored.id),
        "url": article.url,
        "title": article.label,
        "publisher": article.publisher,
        "published": article.published.isoformat(),
        "quote": found.sentence,
    }


SOMEBODY = Casualties(1, 1, None)
_DATE_RANK = {precision: rank for rank, precision in enumerate(
    (DatePrecision.DAY, DatePrecision.PUBLISHED, DatePrecision.WEEK, DatePrecision.MONTH, DatePrecision.YEAR),
)}  # fmt: skip
_PLACE_RANK = {precision: rank for rank, precision in enumerate(
    (PlacePrecision.TOWN, PlacePrecision.SITE, PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN),
)}  # fmt: skip
_STATUS_RANK = {"confirmed": 0, "reported": 1, "claimed": 2}
