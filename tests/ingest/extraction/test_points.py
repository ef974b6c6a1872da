import pytest

from ingest import Place, PlacePrecision, point_of


def place(name: str | None, country: str | None, admin: str | None = None) -> Place:
    return Place(name, admin, country, None, None, PlacePrecision.SITE)


@pytest.mark.parametrize("name", ["Al-Asad air base", "al-Asad airbase", "Ain al-Asad", "Al Asad base"])
def test_a_base_has_a_point_by_each_of_its_names(name: str) -> None:
    assert point_of(place(name, "Iraq")) == (33.8, 42.4)


@pytest.mark.parametrize(
    ("name", "country", "admin"),
    [
        ("Al-Asad air base", "Syria", None),
        ("Al-Asad air base", None, None),
        ("Al-Asad square", "Iraq", None),
        ("Livingston", "United States", "Texas"),
        (None, "Iraq", None),
    ],
    ids=["another country", "no country", "another thing", "another region", "no name"],
)
def test_a_point_is_taken_for_that_very_place_alone(name: str | None, country: str | None, admin: str | None) -> None:
    assert point_of(place(name, country, admin)) is None


def test_a_small_town_is_told_by_its_region() -> None:
    assert point_of(place("Livingston", "United States", "Kentucky")) == (37.3, -84.2)


def test_coordinates_of_its_own_go_first() -> None:
    assert point_of(Place("Al-Tanf", None, "Syria", 33.0, 38.0, PlacePrecision.SITE)) == (33.0, 38.0)


def test_a_country_is_no_point() -> None:
    assert point_of(Place("Iraq", None, "Iraq", None, None, PlacePrecision.COUNTRY)) is None
