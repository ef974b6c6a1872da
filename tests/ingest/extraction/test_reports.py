"""Reports out of articles published on Wednesday 22 November 2023."""

from datetime import UTC, date, datetime

import pytest

from ingest.articles import Article, Casualties, DatePrecision, DateQuality, IncidentKind
from ingest.extraction.reports import find_reports


def article(body: str, title: str = "", language: str = "en") -> Article:
    text = f"{title}\n\n{body}" if title else body
    published = datetime(2023, 11, 22, 9, tzinfo=UTC)
    return Article("0", None, title, text, published, DateQuality.STATED, "Wire", None, language, None, "test")


def test_those_shot_whom_another_sentence_counts_as_dead_are_not_hurt_beside_them() -> None:
    told = "Two boys were killed in Jenin on Monday.\n\nThe two boys were shot in Jenin by soldiers, officials said."
    (report,) = find_reports(article(told))
    assert (report.killed.best, report.injured.best) == (2, None)


def test_a_plain_report_is_read_whole() -> None:
    told = article(
        "Gunmen attacked a police post near Mosul, Iraq, on Monday, killing three officers and wounding at least 12."
    )
    (report,) = find_reports(told)
    assert report.kind is IncidentKind.ARMED_ATTACK
    assert (report.first_day, report.last_day) == (date(2023, 11, 20), date(2023, 11, 20))
    assert report.date_precision is DatePrecision.DAY
    assert (report.place.name, report.place.country) == ("Mosul", "Iraq")
    assert report.killed == Casualties(3, 3, 3)
    assert report.injured == Casualties(12, 12, None)
    assert report.actors == ("Gunmen",)
    assert report.targets == ("police post",)


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("Rockets were fired at the US embassy in Baghdad on Monday.", ("Baghdad", "Iraq")),
        ("A bomb exploded at the US consulate in Karachi on Monday.", ("Karachi", "Pakistan")),
        ("Rockets hit a UK base near Deir Ezzor, Syria, on Monday.", ("Deir Ezzor", "Syria")),
        ("A drone struck US troops at a base in Iraq on Monday.", ("Iraq", "Iraq")),
    ],
)
def test_whose_a_target_is_does_not_place_it(told: str, place: tuple[str, str]) -> None:
    (report,) = find_reports(article(told))
    assert (report.place.name, report.place.country) == place


def test_sentences_about_one_event_make_one_report() -> None:
    told = article(
        "A bomb exploded in a market in Basra on Tuesday, police said.\n\nThe blast killed six people and injured 20.",
        title="Bomb hits Basra market",
    )
    (report,) = find_reports(told)
    assert (report.killed.best, report.injured.best) == (6, 20)
    assert told.text[report.quote.start : report.quote.end].endswith(".")


def test_another_day_or_kind_is_another_event() -> None:
    told = article(
        "A bomb exploded in Basra on Tuesday, killing two people.\n\nAn earthquake shook Izmir on Monday, killing four."
    )
    assert [report.kind for report in find_reports(told)] == [IncidentKind.BOMBING, IncidentKind.DISASTER]


def test_an_undated_event_is_of_the_day_of_publication_or_before() -> None:
    (report,) = find_reports(article("Two people were shot dead in Lyon, France, prosecutors say."))
    assert (report.first_day, report.date_precision) == (date(2023, 11, 22), DatePrecision.PUBLISHED)


def test_an_event_that_its_sentence_does_not_place_is_at_the_dateline() -> None:
    (report,) = find_reports(article("MOSUL, Iraq (Wire) \u2013 Three men were shot dead on Tuesday, police said."))
    assert (report.place.name, report.place.country) == ("Mosul", "Iraq")


def test_no_casualties_is_zero_and_silence_is_none() -> None:
    (report,) = find_reports(article("A rocket hit a warehouse in Basra on Monday and there were no casualties."))
    assert report.killed == Casualties(0, 0, 0)
    (report,) = find_reports(article("A rocket hit a warehouse in Basra on Monday."))
    assert report.killed == Casualties()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("The militia threatened to attack the base in Basra on Friday.", id="threat"),
        pytest.param("The army denied attacking a convoy near Basra on Tuesday.", id="denial"),
        pytest.param("Troops fired rockets in an exercise near Basra on Tuesday.", id="exercise"),
        pytest.param(
            "The town marked the anniversary of the bombing that killed 40 people in Basra.", id="anniversary"
        ),
        pytest.param("The 1986 bombing in Basra killed 40 people.", id="retrospective"),
        pytest.param("Forces in Basra have been attacked 66 times since October 17.", id="running-total"),
        pytest.param("More than 14,000 people have been killed in the enclave, the ministry says.", id="war-toll"),
        pytest.param("The striker shot wide from the edge of the box as his team won the match in Milan.", id="sport"),
        pytest.param("The senator attacked the plan in Boston on Monday as too costly.", id="metaphor"),
        pytest.param("Two senators clashed over the budget in Boston on Monday.", id="quarrel"),
        pytest.param("The retired judge died at home in Boston on Monday, aged 91.", id="natural-death"),
        pytest.param("Teachers went on strike in Lyon on Monday.", id="labour-strike"),
        pytest.param("A drone could hit Basra next, analysts fear.", id="hypothetical"),
        pytest.param("Who shot two men in Lyon on Monday?", id="question"),
        pytest.param("No soldier was injured in Basra.", id="nobody"),
        pytest.param("Sixty-two service members have been wounded in all.", id="toll-so-far"),
        pytest.param("Most attacks hurt nobody, and the 59 injured are not 59 attacks.", id="of-attacks-in-general"),
        pytest.param("A spate of attacks in Basra last week worried the army.", id="series"),
    ],
)
def test_what_did_not_occur_or_is_not_one_event_is_no_report(body: str) -> None:
    assert find_reports(article(body)) == ()


def test_other_languages_are_not_read() -> None:
    assert find_reports(article("Two people were shot dead in Lyon on Monday.", language="fr")) == ()


def test_reading_the_same_article_twice_gives_the_same() -> None:
    told = article("A bomb exploded in Basra on Tuesday, killing two people.")
    assert find_reports(told) == find_reports(told)


def test_what_number_in_a_series_an_event_is_does_not_make_it_a_count() -> None:
    told = "A drone struck the Harir garrison in northern Iraq on Tuesday \u2014 the 28th attack since October 17."
    (report,) = find_reports(article(told))
    assert (report.first_day, report.place.name) == (date(2023, 11, 21), "Harir garrison")


@pytest.mark.parametrize(
    ("body", "name", "country"),
    [
        pytest.param(
            "WASHINGTON, Nov 21 (Wire) - Jets bombed a depot in eastern Syria on Tuesday.", "Syria", "Syria",
            id="another-country",
        ),
        pytest.param(
            "BEIJING, Nov 21 (Wire) - An earthquake struck north-west China on Tuesday, killing 40.", "China", "China",
            id="a-part-of-its-country",
        ),
        pytest.param(
            "WASHINGTON, Nov 21 (Wire) - Two drones hit Syria.\n\nAt Al-Tanf one drone struck a depot on Tuesday.",
            "Al-Tanf", "Syria",
            id="unlisted-site",
        ),
    ],
)  # fmt: skip
def test_a_dateline_gives_way_to_what_the_text_says(body: str, name: str, country: str) -> None:
    report = find_reports(article(body))[-1]
    assert (report.place.name, report.place.country) == (name, country)


def test_the_quote_begins_behind_the_dateline_and_is_never_a_headline_if_a_sentence_exists() -> None:
    told = article(
        "BASRA, Nov 21 (Wire) - A bomb exploded here on Tuesday.", title="Bomb explodes, killing two, in Basra"
    )
    (report,) = find_reports(told)
    assert told.text[report.quote.start : report.quote.end] == "A bomb exploded here on Tuesday."


def test_a_trial_dates_nothing_but_what_it_recalls_by_day_and_town() -> None:
    told = article(
        "A jury in Detroit found a man guilty on Tuesday.\n\nHe shot dead four people in Detroit, Michigan, on March 7,"
        " 2022, prosecutors said.\n\nA fifth was shot and wounded in the leg in Detroit."
    )
    (report,) = find_reports(told)
    assert (report.kind, report.first_day) == (IncidentKind.SHOOTING, date(2022, 3, 7))


def test_a_town_of_many_namesakes_is_that_of_the_region_the_article_is_about() -> None:
    told = article("Two men were shot in Springfield on Monday.\n\nThe state police of Illinois are helping.")
    (report,) = find_reports(told)
    assert (report.place.name, report.place.admin) == ("Springfield", "Illinois")


def test_what_an_animal_did_is_no_attack() -> None:
    told = article("Two were hurt in the Tamra attack on Monday, police said.", title="Dog's attack on two in Tamra")
    assert find_reports(told) == ()


@pytest.mark.parametrize("blank", [" ", ""])
def test_a_caption_places_and_dates_nothing(blank: str) -> None:
    caption = f"People stand outside a court in central London on Oct. 9, 2023.{blank}(A. Cole/Agency)"
    (report,) = find_reports(article(caption, title="Car set on fire"))
    assert (report.place.name, report.date_precision) == (None, DatePrecision.PUBLISHED)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        pytest.param("A gas explosion injured ten people in Lima, Peru, on Monday.", IncidentKind.ACCIDENT, id="gas"),
        pytest.param("An explosion at a fireworks plant killed two in Lima, Peru.", IncidentKind.ACCIDENT, id="plant"),
        pytest.param("A car bomb killed two outside a plant in Lima, Peru.", IncidentKind.BOMBING, id="bomb"),
        pytest.param("A pile-up in Lima, Peru, set cars ablaze on Monday.", IncidentKind.ACCIDENT, id="a pile-up"),
        pytest.param("Men set cars ablaze in Lima, Peru, on Monday.", IncidentKind.ARSON, id="arson"),
    ],
)
def test_what_explodes_or_burns_by_itself_is_an_accident(told: str, kind: IncidentKind) -> None:
    (report,) = find_reports(article(told))
    assert report.kind is kind
