"""Names in a text that came all in one case."""

import pytest

from ingest.extraction.lost_capitals import legible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("troops left nairobi, a kenyan said.", "Troops left nairobi, a Kenyan said.", id="a people"),
        pytest.param("a bus burned in nairobi at noon.", "A bus burned in Nairobi at noon.", id="a large town"),
        pytest.param("A BUS BURNED NEAR SAN JOSE.", "A bus burned near San Jose.", id="two words, upper case"),
        pytest.param("rain fell in part of kenya.", "Rain fell in part of Kenya.", id="a country"),
        pytest.param("he ate turkey in march.", "He ate turkey in march.", id="words that are names elsewhere"),
        pytest.param(
            "Bus burns\n\na bus burned in nairobi.",
            "Bus burns\n\nA bus burned in Nairobi.",
            id="below a title with case",
        ),
        pytest.param("A bus burned in nairobi.", "A bus burned in nairobi.", id="a text with case stays"),
    ],
)
def test_places_get_their_capitals_back(text: str, expected: str) -> None:
    assert legible(text) == expected
