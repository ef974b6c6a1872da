"""What a question expects is read from its wording."""

import pytest

from bot.answering.question.answer_type import AnswerType, answer_type_of


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who won the regatta at Splitwater?", AnswerType.NAME),
        ("Which team won the harbour cup in 1999?", AnswerType.NAME),
        ("Who is the mayor of Splitwater?", AnswerType.NAME),
        ("When was the ferry launched?", AnswerType.DATE),
        ("What is the launch date of the ferry?", AnswerType.DATE),
        ("What was Quill Shipping's revenue in Q2 2020?", AnswerType.NUMBER),
        ("How much did Quill buy Splitwater for?", AnswerType.NUMBER),
        ("At what age did the mayor die?", AnswerType.NUMBER),
        ("At which price were the shares offered?", AnswerType.NUMBER),
        ("What wind speed did the storm reach?", AnswerType.NUMBER),
        ("What profit did Quill make?", AnswerType.NUMBER),
        ("What is the prize money of the regatta?", AnswerType.NUMBER),
        ("What stake does Quill buy?", AnswerType.NUMBER),
        ("Which new weight loss drug did the clinic approve?", AnswerType.NAME),
        ("Where was the regatta held?", AnswerType.PLACE),
        ("Harbour regatta 2021 location", AnswerType.PLACE),
        ("In which town did the ferry run aground?", AnswerType.PLACE),
        ("Off which island did the ferry sink?", AnswerType.PLACE),
        ("From what port had the ferry left?", AnswerType.PLACE),
        ("Which retired harbour pilot did the mayor honour?", AnswerType.NAME),
        ("In which newspaper did the letter appear?", AnswerType.NAME),
        ("What is the new ferry called?", AnswerType.NAME),
        ("Who is Ada Quill?", AnswerType.ANYTHING),
        ("Why did the bakers strike?", AnswerType.ANYTHING),
        ("Is it true that the ferry is back at Splitwater?", AnswerType.ANYTHING),
        ("What is the latest on the strike?", AnswerType.ANYTHING),
    ],
)
def test_a_question_tells_what_would_answer_it(question: str, expected: AnswerType) -> None:
    assert answer_type_of(question) is expected
