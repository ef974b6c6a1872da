"""A large archive out of a small one: `python -m tests.benchmarks.multiplying --of DIR --into DIR --passages N`.

Rows are loaded where the archive keeps them, past reading, embedding and extraction. Each further copy of the rows has
other names and numbers in its texts (of the same length, so that every span still fits), other days, and vectors with
noise. Tallies and reports keep their values. What only pairs copies at ingest is left out. Repeatable.
"""

import argparse
import random
import re
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bot.cli.workplace import opened_archive, prepared
from ingest.archive.database import ARCHIVE_FILE_NAME
from ingest.archive.schema import FOREVER
from tests.benchmarks.measuring import note

NOISE: Final = 0.35
"""Length of the noise beside a vector of length 1: a copy then has a cosine of .94 to its original, as two reports of
one event have in the stream."""
SOURCES: Final = 20
DAY: Final = 24 * 3_600 * 1_000_000
_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_CAPITALIZED: Final = re.compile(r"\b[A-Z][a-z]{2,}\b")
_NUMBER: Final = re.compile(r"\b(?!(?:19|20)\d\d\b)\d+\b")
_CALENDAR: Final = frozenset(
    "January February March April June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep"
    " Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Today Yesterday".split()
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seed:
    """What is multiplied."""

    revisions: Sequence[Row]
    passages: Mapping[int, Sequence[Row]]
    """By revision."""
    tallies: Mapping[int, Sequence[Row]]
    quantities: Mapping[int, Sequence[Row]]
    reports: Mapping[int, Sequence[Row]]
    names: Sequence[Sequence[str]]
    """Names of one length each."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--of", type=Path, required=True, help="folder of a filled archive")
    parser.add_argument("--into", type=Path, required=True, help="folder of the archive to be made")
    parser.add_argument("--passages", type=int, required=True, help="at least so many")
    parser.add_argument(
        "--years", type=float, default=10, help="before its newest article over which copies are spread"
    )
    arguments = parser.parse_args()
    multiply(arguments.of, arguments.into, passages=arguments.passages, years=arguments.years)


def multiply(seed: Path, into: Path, *, passages: int, years: float) -> None:
    """Fill the folder `into`, which must not exist, with the archive in `seed` and copies of it."""
    shutil.copytree(seed, into, ignore=shutil.ignore_patterns("chroma*", "*.lock", "backup*"))
    with opened_archive(prepared(into)):
        pass  # because an older one is brought up to date by opening it
    with closing(sqlite3.connect(into / ARCHIVE_FILE_NAME)) as database:
        database.row_factory = sqlite3.Row
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000;")
        _spread_over_sources(database)
        rows = _seed(database)
        held = database.execute("SELECT count(*) FROM passages").fetchone()[0]
        for copy in range(1, -(-passages // held)):
            _add_copy(database, rows, copy, years)
            database.commit()
            note(f"{(copy + 1) * held:,} passages")
        database.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
        database.execute("DELETE FROM meta WHERE name = 'chroma_server'")
        database.execute("DELETE FROM outbox")
        database.execute("INSERT INTO outbox SELECT passage FROM vectors")
        database.commit()
        database.execute("ANALYZE")
        database.execute("PRAGMA journal_mode = WAL")


def _spread_over_sources(database: sqlite3.Connection) -> None:
    """Let the articles be of several sources, which the operator reads."""
    for number in range(2, SOURCES + 1):
        database.execute(
            f"INSERT OR IGNORE INTO sources SELECT {number}, name || {number}, kind, added, url, title || {number},"  # noqa: S608 because it is a number
            " halted FROM sources WHERE id = 1"
        )
        columns = "subscriber, added, added_by, standing, removed, asked, title, publisher, tags, language"
        database.execute(
            f"INSERT OR IGNORE INTO subscriptions (source, {columns}) SELECT {number}, {columns} FROM subscriptions"  # noqa: S608 because it is a number
            " WHERE source = 1"
        )
    database.execute(f"UPDATE revisions SET source = 1 + id % {SOURCES}")  # noqa: S608 because it is a number
    database.execute(f"UPDATE passages SET source = 1 + revision % {SOURCES}")  # noqa: S608 because it is a number


def _seed(database: sqlite3.Connection) -> Seed:
    revisions = _rows(database, "SELECT * FROM revisions ORDER BY id")
    return Seed(
        revisions,
        _by_revision(
            _rows(
                database,
                "SELECT p.*, v.vector, v.digest FROM passages p JOIN vectors v ON v.passage = p.id ORDER BY id",
            )
        ),
        _by_revision(_rows(database, "SELECT * FROM tallies ORDER BY id")),
        _by_revision(_rows(database, "SELECT * FROM quantities")),
        _by_revision(_rows(database, "SELECT * FROM reports ORDER BY id")),
        _names([row["text"] for row in revisions]),
    )


def _rows(database: sqlite3.Connection, statement: str) -> list[Row]:
    return [dict(row) for row in database.execute(statement)]


def _by_revision(rows: Sequence[Row]) -> Mapping[int, Sequence[Row]]:
    grouped: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["revision"]].append(row)
    return grouped


def _names(texts: Sequence[str]) -> list[list[str]]:
    """Give the words that stand capitalized within sentences, those of one length together."""
    of_length: defaultdict[int, set[str]] = defaultdict(set)
    for text in texts:
        for name in _NAME.findall(text):
            if name not in _CALENDAR:
                of_length[len(name)].add(name)
    return [sorted(names) for _, names in sorted(of_length.items())]


def _add_copy(database: sqlite3.Connection, seed: Seed, copy: int, years: float) -> None:
    chance = random.Random(copy)  # noqa: S311 because it only has to be repeatable
    renamed = _renamed(seed, chance)
    revised = [_revision(row, copy, chance, renamed, years) for row in seed.revisions]
    shift = {row["id"]: new["shift"] for row, new in zip(seed.revisions, revised, strict=True)}
    texts = {row["id"]: new["text"] for row, new in zip(seed.revisions, revised, strict=True)}
    first = _next(database, "articles")
    articles = {old: first + place for place, old in enumerate(sorted({row["article"] for row in seed.revisions}))}
    database.executemany(
        "INSERT INTO articles VALUES (?, ?)", [(new, f"copy {copy}:{old}") for old, new in articles.items()]
    )
    numbers = {row["id"]: _next(database, "revisions") + place for place, row in enumerate(seed.revisions)}
    _insert(
        database,
        "revisions",
        [
            {**row, **new, "id": numbers[row["id"]], "article": articles[row["article"]]}
            for row, new in zip(seed.revisions, revised, strict=True)
        ],
    )
    _add_passages(database, seed, copy=copy, numbers=numbers, shift=shift, texts=texts, renamed=renamed)
    for table, rows in (("tallies", seed.tallies), ("quantities", seed.quantities), ("reports", seed.reports)):
        _insert(
            database, table, [_dated(row, numbers, shift) for of_one in rows.values() for row in of_one], numbered=True
        )


def _renamed(seed: Seed, chance: random.Random) -> tuple[dict[str, str], dict[int, int]]:
    """Give other names for names, and other digits for digits."""
    names: dict[str, str] = {}
    for of_one_length in seed.names:
        names |= zip(of_one_length, chance.sample(of_one_length, len(of_one_length)), strict=True)
    return names, str.maketrans("123456789", "".join(chance.sample("123456789", 9)))


def _told_otherwise(text: str, renamed: tuple[dict[str, str], dict[int, int]]) -> str:
    names, digits = renamed
    text = _CAPITALIZED.sub(lambda found: names.get(found[0], found[0]), text)
    return _NUMBER.sub(lambda found: found[0].translate(digits), text)


def _revision(
    row: Row, copy: int, chance: random.Random, renamed: tuple[dict[str, str], dict[int, int]], years: float
) -> Row:
    shift = -chance.randrange(round(years * 365.25)) if years else 0
    text = _told_otherwise(row["text"], renamed)
    moments = {name: row[name] + shift * DAY for name in ("published", "known_from")}
    until = row["known_until"]
    return {
        **moments,
        "known_until": until if until == FOREVER else until + shift * DAY,
        "text": text,
        "title": text[: len(row["title"])] if row["text"].startswith(row["title"]) else row["title"],
        "url": row["url"] and f"{row['url']}#{copy}",
        "fingerprint": f"{copy:08x}{row['fingerprint'][8:]}",
        "shift": shift,
    }


def _add_passages(  # noqa: PLR0913 because a copy is made of all of these
    database: sqlite3.Connection,
    seed: Seed,
    *,
    copy: int,
    numbers: Mapping[int, int],
    shift: Mapping[int, int],
    texts: Mapping[int, str],
    renamed: tuple[dict[str, str], dict[int, int]],
) -> None:
    first = _next(database, "passages")
    old = [row for of_one in seed.passages.values() for row in of_one]
    new = [
        {
            **row,
            "id": first + place,
            "revision": numbers[row["revision"]],
            "header": _told_otherwise(row["header"], renamed),
            "published": row["published"] + shift[row["revision"]] * DAY,
            "known_from": row["known_from"] + shift[row["revision"]] * DAY,
            "known_until": FOREVER
            if row["known_until"] == FOREVER
            else row["known_until"] + shift[row["revision"]] * DAY,
        }
        for place, row in enumerate(old)
    ]
    _insert(database, "passages", new)
    database.executemany(
        "INSERT INTO passage_words (rowid, title, body) VALUES (?, ?, ?)",
        [
            (row["id"], row["header"], texts[before["revision"]][row["span_start"] : row["span_end"]])
            for before, row in zip(old, new, strict=True)
        ],
    )
    vectors = _noisy(np.frombuffer(b"".join(row["vector"] for row in old), dtype="<f2").reshape(len(old), -1), copy)
    database.executemany(
        "INSERT INTO vectors (passage, vector, digest) VALUES (?, ?, ?)",
        [(row["id"], vector.tobytes(), None) for row, vector in zip(new, vectors, strict=True)],
    )


def _noisy(vectors: NDArray[np.float16], copy: int) -> NDArray[np.float16]:
    noise = np.random.default_rng(copy).standard_normal(vectors.shape, dtype=np.float32)
    changed = vectors.astype(np.float32) + noise * (NOISE / np.sqrt(vectors.shape[1]))
    changed /= np.linalg.norm(changed, axis=1, keepdims=True)
    stored: NDArray[np.float16] = changed.astype("<f2")
    return stored


def _dated(row: Row, numbers: Mapping[int, int], shift: Mapping[int, int]) -> Row:
    days = timedelta(days=shift[row["revision"]])
    moved = {
        name: (date.fromisoformat(row[name]) + days).isoformat()
        for name in ("since", "as_of", "first_day", "last_day")
        if row.get(name)
    }
    return {**row, **moved, "revision": numbers[row["revision"]]}


def _next(database: sqlite3.Connection, table: str) -> int:
    return int(database.execute(f"SELECT max(id) + 1 FROM {table}").fetchone()[0])  # noqa: S608 because tables are constants


def _insert(database: sqlite3.Connection, table: str, rows: Sequence[Row], *, numbered: bool = False) -> None:
    columns = [name for name in _columns(database, table) if not (numbered and name == "id")]
    database.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608 because tables are constants
        ([row[name] for name in columns] for row in rows),
    )


def _columns(database: sqlite3.Connection, table: str) -> Iterator[str]:
    return (row["name"] for row in database.execute(f"PRAGMA table_info({table})"))


if __name__ == "__main__":
    main()
