"""What one subscriber rules of events holds for itself; what the operator rules, for whoever rules nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ingest.archive import Archive
from ingest.articles import (
    Casualties,
    CorrectedField,
    Correction,
    CorrectValue,
    FoundReport,
    IncidentKind,
    Place,
    PlacePrecision,
    Window,
)
from ingest.errors import RulingOpposed, RulingRefused
from ingest.incidents.folding import fold
from ingest.incidents.incident import as_read
from ingest.rulings import Proposal, RulingKind
from ingest.subscriptions import OPERATOR, Subscriber
from tests.ingest.archive import conftest
from tests.ingest.archive.conftest import Make

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO = Subscriber("1"), Subscriber("2")
SAID = date(2026, 2, 1)
REPORT = replace(conftest.REPORT, first_day=SAID, last_day=SAID, killed=Casualties(3, 3, 3))
ELSEWHERE = Place("Erbil", None, "Iraq", 36.2, 44.0, PlacePrecision.TOWN)


@pytest.fixture
def told(archive: Archive, make: Make) -> Archive:
    """An archive in which two articles tell one event, and everybody sees it."""
    source = archive.source("wire")
    for number in (1, 2):
        body = f"Paper {'x' * number} says that three were killed at the base."
        archive.store(source, [make(body, url=f"https://n{number}.example/a", reports=(REPORT,))], seen=NOW)
    return archive


def reports(archive: Archive, reader: Subscriber, window: Window = Window()) -> tuple[FoundReport, ...]:  # noqa: B008 because it is frozen
    return archive.reports(archive.view(NOW, reader), window=window)


def events(archive: Archive, reader: Subscriber) -> int:
    view = archive.view(NOW, reader)
    return len(fold(archive.reports(view), archive.rulings(view)))


def correct(archive: Archive, reader: Subscriber, field: CorrectedField, value: CorrectValue, day: int = 1) -> None:
    made = NOW.replace(day=day)
    corrected = Correction(field, value, "The ministry says so.", made)
    archive.rule(Proposal.correcting(reports(archive, reader)[:1], corrected, by="5"), reader, now=made)


def part(archive: Archive, reader: Subscriber, kind: RulingKind = RulingKind.DIFFERENT) -> None:
    one, other = reports(archive, reader)
    archive.rule(Proposal.about(kind, [one], [other], by="5"), reader, now=NOW)


def test_what_a_server_rules_holds_there_alone_and_what_the_operator_rules_everywhere(told: Archive) -> None:
    together = [events(told, reader) for reader in (ONE, TWO, OPERATOR)]
    part(told, ONE)
    parted_by_one = [events(told, reader) for reader in (ONE, TWO, OPERATOR)]
    part(told, OPERATOR)

    assert together == [1, 1, 1]
    assert parted_by_one == [2, 1, 1]
    assert [events(told, reader) for reader in (ONE, TWO, OPERATOR)] == [2, 2, 2]


def test_a_server_may_rule_otherwise_than_the_operator_and_not_than_itself(told: Archive) -> None:
    part(told, OPERATOR)
    part(told, ONE, RulingKind.SAME)

    with pytest.raises(RulingOpposed, match="sitrep incidents undo 2"):
        part(told, ONE)
    assert [events(told, reader) for reader in (ONE, TWO)] == [1, 2]


def test_a_correction_holds_for_all_of_its_event_whatever_later_reports_say(told: Archive) -> None:
    correct(told, ONE, CorrectedField.KILLED, Casualties(7, 7, 7))

    (here,), (there,) = (fold(reports(told, reader)) for reader in (ONE, TWO))

    assert (here.killed, there.killed) == (Casualties(7, 7, 7), REPORT.killed)
    assert [each.reason for each in here.corrections] == ["The ministry says so."]
    assert as_read(here) == there


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        (CorrectedField.KIND, IncidentKind.ACCIDENT, lambda report: report.kind),
        (CorrectedField.DAY, date(2026, 1, 5), lambda report: report.first_day),
        (CorrectedField.PLACE, ELSEWHERE, lambda report: report.place),
        (CorrectedField.KILLED, Casualties(), lambda report: report.killed),
        (CorrectedField.INJURED, Casualties(0, 0, 2), lambda report: report.injured),
    ],
    ids=lambda value: value.value if isinstance(value, CorrectedField) else "",
)
def test_a_correction_is_kept_as_it_was_made(
    told: Archive, field: CorrectedField, value: CorrectValue, read: Callable[[object], object]
) -> None:
    correct(told, ONE, field, value)

    assert value in [read(found.report) for found in reports(told, ONE)]
    assert [ruling.corrected and ruling.corrected.value for ruling in told.rulings_made(ONE)] == [value]


def test_an_event_is_found_on_the_day_that_is_right_and_not_on_the_one_that_was_read(told: Archive) -> None:
    right = date(2026, 1, 5)
    correct(told, ONE, CorrectedField.DAY, right)
    (moved,) = [found for found in reports(told, ONE) if found.report.first_day == right]
    january = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 31, tzinfo=UTC))
    february = Window(datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 2, 28, tzinfo=UTC))

    assert [found.id for found in reports(told, ONE, january)] == [moved.id]
    assert moved.id not in [found.id for found in reports(told, ONE, february)]
    assert reports(told, TWO, january) == ()


def test_of_two_corrections_the_later_holds_and_a_servers_own_before_the_operators(told: Archive) -> None:
    correct(told, ONE, CorrectedField.KIND, IncidentKind.ACCIDENT, day=2)
    correct(told, ONE, CorrectedField.KIND, IncidentKind.DISASTER, day=3)
    correct(told, OPERATOR, CorrectedField.KIND, IncidentKind.OTHER, day=4)

    kinds = [{found.report.kind for found in reports(told, reader)} for reader in (ONE, TWO)]

    assert kinds == [{IncidentKind.DISASTER, REPORT.kind}, {IncidentKind.OTHER, REPORT.kind}]


def test_a_ruling_is_undone_by_who_made_it_alone(told: Archive) -> None:
    part(told, ONE)
    (ruling,) = told.rulings_made(ONE)

    with pytest.raises(RulingRefused):
        told.undo_ruling(ruling.id, TWO, by="6", now=NOW)
    with pytest.raises(RulingRefused):
        told.undo_ruling(ruling.id, by="the operator", now=NOW)
    still = events(told, ONE)
    told.undo_ruling(ruling.id, ONE, by="6", now=NOW)

    assert (still, events(told, ONE)) == (2, 1)
    assert [(each.by, each.undone_by) for each in told.rulings_made(ONE)] == [("5", "6")]
    assert told.rulings_made() == ()


def test_a_server_that_leaves_takes_its_rulings_with_it(told: Archive) -> None:
    part(told, ONE)
    part(told, TWO)

    told.forget(ONE, now=NOW)

    assert told.rulings_made(ONE) == ()
    assert events(told, TWO) == 2
