"""Sentences are grouped by what they answer; what differs is kept apart, and a changed copy is outvoted."""

import pytest

from bot.answering.passages import Spoken
from bot.answering.planning import Plan
from bot.answering.sides import are_weighed, heard
from tests.bot.answering.news import Told, planned

WHEN = planned("When was the Silver Ferry launched?", today="2021-08-01")
WHO = planned("Who won the Splitwater Regatta?", today="2021-08-01")
WHAT_SPORT = planned("What sport does Ada Moor do?", today="2021-08-01")
REPORT = (
    "Guests came from all the towns of the coast and the band of the harbour played until noon. {} won the Splitwater"
    " Regatta. The mayor thanked the rowers, and the rain held off until the boats were home again."
)


def spoken(answer: str, told: Told | None = None) -> Spoken:
    told = told or Told("2021-07-01", f"It was {answer}, so it was told.")
    return Spoken(told.as_stored(), told.span_of(answer), (answer,))


@pytest.mark.parametrize(
    ("plan", "answers", "sides"),
    [
        pytest.param(WHEN, ["in 2019", "on 3 May 2019"], ["3 May 2019"], id="a date and its year"),
        pytest.param(WHEN, ["3 May 2019", "May 3"], ["3 May 2019"], id="a date and its day"),
        pytest.param(WHEN, ["3 May 2019", "4 May 2019"], ["3 May 2019", "4 May 2019"], id="two days"),
        pytest.param(WHEN, ["2018", "4 May 2019"], ["4 May 2019", "2018"], id="the exact date first"),
        pytest.param(WHO, ["Ada Moor", "Moor"], ["Ada Moor"], id="a name and its last part"),
        pytest.param(WHO, ["Ada Moor", "Bea Moor"], ["Ada Moor", "Bea Moor"], id="one of the same family"),
        pytest.param(WHO, ["Ada Moor", "Jon Pell", "Pell"], ["Jon Pell", "Ada Moor"], id="what more say first"),
        pytest.param(WHAT_SPORT, ["boxer", "boxing"], ["boxer"], id="who does it and what it is"),
    ],
)
def test_answers_are_one_or_differ(plan: Plan, answers: list[str], sides: list[str]) -> None:
    texts = [Told("2021-07-01", f"{number}{number}: it was {answer}.") for number, answer in enumerate(answers)]
    hearing = heard(plan, [spoken(answer, told) for answer, told in zip(answers, texts, strict=True)])
    assert [side.answer for side in hearing.standing] == sides
    assert hearing.outvoted == ()


def test_a_weekday_is_the_date_that_it_was() -> None:
    hearing = heard(WHEN, [spoken("on Tuesday", Told("2021-07-01", "It was launched on Tuesday."))])
    assert hearing.standing[0].answer == "29 Jun 2021"


def won(name: str, *, added: str = "") -> Spoken:
    return spoken(name, Told("2021-07-01", REPORT.format(name) + added))


def test_a_copy_does_not_count_twice() -> None:
    (side,) = heard(WHO, [won("Ada Moor"), won("Ada Moor", added=" So it was.")]).standing
    assert len(side.spoken) == 1


def test_a_changed_copy_stands_against_one_text() -> None:
    hearing = heard(WHO, [won("Ada Moor"), won("Jon Pell")])
    assert [side.answer for side in hearing.standing] == ["Ada Moor", "Jon Pell"]


def test_a_changed_copy_is_outvoted_by_a_text_of_its_own() -> None:
    another = spoken("Ada Moor", Told("2021-07-02", "Rowing: Ada Moor took the regatta of Splitwater on Sunday."))
    hearing = heard(WHO, [won("Ada Moor"), won("Jon Pell"), another])
    assert [side.answer for side in hearing.standing] == ["Ada Moor"]
    assert [side.answer for side in hearing.outvoted] == ["Jon Pell"]


def test_a_text_of_its_own_is_never_outvoted() -> None:
    others = [spoken("Ada Moor", Told("2021-07-02", f"{title}: Ada Moor won it.")) for title in ("Rowing", "Sport")]
    alone = spoken("Jon Pell", Told("2021-07-02", "Jon Pell has won the Splitwater Regatta, his club says."))
    assert len(heard(WHO, [*others, alone]).standing) == 2


@pytest.mark.parametrize(
    ("question", "weighed"),
    [
        ("Who won the Splitwater Regatta?", True),
        ("Why did the bakers of Lima strike?", False),
        ("Who is the current mayor of Splitwater?", False),
    ],
)
def test_only_where_one_answer_is_expected_do_two_differ(question: str, *, weighed: bool) -> None:
    assert are_weighed(planned(question, today="2021-08-01")) is weighed


def said(*answers: str, number: int = 0) -> Spoken:
    words = " ".join(f"word{number}{place}" for place in range(9))
    text = f"{words} {' and '.join(answers)}."
    told = Told("2021-07-01", text)
    return Spoken(told.as_stored(), told.span_of(text), answers)


def test_of_a_sentence_with_two_names_the_one_that_others_name_counts() -> None:
    hearing = heard(WHO, [said("Harbour Club", "Ada Moor", number=1), said("Ada Moor", number=2)])
    assert [side.answer for side in hearing.standing] == ["Ada Moor"]


def test_what_one_text_says_does_not_stand_against_many() -> None:
    many = [said("Ada Moor", number=number) for number in range(1, 5)]
    hearing = heard(WHO, [said("Jon Pell", number=9), *many])
    assert [side.answer for side in hearing.standing] == ["Ada Moor"]


def test_a_country_is_no_other_place_than_its_town() -> None:
    where = planned("Where was Ada Moor born?", today="2021-08-01")
    town = Told("2021-07-01", "Born in Lima, she never left Peru.")
    hearing = heard(where, [said("Peru", number=1), Spoken(town.as_stored(), town.span_of(town.text), ("Lima",))])
    assert [side.answer for side in hearing.standing] == ["Lima"]
