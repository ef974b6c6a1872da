import re
from collections import Counter
from collections.abc import Iterable, Mapping

import pytest
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.answering.conversation.spelling import respelled

TEXT = """
The Bluecoats of Quillmar hold 12 hostages, Netherby said. How many attacks did the Bluecoats count? Many said so.
Netherby met Zelmira Brandt in Quillmar on Friday; the ceasefire is for ten days. Who is Zelmira Brandt? Robotaxis left.
"""


class Text:
    """The vocabulary of one text."""

    def __init__(self, text: str) -> None:
        self._text = text.lower()
        self._words = Counter(re.findall(r"\w+", text))

    def held(self, words: Iterable[str]) -> Mapping[str, int]:
        return {word: len(re.findall(rf"\b{word.lower()}\b", self._text)) for word in words}

    def writes(self, word: str) -> bool:
        return word in {each.lower() for each in self._words}

    def spellings(self, word: str, *, edits: int) -> tuple[str, ...]:
        return tuple(sorted(each for each in self._words if OSA.distance(word, each.lower()) <= edits))

    def nearness(self, text: str) -> float:
        """Compare letters, not meanings, with the nearest sentence."""
        return max(fuzz.ratio(text.lower(), sentence.strip()) for sentence in self._text.split(".")) / 100


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hwo mnay atacks", "how many attacks"),
        ("hwo is Zelmira Brnadt", "who is Zelmira Brandt"),
        ("how many hostges", "how many hostages"),
        ("did netherbi say so", "did Netherby say so"),
        ("teh ceasefire in Qiullmar", "the ceasefire in Quillmar"),
        ("blueoats casulties", "Bluecoats casualties"),
        ("What did Netherbyy's party say?", "What did Netherby's party say?"),
        ("Goverment shutdown", "Government shutdown"),
        ("wehn was the eartquake", "when was the earthquake"),
    ],
)
def test_a_misspelled_word_is_read_as_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert respelled(typed, Text(TEXT)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "how many hostages hold the Bluecoats?",
        "robotaxis and the robotaxi",
        "labour centre colour defence",
        "what about NBPX and OpenAxis?",
        "how many ppl died in peru",
        "is it on https://quilmar.example/netherbi or @netherbi?",
        "Did Odis resign?",
        "a rollout of bitcoin to carmakers",
        "don't they've won",
        "is the ceo back, or the nba",
        "and skoda?",
        "they signed smth in Quillmar",
    ],
)
def test_what_the_archive_or_english_knows_and_what_is_no_word_is_left_alone(text: str) -> None:
    assert respelled(text, Text(f"{TEXT} Otis resigned. A carmaker. rollout bitcoin carmakers")) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("is the firm sueing Aracely", "is the firm suing Aracely"),
        ("are sheds finaly here", "are sheds finally here"),
        ("has the tren of Aracely come", "has the tren of Aracely come"),
    ],
)
def test_of_several_words_the_one_is_meant_that_brings_the_message_near_a_passage(typed: str, meant: str) -> None:
    text = "The firm is suing Aracely. Sheds are finally here. Seeing Finali is rare. The trena of Aracely has come."
    assert respelled(typed, Text(text)) == meant
