"""What is printed beside a figure: its day, its place, its speaker, its number; each in many variants."""

import re
from collections.abc import Callable
from itertools import product

import pytest

from bot.answering.composition.composing import Citations, compose_figure
from bot.answering.composition.naming import named_speaker, place_name, with_article
from bot.answering.composition.phrasing import befallen, in_number
from bot.answering.figures.totals import choose
from tests.bot.answering.news import Told, figures_for, planned


def said(question: str, *told: Told, today: str = "2021-07-10") -> str:
    """Give the first line of the answer."""
    asked = planned(question, today=today)
    choice = choose(asked, figures_for(asked, *told)).choice
    assert choice is not None
    return compose_figure(asked, choice, Citations()).text.split("\n")[0]


@pytest.mark.parametrize(("month", "day", "published"), [("May", 31, "2021-06-02"), ("April", 30, "2021-06-09")])
def test_the_day_is_the_reports_and_not_the_end_of_its_window(month: str, day: int, published: str) -> None:
    told = Told(published, f"The navy counted 48 attacks on convoys in {month}.")
    line = said(f"How many attacks on convoys in {month}?", told)
    assert f"from 1 {month[:3]} 2021 to {day} {month[:3]} 2021" in line
    assert f"({int(published[-2:])} Jun 2021)" in line


PLACES = ("Grand Canyon", "New Mexico", "Khan Younis", "San Antonio", "Costa Rica", "South Sudan")


@pytest.mark.parametrize(("place", "case"), [*product(PLACES, (str, str.lower))])
def test_a_place_of_two_words_is_one_place(place: str, case: Callable[[str], str]) -> None:
    told = Told("2021-07-01", f"A flood killed 40 people in {place} on Thursday, police said.")
    line = said(f"How many people were killed in {case(place)}?", told)
    assert line.startswith(f"40 people killed in {place}, according to police")


@pytest.mark.parametrize("place", ["Grand Canyon", "New Mexico", "Khan Younis"])
def test_a_place_that_shares_a_word_is_another(place: str) -> None:
    other = f"{place.split(maxsplit=1)[0]} Rapids"
    asked = planned(f"How many people were killed in {place}?", today="2021-07-10")
    assert (
        choose(
            asked, figures_for(asked, Told("2021-07-01", f"A flood killed 40 people in {other}, police said."))
        ).choice
        is None
    )


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Sudan", "A flood killed 40 people in Sudan’s capital, police said."),
        ("Sudan", "A flood killed 40 people in Sudan's north, police said."),
        ("Canada", "Canadian wildfires have killed 40 people, police said."),
        ("Kenya", "The Kenyan flood killed 40 people, police said."),
    ],
)
def test_no_adjective_and_no_possessive_stands_for_a_place(asked: str, text: str) -> None:
    line = said(f"How many people were killed in {asked}?", Told("2021-07-01", text))
    assert line.startswith(f"40 people killed in {asked}, according to police")


@pytest.mark.parametrize(
    "dateline",
    [
        "NIAMEY - ",
        "NIAMEY, July 1 - ",
        "NIAMEY (Valley Wire) - ",
        "NIAMEY, Niger (Valley Wire) — ",
        "Niamey (Valley Wire) – ",
    ],
)
@pytest.mark.parametrize("speaker", ["Soldiers", "The interior ministry", "Colonel Ivo Brandt"])
def test_a_dateline_is_no_part_of_the_speaker(dateline: str, speaker: str) -> None:
    line = said(
        "How many people were killed in Niamey?",
        Told("2021-07-01", f"{dateline}{speaker} said 40 people were killed in Niamey."),
    )
    assert f"according to {named_speaker(speaker.removeprefix('The '), speaker)} (1 Jul 2021)" in line
    assert "NIAMEY" not in line


@pytest.mark.parametrize(
    ("speaker", "quote", "named"),
    [
        ("Official", "57 dead: Official", "an official"),
        ("Spokesman", "57 dead: Spokesman", "a spokesman"),
        ("Ministry", "57 dead: Ministry", "the ministry"),
        ("interior ministry", "57 dead, interior ministry said", "the interior ministry"),
        ("Officials", "Officials said 57 died", "officials"),
        ("Soldiers in Niger", "Soldiers in Niger said 57 died", "soldiers in Niger"),
        ("navy", "57 died, the navy said", "the navy"),
        ("Israeli officials", "Israeli officials said 57 died", "Israeli officials"),
        ("Harbour Watch", "Harbour Watch said 57 died", "Harbour Watch"),
        ("Sudan’s health ministry", "Sudan’s health ministry said 57 died", "Sudan’s health ministry"),
        ("US Navy", "57 died, US Navy said", "US Navy"),
        ("Hamas", "Hamas said 57 died", "Hamas"),
    ],
)
def test_a_speaker_is_named_as_within_a_sentence(speaker: str, quote: str, named: str) -> None:
    assert named_speaker(speaker, quote) == named


NOUNS = {
    "attack": "attacks",
    "person": "people",
    "child": "children",
    "woman": "women",
    "death": "deaths",
    "city": "cities",
}


@pytest.mark.parametrize(("one", "many"), NOUNS.items())
@pytest.mark.parametrize("value", [0, 1, 2, 1.5, 40])
def test_a_noun_agrees_with_its_number(one: str, many: str, value: float) -> None:
    expected = one if value == 1 else many
    assert in_number(many, value) == expected
    assert in_number(one, value, is_named_singly=True) == expected
    assert in_number(f"drone {many}", value) == f"drone {expected}"


@pytest.mark.parametrize("unit", ["dead", "wounded", "police", "aircraft", "series"])
def test_a_noun_without_another_form_stays(unit: str) -> None:
    assert in_number(unit, 1) == unit
    assert in_number(unit, 2) == unit


@pytest.mark.parametrize(
    ("unit", "measure", "phrase"),
    [
        ("kills", "killed", "killed"),
        ("injures", "injured", "injured"),
        ("deaths", "killed", "deaths"),
        ("people", "killed", "people killed"),
    ],
)
def test_a_verb_of_a_headline_names_nobody(unit: str, measure: str, phrase: str) -> None:
    assert befallen(unit, measure) == phrase


def test_one_of_them_is_one() -> None:
    assert said(
        "How many people were killed in Kenya?", Told("2021-07-01", "The flood in Kenya killed 1 person, police said.")
    ).startswith("1 person killed")
    assert said(
        "How many attacks on convoys?", Told("2021-07-01", "The navy counted 1 attacks on convoys.")
    ).startswith("1 attack,")


@pytest.mark.parametrize("ordinal", ["68th", "seventh", "101st", "twenty-second"])
def test_an_ordinal_is_quoted_and_is_no_at_least(ordinal: str) -> None:
    line = said(
        "How many prisoner exchanges?", Told("2021-07-01", f"It was the {ordinal} prisoner exchange since May.")
    )
    assert "At least" not in line
    assert re.search(rf"^\d+ prisoner exchanges since 1 May 2021 \(“the {ordinal} prisoner exchange”\)", line)


@pytest.mark.parametrize(
    ("asked", "written", "named"),
    [
        ("Sudan", "Sudan’s", "Sudan"),
        ("Canada", "Canadian", "Canada"),
        ("quillham", "QUILLHAM", "Quillham"),
        ("quillham", "Quillham", "Quillham"),
    ],
)
def test_a_place_is_named_as_within_a_sentence(asked: str, written: str, named: str) -> None:
    assert place_name(asked, written) == named


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("United States", "the United States"),
        ("Philippines", "the Philippines"),
        ("Gaza Strip", "the Gaza Strip"),
        ("Kenya", "Kenya"),
    ],
)
def test_some_places_have_an_article(place: str, named: str) -> None:
    assert with_article(place) == named
