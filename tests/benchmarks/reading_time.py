"""Time to read hostile texts, in ms per kB, by kind and length: `python -m tests.benchmarks.reading_time`."""

import argparse
from datetime import UTC, datetime
from time import process_time

from ingest.articles import Document
from ingest.extracting import extract_from
from tests.benchmarks.measuring import Results, note
from tests.benchmarks.metrics import Score
from tests.hostile_texts import UNITS, repeated

KILOBYTES = (1, 10, 100, 1_000)
HEAD = "Three men were shot dead in Basra on Monday when "
"""Tells of an event, so that what follows is read closely."""
PLAIN = "The ferry left the harbour late on Monday, the mayor said, because 12 of the 40 sailors were ill. "
SEEN = datetime(2023, 11, 22, 12, 0, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", type=int, default=len(UNITS), help="how many kinds of hostile text to read")
    kinds = {"plain": PLAIN} | {ascii(unit[:16]): unit for unit in UNITS[: parser.parse_args().kinds]}
    results = Results("reading_time")
    for text in (HEAD + PLAIN, f"<html><body><p>{PLAIN}</p></body></html>"):  # loads what reading takes
        milliseconds_of(text)
    for kilobytes in KILOBYTES:
        spent = {kind: milliseconds_of(HEAD + repeated(unit, 1_000 * kilobytes)) for kind, unit in kinds.items()}
        slowest = max(spent, key=lambda kind: spent[kind])
        note(f"{kilobytes} kB: the slowest is {slowest}")
        results.write(f"plain_ms_per_kb_{kilobytes}", Score(spent["plain"] / kilobytes, 1))
        results.write(f"slowest_ms_per_kb_{kilobytes}", Score(spent[slowest] / kilobytes, len(kinds)), kind=slowest)


def milliseconds_of(text: str) -> float:
    """Give the milliseconds of processor time that reading a text takes, its figures and events included."""
    begun = process_time()
    extract_from(
        Document("hostile.jsonl:1", text, title="Three killed", language="en", published=SEEN),
        seen=SEEN,
        as_english=False,
    )
    return 1_000 * (process_time() - begun)


if __name__ == "__main__":
    main()
