"""A word is a name, or not, by how the other sentences write it."""

import pytest

from bot.answering.passages.names import Names

RUNNING = (
    "The harbour pilot Ada Moor was honoured in Splitwater on Monday.",
    "A ferry ran aground near Gull Island, and a pilot was hurt.",
    "The council of Arvane has asked Quill Shipping for a report.",
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("On Monday a pilot met Tarmo Lind.", ["Monday", "Tarmo", "Lind"], id="running text"),
        pytest.param("Ferry runs aground", [], id="a first word that is written small elsewhere"),
        pytest.param("Moor honoured at last", ["Moor"], id="a first word that no sentence writes small"),
        pytest.param(
            "Harbour Pilot Freed in Splitwater", ["Freed", "Splitwater"], id="title case: what none writes small"
        ),
        pytest.param("“Quill is sorry.” A report said so.", ["Quill"], id="behind a quotation mark and a full stop"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_names_are_told_from_words_that_only_begin_with_a_capital_letter(sentence: str, expected: list[str]) -> None:
    assert [sentence[span.start : span.end] for span in Names([*RUNNING, sentence]).of(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Ada Moor lives in Splitwater.", ["Splitwater"], id="behind its preposition"),
        pytest.param("Splitwater honours Ada Moor", ["Splitwater"], id="behind it in another sentence"),
        pytest.param("The ferry ran aground off the northern Gull Island.", ["Gull", "Island"], id="of several words"),
        pytest.param("The council met in July.", [], id="a month"),
        pytest.param("Quill Shipping said nothing.", [], id="a company"),
    ],
)
def test_a_place_stands_behind_a_locative_preposition_somewhere(sentence: str, expected: list[str]) -> None:
    assert [sentence[span.start : span.end] for span in Names([*RUNNING, sentence]).of_places(sentence)] == expected
