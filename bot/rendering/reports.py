"""Which of an incident's reports is shown where there is room for one."""

from ingest import FoundReport, Incident


def best_report(incident: Incident) -> FoundReport:
    """Give the report that the summary is a sentence of; of several, the newest."""
    return next(found for found in incident.reports if found.sentence == incident.summary)
