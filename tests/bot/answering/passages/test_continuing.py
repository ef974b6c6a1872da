"""A question that goes on from a story is answered by the sentence of it that holds what is expected, or not at all."""

from typing import Any

import pytest

from bot.answering.passages.continuing import continued
from bot.answering.question.terms import terms_of
from bot.answering.questions import GoingOn
from tests.bot.answering.news import Told, planned

FINAL = Told(
    "2021-07-03",
    "Splitwater beat Netherby 12-11 in the regatta final in Lima on Saturday. Captain Ada Moor was shown a red card"
    " before the break. The club was founded in 1874, and this is its fourth title. The umpire sent her off because she"
    " had cut a buoy. (Bram Lind/Quay Photos)",
    "Splitwater win the regatta final",
)
ELSEWHERE = Told("2021-07-04", "The chess open in Oslo drew 420 players and a red card.", "Chess open draws 420")
STORY = ("who won the regatta final?", FINAL.title)


def told(said: str, *, whole: str = "", **more: object) -> list[str]:
    goes_on = GoingOn(said, STORY, **more)  # type: ignore[arg-type]  # because a test gives any of its fields
    own, joined = planned(said, today="2021-07-05"), planned(whole or f"{said} (the regatta final)", today="2021-07-05")
    spoken, _ = continued(goes_on, own, joined, [ELSEWHERE.as_passage(), FINAL.as_passage()])
    return [one.text for one in spoken]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("by how much", "12-11"),
        ("who got the red card", "Ada Moor"),
        ("where was it played", "Lima"),
        ("when was the club founded", "1874"),
        ("how many titles has it won", "fourth title"),
        ("why was she sent off", "because she had cut a buoy"),
    ],
)
def test_the_best_sentence_of_the_story_stands_first_in_view(said: str, words: str) -> None:
    assert any(words in text for text in told(said)[:2])


def test_what_another_story_says_never_answers() -> None:
    assert not any("Oslo" in text or "420" in text for text in told("how many players"))


def test_neither_credits_nor_questions_are_told() -> None:
    assert not any(text.startswith("(") for text in told("who took it"))


@pytest.mark.parametrize(
    ("said", "more"),
    [
        pytest.param("what is her shoe size", {"things": terms_of("shoe size")}, id="a thing that it does not have"),
        pytest.param("what did Ada Quill say", {"names": terms_of("did Ada Quill")}, id="a name that it does not have"),
        pytest.param("who cancelled the parade", {"may_stand_alone": True}, id="words of which it names none"),
        pytest.param("what did she drink", {"done": terms_of("drink")}, id="what is done"),
        pytest.param("how many horses were hurt", {}, id="what is counted"),
        pytest.param("how long did it last", {}, id="an extent of which it has no unit"),
        pytest.param(
            "who won the hockey cup", {"names": terms_of("hockey cup"), "asks_the_same": True}, id="the same of another"
        ),
    ],
)
def test_what_the_story_does_not_hold_is_not_answered_from_it(said: str, more: dict[str, Any]) -> None:
    assert told(said, **more) == []
