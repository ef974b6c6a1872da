"""What a question expects is read from its wording, and so is what it says of that."""

import pytest

from bot.answering.question.relations import Expected, Part, expected_by, relation_of


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who won the regatta at Splitwater?", Expected.NAME),
        ("Which team won the harbour cup in 1999?", Expected.NAME),
        ("When was the ferry launched?", Expected.DATE),
        ("What is the launch date of the ferry?", Expected.DATE),
        ("What was Quill Shipping's revenue in Q2 2020?", Expected.NUMBER),
        ("How much did Quill buy Splitwater for?", Expected.NUMBER),
        ("Where was the regatta held?", Expected.PLACE),
        ("Harbour regatta 2021 location", Expected.PLACE),
        ("Who is Ada Quill?", Expected.KIND),
        ("What sport does Ada Quill do?", Expected.KIND),
        ("What is Ada Quill's profession?", Expected.KIND),
        ("Who is the mayor of Splitwater?", Expected.NAME),
        ("Why did the bakers strike?", Expected.CAUSE),
        ("What caused the fire at the harbour?", Expected.CAUSE),
        ("What is the latest on the strike?", Expected.ANYTHING),
    ],
)
def test_a_question_tells_what_would_answer_it(question: str, expected: Expected) -> None:
    assert expected_by(question) is expected


@pytest.mark.parametrize(
    ("question", "word", "part"),
    [
        ("Who won the regatta?", "victory", Part.DOER),
        ("Who bought the shipyard?", "acquisition", Part.DOER),
        ("Who is the director of the museum?", "directed", Part.OTHER),
        ("Who was awarded the harbour medal?", "recipient", Part.OTHER),
        ("When was the ferry released?", "launched", Part.OTHER),
        ("When did the regatta take place?", "held", Part.OTHER),
    ],
)
def test_a_relation_is_known_in_other_words(question: str, word: str, part: Part) -> None:
    relation = relation_of(question)
    assert relation is not None
    assert relation.pattern.search(word)
    assert relation.part is part


@pytest.mark.parametrize(
    "question", ["Who is Ada Quill?", "When did the flood happen?", "Why did the bakers strike?", "hi", ""]
)
def test_a_question_may_say_nothing_of_what_it_asks_for(question: str) -> None:
    assert relation_of(question) is None
