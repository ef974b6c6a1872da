"""Incidents folded from reports."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.articles import (
    Article,
    ArticleId,
    Casualties,
    DatePrecision,
    DateQuality,
    Encoded,
    FoundReport,
    IncidentKind,
    Place,
    PlacePrecision,
    Report,
    RevisionId,
    SourceId,
    Span,
    StoredArticle,
)  # fmt: skip
from ingest.incidents.coreference import ENCODER
from ingest.incidents.folding import fold, matches

MOSUL = Place("Mosul", "Ninawa", "Iraq", 36.335, 43.119, PlacePrecision.TOWN)
BASRA = Place("Basra", "Basra", "Iraq", 30.509, 47.78, PlacePrecision.TOWN)
IRAQ = Place("Iraq", None, "Iraq", None, None, PlacePrecision.COUNTRY)
MONDAY = date(2023, 11, 20)


def found(  # noqa: PLR0913 because a report has many fields, and each test names the one that matters
    number: int,
    *,
    place: Place = MOSUL,
    day: date = MONDAY,
    kind: IncidentKind = IncidentKind.BOMBING,
    killed: int | None = None,
    precision: DatePrecision = DatePrecision.DAY,
    text: str | None = None,
    publisher: str | None = None,
    last: date | None = None,
    targets: tuple[str, ...] = (),
    injured: int | None = None,
    victims: tuple[str, ...] = (),
    actors: tuple[str, ...] = (),
) -> FoundReport:
    text = text or _in_words_of_its_own(number)
    count, hurt = Casualties(killed, killed, killed), Casualties(injured, injured, injured)
    report = Report(
        kind,
        day,
        last or day,
        precision,
        place,
        actors,
        targets,
        victims,
        None,
        count,
        hurt,
        "reported",
        Span(0, len(text)),
    )
    published = datetime(2023, 11, 20, 12, tzinfo=UTC) + timedelta(hours=number)
    article = Article(
        str(number), f"https://n{number}.example/a", "", text, published, DateQuality.STATED,
        publisher or f"Paper {number}", None, "en", None, "test",
    )  # fmt: skip
    return FoundReport(number, report, StoredArticle(ArticleId(number), RevisionId(number), article, SourceId(1)))


def _in_words_of_its_own(number: int) -> str:
    nouns = ("gate", "wall", "roof", "yard")
    return " ".join(["A blast at the hall on", *(f"{noun}{number}" for noun in nouns)])


def test_the_same_kind_day_and_place_is_one_incident() -> None:
    (incident,) = fold([found(1, killed=3), found(2, killed=5)])
    assert incident.killed == Casualties(3, 5, 5)
    assert [report.id for report in incident.reports] == [2, 1]
    assert incident.independent_sources == 2


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(found(2, place=BASRA), id="place"),
        pytest.param(found(2, day=date(2023, 11, 17)), id="day"),
        pytest.param(found(2, kind=IncidentKind.ABDUCTION), id="kind"),
        pytest.param(found(2, place=IRAQ), id="country-alone"),
    ],
)
def test_a_different_place_day_or_kind_is_another_incident(other: FoundReport) -> None:
    assert len(fold([found(1), other])) == 2


def test_two_reports_of_a_country_alone_are_two_incidents() -> None:
    assert len(fold([found(1, place=IRAQ), found(2, place=IRAQ)])) == 2


def test_a_copied_sentence_is_one_incident_and_one_source() -> None:
    wire = "Gunmen in a pickup opened fire on a checkpoint and killed four guards, officials said."
    (incident,) = fold([found(1, place=IRAQ, text=wire), found(2, place=IRAQ, text=wire)])
    assert incident.independent_sources == 1


def encoded(told: FoundReport, direction: int, *, encoder: str = ENCODER) -> FoundReport:
    """Give a report whose article begins like all others of the same `direction`, and like no other."""
    return replace(told, opening=Encoded(encoder, np.eye(8, dtype="<f2")[direction].tobytes()))


def test_of_one_town_and_day_articles_that_begin_alike_tell_one_event() -> None:
    assert len(fold([encoded(found(1), 0), encoded(found(2), 0)])) == 1
    assert len(fold([encoded(found(1), 0), encoded(found(2), 1)])) == 2


def test_vectors_of_an_encoder_that_no_weight_is_of_say_nothing() -> None:
    assert len(fold([encoded(found(1), 0, encoder="another"), encoded(found(2), 1, encoder="another")])) == 1


def test_another_spelling_of_one_town_is_the_same_place() -> None:
    respelled = Place("Mosoul", "Ninawa", "Iraq", 36.335, 43.119, PlacePrecision.TOWN)
    assert len(fold([found(1), found(2, place=respelled)])) == 1


def test_the_same_toll_in_a_suburb_and_its_city_is_one_incident() -> None:
    suburb = Place("Hamdaniya", "Ninawa", "Iraq", 36.27, 43.38, PlacePrecision.TOWN)
    assert len(fold([found(1, killed=4), found(2, place=suburb, killed=4)])) == 1
    assert len(fold([found(1, killed=1), found(2, place=suburb, killed=1)])) == 2


def test_the_same_toll_in_a_town_and_in_its_country_is_one_incident() -> None:
    assert len(fold([found(1, killed=8, injured=2), found(2, place=IRAQ, killed=8, injured=2)])) == 1


def test_other_tolls_told_in_other_words_of_one_town_and_day_are_two_incidents() -> None:
    reports = [
        found(1, kind=IncidentKind.SHOOTING, killed=3, text="Three brothers died in a quarrel over a garden wall."),
        found(2, kind=IncidentKind.SHOOTING, killed=1, text="A jeweller was shot dead by masked thieves downtown."),
    ]
    assert len(fold(reports)) == 2


def test_the_place_is_in_the_country_that_most_reports_name() -> None:
    lima = Place("Lima", "Lima", "Peru", -12.04, -77.03, PlacePrecision.TOWN)
    text = "An earthquake killed 40 people in the north on Monday."
    places = (IRAQ, lima, IRAQ, MOSUL)
    reports = [found(number, place=place, killed=40, text=text) for number, place in enumerate(places)]
    (incident,) = (one for one in fold(reports) if len(one.reports) > 1)
    assert incident.place.name == "Mosul"


def test_an_undated_report_may_be_of_the_day_before() -> None:
    text = "A blast at the hall hurt guards by the gate."
    undated = found(2, day=date(2023, 11, 21), precision=DatePrecision.PUBLISHED, text=text)
    (incident,) = fold([found(1, text=text), undated])
    assert (incident.first_day, incident.date_precision) == (MONDAY, DatePrecision.DAY)


def test_a_general_kind_joins_a_specific_one() -> None:
    text = "Masked men killed guards by the gate."
    reports = [found(1, kind=IncidentKind.ARMED_ATTACK, text=text), found(2, kind=IncidentKind.SHOOTING, text=text)]
    (incident,) = fold(reports)
    assert incident.kind is IncidentKind.SHOOTING


def test_a_follow_up_that_names_the_same_person_is_of_the_event_long_before() -> None:
    later, published = date(2024, 2, 20), DatePrecision.PUBLISHED
    ana, luis = ("Ana Ruiz",), ("Luis Gil",)
    (incident,) = fold([found(1, victims=ana), found(2, victims=ana, day=later, precision=published)])
    assert incident.first_day == MONDAY
    assert len(fold([found(1, victims=ana), found(2, victims=luis, day=later, precision=published)])) == 2
    assert len(fold([found(1, victims=ana), found(2, victims=ana, day=later)])) == 2


def test_what_two_headlines_name_tells_one_event_where_one_leaves_the_place_out() -> None:
    nowhere = Place(None, None, None, None, None, PlacePrecision.UNKNOWN)
    first = found(1, text="A tourist was stabbed near the Eiffel Tower in the city by a man.")
    second = found(2, place=nowhere, text="The tourist died near the Eiffel Tower, a minister wrote.")
    assert len(fold([first, second])) == 1
    assert len(fold([first, found(3, place=nowhere, text="A driver hurt nobody when his lorry overturned.")])) == 2


def test_an_arrest_and_a_death_in_one_city_are_two_events() -> None:
    assert len(fold([found(1, kind=IncidentKind.ARREST), found(2, kind=IncidentKind.OTHER, killed=1)])) == 2


def test_who_tells_only_that_somebody_was_hurt_counts_nobody() -> None:
    vague = found(2)
    vague = replace(vague, report=replace(vague.report, killed=Casualties(1, 1, None)))
    assert fold([found(1, killed=3), vague])[0].killed.best == 3
    assert fold([vague])[0].killed.best == 1


def test_the_id_stays_when_a_later_report_comes_in() -> None:
    assert fold([found(1)])[0].id == fold([found(1), found(2)])[0].id


def test_the_newest_event_comes_first() -> None:
    later = found(2, day=date(2023, 11, 21), place=BASRA)
    assert [incident.place.name for incident in fold([found(1), later])] == ["Basra", "Mosul"]


def test_the_row_has_the_keys_of_the_command_line_contract() -> None:
    row = fold([found(1, killed=3)])[0].as_row()
    assert list(row) == [
        "id", "kind", "date", "place", "actors", "targets", "victims", "weapon", "killed", "injured", "status",
        "summary", "reports", "independent_sources", "updated",
    ]  # fmt: skip
    assert row["date"] == {"from": "2023-11-20", "to": "2023-11-20", "precision": "day"}
    assert row["killed"] == {"low": 3, "best": 3, "high": 3}


@pytest.mark.parametrize(
    ("place", "kind", "since", "until", "answer"),
    [
        pytest.param("Iraq", None, None, None, "yes", id="country-holds-town"),
        pytest.param("Mosul", "bombing", MONDAY, MONDAY, "yes", id="all"),
        pytest.param("Syria", None, None, None, "no", id="other-country"),
        pytest.param(None, "riot", None, None, "no", id="other-kind"),
        pytest.param(None, None, date(2023, 11, 21), None, "no", id="before-the-window"),
        pytest.param(None, None, None, date(2023, 11, 19), "no", id="after-the-window"),
    ],
)
def test_a_filter_tells_whether_an_incident_is_meant(
    place: str | None, kind: str | None, since: date | None, until: date | None, answer: str
) -> None:
    assert matches(fold([found(1)])[0], place=place, kind=kind, since=since, until=until) == answer


def test_an_inexact_date_that_overlaps_the_window_is_possible() -> None:
    month = found(1, day=date(2023, 11, 1), last=date(2023, 11, 30), precision=DatePrecision.MONTH)
    incident = fold([month])[0]
    assert matches(incident, place=None, kind=None, since=MONDAY, until=None) == "possibly"


REPORTS = st.lists(
    st.builds(
        found,
        st.integers(1, 30),
        place=st.sampled_from([MOSUL, BASRA, IRAQ]),
        day=st.dates(date(2023, 11, 18), date(2023, 11, 22)),
        kind=st.sampled_from([IncidentKind.BOMBING, IncidentKind.ARMED_ATTACK, IncidentKind.ACCIDENT]),
        killed=st.none() | st.integers(0, 9),
    ),
    max_size=12,
    unique_by=lambda report: report.id,
)


@given(REPORTS, st.randoms())
def test_the_order_of_reports_changes_nothing(reports: list[FoundReport], random: Random) -> None:
    shuffled = sorted(reports, key=lambda _: random.random())
    assert fold(shuffled) == fold(reports)


@given(REPORTS)
def test_an_unrelated_report_changes_no_other_incident(reports: list[FoundReport]) -> None:
    unrelated = found(99, place=Place("Lima", None, "Peru", -12.0, -77.0, PlacePrecision.TOWN), day=date(2023, 6, 1))
    assert set(fold(reports)) < set(fold([*reports, unrelated]))


def test_many_reports_of_many_places_fold_in_linear_time() -> None:
    places = [Place(f"Town{number}", None, "Iraq", float(number), 1.0, PlacePrecision.TOWN) for number in range(500)]
    assert len(fold([found(number, place=places[number % 500]) for number in range(1500)])) == 500
