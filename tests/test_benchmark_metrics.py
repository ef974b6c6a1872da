from typing import TypeAlias

import pytest

from tests.benchmarks.metrics import (
    Score,
    compared_url,
    contains_answer,
    counting_scores,
    extraction_scores,
    percentile,
    ranking_scores,
    ranks_of,
    rejects,
    states,
    verdict,
)

Wanted: TypeAlias = "str | list[str | list[str]]"


def case(**changes: object) -> dict[str, object]:
    known: dict[str, object] = {
        "as_of": "2024-05-06",
        "kind": "count",
        "gold_values": [31],
        "stale_values": [28],
        "trap_values": [4],
        "support": [{"url": "https://www.herald.example/floods/"}],
    }
    return known | changes


def prediction(*values: float, cited: str = "https://ledger.example/1", on: str = "2024-05-06") -> dict[str, object]:
    return {
        "abstained": not values,
        "figures": [{"value": value} for value in values],
        "citations": [{"url": cited, "published": f"{on}T08:00:00+00:00"}] if values else [],
        "answer": "",
    }


NO_ANSWER = case(kind="no_answer", gold_values=[])


@pytest.mark.parametrize(
    ("asked", "answered", "expected"),
    [
        pytest.param(case(), prediction(31), "right", id="the newest total"),
        pytest.param(case(), prediction(28), "stale", id="an earlier day's"),
        pytest.param(case(), prediction(4), "trap", id="a part of it"),
        pytest.param(case(), prediction(99), "wrong", id="another number"),
        pytest.param(case(), prediction(), "abstained", id="nothing where there is an answer"),
        pytest.param(case(), prediction(4, 31), "trap", id="the total, but not first"),
        pytest.param(NO_ANSWER, prediction(), "right", id="nothing where there is none"),
        pytest.param(NO_ANSWER, prediction(3), "wrong", id="a number where there is none"),
        pytest.param(case(gold_values=[5, 9], match="all"), prediction(9, 5), "right", id="both sides of a conflict"),
        pytest.param(case(gold_values=[5, 9], match="all"), prediction(9), "wrong", id="one side of a conflict"),
    ],
)
def test_a_case_has_one_verdict(asked: dict[str, object], answered: dict[str, object], expected: str) -> None:
    assert verdict(asked, answered) == expected


def test_counts_are_scored_over_the_cases_that_have_an_answer() -> None:
    cases = [case(), case(kind="part"), case(), case(), NO_ANSWER]
    predictions = [
        prediction(31, cited="http://herald.example/floods?utm_source=x#top"),
        prediction(28),
        prediction(4, on="2024-05-07"),
        prediction(),
        prediction(),
    ]

    assert counting_scores(cases, predictions) == {
        "value_accuracy": Score(0.25, 4),
        "value_accuracy_count": Score(1 / 3, 3),
        "value_accuracy_part": Score(0.0, 1),
        "stale_rate": Score(0.25, 4),
        "trap_rate": Score(0.25, 4),
        "support_hit": Score(0.25, 4),
        "future_rate": Score(0.2, 5),
        "abstention_precision": Score(0.5, 2),
        "abstention_recall": Score(1.0, 1),
    }


def test_precision_of_abstaining_has_no_value_where_nobody_abstained() -> None:
    assert counting_scores([case()], [prediction(31)])["abstention_precision"] == Score(None, 0)


@pytest.mark.parametrize(
    "url",
    [
        "https://herald.example/a?id=7",
        "http://www.herald.example/a/?id=7",
        "https://herald.example/a?utm_medium=rss&id=7#comments",
    ],
)
def test_addresses_of_one_page_compare_equal(url: str) -> None:
    assert compared_url(url) == "herald.example/a?id=7"


def test_a_perfect_page_scores_one() -> None:
    page = {"text": "The river rose again on Monday.", "title": "River rises", "published": "2024-05-06"}

    scores = extraction_scores([page], [page | {"title": "“RIVER RISES”", "published": "2024-05-06T10:00:00+00:00"}])

    assert {name: score.value for name, score in scores.items()} == dict.fromkeys(scores, 1.0)


def test_furniture_costs_precision_and_a_lost_sentence_recall() -> None:
    gold = [{"text": "one two three four five six seven", "title": "T", "published": None}]

    more = extraction_scores(
        gold, [{"text": "one two three four five six seven share", "title": "T", "published": None}]
    )
    less = extraction_scores(gold, [{"text": "one two three four five", "title": "T", "published": None}])

    assert (more["precision"].value, more["recall"].value) == (0.8, 1.0)
    assert (less["precision"].value, less["recall"].value) == (1.0, 0.5)
    assert less["f1"].value == pytest.approx(2 / 3)


def test_an_empty_prediction_is_left_out_of_precision() -> None:
    gold = [{"text": "one two three four five", "title": "T", "published": None}]

    assert extraction_scores(gold, [{"text": "", "title": "", "published": None}])["precision"] == Score(None, 0)


@pytest.mark.parametrize(
    ("wanted", "answer", "expected"),
    [
        pytest.param("Lima", "It was held in LIMA.", True, id="in any case"),
        pytest.param(["red", "blue"], "Red and white.", False, id="not all of a list"),
        pytest.param([["3 May", "May 3"], "1999"], "On May 3, 1999.", True, id="any form of each"),
        pytest.param("lima", "lima " * 81, False, id="too long"),
    ],
)
def test_an_answer_contains_what_is_wanted(wanted: Wanted, answer: str, expected: bool) -> None:  # noqa: FBT001 because pytest passes it
    assert contains_answer(wanted, answer) is expected


def test_saying_that_information_is_insufficient_is_rejecting() -> None:
    assert rejects({"abstained": False, "answer": "Insufficient information."})
    assert not rejects({"abstained": False, "answer": "Lima."})


def test_facts_are_found_in_ranked_texts_whatever_the_white_space() -> None:
    assert ranks_of(["a b", "c d", "e"], ["x", "a\nb c d"]) == [2, 2, None]


def test_facts_beyond_the_tenth_text_are_not_found() -> None:
    assert ranks_of(["fact"], ["other"] * 10 + ["fact"]) == [None]


def test_rankings_are_scored_by_all_their_facts() -> None:
    scores = ranking_scores([[1, 2], [None, 5], [None]])

    assert {name: score.value for name, score in scores.items()} == {
        "all_gold@10": pytest.approx(1 / 3),
        "map@10": pytest.approx((0.75 + 0.1 + 0) / 3),
        "hits@10": pytest.approx(2 / 3),
        "hits@4": pytest.approx(1 / 3),
        "mrr@10": pytest.approx((1 + 0.2 + 0) / 3),
    }


def test_percentiles_are_values_that_occurred() -> None:
    times = [float(time) for time in range(1, 21)]

    assert (percentile(times, 50), percentile(times, 95), percentile([7.0], 95)) == (10.0, 19.0, 7.0)


def test_what_is_stated_is_compared_in_whole_words_and_never_in_an_abstention() -> None:
    told = {"answer": "The Harbour, of Quill!", "abstained": False}
    assert states("harbour of a quill", told)
    assert not states("arbour", told)
    assert not states("harbour", told | {"abstained": True})
