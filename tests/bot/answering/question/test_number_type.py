"""What type of number a question asks for."""

import pytest

from ingest import NumberType
from tests.bot.answering.news import planned


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How old was Ada Quill when she died?", NumberType.AGE),
        ("age of the pilot in the Norland crash", NumberType.AGE),
        ("How many years must the mayor of Alder serve?", NumberType.DURATION),
        ("minimum term for the arsonist of Alder?", NumberType.DURATION),
        ("How long did the ferry strike last?", NumberType.DURATION),
        ("What is the unemployment rate of Norland?", NumberType.SHARE),
        ("By how many percent did rents rise in Alder?", NumberType.SHARE),
        ("By what percentage did the price of a flat in Alder fall?", NumberType.SHARE),
        ("How many kilos did the calf of Alder weigh?", NumberType.EXTENT),
        ("How much did the Quill Museum pay for the map?", NumberType.MONEY),
        ("what did the Alder menu sell for", NumberType.MONEY),
        ("loss of Norland Rail in euros", NumberType.MONEY),
        ("How many dollars did the council spend on the bridge?", NumberType.MONEY),
        ("How strong was the quake in Ostland?", NumberType.EXTENT),
        ("weight of the newborn bison in kilos", NumberType.EXTENT),
        ("How many people did the flood in Norland kill?", NumberType.COUNT),
        ("How many drivers in Alder were fined?", NumberType.COUNT),
        ("By how much did rents rise in Alder?", NumberType.ANY),
        ("Who won the Quill Prize?", NumberType.ANY),
    ],
)
def test_a_question_says_what_type_of_number_it_asks_for(question: str, asked: NumberType) -> None:
    assert planned(question, today="2021-07-10").number_type is asked


@pytest.mark.parametrize(
    ("question", "is_number"),
    [
        ("age of the pilot in the Norland crash", True),
        ("what did the Alder menu sell for", True),
        ("Does the mayor have to pay a fine?", False),
        ("Who has to pay for the bridge?", False),
    ],
)
def test_a_bare_phrase_for_a_type_of_number_asks_for_one(question: str, is_number: bool) -> None:  # noqa: FBT001 because it is a case of a table
    assert (planned(question, today="2021-07-10").expects.name == "NUMBER") is is_number


@pytest.mark.parametrize(
    ("question", "is_part"),
    [
        ("How many of the jobs at Norland Rail were cut?", True),
        ("How many of them were children?", True),
        ("How many jobs were cut?", False),
    ],
)
def test_a_part_is_asked_for_by_of(question: str, is_part: bool) -> None:  # noqa: FBT001 because it is a case of a table
    assert planned(question, today="2021-07-10").asks_part is is_part
