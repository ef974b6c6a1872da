"""Places by exact whole names."""

import pytest

from ingest.articles import Place, PlacePrecision
from ingest.extraction.gazetteer import country_of, country_terms
from ingest.extraction.place_identity import same_place
from ingest.extraction.place_mentions import PlaceMention, not_in_town
from ingest.extraction.place_names import Context
from ingest.extraction.places import dateline_of, find_places
from ingest.extraction.unlisted_places import find_unlisted


def only(text: str) -> Place:
    mention, *_ = [found for found in find_places(text) if found.place.precision is not PlacePrecision.COUNTRY]
    return mention.place


@pytest.mark.parametrize(
    ("text", "name", "admin", "country"),
    [
        pytest.param("a bomb went off in Mosul, Iraq", "Mosul", "Ninawa", "Iraq", id="country-after-comma"),
        pytest.param("shot in Hammond, Ind., Friday", "Hammond", "Indiana", "United States", id="state"),
        pytest.param("a fire in Birmingham, Alabama,", "Birmingham", "Alabama", "United States", id="not-the-largest"),
        pytest.param("a fire in Birmingham", "Birmingham", "England", "United Kingdom", id="by-far-the-largest"),
        pytest.param("clashes in Tripoli, Lebanon", "Tripoli", "Liban-Nord", "Lebanon", id="country-beats-population"),
        pytest.param("tourists of America died in Paris", "Paris", "Ile-de-France", "France", id="dominant"),
        pytest.param("a strike on the village of Bar Elias", "Bar Elias", None, None, id="village-not-listed"),
        pytest.param("Two Pensacola, Florida, residents", "Pensacola", "Florida", "United States", id="so-many"),
        pytest.param("two died in Springfield", "Springfield", None, None, id="ambiguous-has-no-country"),
        pytest.param("a fire in Lebanon, Ohio", "Lebanon", "Ohio", "United States", id="named-like-a-land"),
    ],
)  # fmt: skip
def test_a_town_is_resolved_by_what_stands_beside_it(
    text: str, name: str, admin: str | None, country: str | None
) -> None:
    mentions = [found.place for found in find_places(text) if found.place.precision is PlacePrecision.TOWN]
    assert [(place.name, place.admin, place.country) for place in mentions] == [(name, admin, country)]


@pytest.mark.parametrize(
    "text",
    [
        "Washington said on Friday that it would",
        "Houston, who scored twice, said",
        "Reading is good for you in March, a Nice thought",
        "He met Austin Jackson of the choir",
        "Marinated in the Parisian manner",
    ],
)
def test_words_and_persons_are_no_places(text: str) -> None:
    assert find_places(text) == ()


def test_a_named_site_has_no_coordinates_and_the_country_of_its_sentence() -> None:
    assert only("rockets fell on Al-Asad Airbase, Iraq") == Place(
        "Al-Asad Airbase", None, "Iraq", None, None, PlacePrecision.SITE
    )


def test_an_airport_is_where_the_town_is_that_it_is_called_by() -> None:
    assert only("an American senator was held at Hong Kong International Airport").country == "Hong Kong"
    assert only("an Indian national was held at Prague airport").country == "Czechia"


def test_a_province_is_a_region_even_if_a_town_has_its_name() -> None:
    assert only("fighting in Aleppo province in Syria").precision is PlacePrecision.REGION


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("a tornado in Florida", "United States"),
        ("two were shot in Southeast D.C. on Friday", "United States"),
        ("a ferry sank off Bali", "Indonesia"),
        ("wildfires in Ontario", "Canada"),
    ],
)
def test_a_region_is_not_a_town_of_another_land(text: str, country: str) -> None:
    assert only(text).country == country


def test_a_county_is_no_region_abroad_that_has_its_name() -> None:
    assert find_places("the Pasco County sheriff said") == ()


def test_a_name_has_one_sense_in_an_article() -> None:
    told = "A shot was heard in Paris. A bakery in Paris, Texas, was robbed."
    assert {mention.place.admin for mention in find_places(told) if mention.place.name == "Paris"} == {"Texas"}
    alone, *_ = find_places("A bakery in Paris was robbed.", Context(holders={"Paris": "Texas"}))
    assert alone.place.admin == "Texas"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("BAGHDAD (Agency) - Two", "Iraq"),
        ("HAMMOND, Ind. \u2013 A man", "United States"),
        ("MOSUL, Iraq: Gunmen", "Iraq"),
    ],
)
def test_a_dateline_is_a_place(text: str, country: str) -> None:
    found = dateline_of(text)
    assert isinstance(found, PlaceMention)
    assert found.place.country == country


def test_capitals_alone_are_no_dateline() -> None:
    assert dateline_of("NATO said that") is None


@pytest.mark.parametrize(
    ("name", "country"),
    [("US", "United States"), ("Iraqi", "Iraq"), ("the Netherlands", "Netherlands"),
     ("DRC", "Democratic Republic of the Congo"),
     ("Britain", "United Kingdom"), ("Atlantis", None)],
)  # fmt: skip
def test_a_country_goes_by_name_abbreviation_and_demonym(name: str, country: str | None) -> None:
    assert country_of(name) == country


def test_the_terms_of_a_country_hold_its_abbreviations_and_demonyms() -> None:
    assert {"United States", "US", "U.S.", "American"} <= set(country_terms("United States"))


def test_a_country_holds_its_towns_and_sites_and_a_region_its_towns() -> None:
    aurora = only("shot in Aurora, Illinois,")
    assert same_place("US", aurora)
    assert same_place("illinois", aurora)
    assert same_place("Aurora", aurora)
    assert not same_place("Colorado", aurora)
    assert same_place("Iraq", only("rockets fell on Al-Asad Airbase, Iraq"))


def test_another_spelling_of_a_town_is_the_same_place() -> None:
    assert same_place("Kiev", only("sirens in Kyiv"))


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        pytest.param("a raid near Abu Kamal in Syria", "Abu Kamal", "Syria", id="tail-of-a-longer-name"),
        pytest.param("a raid in eastern Mosul", "Mosul", "Iraq", id="direction"),
        pytest.param("a raid in Northern Mosul", "Mosul", "Iraq", id="capital-direction"),
        pytest.param("a fire in Charlotte on Monday", "Charlotte", "United States", id="region-abroad-of-that-name"),
        pytest.param("a fire in Birmingham Tuesday", "Birmingham", "United Kingdom", id="weekday-behind"),
    ],
)
def test_a_town_is_not_read_out_of_a_longer_name(text: str, name: str, country: str) -> None:
    assert (only(text).name, only(text).country) == (name, country)


def test_names_that_the_gazetteer_lacks_are_sites_where_an_event_is_told() -> None:
    (found,) = find_unlisted("At Al-Tanf one drone was destroyed on Monday", taken=(), country="Syria")
    assert found.place == Place("Al-Tanf", None, "Syria", None, None, PlacePrecision.SITE)


@pytest.mark.parametrize("text", ["in Congress", "in Iraqi hands", "in Smith's house", "at NATO", "in October"])
def test_other_names_behind_in_are_no_places(text: str) -> None:
    assert find_unlisted(text, taken=(), country=None) == ()


@pytest.mark.parametrize(
    ("query", "place", "same"),
    [
        pytest.param("Aurora, Illinois", "shot in Aurora, Illinois,", True, id="with-holder"),
        pytest.param("Aurora, Colorado", "shot in Aurora, Illinois,", False, id="other-holder"),
        pytest.param("Georgia", "shot in Atlanta, Georgia,", True, id="region-called-as-a-country"),
        pytest.param("Brooklyn", "shot in Manhattan", False, id="neighbour"),
        pytest.param("al-asad", "rockets fell on Al-Asad Airbase, Iraq", True, id="site-without-its-kind"),
    ],
)
def test_a_place_is_asked_for_in_many_ways(query: str, place: str, *, same: bool) -> None:
    assert same_place(query, only(place)) is same


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Thousands joined a march at a Gaza protest", "Gaza", id="what a march is about"),
        pytest.param("A sit-in to demand a permanent ceasefire in Gaza", "Gaza", id="what is demanded for it"),
        pytest.param("A man was held over the Ukraine war", "Ukraine", id="what a quarrel is about"),
        pytest.param("A rocket fell on US troops", "United States", id="whose troops they are"),
        pytest.param("Police Search Passengers on Flight From Israel", "Israel", id="where a flight came from"),
    ],
)
def test_a_land_that_is_named_for_something_else_is_not_where_it_was(text: str, name: str) -> None:
    assert [mention.located for mention in find_places(text) if mention.place.name == name] == [False]


def test_a_body_that_is_named_like_a_town_is_no_place() -> None:
    assert [mention.place.name for mention in find_places("They were smuggled into the European Union.")] == []


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        pytest.param("a fire south-west of Melbourne", "Victoria", "Australia", id="a direction"),
        pytest.param("trains met 80 km (50 miles) from the capital Dhaka", "Bangladesh", "Bangladesh", id="a way"),
        pytest.param("a fire in the south-west of Melbourne", "Melbourne", "Australia", id="a part of it"),
    ],
)
def test_a_town_from_which_bearings_are_taken_is_not_where_it_was(text: str, name: str, country: str) -> None:
    place = not_in_town(text, find_places(text)[0]).place
    assert (place.name, place.country) == (name, country)


def test_a_district_is_not_the_town_far_off_that_has_its_name() -> None:
    assert only("shots were fired in Hangu district") == Place(
        "Hangu", "Hangu", None, None, None, PlacePrecision.REGION
    )


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        pytest.param(
            "He was found in Pagosa Springs, Colorado.", "Pagosa Springs", "United States", id="a longer name"
        ),
        pytest.param("A blast hit a hall in Kalamassery, Kochi.", "Kalamassery", "India", id="a region far off"),
        pytest.param("She was kidnapped in Guatemala by gunmen.", "Guatemala", "Guatemala", id="by is no part of it"),
    ],
)
def test_a_name_is_whole(text: str, name: str, country: str) -> None:
    mention, *_ = find_places(text)
    assert (mention.place.name, mention.place.country) == (name, country)
