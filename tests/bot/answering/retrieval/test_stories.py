"""Two rankings become one, and copies of one story become one passage."""

from dataclasses import replace

import pytest

from bot.answering.retrieval.finding import fused
from bot.answering.retrieval.stories import one_per_story
from tests.bot.answering.news import Told

WIRE = (
    "The flood in the valley killed 12 people on Monday night and cut off the town of Quill from the coast road for"
    " two days, the mayor said."
)
A = Told("2021-07-01", "The bridge at Quill fell.").as_passage()
B = Told("2021-07-01", "The road to the coast is closed.").as_passage()
C = Told("2021-07-01", "Bakers are angry about the price of flour.").as_passage()


def test_what_both_rankings_hold_goes_before_what_one_holds() -> None:
    assert [found.id for found in fused([A, B], [C, B])] == [B.id, *sorted([A.id, C.id])]


def test_a_score_is_the_sum_of_both_ranks() -> None:
    assert [found.score for found in fused([A], [A])] == [pytest.approx(2 / 61)]


def test_nothing_fused_is_nothing() -> None:
    assert fused([], []) == ()


def test_equal_ranks_have_one_order_whichever_ranking_comes_first() -> None:
    assert fused([A], [B]) == fused([B], [A])


def test_a_copy_is_left_out_and_the_better_ranked_one_stays() -> None:
    first, copy = Told("2021-07-01", WIRE).as_passage(), Told("2021-07-02", WIRE, by="Copy Daily").as_passage()
    assert one_per_story([copy, first]) == (copy,)


def test_a_copy_with_a_line_added_is_a_copy() -> None:
    longer = Told("2021-07-02", WIRE + " Our own reporter was there.", by="Copy Daily").as_passage()
    assert len(one_per_story([Told("2021-07-01", WIRE).as_passage(), longer])) == 1


def test_a_changed_number_is_another_story() -> None:
    changed = Told("2021-07-02", WIRE.replace("12", "19"), by="Valley Times").as_passage()
    assert len(one_per_story([Told("2021-07-01", WIRE).as_passage(), changed])) == 2


def test_a_number_changed_in_words_is_another_story() -> None:
    twelve, nineteen = (WIRE.replace("12", word) for word in ("twelve", "nineteen"))
    told = [Told("2021-07-01", twelve).as_passage(), Told("2021-07-02", nineteen).as_passage()]
    assert len(one_per_story(told)) == 2


def test_words_of_its_own_are_another_story() -> None:
    assert one_per_story([A, B, C]) == (A, B, C)


def test_of_whole_copies_a_passage_that_begins_elsewhere_is_no_second_voice() -> None:
    text = f"{WIRE} The rescuers stayed until the evening. Nobody was missing any more, said the mayor of the town."
    whole = Told("2021-07-01", text).as_passage()
    other = Told("2021-07-02", text, by="Copy Daily").as_passage()
    first = replace(whole, span=replace(whole.span, end=whole.span.start + 60))
    last = replace(other, span=replace(other.span, start=other.span.end - 60))
    pair = {(other.stored.revision, whole.stored.revision)}

    assert one_per_story([first, last]) == (first, last)
    assert one_per_story([first, last], pair) == (first,)
