"""A long question is answered by several articles if these name between them what it names."""

from datetime import date

from bot.answering.passages.joining import joined
from bot.answering.question.planning import plan
from bot.answering.questions import Question
from tests.bot.answering.news import Told

LONG = (
    "Does the Harbour Post article on the ferries of Splitwater say that the company Quill Shipping cut its fares,"
    " while the Valley Times article on the bakers of Lima says that the union there wanted higher prices for flour?"
)
FERRIES = Told("2021-07-01", "Quill Shipping cut the fares of its Splitwater ferries, the company says.")
BAKERS = Told("2021-07-02", "The union of the bakers of Lima wanted higher flour prices.", by="Valley Times")
PLAN = plan(Question(LONG), today=date(2021, 8, 1))


def test_what_several_name_between_them_is_answered_by_each() -> None:
    spoken = joined(PLAN, [FERRIES.as_passage(), BAKERS.as_passage()], None).spoken
    assert [sentence.stored.article.publisher for sentence in spoken] == ["Harbour Post", "Valley Times"]


def test_what_one_part_lacks_is_not_answered() -> None:
    assert joined(PLAN, [FERRIES.as_passage()], None).spoken == ()


def test_what_is_far_in_meaning_does_not_count() -> None:
    passages = [FERRIES.as_passage(), BAKERS.as_passage()]
    assert joined(PLAN, passages, {passage.id: 0.1 for passage in passages}).spoken == ()


def test_what_the_others_name_is_said_of_what_is_left_out() -> None:
    copy = Told("2021-07-03", "Quill Shipping cut the fares of its ferries.")
    passages = [FERRIES.as_passage(), BAKERS.as_passage(), copy.as_passage()]
    assert [unspoken.reason for unspoken in joined(PLAN, passages, None).unspoken] == [
        "the others name what it names of the question"
    ]
