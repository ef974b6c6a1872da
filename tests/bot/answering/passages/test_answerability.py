"""The evidence answers a question, or each passage has its reason why it does not."""

import pytest

from bot.answering.passages.answerability import UNLIKELY, Answerability, answerability_of
from bot.answering.passages.sentences import sentences_of
from bot.answering.retrieval.reading import read_beside
from tests.bot.answering.news import Told, planned


def answerability(question: str, *told: Told) -> Answerability:
    asked = planned(question, today="2021-07-10")
    passages = [each.as_passage() for each in told]
    read = read_beside(asked, passages)
    return answerability_of(asked, passages, sentences_of(asked, passages), read, None)


FIRE = Told(
    "2021-07-01", "A fire at a shopping mall in Splitwater killed ten people on Thursday.", "Mall fire kills ten"
)
BACK = Told("2021-07-02", "The Splitwater ferry is back at its old pier since Friday.", "Ferry back at old pier")
REGATTA = Told("2021-07-03", "Ada Moor won the Splitwater regatta on Saturday.", "Moor wins Splitwater regatta")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many people were killed in the fire at a shopping mall in Splitwater?", FIRE),
        ("Is the Splitwater ferry back at its old pier?", BACK),
        ("Who won the Splitwater regatta?", REGATTA),
    ],
)
def test_what_the_evidence_says_is_answered(question: str, told: Told) -> None:
    assert [spoken.stored.article.title for spoken in answerability(question, told).answering] == [told.title]


@pytest.mark.parametrize(
    ("question", "told", "reason"),
    [
        pytest.param(
            "How many people were killed in the fire at a shopping mall in Lima?",
            FIRE,
            UNLIKELY,
            id="another place",
        ),
        pytest.param("Who won the Lima chess open?", REGATTA, UNLIKELY, id="another contest"),
        pytest.param(
            "When was Rover 2 launched from Splitwater?",
            Told("2021-07-03", "Rover 1 was launched from Splitwater in May."),
            UNLIKELY,
            id="a name that differs in a number",
        ),
        pytest.param(
            "How many people were killed in the fire at the mall?",
            Told("2021-07-01", "A fire at the mall has killed people.", "Fire at the mall"),
            UNLIKELY,
            id="no number",
        ),
    ],
)
def test_a_near_topic_is_refused_with_its_reason(question: str, told: Told, reason: str) -> None:
    verdict = answerability(question, told)
    assert verdict.answering == ()
    assert [unspoken.reason for unspoken in verdict.silent] == [reason]


def test_nothing_is_answered_by_nothing() -> None:
    assert answerability("Who won the regatta?") == Answerability((), ())


LONG = (
    "Does the Harbour Post article on the ferries of Splitwater say that the company Quill Shipping cut its fares,"
    " while the Valley Times article on the bakers of Lima says that the union there wanted higher prices for flour?"
)
FERRIES = Told("2021-07-01", "Quill Shipping cut the fares of its Splitwater ferries, the company says.")
BAKERS = Told("2021-07-02", "The union of the bakers of Lima wanted higher flour prices.", by="Valley Times")
PLAN = planned(LONG, today="2021-08-01")


def test_what_several_name_between_them_is_answered_by_each() -> None:
    spoken = answerability_of(PLAN, [FERRIES.as_passage(), BAKERS.as_passage()], (), {}, None).answering
    assert [sentence.stored.article.publisher for sentence in spoken] == ["Harbour Post", "Valley Times"]


def test_what_one_part_lacks_is_not_answered() -> None:
    assert answerability_of(PLAN, [FERRIES.as_passage()], (), {}, None).answering == ()


def test_what_is_far_in_meaning_does_not_count() -> None:
    passages = [FERRIES.as_passage(), BAKERS.as_passage()]
    assert answerability_of(PLAN, passages, (), {}, {passage.id: 0.1 for passage in passages}).answering == ()


def test_what_the_others_name_is_said_of_what_is_left_out() -> None:
    copy = Told("2021-07-03", "Quill Shipping cut the fares of its ferries.")
    passages = [FERRIES.as_passage(), BAKERS.as_passage(), copy.as_passage()]
    assert [unspoken.reason for unspoken in answerability_of(PLAN, passages, (), {}, None).silent] == [
        "the others name the same of the question"
    ]
