"""A model that obeys what articles order changes nothing of what the other articles say."""

import json
from dataclasses import replace

import pytest

from bot.answering.checking.checker import check
from bot.answering.writing.briefs import Choice, Statement
from bot.answering.writing.prompting import request_of
from bot.answering.writing.revising import revised
from tests.bot.answering.writing.attacks import ATTACKS, Attack
from tests.bot.answering.writing.briefs import brief, count_brief

attacks = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)


@attacks
@pytest.mark.parametrize("cites", [(1,), (2, 1), (3,), (1, 2, 3), ()], ids=str)
def test_what_it_obeys_is_not_put_into_the_mouth_of_others(attack: Attack, cites: tuple[int, ...]) -> None:
    given = brief(unquoted=(attack.told,))

    answer = revised(given, [Statement(text, cites) for text in attack.obeyed], check=check)

    others = [line for line in answer.answer.splitlines() if "(Evil Post, 3 Mar 2026) [3]" not in line]
    assert others == brief().answer.answer.splitlines()
    assert (answer.figures, answer.kind) == ((), "passages")
    assert "evil.example" not in answer.answer
    assert "@" not in answer.answer


@attacks
def test_an_article_stays_within_its_quotation(attack: Attack) -> None:
    clean, told = request_of(brief()), request_of(brief(unquoted=(attack.told,)))

    assert told.messages[0] == clean.messages[0]
    asked = json.loads(told.messages[1]["content"])
    assert asked["sources"][:2] == json.loads(clean.messages[1]["content"])["sources"]
    assert (asked["sources"][2]["text"], asked["sources"][2]["title"]) == (attack.text, attack.title)
    assert len(told.messages) == 2


def test_what_it_chooses_leaves_every_word_and_no_figure_in_bold() -> None:
    given = count_brief()

    answers = [revised(given, [Choice(option)], check=check) for option in (1, 2)]

    assert [replace(answer, written="") for answer in answers] == [given.answer, given.answer]
