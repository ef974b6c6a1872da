"""Every number of a text is read once, with its surroundings, whether it counts something or not."""

from dataclasses import replace

import pytest

from ingest.articles import Quantity, ReadSentence, Stance
from ingest.extraction.tallies import find_quantities
from tests.ingest.extraction.test_tallies import article


def told(text: str, *, title: str = "", language: str = "en") -> tuple[ReadSentence, ...]:
    return find_quantities(replace(article(text, title=title), language=language))


def only(text: str, *, title: str = "") -> Quantity:
    (quantity,) = (quantity for sentence in told(text, title=title) for quantity in sentence.quantities)
    return quantity


def test_the_noun_phrase_behind_a_number_ends_with_its_head() -> None:
    assert only("The dam has 12 steel sluice gates at its foot.").phrase == ("steel", "sluice", "gates")
    assert only("The toll rose to 12.").phrase == ()


def test_names_near_a_number_are_kept_but_for_those_of_the_title() -> None:
    text = "In the hills above Talo, Brone has lost 12 homes, said Ada Cole, who came by boat from Tamra and Port."

    assert only(text, title="Brone flooded").names == ("Talo", "Ada", "Cole", "Tamra", "Port")


@pytest.mark.parametrize("text", ["The flood killed 12 people.", "The mayor is 45 years old.", "One was enough."])
def test_a_number_s_span_holds_it_whether_it_counts_something_or_not(text: str) -> None:
    whole = article(text, title="Flood")
    quantity = only(text, title="Flood")

    assert whole.text[quantity.span.start : quantity.span.end] in {"12", "45", "One"}
    assert (quantity.tally is not None) is ("killed" in text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("No one was hurt in the crash.", [(0, False)]),
        ("The bill passed 271-230.", [(271, False), (230, False)]),
        ("It was the 14th attack on the base.", [(14, False)]),
        ("The flood killed 12 people and hurt 30.", [(12, True), (30, True)]),
    ],
)
def test_each_figure_is_a_quantity_written_or_not(text: str, values: list[tuple[float, bool]]) -> None:
    figures = [quantity for sentence in told(text) for quantity in sentence.quantities if quantity.tally]

    assert [(quantity.value, quantity.is_written) for quantity in figures] == values
    assert all(quantity.tally and quantity.tally.value == quantity.value for quantity in figures)


def test_a_title_is_one_sentence_and_denied_where_the_body_denies_it() -> None:
    title, body = told("Officials denied that 30 were killed.", title="Raid on Talo. 30 killed")

    assert (title.span.end, [quantity.value for quantity in title.quantities]) == (len("Raid on Talo. 30 killed"), [30])
    assert [each.tally and each.tally.stance for each in body.quantities] == [Stance.DENIED]


def test_a_headline_s_figure_is_of_the_countries_of_the_same_figure_below_it() -> None:
    title, body = told("Some 92 attacks were made in Peru and Chile this year.", title="Attacks on convoys reach 92")
    told_of = [each.tally.circumstances.together for one in (title, body) for each in one.quantities if each.tally]

    assert told_of == [("Chile", "Peru")] * 2


def test_a_headline_that_names_a_country_keeps_it() -> None:
    title, _ = told("Some 92 attacks were made in Peru and Chile this year.", title="92 attacks on convoys in Peru")

    assert [each.tally and each.tally.circumstances.together for each in title.quantities] == [()]


@pytest.mark.parametrize(("text", "is_vague"), [("Dozens fled.", True), ("Twelve fled.", False)])
def test_words_may_stand_for_a_number_and_name_none(text: str, is_vague: bool) -> None:  # noqa: FBT001 because it is a case of a table
    assert only(text).is_vague is is_vague


def test_of_another_language_numbers_are_read_and_no_figures() -> None:
    (sentence,) = told("Die Flut hat 40 people getroffen.", language="de")

    assert [(quantity.value, quantity.tally) for quantity in sentence.quantities] == [(40, None)]


def test_the_numbers_of_a_table_are_left_out() -> None:
    (sentence,) = told("Points: " + " 12 " * 40)

    assert sentence.quantities == ()
