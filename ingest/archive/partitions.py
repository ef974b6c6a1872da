"""Which Chroma collection a passage's vector is in."""

from typing import Final

from ingest.archive.timeline import Ids

PARTITION: Final = 50_000
"""Passage ids per collection. A full one is never written again, and a search leaves out those it cannot need."""


def partition_of(ids: Ids) -> Ids:
    """Give the partition's number for each passage id."""
    return ids // PARTITION
