"""Casing: capitals where sentences begin, for a text that came without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.casing import recased
from ingest.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('rain fell. "it was late," he said.', 'Rain fell. "It was late," he said.', id="lower"),
        pytest.param("RAIN FELL! ROADS SHUT.", "Rain fell! Roads shut.", id="upper"),
        pytest.param("she saw gen. orta on jan. 3.", "She saw Gen. Orta on Jan. 3.", id="abbreviations"),
        pytest.param("Rain fell. roads shut.", "Rain fell. roads shut.", id="a text with case stays"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_text_of_one_case_gets_its_capitals_back(text: str, expected: str) -> None:
    assert recased(text) == expected


@given(st.text(max_size=60))
def test_no_character_moves(text: str) -> None:
    assert len(recased(text)) == len(text)


@pytest.mark.parametrize("text", ["rain fell. roads shut on jan. 3.", "RAIN FELL. ROADS SHUT ON JAN. 3."])
def test_sentences_of_a_text_of_one_case_are_told_apart(text: str) -> None:
    assert [text[span.start : span.end].lower() for span in split_sentences(text)] == [
        "rain fell.",
        "roads shut on jan. 3.",
    ]
