"""What the schedule knows of each source, as rows: written whole, read whole."""

from dataclasses import asdict
from datetime import timedelta
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from ingest.archive.dialects import put
from ingest.archive.rows import AnyRow
from ingest.archive.schema import polls
from ingest.articles import SourceId
from ingest.live import PollState, Validators

_STATE: Final = TypeAdapter(PollState)


def record(connection: Connection, source: SourceId, state: PollState) -> None:
    """Write down what the schedule decided."""
    values = asdict(state)
    values |= values.pop("validators") | {
        "interval_seconds": int(values.pop("interval").total_seconds()),
        "quiet_hours": sorted(state.quiet_hours),
        "quiet_days": sorted(state.quiet_days),
    }
    put(connection, polls, {"source": source, **values})


def recorded(connection: Connection, source: SourceId) -> PollState:
    """Give what was last written down."""
    return state_of(connection.execute(select(polls).where(polls.c.source == source)).one())


def state_of(row: AnyRow) -> PollState:
    """Give the state that a row of `polls` holds."""
    interval, validators = timedelta(seconds=row.interval_seconds), Validators(row.etag, row.last_modified)
    return _STATE.validate_python({**row._asdict(), "interval": interval, "validators": validators})
