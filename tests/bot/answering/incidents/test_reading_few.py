"""The reports of which incidents are made: of a place, or the newest; few are read, and none is missed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.answering.incidents.latest import Filters, latest
from bot.answering.incidents.ledger import count, counted
from bot.answering.question.planning import plan
from bot.answering.questions import Question
from ingest import (
    Archive,
    CorrectedField,
    Correction,
    DatePrecision,
    IncidentKind,
    Place,
    PlacePrecision,
    Proposal,
    RulingKind,
    Span,
    View,
)
from ingest.articles import Prepared
from tests.archives import empty_archive
from tests.ingest.archive.conftest import DIMENSION, REPORT, prepared

NOW = datetime(2023, 12, 1, tzinfo=UTC)
BASRA = Place("Basra", "Basra", "Iraq", 30.5, 47.8, PlacePrecision.TOWN)
PLACES = (
    BASRA,
    Place("Puebla", "Puebla", "Mexico", 19.0, -98.2, PlacePrecision.TOWN),
    Place("Iraq", None, "Iraq", None, None, PlacePrecision.COUNTRY),
    Place("Anbar", "Anbar", "Iraq", None, None, PlacePrecision.REGION),
    Place("Mexico", None, "Mexico", None, None, PlacePrecision.COUNTRY),
    *[Place(None, None, None, None, None, PlacePrecision.UNKNOWN)] * 4,
)
WORDS = "convoy harbour militants checkpoint generator warehouse barracks morning officials wounded".split()
QUESTIONS = (
    "Latest attacks in Iraq",
    "How many shootings in Basra in November 2023?",
    "How many bombings in Mexico since November 9?",
    "Latest attacks",
)


def some_report(draw: Random) -> Prepared:
    words = " ".join(draw.choices(WORDS, k=draw.randint(3, 9)))
    sentence = f"A {words} attack, which {draw.choice(('Ann Vorst', 'police', 'troops'))} told of, was heard of."
    first = date(2023, 11, 1) + timedelta(days=draw.randrange(26))
    report = replace(
        REPORT,
        kind=draw.choice((IncidentKind.SHOOTING, IncidentKind.BOMBING, IncidentKind.ARMED_ATTACK, IncidentKind.ARREST)),
        first_day=first,
        last_day=first + timedelta(days=draw.choice((0, 0, 0, 3, 29))),
        date_precision=draw.choice((DatePrecision.DAY, DatePrecision.PUBLISHED, DatePrecision.MONTH)),
        place=draw.choice(PLACES),
        actors=draw.choice(((), ("Ann Vorst",), ("ben ode", "Ben Ode"), ("police",))),
        quote=Span(0, len(sentence)),
    )
    url = f"https://news.example/{draw.getrandbits(60)}"
    published = f"{min(first + timedelta(days=1), date(2023, 11, 30))}"
    return prepared(sentence, url=url, published=published, reports=(report,))


def fill(archive: Archive, draw: Random) -> None:
    archive.claim_encoder("test", DIMENSION)
    archive.store(archive.source("wire"), [some_report(draw) for _ in range(60)], seen=NOW)
    held = draw.sample(archive.reports(View(NOW)), 6)
    for kind, (one, other) in ((RulingKind.SAME, held[:2]), (RulingKind.DIFFERENT, held[2:4])):
        archive.rule(Proposal.about(kind, [one], [other], by="desk"), now=NOW)
    made = Correction(CorrectedField.PLACE, BASRA, "Read on the spot.", NOW)
    archive.rule(Proposal.correcting(held[4:5], made, by="desk"), now=NOW)


@pytest.mark.parametrize("seed", range(8))
def test_the_same_is_counted_as_if_all_reports_were_folded(tmp_path: Path, seed: int) -> None:
    with empty_archive(tmp_path) as archive:
        fill(archive, Random(seed))  # noqa: S311 because it makes news, not keys
        for text in QUESTIONS:
            asked, view = plan(Question(text), today=NOW.date()), View(NOW)
            of_all = count(asked, archive.reports(view, window=asked.window), archive.rulings(view))
            assert counted(archive, view, asked, asked.window) == of_all

        assert of_all.certain


@pytest.mark.parametrize("seed", range(4))
def test_the_newest_incidents_are_those_of_a_fold_of_all(tmp_path: Path, seed: int) -> None:
    with empty_archive(tmp_path) as archive:
        fill(archive, Random(seed))  # noqa: S311 because it makes news, not keys
        for filters in (Filters(), Filters(place="Iraq"), Filters(kind="shooting"), Filters("Basra", "shooting")):
            of_all, newest = (latest(archive, View(NOW), replace(filters, enough=enough)) for enough in (None, 1))
            since = newest.since or date.min
            assert newest.incidents == tuple(each for each in of_all.incidents if each.last_day >= since)
            assert newest.incidents or not of_all.incidents


def test_older_incidents_are_looked_for_until_there_are_enough(tmp_path: Path) -> None:
    with empty_archive(tmp_path) as archive:
        fill(archive, Random(0))  # noqa: S311 because it makes news, not keys
        of_two_weeks = len(latest(archive, View(NOW), Filters(enough=1)).incidents)

        asked = [
            latest(archive, View(NOW), Filters(enough=enough)) for enough in (of_two_weeks, of_two_weeks + 1, 1000)
        ]
        assert [found.since for found in asked] == [date(2023, 11, 13), date(2023, 8, 27), None]


def test_an_incident_is_the_same_in_every_list(tmp_path: Path) -> None:
    with empty_archive(tmp_path) as archive:
        fill(archive, Random(1))  # noqa: S311 because it makes news, not keys
        of_all = {each.id: each for each in latest(archive, View(NOW), Filters(enough=None)).incidents}
        for day in range(1, 27, 5):
            one_day = Filters(since=date(2023, 11, day), until=date(2023, 11, day))
            assert all(each == of_all[each.id] for each in latest(archive, View(NOW), one_day).incidents)
