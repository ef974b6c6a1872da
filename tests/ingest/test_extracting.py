"""What is read of texts has a version: whoever changes the one raises the other."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from ingest.articles import Article, DateQuality
from ingest.extracting import EXTRACTOR, extract

PINNED: Final = (9, "0cc7607d165520a5")
"""The version, and the digest of what it reads of the texts below. The two change together."""
TEXTS: Final = (
    "At least 27 people were killed and 140 injured when a ferry capsized off Port Talo on Monday, police said.",
    "The death toll from the flood in Brone has risen to 61, up from 48, the ministry said.",
    "American forces have been attacked 66 times since October 17, 32 times in Iraq and 34 in Syria.",
    "It was the 25th attack on the base this month; four more followed at night.",
    "Three of the nine killed were children, the mayor told reporters.",
    "Officials denied that 30 soldiers were killed in the raid on Tamra.",
    "If the dam breaks, 4,000 people could die, engineers warned.",
    "The agency expects 12,000 new cases by March.",
    "Dozens were feared dead after an explosion at a fireworks plant near Kaduna, Nigeria.",
    "About 1.2 million people have fled their homes since the war began on 24 February 2022.",
    "Nobody was hurt when a drone hit an empty warehouse in Odesa, Ukraine, overnight.",
    "Unemployment fell to 6.3 percent in October, from 6.9 percent a year earlier.",
    "Gunmen abducted 14 students from a school in Zamfara, Nigeria, on Friday; two of them escaped.",
    "Israeli air strikes killed a commander and two of his guards near Aleppo in Syria on 4 November.",
    "A car bomb exploded outside a bank in Mosul, Iraq, killing eight and wounding more than 20.",
    "Police arrested Ada Cole, 45, on suspicion of arson after a fire at a hotel in Lagos.",
    "Rebels claimed to have shot down a helicopter; the army said it had crashed.",
    "A 6.1-magnitude earthquake struck western Nepal late on Tuesday, killing 153.",
    "Thousands marched in Lima to protest against the law; clashes left 11 officers injured.",
    "On this day in 1998 a bomb killed 29 people in the town of Omrath.",
    "Two men were jailed for the 2019 robbery of a bank in Tamra in which a guard died.",
    "The paper withdrew its report that 40 hostages had been freed.",
    "Half of the 240 hostages are to be freed in stages, and 39 have been released so far.",
    "Shelling of the village killed a couple and their daughter, its head said on Sunday.",
    "Unidentified gunmen stormed a mine in Quetta, shooting dead nine workers before dawn.",
    "The number of confirmed cholera cases in Talo doubled in a week to 1,014.",
    "Troops and militiamen clashed along the border for a third day; 17 fighters died.",
    "A trawler with 23 people on board is missing; search parties found three bodies.",
    "More than a dozen homes burned down in the north of Aldar, and 200 families were moved out.",
    "The strike at the port entered its second week. Ten of 40 berths are at work.",
)


def test_what_is_read_changes_with_its_version_alone() -> None:
    digest = sha256(json.dumps([read(text) for text in TEXTS], default=str).encode()).hexdigest()[:16]

    assert (EXTRACTOR, digest) == PINNED, (
        f"Texts are read otherwise than by version {PINNED[0]}. If that is meant, what is stored has to be read anew: "
        f'raise EXTRACTOR in ingest/extracting.py, and make this `PINNED = ({PINNED[0] + 1}, "{digest}")`.'
    )


def test_the_texts_are_full_of_what_is_read() -> None:
    told = [extract(article(text), as_english=False) for text in TEXTS]

    assert sum(bool(each.tallies or each.reports) for each in told) >= len(TEXTS) * 0.8
    assert len({report.kind for each in told for report in each.reports}) >= 8
    assert len({tally.kind for each in told for tally in each.tallies}) >= 4


def read(text: str) -> list[object]:
    told = extract(article(text), as_english=False)
    return [[asdict(each) for each in told.sentences], [asdict(each) for each in told.reports]]


def article(text: str) -> Article:
    return Article(
        fingerprint="f",
        url="https://harbour.example/news",
        title="",
        text=text,
        published=datetime(2023, 11, 7, 12, tzinfo=UTC),
        date_quality=DateQuality.STATED,
        publisher="Harbour Post",
        author=None,
        language="en",
        external_id=None,
        origin="news.jsonl:1",
    )
