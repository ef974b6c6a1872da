from datetime import date

import pytest

from tests.benchmarks.conversation import Outcome, outcome, searched
from tests.benchmarks.labelled import LABELS
from tests.benchmarks.measuring import read_rows
from tests.benchmarks.metrics import Row

KINDS = {
    "opening",
    "follow_up",
    "of_the_answer",
    "digest",
    "typo",
    "two_questions",
    "slang",
    "yes_no",
    "small_talk",
    "none",
    "language",
}
TURNS, UNREAD = (read_rows(LABELS / name) for name in ("conversation.jsonl", "conversation_unread.jsonl"))


def turn(**changes: object) -> Row:
    known: Row = {
        "id": "floods-1",
        "topic": "floods",
        "kind": "follow_up",
        "question": "and in Tolve?",
        "as_of": "2024-05-06",
        "want": ["31"],
        "never": ["Arvane"],
        "urls": [],
    }
    return {**known, **changes}


def answer(text: str, *, citations: int = 1, abstained: bool = False, figures: int = 0) -> Row:
    return {
        "abstained": abstained,
        "answer": text,
        "citations": [{"url": "https://herald.example"}] * citations,
        "figures": [{"value": 31}] * figures,
    }


SOURCE = turn(kind="of_the_answer", want=["Coast Courier"], never=[])
BOTH = turn(kind="two_questions", also=["Brandt"])
GREETING = turn(kind="small_talk", want=[], never=["Nothing in the archive"])
NONE = turn(kind="none", want=[], never=[])


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        pytest.param(turn(), answer("31 died in Tolve."), Outcome.ANSWERED, id="what was asked"),
        pytest.param(turn(), answer("Read as: 31 in Tolve?", citations=0), Outcome.MISSED, id="the question told back"),
        pytest.param(turn(), answer("The bridge is open."), Outcome.MISSED, id="something else"),
        pytest.param(turn(), answer("31 died in Arvane."), Outcome.WRONG, id="the place before"),
        pytest.param(turn(), answer("." * 600 + "31"), Outcome.MISSED, id="below the first view"),
        pytest.param(turn(), answer("Near: 31", abstained=True), Outcome.SILENT, id="no answer"),
        pytest.param(SOURCE, answer("coastcourier.example, 6 May: “31 died.”"), Outcome.ANSWERED, id="a host"),
        pytest.param(SOURCE, answer("herald.example, 6 May: “31 died.”"), Outcome.MISSED, id="another host"),
        pytest.param(BOTH, answer("31 died. Brandt leads."), Outcome.ANSWERED, id="both questions"),
        pytest.param(BOTH, answer("31 died."), Outcome.MISSED, id="one of two questions"),
        pytest.param(NONE, answer("Nothing.", abstained=True), Outcome.REFUSED, id="nothing where there is nothing"),
        pytest.param(NONE, answer("31 died."), Outcome.WRONG, id="something where there is nothing"),
        pytest.param(GREETING, answer("Hello.", citations=0, abstained=True), Outcome.ANSWERED, id="a greeting"),
        pytest.param(GREETING, answer("Hello, wrote the Herald."), Outcome.WRONG, id="news for a greeting"),
        pytest.param(GREETING, answer("Nothing in the archive.", citations=0), Outcome.SILENT, id="no greeting"),
    ],
)
def test_a_turn_has_one_outcome(asked: Row, said: Row, expected: Outcome) -> None:
    assert outcome(asked, said) is expected


def test_a_turn_is_searched_with_what_it_follows() -> None:
    opening = turn(id="floods-1", question="How many died in Arvane?")
    follow_up = turn(id="floods-2", follows="floods-1")

    assert [row["question"] for row in searched([opening, follow_up])] == [
        "How many died in Arvane?",
        "How many died in Arvane? and in Tolve?",
    ]


def test_every_turn_is_well_formed() -> None:
    before: dict[str, Row] = {}
    for row in (*TURNS, *UNREAD):
        assert row["kind"] in KINDS, row["id"]
        assert row["id"] not in before, row["id"]
        assert date.fromisoformat(row["as_of"]), row["id"]
        if "follows" in row:
            assert before[row["follows"]]["topic"] == row["topic"], row["id"]
        before[row["id"]] = row


def test_what_is_right_stands_beside_every_turn() -> None:
    for row in (*TURNS, *UNREAD):
        assert bool(row["want"]) == (row["kind"] not in {"none", "small_talk"}), row["id"]
        assert row["kind"] not in {"follow_up", "of_the_answer"} or "follows" in row, row["id"]
        assert ("also" in row) <= (row["kind"] in {"two_questions", "digest"}), row["id"]


def test_the_codebook_counts_the_turns() -> None:
    codebook = (LABELS / "README.md").read_text(encoding="utf-8")
    assert {row["kind"] for row in TURNS} == KINDS
    for name, rows in (("conversation.jsonl", TURNS), ("conversation_unread.jsonl", UNREAD)):
        assert f"| `{name}` | {len({row['topic'] for row in rows})} | {len(rows)} |" in codebook


def test_no_unread_conversation_is_on_a_topic_that_was_read() -> None:
    assert {row["topic"] for row in TURNS}.isdisjoint(row["topic"] for row in UNREAD)
    assert {url for row in TURNS for url in row["urls"]}.isdisjoint(url for row in UNREAD for url in row["urls"])
