"""Numbers are read as news writes them, and what only looks like one is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.articles import Qualifier
from ingest.extraction.numbers import find_numbers, value_of_words


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("40 people", [40], id="digits"),
        pytest.param("0 arrests", [0], id="nought"),
        pytest.param("1,234,567 voters", [1_234_567], id="groups of thousands"),
        pytest.param("4.25 per cent", [4.25], id="decimals"),
        pytest.param("We counted 100.", [100], id="before a full stop"),
        pytest.param("12, then (14) and “16”", [12, 14, 16], id="between marks"),
        pytest.param("3 million", [3e6], id="digits with a scale"),
        pytest.param("٤٢ people", [42], id="digits of another script"),
        pytest.param("2.5 billion", [2.5e9], id="decimals with a scale"),
        pytest.param("1.2m people and 50k cars", [1.2e6, 5e4], id="letters for a scale"),
        pytest.param("3bn litres", [3e9], id="two letters for a scale"),
        pytest.param("a $450Mln deal", [4.5e8], id="three letters for a scale"),
        pytest.param("3.2 bln people", [3.2e9], id="three letters behind a blank"),
        pytest.param("₹4.5cr", [4.5e7], id="crore in two letters"),
        pytest.param("twenty-one", [21], id="words with a hyphen"),
        pytest.param("Seventeen", [17], id="a capital letter"),
        pytest.param("one hundred and five", [105], id="hundreds in words"),
        pytest.param("two thousand three hundred", [2_300], id="thousands and hundreds in words"),
        pytest.param("six hundred thousand", [600_000], id="a scale of a scale"),
        pytest.param("twenty thousand and five", [20_005], id="thousands and units in words"),
        pytest.param("from 40 to 52", [40, 52], id="two in order"),
        pytest.param("three or four", [3, 4], id="alternatives"),
        pytest.param("32.8 million", [32_800_000], id="no decimals of the machine"),
        pytest.param("1 000 people", [1_000], id="groups parted by spaces"),
        pytest.param("1,20,000 people", [120_000], id="groups of two"),
        pytest.param("1.2 lakh people and 3 crore voters", [1.2e5, 3e7], id="lakh and crore"),
        pytest.param("half a million people", [500_000], id="half a million"),
        pytest.param("several hundred people", [200], id="several hundred"),
        pytest.param("four dozen people", [48], id="four dozen"),
        pytest.param("20-30 people", [20], id="a range with a hyphen"),
        pytest.param("14'600 people and 1’250’000 voters", [14_600, 1_250_000], id="groups parted by apostrophes"),
        pytest.param("14\u202f600 men, 14\u2009600 women", [14_600, 14_600], id="groups parted by thin spaces"),
        pytest.param("1,28,205 voters", [128_205], id="groups of two after one digit"),
        pytest.param("500+ million users", [500_000_000], id="a plus sign before the scale"),
        pytest.param("25kg of rice and 40km of road", [25, 40], id="a unit without a blank"),
        pytest.param("5ft 11in tall", [5, 11], id="two units without a blank"),
        pytest.param("a 12pc rise in 48hrs", [12, 48], id="per cent and hours without a blank"),
        pytest.param("30m people, £3.5m, 1.5m doses", [3e7, 3.5e6, 1.5e6], id="a letter for millions"),
        pytest.param("a 100m sprint", [100], id="a letter for metres, of a race"),
        pytest.param("30m tall, at a depth of 12m", [30, 12], id="a letter for metres, of an extent"),
        pytest.param("the 3,000m race", [3_000], id="a letter for metres, behind thousands"),
        pytest.param("¥931 bil and 12 mil people", [9.31e11, 1.2e7], id="scales as they shorten them in Japan"),
        pytest.param("EUR2bn, JPY 3 bn, Rs500 crore, $1.5tn", [2e9, 3e9, 5e9, 1.5e12], id="codes of money"),
        pytest.param("5G and 3D", [], id="letters that are no unit"),
    ],
)
def test_digits_and_words_have_values(text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("4.654% and 7.045 per cent", [4.654, 7.045], id="per cent"),
        pytest.param("1.645 Million cars, $39.977 Million", [1_645_000, 39_977_000], id="a scale"),
        pytest.param("0.175 points", [0.175], id="nothing before the point"),
        pytest.param("16.800 people, 15.050 points, version 8.106", [], id="what may have fractions, or be thousands"),
        pytest.param("It costs $2.500 a month", [], id="money"),
    ],
)
def test_a_point_before_three_digits_is_else_a_decimal_or_not_read(text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("9" * 400 + " people", id="400 digits"),
        pytest.param("٩" * 400 + " people", id="400 digits of another script"),
        pytest.param("nine " + "hundred " * 400 + "people", id="400 words"),
        pytest.param("$9" + ",999" * 100, id="money"),
    ],
)
def test_what_nobody_can_mean_is_no_number(text: str) -> None:
    assert [number.value for number in find_numbers(text)] == []


def test_a_great_number_of_something_else_is_one() -> None:
    assert [number.value for number in find_numbers("$5 trillion for 69.95 billion passenger trips")] == [5e12, 69.95e9]


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        pytest.param("40", 40, Qualifier.EXACT, id="bare"),
        pytest.param("40-plus people", 40, Qualifier.AT_LEAST, id="hyphen plus"),
        pytest.param("£3bn-plus", 3e9, Qualifier.AT_LEAST, id="money plus"),
        pytest.param("about 40", 40, Qualifier.ABOUT, id="about"),
        pytest.param("some 40", 40, Qualifier.ABOUT, id="some"),
        pytest.param("Roughly 2.5 billion", 2.5e9, Qualifier.ABOUT, id="roughly"),
        pytest.param("an estimated 300", 300, Qualifier.ABOUT, id="estimated"),
        pytest.param("at least 40", 40, Qualifier.AT_LEAST, id="at least"),
        pytest.param("no fewer than 40", 40, Qualifier.AT_LEAST, id="no fewer than"),
        pytest.param("no less than 40", 40, Qualifier.AT_LEAST, id="no less than"),
        pytest.param("40 or more", 40, Qualifier.AT_LEAST, id="or more"),
        pytest.param("40+ people", 40, Qualifier.AT_LEAST, id="plus sign"),
        pytest.param("more than 1,200", 1_200, Qualifier.MORE_THAN, id="more than"),
        pytest.param("over 30", 30, Qualifier.MORE_THAN, id="over"),
        pytest.param("well over 500", 500, Qualifier.MORE_THAN, id="well over"),
        pytest.param("just over 20", 20, Qualifier.MORE_THAN, id="just over"),
        pytest.param("exceeding 10", 10, Qualifier.MORE_THAN, id="exceeding"),
        pytest.param("up to 200", 200, Qualifier.AT_MOST, id="up to"),
        pytest.param("as many as 80", 80, Qualifier.AT_MOST, id="as many as"),
        pytest.param("fewer than 50", 50, Qualifier.AT_MOST, id="fewer than"),
        pytest.param("under 18", 18, Qualifier.AT_MOST, id="under"),
        pytest.param("no more than 9", 9, Qualifier.AT_MOST, id="no more than"),
        pytest.param("past 500", 500, Qualifier.MORE_THAN, id="past"),
        pytest.param("nearly 3 million", 3e6, Qualifier.NEARLY, id="nearly"),
        pytest.param("almost 300", 300, Qualifier.NEARLY, id="almost"),
        pytest.param("close to 50", 50, Qualifier.NEARLY, id="close to"),
        pytest.param("just under 20", 20, Qualifier.NEARLY, id="just under"),
        pytest.param("the past 3", 3, Qualifier.EXACT, id="the past is no qualifier"),
    ],
)
def test_the_words_beside_a_number_qualify_it(text: str, value: float, qualifier: Qualifier) -> None:
    (number,) = find_numbers(text)
    assert (number.value, number.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        pytest.param("scores of people", 20, Qualifier.AT_LEAST, id="scores"),
        pytest.param("dozens of people", 12, Qualifier.AT_LEAST, id="dozens"),
        pytest.param("hundreds of people", 100, Qualifier.AT_LEAST, id="hundreds"),
        pytest.param("Thousands of people", 1_000, Qualifier.AT_LEAST, id="thousands"),
        pytest.param("tens of thousands of people", 10_000, Qualifier.AT_LEAST, id="tens of thousands"),
        pytest.param("tens of billions of forints", 10_000_000_000, Qualifier.AT_LEAST, id="tens of billions"),
        pytest.param("a dozen people", 12, Qualifier.ABOUT, id="a dozen"),
        pytest.param("two dozen people", 24, Qualifier.ABOUT, id="two dozen"),
        pytest.param("half a dozen people", 6, Qualifier.ABOUT, id="half a dozen"),
        pytest.param("a hundred people", 100, Qualifier.ABOUT, id="a hundred"),
        pytest.param("more than a dozen people", 12, Qualifier.MORE_THAN, id="more than a dozen"),
        pytest.param("at least two dozen people", 24, Qualifier.AT_LEAST, id="at least two dozen"),
        pytest.param("fewer than a hundred people", 100, Qualifier.AT_MOST, id="fewer than a hundred"),
    ],
)
def test_vague_numbers_are_their_lower_bounds(text: str, value: float, qualifier: Qualifier) -> None:
    (number,) = find_numbers(text)
    assert (number.value, number.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("$3.5 billion", 3.5e9, id="dollars with a scale"),
        pytest.param("$4m", 4e6, id="dollars with a letter"),
        pytest.param("£2bn", 2e9, id="pounds with letters"),
        pytest.param("£1,200", 1_200, id="pounds"),
        pytest.param("€12", 12, id="euros"),
    ],
)
def test_an_amount_after_a_currency_sign_is_money(text: str, value: float) -> None:
    (number,) = find_numbers(text)
    assert number.is_money
    assert number.value == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("An F-16 came down", id="an aircraft"),
        pytest.param("a wave of Covid-19", id="an illness"),
        pytest.param("the AK47 was loaded", id="letters before"),
        pytest.param("leaders of the G20", id="a club"),
        pytest.param("at 10:30", id="a time of day"),
        pytest.param("open 24/7", id="a slash"),
        pytest.param("on 10/7", id="a date with a slash"),
        pytest.param("version 1.2.3", id="a version"),
        pytest.param("192.168.0.1", id="an address of a machine"),
        pytest.param("the 5th", id="an ordinal"),
        pytest.param("it happened often, someone said of the tension", id="words that hold number words"),
        pytest.param("", id="nothing"),
        pytest.param("odds of 50-50", id="odds"),
        pytest.param("3–1 at home", id="a score with a dash"),
        pytest.param("They won 3-1.", id="a score"),
        pytest.param("on 2023-10-17", id="a date with hyphens"),
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        pytest.param("ninety nine", 99, id="a space for a hyphen"),
        pytest.param("nine hundred and ninety-nine thousand", 999_000, id="hundreds of thousands"),
        pytest.param("two three", 3, id="neighbours that do not compose keep the last"),
    ],
)
def test_words_add_up(words: str, value: int) -> None:
    assert value_of_words(words) == value


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        pytest.param("between 40 and 50 people", Qualifier.AT_LEAST, id="between"),
        pytest.param("40 to 50 people", Qualifier.AT_LEAST, id="to"),
        pytest.param("three or four people", Qualifier.AT_LEAST, id="or"),
        pytest.param("from 40 to 50 people", Qualifier.EXACT, id="a change is no range"),
        pytest.param("40 and 50 people", Qualifier.EXACT, id="two figures are no range"),
    ],
)
def test_a_range_is_at_least_its_lower_end(text: str, qualifier: Qualifier) -> None:
    assert find_numbers(text)[0].qualifier is qualifier


@given(st.integers(min_value=0, max_value=10**12))
def test_any_whole_number_survives_grouping(value: int) -> None:
    (number,) = find_numbers(f"They counted {value:,} ballots.")
    assert number.value == value


@given(st.text(max_size=120))
def test_no_text_raises_and_every_span_lies_inside(text: str) -> None:
    for number in find_numbers(text):
        assert 0 <= number.span.start < number.span.end <= len(text)
