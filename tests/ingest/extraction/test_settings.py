"""Where and when an article of local news puts what it tells."""

from datetime import UTC, date, datetime

import pytest

from ingest.articles import Article, DateQuality, Report
from ingest.extraction.participants import named_people
from ingest.extraction.reports import find_reports
from ingest.extraction.stamps import written_day

CRAWLED = date(2023, 11, 22)


def report_of(body: str, *, title: str = "") -> Report:
    text = f"{title}\n\n{body}" if title else body
    published = datetime(2023, 11, 22, 9, tzinfo=UTC)
    (report,) = find_reports(
        Article("0", None, title, text, published, DateQuality.STATED, "Wire", None, "en", None, "test")
    )
    return report


@pytest.mark.parametrize(
    ("body", "admin"),
    [
        pytest.param("Two men were shot in Jackson on Monday.\n\nThe jail is in Dyersburg, Tenn.", "Tennessee"),
        pytest.param("Two men were shot in Jackson on Monday.\n\nHe fled to a house in Gulfport, Miss.", "Mississippi"),
    ],
    ids=["one-state", "another"],
)  # fmt: skip
def test_a_town_of_many_namesakes_is_in_the_region_of_what_else_is_named(body: str, admin: str) -> None:
    assert report_of(body).place.admin == admin


@pytest.mark.parametrize(
    ("title", "body", "place"),
    [
        pytest.param(
            "Two shot in Whitehaven",
            "MEMPHIS, Tenn. - Two men were shot in Whitehaven on Monday.",
            ("Memphis", "Tennessee"),
            id="a far namesake of a quarter",
        ),
        pytest.param(
            "Five shot in a block of flats - KXYZ News 4 - Boise, Idaho",
            "Five people were shot on Elm Street on Monday.",
            ("Idaho", "Idaho"),
            id="the publisher's region, where the text names none",
        ),
        pytest.param(
            "Suspect in Brookhaven shooting dies",
            "Five people were shot in Brookhaven on Monday. Ada Lyons was held. Lyons died.",
            ("Brookhaven", None),
            id="no surname",
        ),
    ],
)
def test_a_region_is_what_the_article_tells_of_it(title: str, body: str, place: tuple[str, str | None]) -> None:
    report = report_of(body, title=title)
    assert (report.place.name, report.place.admin) == place


def test_a_quarter_that_shares_its_name_with_a_far_town_is_in_the_town_of_the_article() -> None:
    told = "Two men were shot in the Austin neighborhood on Monday, Chicago police said."
    report = report_of(told, title="Two shot in Chicago")
    assert (report.place.name, report.place.admin) == ("Chicago", "Illinois")


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        pytest.param(
            "Two men shot dead in Tulsa - KXYZ News 4 - Boise, Idaho", "", "Tulsa", id="the publisher's town is not it"
        ),
        pytest.param("Two men shot dead in Tulsa | XYQ 5 Boise", "", "Tulsa", id="nor the town of a station"),
        pytest.param(
            "", "CHICAGO, Ill. -- Two men were shot in Englewood on Monday.", "Chicago", id="a quarter of the city"
        ),
        pytest.param(
            "Two men shot",
            "TOLEDO, Ohio -- Two men were shot Monday. They were taken to Grace Medical Center in Akron.",
            "Toledo",
            id="not where the hurt were taken",
        ),
        pytest.param(
            "Rain in Gujarat kills 20",
            "AHMEDABAD: Flash floods killed 20 people.",
            "Gujarat",
            id="the headline's region",
        ),
        pytest.param(
            "Ten shot dead near Harwan", "ISLAMABAD - Gunmen killed ten people on a bus.", "Pakistan", id="unlisted"
        ),
        pytest.param(
            "",
            "A man wanted in Tampa, Florida, was arrested in Maryland on Monday.",
            "Maryland",
            id="at the verb itself",
        ),
        pytest.param(
            "", "Rockets struck villages in Lebanon, doctors in Gaza City said.", "Lebanon", id="the nearest land"
        ),
        pytest.param(
            "", "Thousands marched through Leeds as attacks on Kharkiv went on.", "Leeds", id="not of another event"
        ),
        pytest.param(
            "One killed at a school in Lens",
            "A man stabbed a teacher on Monday. The attacker was from the Caucasus region of Chechnya.",
            "Lens",
            id="not where somebody is from",
        ),
        pytest.param(
            "Protests in Nantes", "The war in Syria divides many. Thousands clashed with police.", "Nantes", id="a war"
        ),
        pytest.param(
            "",
            "Police arrested ten people outside Mayor Ada Hill's Boston home on Monday.",
            "Boston",
            id="whose home it is",
        ),
    ],
)
def test_a_place_is_what_the_text_says_of_the_event(title: str, body: str, name: str) -> None:
    assert report_of(body or "Police are at the scene.", title=title).place.name == name


def test_a_stamp_is_no_day_of_an_event_but_that_of_writing() -> None:
    stamped = "Posted: Friday, June 26, 2015 4:46 AM EDT Two men were shot in Toledo, Ohio, on Thursday."
    assert written_day(stamped, published=CRAWLED) == date(2015, 6, 26)
    assert report_of(stamped).first_day == date(2015, 6, 25)


def test_people_with_ages_are_those_hurt_and_those_accused() -> None:
    people = named_people("Ana Ruiz, 12, was shot.\nTom Gil, 30, was charged with it. 9-year-old Eve Low is safe.")
    assert people.accused == ("Tom Gil",)
    assert people.others == ("Ana Ruiz", "Eve Low")


def test_what_is_mentioned_beside_the_event_is_no_report() -> None:
    told = (
        "Police are out.\n\nTwo men were shot in Toledo, Ohio, on Monday, killing one.\n\n"
        "A week ago another man was shot nearby."
    )
    assert report_of(told).first_day == date(2023, 11, 20)


def test_the_dead_of_a_night_of_shootings_are_not_of_one() -> None:
    report = report_of("Four people were killed in shootings in Toledo, Ohio, on Monday. One man was shot in a car.")
    assert report.killed.best in {None, 1}


def test_a_charge_tells_the_dated_event_that_it_is_for() -> None:
    told = "A jury charged two men for the June 15 shooting in Toledo, Ohio, that killed one and injured three."
    report = report_of(told, title="Two indicted")
    assert (report.first_day, report.killed.best) == (date(2023, 6, 15), 1)


def test_an_event_without_a_day_is_of_the_day_that_the_lead_tells() -> None:
    told = "It happened on Monday in a bar.\n\nTwo men were shot in Toledo, Ohio, and are in hospital."
    assert report_of(told).first_day == date(2023, 11, 20)


def test_a_town_far_from_the_city_that_the_text_names_stays() -> None:
    told = "Four men were shot in Rockford on Monday.\n\nA van was found later in Chicago, Ill., police said."
    assert report_of(told).place.name == "Rockford"


def test_a_region_in_the_sentence_is_not_where_if_the_article_has_a_town_there() -> None:
    told = "TUCUMCARI, N.M. (KXYZ) - Two students were shot in a small New Mexico town on Monday."
    assert report_of(told).place.name == "Tucumcari"


def test_the_dead_are_counted_in_all_sentences_of_the_head() -> None:
    told = "Two men were shot in Rockford on Monday.\n\nBoth men were pronounced dead at the scene."
    assert report_of(told, title="Rockford shooting").killed.best == 2


def test_the_dead_of_a_weekend_are_not_those_of_one_event() -> None:
    told = "A man was shot in Rockford on Sunday.\n\nSeven people were killed in separate incidents over the weekend."
    assert report_of(told).killed.best is None


def test_an_event_of_weeks_ago_told_beside_the_news_is_no_report() -> None:
    told = "Two men were shot in Rockford on Monday.\n\nA woman was shot dead in Peoria, Ill., on November 2."
    assert report_of(told, title="Two shot in Rockford").place.name == "Rockford"
