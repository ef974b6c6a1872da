"""A small archive in our own words, for the tests of the command line."""

import json
from datetime import UTC, datetime
from pathlib import Path

from ingest import Arrival, ingest, read_file
from tests.archives import empty_archive
from tests.embedders import HashingEmbedder

SEEN = datetime(2023, 12, 1, tzinfo=UTC)
ROWS = (
    {
        "id": "w1",
        "url": "https://wire.example/27-attacks",
        "title": "Attacks on US troops reach 27",
        "text": "American forces in Iraq and Syria have been attacked at least 27 times since October 17, "
        "16 times in Iraq and 11 in Syria, the Pentagon said on Tuesday.",
        "published": "2023-10-31T18:00:00Z",
        "publisher": "Test Wire",
    },
    {
        "id": "w2",
        "url": "https://wire.example/40-attacks",
        "title": "Attacks on US troops reach 40",
        "text": "American forces in Iraq and Syria have been attacked at least 40 times since October 17, "
        "22 times in Iraq and 18 in Syria, the Pentagon said on Tuesday.",
        "published": "2023-11-07T18:00:00Z",
        "publisher": "Test Wire",
    },
    {
        "id": "g1",
        "url": "https://gazette.example/mosul",
        "title": "Bomb kills three in Mosul",
        "text": "A roadside bomb killed three people and wounded eight in Mosul on Sunday, Iraqi police said.",
        "published": "2023-11-05T12:00:00Z",
        "publisher": "Test Gazette",
    },
    {
        "id": "g2",
        "url": "https://gazette.example/aleppo",
        "title": "Air strike near Aleppo",
        "text": "An air strike killed two fighters near Aleppo in Syria on Friday, a monitoring group said.",
        "published": "2023-11-04T09:00:00Z",
        "publisher": "Test Gazette",
    },
)


def write_rows(file: Path, *, rows: tuple[dict[str, str], ...] = ROWS) -> Path:
    """Write rows as JSON lines."""
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def fill_with(file: Path, folder: Path) -> Path:
    """Make an archive in a folder and take a file into it, as `sitrep ingest` does; to be copied by each test."""
    arrivals = [each for each in read_file(file) if isinstance(each, Arrival)]
    with empty_archive(folder) as archive:
        assert list(ingest(arrivals, archive=archive, embedder=HashingEmbedder(), source=file.name, seen=SEEN))
    return folder
