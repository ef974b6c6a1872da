"""Which embedding model the archive's vectors belong to; vectors of two models cannot be compared."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

from sqlalchemy import Connection

from ingest.archive import notes
from ingest.articles import Prepared
from ingest.errors import ModelError

IN_USE: Final = "encoder"
"""Under this name the model is noted that the archive answers with."""
_BYTES = 2
"""Per float16."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """An embedding model, as far as its vectors depend on it."""

    name: str
    dimension: int


def recorded(connection: Connection, name: str = IN_USE) -> Encoder | None:
    """Give the archive's model, or the one of another name; `None` before the first was claimed."""
    value = notes.noted(connection, name)
    return Encoder(**json.loads(value)) if value else None


def record(connection: Connection, encoder: Encoder, name: str = IN_USE) -> None:
    """Make a model the archive's, or the one of another name."""
    notes.note(connection, name, json.dumps(asdict(encoder)))


def claim(connection: Connection, encoder: Encoder) -> None:
    """Record the model, or make sure that it is the recorded one."""
    owner = recorded(connection)
    if owner is None:
        record(connection, encoder)
    elif owner != encoder:
        raise ModelError(
            f"The archive's vectors were made with {owner.name} ({owner.dimension} dimensions), not with "
            f"{encoder.name} ({encoder.dimension}); set that model again, or bring the archive over: "
            f"sitrep reindex --model {encoder.name}"
        )


def refuse_another(encoder: Encoder | None, *, than: Encoder | None) -> None:
    """Raise `ModelError` if the archive went over to another model since a process claimed it."""
    if than and encoder and encoder != than:
        raise ModelError(
            f"The archive went over to the model {encoder.name} while {than.name} was at work; nothing was stored. "
            f"Set SITREP_MODEL={encoder.name} and start again."
        )


def refuse_misfits(encoder: Encoder | None, batch: Iterable[Prepared]) -> None:
    """Raise `ModelError` if a vector cannot be the model's."""
    for prepared in batch:
        if prepared.vectors and encoder is None:
            raise ModelError("The archive has no embedding model yet; claim one before storing vectors.")
        for vector in prepared.vectors:
            if encoder and len(vector) != encoder.dimension * _BYTES:
                raise ModelError(
                    f"A vector of {prepared.article.origin} has {len(vector) // _BYTES} dimensions, "
                    f"the archive's model {encoder.name} makes {encoder.dimension}."
                )
