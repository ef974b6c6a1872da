"""Incidents counted for a question."""

from datetime import UTC, date, datetime

import pytest

from bot.answering.incidents.ledger import count
from bot.answering.question.planning import plan
from bot.answering.questions import Question
from ingest import (
    Article,
    CorrectedField,
    Correction,
    FoundReport,
    IncidentKind,
    Place,
    PlacePrecision,
    RulingId,
    RulingKind,
    SourceId,
    StoredArticle,
    VisibleRuling,
)
from ingest.articles import ArticleId, DateQuality, RevisionId
from ingest.extraction.reports import find_reports
from ingest.rulings import as_corrected

TODAY = date(2023, 11, 22)
TOWN = PlacePrecision.TOWN
AIMED_AT_TROOPS = "A drone struck American troops at Harir air base in Iraq on Monday."
OF_AMERICA = "A US strike near Kirkuk, Iraq, on Sunday killed five militants who had fired drones at American troops."
SHOT_DOWN = "A missile was launched toward Israel on Friday, and a US destroyer shot it down in the Red Sea."
IN_ALBUQUERQUE = "Two men were shot in Albuquerque, New Mexico, on Monday."
IN_MEXICO = "Two men were shot in Puebla, Mexico, on Monday."


def reported(*texts: str) -> list[FoundReport]:
    published = datetime(2023, 11, 21, 9, tzinfo=UTC)
    found = []
    for number, text in enumerate(texts):
        article = Article(
            str(number), None, "", text, published, DateQuality.STATED, f"Paper {number}", None, "en", None, "test"
        )
        stored = StoredArticle(ArticleId(number), RevisionId(number), article, SourceId(1))
        found += [FoundReport(10 * number + at, report, stored) for at, report in enumerate(find_reports(article))]
    return found


def counted(question: str, *texts: str) -> list[str]:
    found = count(plan(Question(question), today=TODAY), reported(*texts))
    return sorted(incident.summary for incident in found.certain)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("How many attacks on US forces since November 1?", [AIMED_AT_TROOPS], id="target"),
        pytest.param("How many US strikes since November 1?", [OF_AMERICA], id="who-acts"),
    ],
)
def test_who_was_attacked_is_told_from_who_attacks_and_who_is_named(question: str, expected: list[str]) -> None:
    assert counted(question, AIMED_AT_TROOPS, OF_AMERICA, SHOT_DOWN) == expected


def test_a_place_of_several_words_is_read_as_one() -> None:
    question = "How many shootings in New Mexico since November 1?"
    assert counted(question, IN_ALBUQUERQUE, IN_MEXICO) == [IN_ALBUQUERQUE]


def test_what_lies_outside_the_window_is_not_counted() -> None:
    assert counted("How many shootings in New Mexico since November 21?", IN_ALBUQUERQUE) == []


AGAIN = "Two men were shot in Albuquerque, New Mexico, on Monday, police said."


def corrected(reports: list[FoundReport], value: IncidentKind | Place) -> list[FoundReport]:
    """Correct the first report alone, as if the others had come later."""
    field = CorrectedField.PLACE if isinstance(value, Place) else CorrectedField.KIND
    made = datetime(2023, 11, 22, tzinfo=UTC)
    ruling = VisibleRuling(
        RulingId(1),
        RulingKind.CORRECTED,
        frozenset({reports[0].id}),
        frozenset(),
        Correction(field, value, "Police said so.", made),
    )
    return list(as_corrected(reports, [ruling]))


@pytest.mark.parametrize(
    ("question", "value", "times"),
    [
        ("How many shootings since November 1?", IncidentKind.ACCIDENT, 0),
        ("How many bombings since November 1?", IncidentKind.BOMBING, 1),
        ("How many shootings in Mexico since November 1?", Place("Puebla", None, "Mexico", 19, -98, TOWN), 1),
        ("How many shootings in New Mexico since November 1?", Place("Puebla", None, "Mexico", 19, -98, TOWN), 0),
    ],
)
def test_what_was_corrected_of_an_incident_decides_whether_it_counts(
    question: str, value: IncidentKind | Place, times: int
) -> None:
    reports = reported(IN_ALBUQUERQUE, AGAIN)

    before = count(plan(Question("How many shootings since November 1?"), today=TODAY), reports)
    after = count(plan(Question(question), today=TODAY), corrected(reports, value))

    assert len(before.certain) == 1
    assert len(after.certain) == times
