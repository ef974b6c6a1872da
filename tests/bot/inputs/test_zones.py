import pytest

from bot.errors import ZoneError
from bot.inputs.zones import read_zone, suggested_zones


@pytest.mark.parametrize("typed", ["Europe/Kyiv", " europe/kyiv ", "EUROPE/KYIV"])
def test_a_zone_is_read_whatever_its_case(typed: str) -> None:
    assert read_zone(typed) == "Europe/Kyiv"


def test_a_zone_of_two_words_is_read_as_it_is_spoken() -> None:
    assert read_zone("america/new york") == "America/New_York"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("Kiyv", "Europe/Kyiv"), ("Amerika/New_York", "America/New_York"), ("???", "Europe/London")],
    ids=["a city misspelt", "a region misspelt", "nothing like it"],
)
def test_no_zone_is_refused_with_the_nearest(typed: str, told: str) -> None:
    with pytest.raises(ZoneError, match=told):
        read_zone(typed)


@pytest.mark.parametrize(("typed", "first"), [("", "UTC"), ("kyiv", "Europe/Kyiv"), ("utc", "UTC")])
def test_zones_are_suggested_while_somebody_types(typed: str, first: str) -> None:
    zones = suggested_zones(typed)

    assert zones[0] == first
    assert len(zones) <= 25
