"""What type of number stands in a text."""

import pytest

from ingest.articles import NumberType
from tests.ingest.extraction.test_quantities import only


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ada Quill, 34, was hurt.", NumberType.AGE),
        ("A boy, four, was hurt.", NumberType.AGE),
        ("The actor died at 86.", NumberType.AGE),
        ("She was 54.", NumberType.AGE),
        ("A 70-year-old woman had twins.", NumberType.AGE),
        ("He was jailed for twelve years.", NumberType.DURATION),
        ("He was jailed for five-and-a-half years.", NumberType.DURATION),
        ("The ferry was 90mins late.", NumberType.DURATION),
        ("Rents rose by 12 per cent.", NumberType.SHARE),
        ("Rents rose by 12pc.", NumberType.SHARE),
        ("The map cost €3 million.", NumberType.MONEY),
        ("The map cost 300 euros.", NumberType.MONEY),
        ("The map cost 300 Norland dollars.", NumberType.MONEY),
        ("The map cost CHF3m.", NumberType.MONEY),
        ("A 6.4 magnitude quake shook Alder.", NumberType.EXTENT),
        ("A quake of magnitude 6.4 shook Alder.", NumberType.EXTENT),
        ("The calf weighs 25 kilos.", NumberType.EXTENT),
        ("The calf weighs 25kg.", NumberType.EXTENT),
        ("The mine sold 300 tonnes.", NumberType.EXTENT),
        ("The mayor died on 28 October.", NumberType.DATE),
        ("The mayor died on October 28.", NumberType.DATE),
        ("The mayor left at 9 p.m. sharp.", NumberType.DATE),
        ("The mayor died in 1998.", NumberType.DATE),
        ("The flood hit 30 villages.", NumberType.COUNT),
        ("Some 2,021 homes were lost.", NumberType.COUNT),
        ("Nobody was hurt.", NumberType.COUNT),
        ("The toll stands at 300.", NumberType.ANY),
        ("Dozens fled.", NumberType.COUNT),
    ],
)
def test_what_stands_beside_a_number_says_its_type(text: str, told: NumberType) -> None:
    assert only(text, title="News of Alder").type is told


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Ada Quill, 34, was hurt.", "years old"),
        ("An eight-month-old boy was hurt.", "months old"),
        ("The flood hit 30 villages.", "villages"),
    ],
)
def test_an_age_is_so_many_years_or_months_old(text: str, unit: str) -> None:
    assert " ".join(only(text).phrase) == unit
