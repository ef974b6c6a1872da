"""What members say of answers, and the labels that it makes."""

import json
from datetime import UTC, datetime, timedelta

from bot.records import Amendment, Feedback, Vote
from bot.reviewing import label_row, rated

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SHOWN = {
    "question": "how many died in tamra",
    "understood": "How many people died in Tamra?",
    "as_of": "2026-02-27T10:00:00Z",
    "answer": "19 people were killed [1].",
    "abstained": False,
    "figures": [{"value": 19.0}],
    "citations": [{"url": "https://harbourpost.example/1"}, {"url": None}],
}
LABEL = {"id", "topic", "kind", "figure", "question", "as_of", "right", "stale", "neighbour", "words", "urls"}


def said(vote: Vote, amendment: Amendment = Amendment(), *, answer: str = "a1", hours: int = 0) -> Feedback:  # noqa: B008 because it is frozen
    return Feedback(answer, "1", vote, NOW + timedelta(hours=hours), json.dumps(SHOWN), amendment)


def test_votes_on_one_answer_stand_together_the_last_said_of_first() -> None:
    found = rated([said(Vote.HELPFUL), said(Vote.OLD_NEWS, answer="a2", hours=2), said(Vote.HELPFUL, hours=1)])

    assert [(one.name, dict(one.votes)) for one in found] == [("a2", {Vote.OLD_NEWS: 1}), ("a1", {Vote.HELPFUL: 2})]
    assert found[1].newest == NOW + timedelta(hours=1)


def test_a_wrong_number_becomes_a_label_with_the_right_one_and_the_trace() -> None:
    amendment = Amendment("about 31", "https://meridian.example/31", '{"question": {"measure": "killed"}}')

    row = label_row(*rated([said(Vote.WRONG_NUMBER, amendment), said(Vote.HELPFUL)]))

    assert row.keys() >= LABEL
    assert (row["kind"], row["right"], row["neighbour"]) == ("figure", [31.0], [19.0])
    assert row["question"] == "How many people died in Tamra?"
    assert row["as_of"] == "2026-02-27T10:00:00+00:00"
    assert row["urls"] == ["https://meridian.example/31"]
    assert row["votes"] == {"wrong_number": 1, "helpful": 1}
    assert row["explanation"] == {"question": {"measure": "killed"}}


def test_what_most_find_helpful_is_right_and_old_news_stale() -> None:
    helpful = label_row(*rated([said(Vote.HELPFUL)]))
    old = label_row(*rated([said(Vote.OLD_NEWS)]))

    assert (helpful["right"], helpful["stale"], helpful["neighbour"]) == ([19.0], [], [])
    assert (old["right"], old["stale"], old["neighbour"]) == ([], [19.0], [])
    assert old["urls"] == ["https://harbourpost.example/1"]
