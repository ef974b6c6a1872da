"""The best passages are read beside a question: whether each answers, and where."""

from dataclasses import replace
from math import log

import pytest

from bot.answering.retrieval.reading import LEAST_SHARE, READ, UNREAD, log_share_of, odds_of, read_beside, reranked
from ingest import Span
from tests.bot.answering.news import Told, planned

FIRE = Told(
    "2021-07-01",
    "A fire in a car park in Aldmere on Tuesday hurt 46 people. Twelve cars burned, the police said.",
    "Aldmere car park burns",
)
FERRY = Told("2021-07-02", "The ferry to Lima is late again.", "Ferry late")
HURT = planned("How many people were hurt in the fire in Aldmere?", today="2021-07-10")


def test_what_answers_comes_first() -> None:
    passages = [FERRY.as_passage(), FIRE.as_passage()]
    read = read_beside(HURT, passages)

    assert odds_of(passages[1].id, read) > odds_of(passages[0].id, read)
    assert reranked(passages, read) == (passages[1], passages[0])


@pytest.mark.parametrize("title", ["Aldmere car park burns", ""])
def test_where_it_answers_is_told_in_the_articles_own_text(title: str) -> None:
    fire = replace(FIRE, title=title)
    passage = fire.as_passage()
    read = read_beside(HURT, [passage])
    hurt, others = (log_share_of(passage.id, fire.span_of(words), read) for words in ("46", "Twelve cars"))

    assert hurt > log(0.5)
    assert others < hurt


def test_a_later_passage_of_an_article_without_a_title_is_told_in_its_own_place() -> None:
    long = Told("2021-07-01", f"It rained on the port all day. {FIRE.text}")
    whole = long.as_passage()
    later = replace(whole, span=Span(long.span_of("A fire").start, whole.span.end))
    read = read_beside(HURT, [later])

    assert log_share_of(later.id, long.span_of("46"), read) > log(0.5)
    assert log_share_of(later.id, long.span_of("It rained"), read) == log(LEAST_SHARE)


def test_the_best_alone_are_read() -> None:
    passages = [replace(FIRE, text=f"{FIRE.text} {number}").as_passage() for number in range(READ + 1)]
    read = read_beside(HURT, passages)

    assert [*read] == [passage.id for passage in passages[:READ]]
    assert odds_of(passages[-1].id, read) == min(one.log_odds for one in read.values())
    assert odds_of(passages[-1].id, {}) == UNREAD
    assert log_share_of(passages[-1].id, FIRE.span_of("46"), read) == log(LEAST_SHARE)
