import re
from datetime import UTC, datetime
from itertools import chain

import pytest

from ingest import Document
from tests.benchmarks.haystack import part_of, sentences
from tests.benchmarks.labelled import LABELS
from tests.benchmarks.measuring import read_rows
from tests.benchmarks.metrics import Row, compared_url
from tests.benchmarks.verdicts import Verdict, in_first_view, interval, verdict

KINDS = {"figure", "state", "who", "when", "where", "what", "yes_no", "latest", "none"}
FIGURES = {"total", "window", "part", "increment", "rate", "money", "record", "comparison"}
DEV, OCTOBER, UNREAD, STATEMENTS = (
    read_rows(LABELS / f"{name}.jsonl") for name in ("dev", "october", "unread", "statements")
)
WHYS = {
    "number",
    "entity",
    "place",
    "date",
    "negation",
    "relation",
    "modality",
    "strength",
    "addition",
    "contradiction",
    "other_topic",
}


def label(**changes: object) -> Row:
    known: Row = {
        "id": "floods-1",
        "topic": "floods",
        "kind": "figure",
        "question": "How many people died in the floods in Arvane?",
        "as_of": "2024-05-06",
        "right": [31],
        "stale": [28],
        "neighbour": [4],
        "words": [],
        "urls": ["https://www.herald.example/floods/"],
    }
    return {**known, **changes}


def prediction(*values: float, answer: str = "", abstained: bool = False) -> Row:
    return {"abstained": abstained, "figures": [{"value": value} for value in values], "answer": answer}


WHO = label(kind="who", right=[], words=["Sela Brandt"], stale=["Orvo Lind"], neighbour=["Tarmo"])
NONE = label(kind="none", right=[], stale=[], neighbour=[])


@pytest.mark.parametrize(
    ("asked", "answered", "expected"),
    [
        pytest.param(label(), prediction(31), Verdict.RIGHT, id="the newest total"),
        pytest.param(label(), prediction(28), Verdict.STALE, id="an earlier total"),
        pytest.param(label(), prediction(4), Verdict.NEIGHBOUR, id="the number of something near"),
        pytest.param(label(), prediction(99), Verdict.WRONG, id="another number"),
        pytest.param(label(), prediction(abstained=True), Verdict.SILENT, id="nothing"),
        pytest.param(label(), prediction(answer="31 died"), Verdict.SILENT, id="a quote without a headline figure"),
        pytest.param(label(right=[3.4e9]), prediction(3.4e9), Verdict.RIGHT, id="a sum in full"),
        pytest.param(WHO, prediction(answer="The vote went to Sela Brandt."), Verdict.RIGHT, id="the name"),
        pytest.param(WHO, prediction(answer="SELA BRÄNDT won"), Verdict.RIGHT, id="the name without its accents"),
        pytest.param(WHO, prediction(answer="Orvo Lind leads"), Verdict.STALE, id="who it was before"),
        pytest.param(WHO, prediction(answer="Tarmo spoke"), Verdict.NEIGHBOUR, id="another's name"),
        pytest.param(WHO, prediction(answer="A vote was held."), Verdict.WRONG, id="no name"),
        pytest.param(WHO, prediction(abstained=True), Verdict.SILENT, id="no answer"),
        pytest.param(NONE, prediction(abstained=True), Verdict.RIGHT, id="nothing where there is nothing"),
        pytest.param(NONE, prediction(3), Verdict.WRONG, id="a number where there is nothing"),
    ],
)
def test_a_labelled_question_has_one_verdict(asked: Row, answered: Row, expected: Verdict) -> None:
    assert verdict(asked, answered) is expected


def test_a_short_word_stands_alone_and_a_longer_one_may_be_a_stem() -> None:
    short, stem = ({**WHO, "words": [word]} for word in ("Lai", "suspend"))

    assert verdict(short, prediction(answer="He laid it down.")) is Verdict.WRONG
    assert verdict(stem, prediction(answer="Sales are suspended.")) is Verdict.RIGHT


def test_what_stands_below_the_first_view_is_not_seen() -> None:
    answer = "No clear figure. " * 40 + "31 died."

    assert in_first_view(label(), prediction(answer=answer))
    assert not in_first_view(label(), prediction(answer=answer), view=600)


def test_the_interval_draws_topics_not_questions() -> None:
    together = {"one": [True] * 10, "other": [False] * 10}
    apart = {str(number): [number % 2 == 0] for number in range(20)}

    assert interval(together) == (0.0, 1.0)
    low, high = interval(apart)
    assert 0.2 <= low < 0.5 < high <= 0.8


def document(number: int, title: str, day: int) -> Document:
    return Document(
        origin=f"row {number}",
        body="<p>It was a Monday. Nobody was hurt.</p>",
        url=f"https://herald.example/{number}",
        title=title,
        published=datetime(2024, 5, day, tzinfo=UTC),
    )


def test_the_haystack_holds_what_labels_cite_and_what_is_near_and_no_more_than_its_cap() -> None:
    stream = [document(number, f"Weather for region {number}", 1) for number in range(100)]
    stream[40] = document(40, "Floods in Arvane kill 31 people", 5)
    stream[60] = document(60, "Floods in Arvane: what is known", 4)
    stream[80] = document(80, "Floods in Arvane, a year later", 20)

    chosen = part_of(stream, [label(urls=["http://herald.example/7/"])], cap=30)

    assert {7, 40, 60} <= {int(one.origin.removeprefix("row ")) for one in chosen}
    assert len(chosen) <= 30


def test_a_title_is_a_sentence_of_its_own() -> None:
    assert sentences(document(1, "Floods &amp; rain", 1)) == ["Floods & rain", "It was a Monday.", "Nobody was hurt."]


def test_every_label_is_well_formed() -> None:
    labels = [*DEV, *OCTOBER, *UNREAD]
    assert len({row["id"] for row in labels}) == len(labels)
    for row in labels:
        assert row["kind"] in KINDS, row["id"]
        assert (row.get("figure") in FIGURES) == (row["kind"] == "figure"), row["id"]
        assert bool(row["right"]) == (row["kind"] == "figure"), row["id"]
        assert bool(row["words"]) == (row["kind"] not in {"figure", "none"}), row["id"]
        assert not set(row["right"]) & {*row["stale"], *row["neighbour"]}, row["id"]
        assert datetime.fromisoformat(row["as_of"]), row["id"]


def test_labels_state_facts_in_a_few_words_of_our_own() -> None:
    for row in (*DEV, *OCTOBER, *UNREAD):
        short = [*row["words"], *(value for value in (*row["stale"], *row["neighbour"]) if isinstance(value, str))]
        assert max((len(re.findall(r"\w+", text)) for text in short), default=0) <= 6, row["id"]


def test_what_is_unread_shares_no_topic_and_no_article_with_what_is_read() -> None:
    read = [*DEV, *OCTOBER, *read_rows(LABELS / "conversation.jsonl")]
    assert not {row["topic"] for row in UNREAD} & {row["topic"] for row in read}
    assert not _cited(UNREAD) & _cited(read)


def _cited(rows: list[Row]) -> set[str]:
    return {compared_url(url) for row in rows for url in row["urls"]}


def test_labels_are_of_many_topics_kinds_and_days() -> None:
    labels = list(chain(DEV, UNREAD))
    assert len({row["topic"] for row in labels}) >= 150
    assert {row["kind"] for row in DEV} == {row["kind"] for row in UNREAD} == KINDS
    assert sum(row["as_of"] >= "2023-11-01" for row in labels) >= len(labels) / 3


def test_the_codebook_counts_what_is_there() -> None:
    codebook = (LABELS / "README.md").read_text(encoding="utf-8")
    for name, rows in (("dev.jsonl", DEV), ("october.jsonl", OCTOBER), ("unread.jsonl", UNREAD)):
        assert f"| `{name}` | {len({row['topic'] for row in rows})} | {len(rows)} |" in codebook


def test_questions_in_other_languages_stand_for_labelled_ones() -> None:
    rows = read_rows(LABELS / "languages.jsonl")
    known = {(label["topic"], label["question"]) for label in DEV}

    assert all((row["topic"], row["in_english"]) in known for row in rows)
    assert {row["language"] for row in rows} == {"es", "de", "fr", "ar"}
    assert len({row["id"] for row in rows}) == len(rows)


def test_every_statement_is_well_formed() -> None:
    assert len({row["id"] for row in STATEMENTS}) == len(STATEMENTS)
    for row in STATEMENTS:
        assert row["half"] in {"learn", "unread"}, row["id"]
        assert row["verdict"] in {"supported", "unsupported"}, row["id"]
        assert (row.get("why") in WHYS) == (row["verdict"] == "unsupported"), row["id"]
        assert 1 <= len(row["urls"]) <= 3, row["id"]


def test_unread_statements_share_no_topic_and_no_article_with_those_to_learn_from() -> None:
    learn, unread = ([row for row in STATEMENTS if row["half"] == half] for half in ("learn", "unread"))
    assert not {row["topic"] for row in learn} & {row["topic"] for row in unread}
    assert not _cited(learn) & _cited(unread)
