"""Places in the language of whoever names them."""

import pytest

from bot.inputs.places import read_place
from bot.languages import speaking


@pytest.mark.parametrize(
    ("code", "typed", "named"),
    [
        ("en", "Irak", "Irak"),
        ("de", "Irak", "Iraq"),
        ("de", "vereinigte  staaten", "United States"),
        ("de", "Bagdad", "Baghdad"),
        ("de", "Al-Asad", "Al-Asad"),
        ("de", "Iraq", "Iraq"),
        ("es", "Siria", "Syria"),
        ("fr", "Syrie", "Syria"),
        ("fr", "Éthiopie", "Ethiopia"),
        ("ar", "العراق", "Iraq"),
    ],
)
def test_a_place_is_called_as_the_news_calls_it(code: str, typed: str, named: str) -> None:
    with speaking(code):
        assert read_place(typed) == named
