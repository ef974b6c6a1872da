"""What the schedule knows of each source, as rows: written whole, read whole."""

from datetime import timedelta

from sqlalchemy import Connection, select

from ingest.archive.dialects import upsert
from ingest.archive.rows import AnyRow
from ingest.archive.schema import polls
from ingest.articles import SourceId
from ingest.live import Health, PollState, Validators


def record(connection: Connection, source: SourceId, state: PollState) -> None:
    """Write down what the schedule decided."""
    values = {
        "next_check": state.next_check,
        "health": state.health.value,
        "checked": state.checked,
        "succeeded": state.succeeded,
        "failures": state.failures,
        "failing_since": state.failing_since,
        "problem": state.problem,
        "interval_seconds": int(state.interval.total_seconds()),
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "body_digest": state.body_digest,
        "quiet_hours": sorted(state.quiet_hours),
        "quiet_days": sorted(state.quiet_days),
        "moved_to": state.moved_to,
        "moved_times": state.moved_times,
        "missing_times": state.missing_times,
        "missing_since": state.missing_since,
        "capped_until": state.capped_until,
    }
    connection.execute(
        upsert(connection, polls)
        .values(source=source, **values)
        .on_conflict_do_update(index_elements=["source"], set_=values)
    )


def recorded(connection: Connection, source: SourceId) -> PollState:
    """Give what was last written down."""
    return state_of(connection.execute(select(polls).where(polls.c.source == source)).one())


def state_of(row: AnyRow) -> PollState:
    """Give the state that a row of `polls` holds."""
    return PollState(
        next_check=row.next_check,
        health=Health(row.health),
        checked=row.checked,
        succeeded=row.succeeded,
        failures=row.failures,
        failing_since=row.failing_since,
        problem=row.problem,
        interval=timedelta(seconds=row.interval_seconds),
        validators=Validators(row.etag, row.last_modified),
        body_digest=row.body_digest,
        quiet_hours=frozenset(row.quiet_hours),
        quiet_days=frozenset(row.quiet_days),
        moved_to=row.moved_to,
        moved_times=row.moved_times,
        missing_times=row.missing_times,
        missing_since=row.missing_since,
        capped_until=row.capped_until,
    )
