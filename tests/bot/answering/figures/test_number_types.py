"""What type of number stands in a text."""

import pytest

from bot.answering.figures.number_types import currency_of, type_of, unit_of
from bot.answering.question.number_type import NumberType
from ingest import Quantity, find_quantities
from tests.bot.answering.news import Told


def quantities(text: str) -> tuple[tuple[Quantity, ...], str]:
    article = Told("2021-07-02", text, title="News of Alder").as_stored().article
    return tuple(quantity for sentence in find_quantities(article) for quantity in sentence.quantities), article.text


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
        ("Rents rose by 12 per cent.", NumberType.SHARE),
        ("The map cost €3 million.", NumberType.MONEY),
        ("The map cost 300 euros.", NumberType.MONEY),
        ("A 6.4 magnitude quake shook Alder.", NumberType.EXTENT),
        ("The calf weighs 25 kilos.", NumberType.EXTENT),
        ("The mayor died on 28 October.", NumberType.DATE),
        ("The mayor died in 1998.", NumberType.DATE),
        ("The flood hit 30 villages.", NumberType.COUNT),
        ("The toll stands at 300.", NumberType.ANY),
    ],
)
def test_what_stands_beside_a_number_says_its_type(text: str, told: NumberType) -> None:
    found, whole = quantities(text)

    assert [type_of(quantity, whole) for quantity in found] == [told]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("The map cost $3 million.", "dollar"),
        ("The map cost S$3,000.", "dollar"),
        ("The map cost 300 euros.", "euro"),
        ("The flood hit 30 villages.", None),
    ],
)
def test_a_sum_is_of_a_currency(text: str, currency: str | None) -> None:
    (quantity,), _ = quantities(text)

    assert currency_of(quantity) == currency


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Ada Quill, 34, was hurt.", "years old"),
        ("An eight-month-old boy was hurt.", "months old"),
        ("The flood hit 30 villages.", "villages"),
    ],
)
def test_a_number_is_so_many_of_something(text: str, unit: str) -> None:
    (quantity,), whole = quantities(text)

    assert unit_of(quantity, whole) == unit
