"""Sentence bounds in English news text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import LONGEST, split_sentences


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rain fell. Roads closed.", ["Rain fell.", "Roads closed."], id="two plain sentences"),
        pytest.param("Gen. Ada Cole spoke. Mr. Ray left.", ["Gen. Ada Cole spoke.", "Mr. Ray left."], id="titles"),
        pytest.param("Mayor Ann W. Hill won.", ["Mayor Ann W. Hill won."], id="an initial"),
        pytest.param("He met J. A. Smith.", ["He met J. A. Smith."], id="two initials"),
        pytest.param("The U.S. Navy sailed.", ["The U.S. Navy sailed."], id="a country before a name"),
        pytest.param(
            "It left the U.S. The ship sank.", ["It left the U.S.", "The ship sank."], id="a country at the end"
        ),
        pytest.param(
            "It began at 5 p.m. Police came.", ["It began at 5 p.m.", "Police came."], id="an hour at the end"
        ),
        pytest.param("It began at 5 p.m. Monday.", ["It began at 5 p.m. Monday."], id="an hour before a day"),
        pytest.param(
            "Since Oct. 17 it rose 3.5 percent.", ["Since Oct. 17 it rose 3.5 percent."], id="date and decimal"
        ),
        pytest.param("Acme Inc. said so.", ["Acme Inc. said so."], id="a firm"),
        pytest.param("Acme Inc. The firm grew.", ["Acme Inc.", "The firm grew."], id="a firm at the end"),
        pytest.param("“Stop!” he said. She did.", ["“Stop!” he said.", "She did."], id="speech within a sentence"),
        pytest.param("“They left.” Nobody saw it.", ["“They left.”", "Nobody saw it."], id="a closing mark belongs"),
        pytest.param("Wait… what? Yes.", ["Wait… what?", "Yes."], id="an ellipsis goes on"),
        pytest.param("A heading\n\nText begins", ["A heading", "Text begins"], id="a blank line ends"),
        pytest.param("Toll:\n- two dead\n- one hurt", ["Toll:", "- two dead", "- one hurt"], id="list entries"),
        pytest.param("1. Water rose.\n\n2. Roads shut.", ["1. Water rose.", "2. Roads shut."], id="numbered entries"),
        pytest.param("No. 5 won. Item No. 7 lost.", ["No. 5 won.", "Item No. 7 lost."], id="numbers"),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\n ", [], id="white space"),
    ],
)
def test_sentences_are_told_apart(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet='Ab. !?\n"”’…-1,', max_size=80))
def test_every_character_but_white_space_is_in_one_sentence(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(st.text(max_size=80))
def test_spans_are_in_order_and_have_no_white_space_at_their_ends(text: str) -> None:
    spans = split_sentences(text)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(text[span.start : span.end] == text[span.start : span.end].strip() for span in spans)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("fire " * 200, 1, id="as long as may be"),
        pytest.param("fire " * 201, 2, id="a word longer"),
        pytest.param("fire " * 20_000, 100, id="no full stop at all"),
        pytest.param("x" * 2_500, 3, id="no white space at all"),
        pytest.param("a " + "x" * 1_999 + " b", 4, id="white space at the ends alone"),
        pytest.param("A \u201cword\u201d,\n" * 300, 3, id="lines"),
        pytest.param("." * 5_000 + "x" + "!" * 5_000, 11, id="full stops alone"),
    ],
)
def test_what_never_ends_is_cut_into_parts_of_about_one_length(text: str, parts: int) -> None:
    cut = sentences(text)
    assert len(cut) == parts
    assert all(part == part.strip() and len(part) <= LONGEST for part in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


def test_a_long_text_takes_time_in_proportion() -> None:
    begun = time.perf_counter()
    assert len(split_sentences("Water rose again. " * 20_000)) == 20_000
    assert time.perf_counter() - begun < 5
