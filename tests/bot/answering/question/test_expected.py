"""What a question expects is read from its wording."""

import pytest

from bot.answering.question.expected import Expected, expected_by


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who won the regatta at Splitwater?", Expected.NAME),
        ("Which team won the harbour cup in 1999?", Expected.NAME),
        ("Who is the mayor of Splitwater?", Expected.NAME),
        ("When was the ferry launched?", Expected.DATE),
        ("What is the launch date of the ferry?", Expected.DATE),
        ("What was Quill Shipping's revenue in Q2 2020?", Expected.NUMBER),
        ("How much did Quill buy Splitwater for?", Expected.NUMBER),
        ("At what age did the mayor die?", Expected.NUMBER),
        ("At which price were the shares offered?", Expected.NUMBER),
        ("What wind speed did the storm reach?", Expected.NUMBER),
        ("What profit did Quill make?", Expected.NUMBER),
        ("What is the prize money of the regatta?", Expected.NUMBER),
        ("What stake does Quill buy?", Expected.NUMBER),
        ("Which new weight loss drug did the clinic approve?", Expected.NAME),
        ("Where was the regatta held?", Expected.PLACE),
        ("Harbour regatta 2021 location", Expected.PLACE),
        ("In which town did the ferry run aground?", Expected.PLACE),
        ("Off which island did the ferry sink?", Expected.PLACE),
        ("From what port had the ferry left?", Expected.PLACE),
        ("Which retired harbour pilot did the mayor honour?", Expected.NAME),
        ("In which newspaper did the letter appear?", Expected.NAME),
        ("What is the new ferry called?", Expected.NAME),
        ("Who is Ada Quill?", Expected.ANYTHING),
        ("Why did the bakers strike?", Expected.ANYTHING),
        ("Is it true that the ferry is back at Splitwater?", Expected.ANYTHING),
        ("What is the latest on the strike?", Expected.ANYTHING),
    ],
)
def test_a_question_tells_what_would_answer_it(question: str, expected: Expected) -> None:
    assert expected_by(question) is expected
